"""ARNs: of the spec's partition, of the region of what they go with, and of roles that can be passed on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipewarden.spec.deploys import ECS, S3Deploy
from pipewarden.spec.errors import Path, Problem
from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.naming import partition
from pipewarden.spec.rules.walk import actions
from pipewarden.spec.sources import S3Source
from pipewarden.spec.stacks import CloudFormation

_HOLDERS = ("administrators", "endpoint", "task_roles")
"""Keys that hold ARNs, beside those whose names end in `_arn`."""


def partitions_of_arns(spec: PipelineSpec) -> Iterator[Problem]:
    """ARNs of another partition than the stack's."""
    own = partition(spec)
    for path, arn in _arns(spec.model_dump(mode="json"), (), holds=False):
        found = arn.split(":")[1]
        if found != own:
            yield Problem(path, f"is in the partition `{found}`, and {spec.region} in `{own}`; name one of `{own}`")


def _arns(data: Any, path: Path, *, holds: bool) -> Iterator[tuple[Path, str]]:
    if isinstance(data, str):
        if holds and data.startswith("arn:"):
            yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _arns(value, (*path, key), holds=key.endswith("_arn") or key in _HOLDERS)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _arns(value, (*path, index), holds=holds)


def regions_of_keys(spec: PipelineSpec) -> Iterator[Problem]:
    """Keys of another region than the bucket that they encrypt."""
    if spec.state is not None:
        yield from _region(spec.state.kms_key_arn, spec.state.region, ("state", "kms_key_arn"))
    for path, action in actions(spec):
        if isinstance(action, S3Source | S3Deploy) and action.kms_key_arn is not None:
            region = getattr(action, "region", None) or spec.region
            yield from _region(action.kms_key_arn, region, (*path, "kms_key_arn"))


def _region(arn: str, region: str, path: Path) -> Iterator[Problem]:
    found = arn.split(":")[3]
    if found != region:
        yield Problem(path, f"the key is in {found}, and the bucket in {region}; name a key of {region}")


def passed_roles(spec: PipelineSpec) -> Iterator[Problem]:
    """Roles that are passed on by a role of another account, which IAM refuses."""
    for path, action in actions(spec):
        passed: list[tuple[Path, str]] = []
        if isinstance(action, ECS):
            passed = [(("task_roles", number), role) for number, role in enumerate(action.task_roles)]
        elif isinstance(action, CloudFormation) and action.stack_role_arn is not None:
            passed = [(("stack_role_arn",), action.stack_role_arn)]
        role_arn = getattr(action, "role_arn", None)
        acting = spec.account if role_arn is None else _account(role_arn)
        for inner, role in passed:
            if _account(role) != acting:
                message = f"is a role of {_account(role)}, which the account {acting} cannot pass on"
                yield Problem((*path, *inner), f"{message}; name one of {acting}, or set `role_arn`")


def _account(arn: str) -> str:
    return arn.split(":")[4]
