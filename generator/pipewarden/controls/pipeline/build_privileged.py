"""A build runs in privileged mode although it builds no container images.

Why
---
A privileged container reaches the devices of its host, so a build step that somebody slipped in has far more than the
build's role (AWS CodeBuild User Guide, *Docker sample*: the mode is needed to build images). The guidance asks for
only the permissions that are necessary.

Fix
---
```hcl
environment {
  compute_type    = "BUILD_GENERAL1_SMALL"
  image           = "aws/codebuild/amazonlinux-x86_64-standard:5.0"
  type            = "LINUX_CONTAINER"
  privileged_mode = false
}
```

A project that builds images is named in `[require] privileged_builds` of `pipewarden.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.model import Resource
from pipewarden.stack.values import Known, Unknown
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import configured
from pipewarden.subjects.builds import PROJECT, nested, nested_argument
from pipewarden.verdict import Severity, Verdict, passed, unknown

SEVERITY = Severity.MEDIUM
EQUIVALENTS = ("CKV_AWS_316",)


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The environment of every project."""
    builders = subjects.config.require.privileged_builds
    for project in subjects.stack.of_type(PROJECT):
        if _builds_images(project, builders):
            yield passed(project, "the configuration says that the project builds images")
            continue
        for environment in nested(project.values, "environment"):
            if isinstance(environment, Unknown):
                yield unknown(project, f"the environment is not known: {environment.why}", environment)
                continue
            privileged = nested_argument(project, environment, "privileged_mode", False)
            yield from privileged.judged(lambda value: value is False)


def _builds_images(project: Resource, builders: tuple[str, ...]) -> bool:
    """Whether the configuration names the project, by its whole name or by what follows the stack's name in it."""
    name = configured(project.values, "name")
    own = str(name.value) if isinstance(name, Known) else ""
    return any(own == builder or own.endswith(f"-{builder}") for builder in builders)
