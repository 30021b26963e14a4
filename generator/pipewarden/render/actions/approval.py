"""A manual approval."""

from __future__ import annotations

from pipewarden.spec.approvals import Manual

from ..parts import Action, Statement, Variable


def approval(action: Manual, slug: str) -> Action:
    """The action; the topic that tells of it is shared by all approvals, and published to by the pipeline's role."""
    name = slug.replace("-", "_")
    configuration = [("NotificationArn", "aws_sns_topic.approvals.arn")]
    variables = []
    if action.message is not None:
        configuration.append(("CustomData", f"var.{name}_message"))
        variables.append(
            Variable(f"{name}_message", "string", f"What the approver of `{action.name}` reads.", action.message)
        )
    if action.review_url is not None:
        configuration.append(("ExternalEntityLink", f"var.{name}_review_url"))
        variables.append(
            Variable(f"{name}_review_url", "string", f"Where the approver of `{action.name}` looks.", action.review_url)
        )
    return Action(
        name=action.name,
        category="Approval",
        provider="Manual",
        configuration=tuple(sorted(configuration)),
        inputs=(),
        outputs=(),
        run_order=action.run_order,
        namespace=action.namespace,
        statements=(Statement("AnnounceApprovals", ("sns:Publish",), ("aws_sns_topic.approvals.arn",)),),
        variables=tuple(variables),
    )
