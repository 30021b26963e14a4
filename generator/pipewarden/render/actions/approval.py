"""A manual approval."""

from __future__ import annotations

from pipewarden.render.actions.base import Draft
from pipewarden.render.parts import Action
from pipewarden.spec.approvals import Manual


def approval(action: Manual, slug: str) -> Action:
    """The action; the topic that tells of it is shared by all approvals, and published to by the pipeline's role."""
    draft = Draft(action, slug)
    draft.configuration["NotificationArn"] = "aws_sns_topic.approvals.arn"
    if action.message is not None:
        message = draft.variable("message", "What the approver of {} reads.", action.message)
        draft.configuration["CustomData"] = message
    if action.review_url is not None:
        url = draft.variable("review_url", "Where the approver of {} looks.", action.review_url)
        draft.configuration["ExternalEntityLink"] = url
    draft.allow("AnnounceApprovals", ("sns:Publish",), "aws_sns_topic.approvals.arn")
    return draft.finish("Approval", "Manual")
