"""KMS keys: what a key argument names, and which keys encrypt pipeline data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from pipewarden.config import Declare
from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Known, Template, Unknown, Value
from pipewarden.subjects.argument import blocks, configured
from pipewarden.subjects.buckets import Holds, buckets
from pipewarden.subjects.identity import names, symbols
from pipewarden.subjects.pipelines import Store, stores

KEY_TYPES = ("aws_kms_key", "aws_kms_replica_key", "aws_kms_external_key", "aws_kms_replica_external_key")
_MANAGED_ALIAS = re.compile(r"(^|:)alias/aws/")
_ALIAS = re.compile(r":(alias/[\w/-]+)$")


class KeyKind(StrEnum):
    """What a key argument names."""

    STACK = "a key of the stack"
    DECLARED = "a declared key"
    MANAGED = "a key that AWS manages"
    FOREIGN = "a key that is neither in the stack nor declared"
    UNDECIDED = "not known"
    NONE = "no key"


class KeyUse(Struct, frozen=True):
    """What a key argument names; `resource` is the key of the stack, `why` the reason where it is undecided."""

    kind: KeyKind
    resource: Resource | None = None
    why: str = ""


def key_use(stack: Stack, value: Value | None, declare: Declare) -> KeyUse:
    """Which key `value` (an ARN, an id or an alias) names."""
    if value is None or value == Known(""):
        return KeyUse(KeyKind.NONE)
    if isinstance(value, Unknown):
        return KeyUse(KeyKind.UNDECIDED, why=value.why)
    for key in stack.of_type(*KEY_TYPES):
        if names(value, key):
            return KeyUse(KeyKind.STACK, key)
    for alias in stack.of_type("aws_kms_alias"):
        if names(value, alias):
            return key_use(stack, configured(alias.values, "target_key_id"), declare)
    return _outside_key(stack, value, declare)


def _outside_key(stack: Stack, value: Value, declare: Declare) -> KeyUse:
    if isinstance(value, Known):
        text = str(value.value)
        if _MANAGED_ALIAS.search(text):
            return KeyUse(KeyKind.MANAGED)
        return KeyUse(KeyKind.DECLARED if text in declare.keys else KeyKind.FOREIGN)
    if isinstance(value, Template) and _MANAGED_ALIAS.search(
        "".join(part if isinstance(part, str) else "*" for part in value.parts)
    ):
        return KeyUse(KeyKind.MANAGED)
    for symbol in symbols(value):
        looked_up = stack.get(symbol.address)
        if looked_up is None or looked_up.mode != "data":
            continue
        by = configured(looked_up.values, "key_id") or configured(looked_up.values, "name")
        if isinstance(by, Known):
            use = _outside_key(stack, by, declare)
            if use.kind is not KeyKind.FOREIGN:
                return use
        return KeyUse(KeyKind.UNDECIDED, why=f"`{symbol.address}` is looked up in the account; declare its key")
    alias = next((match[1] for part in _texts(value) if (match := _ALIAS.search(part))), None)
    outside = f"the alias `{alias}` is not in the stack: name its key by ARN, and declare it in `[declare] keys`"
    return KeyUse(KeyKind.UNDECIDED, why=outside if alias else "the key is known only after apply")


def _texts(value: Value) -> Iterator[str]:
    return (part for part in (value.parts if isinstance(value, Template) else ()) if isinstance(part, str))


def pipeline_keys(stack: Stack, declare: Declare) -> Iterator[Resource]:
    """The keys of the stack that encrypt pipeline data, and their replicas, which decrypt it too; sorted by address.

    In a module without a pipeline, build or trail nobody says what a key encrypts: each key counts, unless it is made
    for signing.
    """
    values = tuple(_key_arguments(stack))
    reached = {key_use(stack, value, declare).resource for value in values} - {None}
    nobody_says = not any(stack.of_type("aws_codepipeline", "aws_codebuild_project", "aws_cloudtrail"))
    for key in stack.of_type(*KEY_TYPES):
        primary = configured(key.values, "primary_key_arn")
        copies = primary is not None and key_use(stack, primary, declare).resource in reached - {None}
        if key in reached or copies or (nobody_says and not reached and not _signs(key)):
            yield key


def _signs(key: Resource) -> bool:
    """Whether the key is made for signatures, codes or shared secrets: it encrypts nothing."""
    usage = configured(key.values, "key_usage")
    return isinstance(usage, Known) and usage.value in ("SIGN_VERIFY", "GENERATE_VERIFY_MAC", "KEY_AGREEMENT")


def _key_arguments(stack: Stack) -> Iterator[Value | None]:
    for store in stores(stack):
        yield store.key if isinstance(store, Store) else None
    for project in stack.of_type("aws_codebuild_project"):
        yield configured(project.values, "encryption_key")
    for group_or_trail in stack.of_type("aws_cloudtrail", "aws_cloudwatch_log_group"):
        yield configured(group_or_trail.values, "kms_key_id")
    for topic in stack.of_type("aws_sns_topic"):
        yield configured(topic.values, "kms_master_key_id")
    for bucket in buckets(stack):
        if bucket.holds & {Holds.ARTIFACTS, Holds.TRAIL}:
            yield from _bucket_keys(stack, bucket.resource)
            for _, policy in bucket.policies:
                yield from symbols(policy)


def _bucket_keys(stack: Stack, bucket: Resource) -> Iterator[Value | None]:
    for configuration in stack.of_type("aws_s3_bucket_server_side_encryption_configuration"):
        if names(configured(configuration.values, "bucket"), bucket):
            for rule in blocks(configuration.values, "rule"):
                yield from _rule_keys(rule)


def _rule_keys(rule: object) -> Iterator[Value | None]:
    if isinstance(rule, Unknown):
        return
    for default in blocks(rule, "apply_server_side_encryption_by_default"):  # type: ignore[arg-type]
        if not isinstance(default, Unknown):
            yield configured(default, "kms_master_key_id")
