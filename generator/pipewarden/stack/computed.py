"""The computed attributes whose shape AWS documents: ARNs and ids, in terms of names, accounts and regions.

The shapes are those of the Service Authorization Reference ("Resource types defined by …"), and of the provider's
attribute reference where an `id` equals another attribute.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipewarden.aws.arns import ARNS
from pipewarden.stack.identity import Identity
from pipewarden.stack.templates import Piece, joined, pieces_of
from pipewarden.stack.values import Known, Value

Attribute = Callable[[str], Value]

_SAME_AS_BUCKET = (
    "accelerate_configuration acl cors_configuration lifecycle_configuration logging notification "
    "object_lock_configuration ownership_controls policy public_access_block replication_configuration "
    "request_payment_configuration server_side_encryption_configuration versioning website_configuration"
)

_RULE_OF_A_BUS = "aws_cloudwatch_event_rule"
"""Its ARN names the event bus too, unless it is the default one."""

_SHAPES: dict[str, dict[str, str]] = {kind: {"arn": shape} for kind, shape in ARNS.items() if kind != _RULE_OF_A_BUS}

# `{x}` as in `ARNS`.
_OTHERS: dict[str, dict[str, str]] = {
    "aws_s3_bucket": {"id": "{bucket}"},
    "aws_kms_key": {"id": "{key_id}"},
    "aws_kms_replica_external_key": {"id": "{key_id}"},
    "aws_kms_replica_key": {"id": "{key_id}"},
    "aws_kms_alias": {"id": "{name}"},
    "aws_iam_role": {"id": "{name}"},
    "aws_iam_policy": {"id": "{arn}"},
    "aws_iam_user": {"id": "{name}"},
    "aws_iam_group": {"id": "{name}"},
    "aws_iam_instance_profile": {"id": "{name}"},
    "aws_cloudwatch_log_group": {"id": "{name}"},
    "aws_cloudwatch_metric_alarm": {"id": "{alarm_name}"},
    "aws_sns_topic": {"id": "{arn}"},
    "aws_codepipeline": {"id": "{name}"},
    "aws_codebuild_project": {"id": "{arn}"},
    "aws_codecommit_repository": {"id": "{repository_name}"},
    "aws_codestarconnections_connection": {"id": "{arn}"},
    "aws_codeconnections_connection": {"id": "{arn}"},
    "aws_lambda_function": {"id": "{function_name}"},
    "aws_dynamodb_table": {"id": "{name}"},
    "aws_ecr_repository": {"id": "{name}"},
    "aws_sfn_state_machine": {"id": "{arn}"},
    "data.aws_s3_bucket": {"arn": "arn:{partition}:s3:::{bucket}", "id": "{bucket}"},
    "data.aws_kms_alias": {"arn": "arn:{partition}:kms:{region}:{account}:{name}", "id": "{arn}"},
    "data.aws_sns_topic": {"arn": "arn:{partition}:sns:{region}:{account}:{name}", "id": "{arn}"},
    "data.aws_sqs_queue": {"arn": "arn:{partition}:sqs:{region}:{account}:{name}"},
    "data.aws_iam_role": {"id": "{name}"},
    "data.aws_caller_identity": {"account_id": "{account}", "id": "{account}"},
    "data.aws_region": {"name": "{region}", "region": "{region}", "id": "{region}"},
    "data.aws_partition": {
        "partition": "{partition}",
        "id": "{partition}",
        "dns_suffix": "{dns_suffix}",
        "reverse_dns_prefix": "{reverse_dns_prefix}",
    },
}
_SHAPES |= {kind: _SHAPES.get(kind, {}) | others for kind, others in _OTHERS.items()}
_SHAPES |= {f"aws_s3_bucket_{name}": {"id": "{bucket}"} for name in _SAME_AS_BUCKET.split()}

_DEFAULTS = {
    ("aws_iam_role", "path"): "/",
    ("aws_iam_policy", "path"): "/",
    ("aws_iam_user", "path"): "/",
    ("aws_iam_group", "path"): "/",
    ("aws_iam_instance_profile", "path"): "/",
}
_FIELD = re.compile(r"\{(\w+)\}")


_NAMES = {
    (type_, field)
    for type_, shapes in _SHAPES.items()
    for shape in shapes.values()
    for field in _FIELD.findall(shape)
    if field not in ("account", "arn", "dns_suffix", "partition", "region", "reverse_dns_prefix")
}


def is_name(type_: str, attribute: str) -> bool:
    """Whether ARNs or ids of the type are made of the attribute."""
    return (type_, attribute) in _NAMES


def computed_attribute(type_: str, name: str, attribute: Attribute, identity: Identity) -> Value | None:
    """The value of a computed attribute whose shape is known; None for any other.

    `type_` is the resource type, with `data.` before it for a data source; `attribute` gives the other attributes.
    """
    if (type_, name) in _DEFAULTS:
        return Known(_DEFAULTS[type_, name])
    shape = _SHAPES.get(type_, {}).get(name)
    if shape is None:
        return None
    whole = _FIELD.fullmatch(shape)
    if whole:
        return _field(whole[1], attribute, identity)
    pieces: list[Piece] = []
    position = 0
    for match in _FIELD.finditer(shape):
        pieces.append(shape[position : match.start()])
        pieces.extend(pieces_of(_field(match[1], attribute, identity)))
        position = match.end()
    pieces.append(shape[position:])
    return joined(pieces)


def _field(name: str, attribute: Attribute, identity: Identity) -> Value:
    match name:
        case "partition":
            return identity.partition
        case "region":
            return identity.region
        case "account":
            return identity.account
        case "dns_suffix":
            return identity.dns_suffix
        case "reverse_dns_prefix":
            return identity.reverse_dns_prefix
    return attribute(name)
