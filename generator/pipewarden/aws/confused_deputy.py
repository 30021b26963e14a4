"""Which services say in whose name they take a role.

Each service's user guide has a page on the confused deputy that tells whether its role's trust policy may carry
`aws:SourceAccount` or `aws:SourceArn`. Services that are not listed are not asked: a condition that a service does not
support locks it out.
"""

from __future__ import annotations

_SERVICES = (
    "cloudtrail",
    "codebuild",
    "codepipeline",
    "ecs-tasks",
    "events",
    "pipes",
    "scheduler",
    "states",
)
ROLE_TRUST_CARRIES_SOURCE = tuple(f"{service}.amazonaws.com" for service in _SERVICES)
"""The principals of services that send the source when they take a role."""
