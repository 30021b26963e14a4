"""Where a CodeBuild project writes its log."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.templates import joined, pieces_of
from pipewarden.stack.values import Mapping, Unknown, Value
from pipewarden.subjects.argument import Argument, configured
from pipewarden.subjects.builds import nested, nested_argument
from pipewarden.subjects.identity import names

_EMPTY = Mapping((), "block")


class LogDestination(Struct, frozen=True):
    """One destination: on or off by `status`.

    `group` is the name of the log group, None for S3; `own_name` tells that the project names it, `resource` is the
    group of the stack that has the name. `doubt` says why it is not known whether that group is the stack's.
    """

    status: Argument
    block: Mapping
    group: Value | None = None
    own_name: bool = False
    resource: Resource | None = None
    doubt: str | None = None


def destinations(stack: Stack, project: Resource) -> Iterator[LogDestination | Unknown]:
    """CloudWatch Logs, which is on unless switched off, and S3, which is off unless switched on."""
    everywhere = tuple(nested(project.values, "logs_config", "cloudwatch_logs"))
    for block in everywhere or (_EMPTY,):
        yield block if isinstance(block, Unknown) else _cloudwatch(stack, project, block)
    for block in nested(project.values, "logs_config", "s3_logs"):
        if isinstance(block, Unknown):
            yield block
        else:
            yield LogDestination(nested_argument(project, block, "status", "DISABLED"), block)


def _cloudwatch(stack: Stack, project: Resource, block: Mapping) -> LogDestination:
    status = nested_argument(project, block, "status", "ENABLED")
    named = configured(block, "group_name")
    group = named if named is not None else _default_group(project)
    doubt = None
    for resource in stack.of_type("aws_cloudwatch_log_group"):
        same, missing = names(group, resource), resource.may_be_absent
        if same and missing is None:
            return LogDestination(status, block, group, named is not None, resource)
        if same and missing:
            doubt = f"whether `{resource.address}` exists is not known: {missing.why}"
        elif same is None:
            doubt = f"whether it is `{resource.address}` is not known"
    return LogDestination(status, block, group, named is not None, None, doubt)


def _default_group(project: Resource) -> Value:
    name = configured(project.values, "name")
    if name is None or isinstance(name, Unknown):
        return Unknown("the project's name is not known")
    return joined(["/aws/codebuild/", *pieces_of(name)])
