"""AWS's managed policies, as far as pipelines meet them: which ones give away whole services, and who may approve.

The contents are those of the AWS Managed Policy Reference Guide.
"""

from __future__ import annotations

import re

_MANAGED = re.compile(r"arn:[^:]*:iam::aws:policy/(?:.*/)?([^/]+)")
_ADMINISTRATION = re.compile(
    r"AdministratorAccess|PowerUserAccess|SystemAdministrator|.+FullAccess|AWSCodeBuildAdminAccess"
)
_EVERYTHING = ("*",)
_PIPELINES = ("codepipeline:*",)
_ACTIONS = {
    "AWSCodePipelineApproverAccess": ("codepipeline:PutApprovalResult",),
    "AWSCodePipelineFullAccess": _PIPELINES,
    "AWSCodePipeline_FullAccess": _PIPELINES,
    "AdministratorAccess": _EVERYTHING,
    "PowerUserAccess": _PIPELINES,
}


def managed_name(arn: str) -> str | None:
    """The name of the AWS managed policy that an ARN names, None where it names none."""
    found = _MANAGED.fullmatch(arn)
    return found[1] if found else None


def gives_a_service_away(name: str) -> bool:
    """Whether the AWS managed policy of that name grants every action of a service, or of all."""
    return _ADMINISTRATION.fullmatch(name) is not None


def pipeline_actions(name: str) -> tuple[str, ...]:
    """The actions that change pipelines, or decide in them, which the AWS managed policy of that name grants."""
    return _ACTIONS.get(name, ())
