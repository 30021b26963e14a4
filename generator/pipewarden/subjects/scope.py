"""Whether a stack is one that the catalogue speaks of at all."""

from __future__ import annotations

from pipewarden.stack.model import Resource, Stack

_PARTS = (
    "aws_cloudtrail",
    "aws_cloudwatch_log_group",
    "aws_codebuild",
    "aws_codecommit",
    "aws_codeconnections",
    "aws_codepipeline",
    "aws_codestar",
    "aws_iam_",
    "aws_kms_",
    "aws_macie2",
    "aws_s3_",
    "aws_sns_topic",
    "aws_vpc",
)


def is_part(resource: Resource) -> bool:
    """Whether a resource is of a type that pipelines, their data and their audit are made of."""
    return resource.mode == "managed" and resource.type.startswith(_PARTS)


def in_scope(stack: Stack) -> bool:
    """Whether the stack holds any such resource: what speaks of the stack as a whole (versions, the provider that no
    block configures) speaks of no other."""
    return any(is_part(resource) for resource in stack.resources)
