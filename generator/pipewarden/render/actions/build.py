"""A build in a CodeBuild project."""

from __future__ import annotations

from pipewarden.spec.builds import CodeBuild

from ..literal import quote
from ..parts import Action, Statement, Variable


def build(action: CodeBuild, slug: str) -> Action:
    """The action; its project, role and log group have files of their own."""
    name = slug.replace("-", "_")
    configuration = [("ProjectName", f"aws_codebuild_project.{name}.name")]
    if len(action.inputs) > 1:
        configuration.append(("PrimarySource", quote(action.inputs[0])))
    return Action(
        name=action.name,
        category="Build",
        provider="CodeBuild",
        configuration=tuple(configuration),
        inputs=action.inputs,
        outputs=action.outputs,
        run_order=action.run_order,
        namespace=action.namespace,
        statements=(
            Statement(
                "RunBuilds",
                ("codebuild:BatchGetBuilds", "codebuild:StartBuild"),
                (f"aws_codebuild_project.{name}.arn",),
            ),
        ),
        variables=(
            Variable(
                f"{name}_buildspec",
                "string",
                f"The build specification of `{action.name}`, or its path.",
                action.buildspec,
            ),
            Variable(f"{name}_image", "string", f"The image that `{action.name}` runs in.", action.image),
        ),
    )
