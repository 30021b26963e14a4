"""Names: unique where AWS wants them so, and short enough once suffixes are added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipewarden.aws import names
from pipewarden.spec.builds import CodeBuild
from pipewarden.spec.errors import Path, Problem, dotted
from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.naming import Names, identifier
from pipewarden.spec.rules.walk import actions
from pipewarden.spec.sources import ECR, CodeCommit, Connection, S3Source


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


def repeated_buckets(spec: PipelineSpec) -> Iterator[Problem]:
    """Buckets that share a name: those that are made, and those that are said to exist."""
    seen: dict[str, Path] = {}
    for path, name in _buckets(spec):
        if name in seen:
            yield Problem(path, f"the bucket `{name}` is {dotted(seen[name])} already; give this one another name")
        seen.setdefault(name, path)


def _buckets(spec: PipelineSpec) -> Iterator[tuple[Path, str]]:
    made, artifacts = Names(spec), spec.artifacts
    yield ("artifacts", "bucket"), made.artifact_bucket
    yield ("artifacts", "log_bucket"), made.log_bucket
    regions = [spec.region]
    for s, store in enumerate(artifacts.stores):
        if store.region not in regions:
            yield ("artifacts", "stores", s, "bucket"), made.store_bucket(store)
            inner = ("log_bucket",) if store.log_bucket else ()
            yield ("artifacts", "stores", s, *inner), made.store_log_bucket(store)
        regions.append(store.region)
    if spec.audit.trail_arn is None:
        yield ("audit", "bucket"), made.trail_bucket
    if artifacts.replication is not None:
        yield ("artifacts", "replication", "bucket_arn"), artifacts.replication.bucket_arn.rpartition(":")[2]
    if spec.state is not None:
        yield ("state", "bucket"), spec.state.bucket


def long_names(spec: PipelineSpec) -> Iterator[Problem]:
    """Names that are too long for AWS once the stack's own suffixes are added, and names that become the same."""
    prefix: Path = ("name",) if spec.artifacts.bucket_prefix is None else ("artifacts", "bucket_prefix")
    for path, name in _buckets(spec):
        if len(name) > names.BUCKET_LENGTH:
            message = f"is too long: the bucket `{name}` may have {names.BUCKET_LENGTH} characters; shorten it"
            yield Problem(prefix if path[0] == "artifacts" else ("name",), message)
    if len(spec.name) > names.CONNECTION_LENGTH and any(
        isinstance(action, Connection) and action.connection_arn is None for _, action in actions(spec)
    ):
        message = f"is too long for a connection's name ({names.CONNECTION_LENGTH} characters); shorten it"
        yield Problem(("name",), message)
    if spec.artifacts.replication is not None:
        regions = (spec.region, *(store.region for store in spec.artifacts.stores))
        yield from _too_long(("name",), "role", f"{spec.name}-replication-{max(regions, key=len)}", names.ROLE_LENGTH)
    yield from _action_names(spec)


def _action_names(spec: PipelineSpec) -> Iterator[Problem]:
    taken: dict[str, str] = {}
    for path, action in actions(spec):
        own = identifier(spec, path)
        if isinstance(action, CodeBuild):
            yield from _too_long((*path, "name"), "role", f"{spec.name}-{own}", names.ROLE_LENGTH)
        if isinstance(action, CodeCommit | S3Source | ECR):
            yield from _too_long((*path, "name"), "event rule", f"{spec.name}-{own}", names.RULE_LENGTH)
        if taken.setdefault(own, action.name) != action.name:
            message = f"becomes `{own}` in Terraform, as the name of the action `{taken[own]}` does; change one of them"
            yield Problem((*path, "name"), message)


def _too_long(path: Path, what: str, name: str, most: int) -> Iterator[Problem]:
    if len(name) > most:
        yield Problem(path, f"is too long: the {what} `{name}` may have {most} characters; shorten it")
