"""FIPS: every service that the stack calls has a FIPS host, or is named."""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.aws.fips import without_host
from pipewarden.spec.approvals import Manual
from pipewarden.spec.builds import CodeBuild, Commands
from pipewarden.spec.errors import Problem
from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.naming import made_services
from pipewarden.spec.rules.walk import actions
from pipewarden.spec.sources import ECR, CodeCommit, Connection, S3Source

# The services whose resources an action brings along.
_BROUGHT: dict[type, tuple[str, ...]] = {
    CodeBuild: ("codebuild", "logs"),
    CodeCommit: ("events",),
    Commands: ("logs",),
    ECR: ("events",),
    Manual: ("sns",),
    S3Source: ("events",),
}


def fips_hosts(spec: PipelineSpec) -> Iterator[Problem]:
    """Services that Terraform calls for this stack and that have no FIPS host in their region."""
    if not spec.fips:
        return
    regions = {spec.region: services(spec)}
    regions |= {store.region: {"kms", "s3"} for store in spec.artifacts.stores}
    for region, called in regions.items():
        for service in without_host(called, region):
            message = f"the service `{service}` has no FIPS host in {region}, so its plain host would be called"
            advice = "name an existing connection" if service == "codestar-connections" else "take another region"
            yield Problem(("fips",), f"{message}; {advice}, or turn this off")


def services(spec: PipelineSpec) -> set[str]:
    """The services that Terraform calls in the pipeline's region, by their names in botocore."""
    found = {"codepipeline", "iam", "s3", "sts"}
    for _, action in actions(spec):
        found.update(_BROUGHT.get(type(action), ()))
        if isinstance(action, Connection) and action.connection_arn is None:
            found.add("codestar-connections")
    for service, used in (
        ("kms", spec.encryption.key_arn is None),
        ("ec2", bool(made_services(spec))),
        ("logs", bool(made_services(spec)) or spec.audit.trail_arn is None),
        ("cloudtrail", spec.audit.trail_arn is None),
        ("monitoring", spec.audit.alarms),
        ("sns", spec.audit.trail_arn is None or spec.pipeline.notifications is not None),
        ("codestar-notifications", spec.pipeline.notifications is not None),
        ("macie2", spec.audit.macie),
    ):
        if used:
            found.add(service)
    return found
