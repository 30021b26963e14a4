"""Builds: images for the machine that they run on, and variables that can be told apart and found."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipewarden.spec.builds import CodeBuild
from pipewarden.spec.errors import Path, Problem
from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.rules.walk import actions

_REFERENCES = {
    "PARAMETER_STORE": re.compile(r"[A-Za-z0-9_./-]{1,1011}"),
    "SECRETS_MANAGER": re.compile(r"[A-Za-z0-9/_+=.@:-]{1,2048}"),
}
_MANAGED, _ARM = "aws/codebuild/", ("aarch64", "arm")


def _builds(spec: PipelineSpec) -> Iterator[tuple[Path, CodeBuild]]:
    for path, action in actions(spec):
        if isinstance(action, CodeBuild):
            yield path, action


def build_images(spec: PipelineSpec) -> Iterator[Problem]:
    """Images of CodeBuild's for another kind of machine than the build's."""
    for path, build in _builds(spec):
        for_arm = any(part in build.image for part in _ARM)
        if build.image.startswith(_MANAGED) and for_arm != (build.environment_type == "ARM_CONTAINER"):
            example = f"{_MANAGED}amazonlinux-{'x86_64-standard:5.0' if for_arm else 'aarch64-standard:3.0'}"
            message = f"the image `{build.image}` does not run in {build.environment_type}"
            yield Problem((*path, "image"), f"{message}; write one such as `{example}`")


def build_variables(spec: PipelineSpec) -> Iterator[Problem]:
    """Variables of one build that share a name."""
    for path, build in _builds(spec):
        names = [variable.name for variable in build.variables]
        for v, name in enumerate(names):
            if name in names[:v]:
                message = f"another variable is called `{name}` too; remove one"
                yield Problem((*path, "variables", v, "name"), message)


def references(spec: PipelineSpec) -> Iterator[Problem]:
    """Names of parameters and secrets that cannot be."""
    for path, build in _builds(spec):
        for v, variable in enumerate(build.variables):
            pattern = _REFERENCES.get(variable.type)
            if pattern is not None and not pattern.fullmatch(variable.value):
                what = "parameter" if variable.type == "PARAMETER_STORE" else "secret"
                message = f"`{variable.value}` is no name of a {what}; write one such as `payments/api-key`"
                yield Problem((*path, "variables", v, "value"), message)
