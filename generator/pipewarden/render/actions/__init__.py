"""From each action of a spec to what the pipeline module needs for it: configuration, variables, permissions."""

from __future__ import annotations

from pipewarden.spec.approvals import Manual
from pipewarden.spec.builds import CodeBuild
from pipewarden.spec.deploys import S3Deploy
from pipewarden.spec.pipeline import AnyAction
from pipewarden.spec.sources import Connection

from ..parts import Action
from .approval import approval
from .build import build
from .connection import connection
from .s3 import s3_deploy


def plan_action(action: AnyAction, slug: str) -> Action:
    """The plan of one action, which is called `slug` in Terraform."""
    match action:
        case Connection():
            return connection(action, slug)
        case CodeBuild():
            return build(action, slug)
        case Manual():
            return approval(action, slug)
        case S3Deploy():
            return s3_deploy(action, slug)
