"""The computed attributes whose shape AWS documents: ARNs and ids, in terms of names, accounts and regions.

The shapes are those of the Service Authorization Reference ("Resource types defined by …"), and of the provider's
attribute reference where an `id` equals another attribute.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipewarden.stack.identity import Identity
from pipewarden.stack.templates import Piece, joined, pieces_of
from pipewarden.stack.values import Known, Value

Attribute = Callable[[str], Value]

_SAME_AS_BUCKET = (
    "accelerate_configuration acl cors_configuration lifecycle_configuration logging notification "
    "object_lock_configuration ownership_controls policy public_access_block replication_configuration "
    "request_payment_configuration server_side_encryption_configuration versioning website_configuration"
)

# `{x}` is an attribute of the same resource, but for `{partition}`, `{region}` and `{account}`.
_SHAPES: dict[str, dict[str, str]] = {
    "aws_s3_bucket": {"arn": "arn:{partition}:s3:::{bucket}", "id": "{bucket}"},
    "aws_kms_key": {"arn": "arn:{partition}:kms:{region}:{account}:key/{key_id}", "id": "{key_id}"},
    "aws_kms_replica_key": {"arn": "arn:{partition}:kms:{region}:{account}:key/{key_id}", "id": "{key_id}"},
    "aws_kms_alias": {"arn": "arn:{partition}:kms:{region}:{account}:{name}", "id": "{name}"},
    "aws_iam_role": {"arn": "arn:{partition}:iam::{account}:role{path}{name}", "id": "{name}"},
    "aws_iam_policy": {"arn": "arn:{partition}:iam::{account}:policy{path}{name}", "id": "{arn}"},
    "aws_iam_user": {"arn": "arn:{partition}:iam::{account}:user{path}{name}", "id": "{name}"},
    "aws_iam_group": {"arn": "arn:{partition}:iam::{account}:group{path}{name}", "id": "{name}"},
    "aws_iam_instance_profile": {
        "arn": "arn:{partition}:iam::{account}:instance-profile{path}{name}",
        "id": "{name}",
    },
    "aws_cloudtrail": {"arn": "arn:{partition}:cloudtrail:{region}:{account}:trail/{name}"},
    "aws_cloudwatch_log_group": {"arn": "arn:{partition}:logs:{region}:{account}:log-group:{name}", "id": "{name}"},
    "aws_cloudwatch_metric_alarm": {
        "arn": "arn:{partition}:cloudwatch:{region}:{account}:alarm:{alarm_name}",
        "id": "{alarm_name}",
    },
    "aws_sns_topic": {"arn": "arn:{partition}:sns:{region}:{account}:{name}", "id": "{arn}"},
    "aws_sqs_queue": {"arn": "arn:{partition}:sqs:{region}:{account}:{name}"},
    "aws_codepipeline": {"arn": "arn:{partition}:codepipeline:{region}:{account}:{name}", "id": "{name}"},
    "aws_codebuild_project": {"arn": "arn:{partition}:codebuild:{region}:{account}:project/{name}", "id": "{arn}"},
    "aws_codecommit_repository": {
        "arn": "arn:{partition}:codecommit:{region}:{account}:{repository_name}",
        "id": "{repository_name}",
    },
    "aws_codestarconnections_connection": {"id": "{arn}"},
    "aws_codeconnections_connection": {"id": "{arn}"},
    "aws_lambda_function": {
        "arn": "arn:{partition}:lambda:{region}:{account}:function:{function_name}",
        "id": "{function_name}",
    },
    "aws_dynamodb_table": {"arn": "arn:{partition}:dynamodb:{region}:{account}:table/{name}", "id": "{name}"},
    "aws_ecr_repository": {"arn": "arn:{partition}:ecr:{region}:{account}:repository/{name}", "id": "{name}"},
    "aws_sfn_state_machine": {
        "arn": "arn:{partition}:states:{region}:{account}:stateMachine:{name}",
        "id": "{arn}",
    },
    "aws_vpc": {"arn": "arn:{partition}:ec2:{region}:{account}:vpc/{id}"},
    "aws_subnet": {"arn": "arn:{partition}:ec2:{region}:{account}:subnet/{id}"},
    "aws_security_group": {"arn": "arn:{partition}:ec2:{region}:{account}:security-group/{id}"},
    "aws_vpc_endpoint": {"arn": "arn:{partition}:ec2:{region}:{account}:vpc-endpoint/{id}"},
    "data.aws_s3_bucket": {"arn": "arn:{partition}:s3:::{bucket}", "id": "{bucket}"},
    "data.aws_kms_alias": {"arn": "arn:{partition}:kms:{region}:{account}:{name}", "id": "{arn}"},
    "data.aws_sns_topic": {"arn": "arn:{partition}:sns:{region}:{account}:{name}", "id": "{arn}"},
    "data.aws_sqs_queue": {"arn": "arn:{partition}:sqs:{region}:{account}:{name}"},
    "data.aws_iam_role": {"id": "{name}"},
    "data.aws_caller_identity": {"account_id": "{account}", "id": "{account}"},
    "data.aws_region": {"name": "{region}", "region": "{region}", "id": "{region}"},
    "data.aws_partition": {"partition": "{partition}", "id": "{partition}", "dns_suffix": "{dns_suffix}"},
}
_SHAPES |= {f"aws_s3_bucket_{name}": {"id": "{bucket}"} for name in _SAME_AS_BUCKET.split()}

_DEFAULTS = {
    ("aws_iam_role", "path"): "/",
    ("aws_iam_policy", "path"): "/",
    ("aws_iam_user", "path"): "/",
    ("aws_iam_group", "path"): "/",
    ("aws_iam_instance_profile", "path"): "/",
}
_FIELD = re.compile(r"\{(\w+)\}")


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
    return attribute(name)
