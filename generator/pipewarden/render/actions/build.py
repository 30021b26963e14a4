"""Builds in CodeBuild projects, and commands that CodePipeline runs by itself."""

from __future__ import annotations

from pipewarden.render.actions.base import Draft
from pipewarden.render.literal import quote
from pipewarden.render.parts import Action
from pipewarden.spec.builds import CodeBuild, Commands


def build(action: CodeBuild, slug: str) -> Action:
    """A build; its project, role and log group have files of their own."""
    draft = Draft(action, slug)
    draft.variable("buildspec", "The build specification of {}, or its path.", action.buildspec)
    draft.variable("image", "The image that {} runs in.", action.image)
    draft.configuration["ProjectName"] = f"aws_codebuild_project.{draft.label}.name"
    if len(action.inputs) > 1:
        draft.configuration["PrimarySource"] = quote(action.inputs[0])
    rights = ("codebuild:BatchGetBuilds", "codebuild:StartBuild")
    draft.allow("RunBuilds", rights, f"aws_codebuild_project.{draft.label}.arn")
    return draft.finish("Build", "CodeBuild")


def commands(action: Commands, slug: str) -> Action:
    """Commands, which log into the pipeline's own log group."""
    draft = Draft(action, slug)
    draft.allow(
        "WriteCommandLog",
        ("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"),
        "aws_cloudwatch_log_group.commands.arn",
        '"${aws_cloudwatch_log_group.commands.arn}:*"',
    )
    return draft.finish("Compute", "Commands", commands=action.commands, files=action.files)
