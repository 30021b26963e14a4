"""Names: unique where AWS wants them so, and short enough once suffixes are added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipewarden.aws import names
from pipewarden.spec.builds import CodeBuild
from pipewarden.spec.errors import Path, Problem
from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.naming import Names, identifier
from pipewarden.spec.rules.walk import actions
from pipewarden.spec.sources import Connection


def repeated_names(spec: PipelineSpec) -> Iterator[Problem]:
    """Stages, actions of a stage, and pipeline variables that share a name."""
    stages = spec.pipeline.stages
    yield from _repeated(((("pipeline", "stages", s, "name"), stage.name) for s, stage in enumerate(stages)), "stage")
    for s, stage in enumerate(stages):
        yield from _repeated(
            ((("pipeline", "stages", s, "actions", a, "name"), action.name) for a, action in enumerate(stage.actions)),
            "action of this stage",
        )
    variables = enumerate(spec.pipeline.variables)
    yield from _repeated(((("pipeline", "variables", v, "name"), item.name) for v, item in variables), "variable")
    spaces = (((*path, "namespace"), action.namespace) for path, action in actions(spec) if action.namespace)
    yield from _repeated(spaces, "namespace")


def _repeated(found: Iterable[tuple[Path, str]], what: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for path, name in found:
        if name in seen:
            yield Problem(path, f"another {what} is called `{name}` too; give each its own name")
        seen.add(name)


def long_names(spec: PipelineSpec) -> Iterator[Problem]:
    """Names that are too long for AWS once the stack's own suffixes are added, and names that become the same."""
    made = Names(spec)
    stores = [
        name for store in spec.artifacts.stores for name in (made.store_bucket(store), made.store_log_bucket(store))
    ]
    for name in (made.artifact_bucket, made.log_bucket, made.trail_bucket, *stores):
        if len(name) > names.BUCKET_LENGTH:
            message = f"is too long: the bucket `{name}` may have {names.BUCKET_LENGTH} characters; shorten it"
            yield Problem(("name",), message)
    if len(spec.name) > names.CONNECTION_LENGTH and any(
        isinstance(action, Connection) and action.connection_arn is None for _, action in actions(spec)
    ):
        message = f"is too long for a connection's name ({names.CONNECTION_LENGTH} characters); shorten it"
        yield Problem(("name",), message)
    yield from _action_names(spec)


def _action_names(spec: PipelineSpec) -> Iterator[Problem]:
    taken: dict[str, str] = {}
    for path, action in actions(spec):
        own = identifier(spec, path)
        if isinstance(action, CodeBuild) and len(f"{spec.name}-{own}") > names.ROLE_LENGTH:
            message = f"is too long: the role `{spec.name}-{own}` may have {names.ROLE_LENGTH} characters; shorten it"
            yield Problem((*path, "name"), message)
        if taken.setdefault(own, action.name) != action.name:
            message = f"becomes `{own}` in Terraform, as the name of the action `{taken[own]}` does; change one of them"
            yield Problem((*path, "name"), message)
