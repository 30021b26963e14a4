"""The event rules that start a pipeline whose source sends events to EventBridge."""

from __future__ import annotations

from msgspec import Struct

from pipewarden.render.literal import quote
from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.naming import identifier
from pipewarden.spec.rules.walk import actions
from pipewarden.spec.sources import ECR, CodeCommit, S3Source


class EventRule(Struct, frozen=True):
    """A rule; `pattern` maps the keys of the event's `detail` to expressions."""

    slug: str
    label: str
    source: str
    detail_type: str
    resource: str | None
    detail: tuple[tuple[str, str], ...]


def plan_rules(spec: PipelineSpec) -> tuple[EventRule, ...]:
    """A rule for each source that has no trigger of its own."""
    return tuple(
        _rule(action, identifier(spec, path))
        for path, action in actions(spec)
        if isinstance(action, CodeCommit | S3Source | ECR)
    )


def _rule(action: CodeCommit | S3Source | ECR, slug: str) -> EventRule:
    label = slug.replace("-", "_")
    detail: tuple[tuple[str, str], ...]
    match action:
        case CodeCommit():
            detail = (
                ("event", f"[{quote('referenceCreated')}, {quote('referenceUpdated')}]"),
                ("referenceName", f"[var.{label}_branch]"),
                ("referenceType", f"[{quote('branch')}]"),
            )
            arn = f'"arn:${{var.partition}}:codecommit:${{var.region}}:${{var.account_id}}:${{var.{label}_repository}}"'
            return EventRule(slug, label, "aws.codecommit", "CodeCommit Repository State Change", arn, detail)
        case S3Source():
            detail = (
                ("bucket", f"{{ name = [var.{label}_bucket] }}"),
                ("object", f"{{ key = [var.{label}_object_key] }}"),
            )
            return EventRule(slug, label, "aws.s3", "Object Created", None, detail)
        case ECR():
            detail = (
                ("action-type", f"[{quote('PUSH')}]"),
                ("image-tag", f"[var.{label}_image_tag]"),
                ("repository-name", f"[var.{label}_repository]"),
                ("result", f"[{quote('SUCCESS')}]"),
            )
            return EventRule(slug, label, "aws.ecr", "ECR Image Action", None, detail)
