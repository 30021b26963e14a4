"""What a policy must deny, whoever asks: an identity policy may allow what a resource policy is silent on."""

from __future__ import annotations

from collections.abc import Iterable

from pipewarden.iam.model import Condition, Policy, Statement, Text
from pipewarden.iam.names import Names
from pipewarden.iam.prove import Outcome
from pipewarden.iam.questions.intents import ANYONE, Words, condition, denied, plain_condition, statement, words

_NO_NAMES = Names()
_ALGORITHM = "s3:x-amz-server-side-encryption"
_KEY_ID = "s3:x-amz-server-side-encryption-aws-kms-key-id"
_CUSTOMER_ALGORITHM = "s3:x-amz-server-side-encryption-customer-algorithm"


def _bucket(bucket: Words, names: Names) -> list[Text]:
    """The bucket and its objects."""
    return [words(bucket, names), words(bucket, names, suffix="/*")]


def plaintext_denied(
    policy: Policy, resource: Words, names: Names = _NO_NAMES, *, objects: bool = True, actions: Iterable[str] = ("*",)
) -> Outcome:
    """Every request with `aws:SecureTransport` false is denied: on the bucket and on every object, for any principal
    and action. `objects` is false for a topic or a queue."""
    resources = _bucket(resource, names) if objects else [words(resource, names)]
    plaintext = plain_condition("Bool", "aws:SecureTransport", "false")
    return denied(policy, statement(plaintext, principals=ANYONE, actions=actions, resources=resources))


def old_tls_denied(policy: Policy, bucket: Words, minimum: str = "1.2", names: Names = _NO_NAMES) -> Outcome:
    """Every request to the bucket or an object over a TLS older than `minimum` is denied."""
    old = plain_condition("NumericLessThan", "s3:TlsVersion", minimum)
    return denied(policy, statement(old, principals=ANYONE, resources=_bucket(bucket, names)))


def other_algorithm_denied(policy: Policy, bucket: Words, names: Names = _NO_NAMES) -> Outcome:
    """Every upload that asks for another encryption than KMS is denied; one that asks for none takes the bucket's.

    AWS names KMS encryption `aws:kms` and `aws:kms:dsse`, and refuses any other name that begins so.
    """
    asks = (
        plain_condition("StringNotLike", _ALGORITHM, "aws:kms*"),
        plain_condition("Null", _ALGORITHM, "false"),
    )
    return denied(policy, _upload(bucket, names, *asks))


def other_key_denied(policy: Policy, bucket: Words, key: Words, names: Names = _NO_NAMES) -> Outcome:
    """Every upload that asks for another KMS key than this, by its ARN, is denied."""
    asks = (
        condition("StringNotEquals", _KEY_ID, words(key, names, wildcards=False)),
        plain_condition("Null", _KEY_ID, "false"),
    )
    return denied(policy, _upload(bucket, names, *asks))


def customer_key_denied(policy: Policy, bucket: Words, names: Names = _NO_NAMES) -> Outcome:
    """Every upload with a key of the caller's own (SSE-C) is denied."""
    return denied(policy, _upload(bucket, names, plain_condition("Null", _CUSTOMER_ALGORITHM, "false")))


def _upload(bucket: Words, names: Names, *conditions: Condition) -> Statement:
    objects = [words(bucket, names, suffix="/*")]
    return statement(*conditions, principals=ANYONE, actions=("s3:PutObject",), resources=objects)


def outside_perimeter_denied(
    policy: Policy,
    bucket: Words,
    *,
    endpoints: Iterable[Words] = (),
    vpcs: Iterable[Words] = (),
    roles: Iterable[Words] = (),
    names: Names = _NO_NAMES,
) -> Outcome:
    """Every request is denied that comes neither through these endpoints or VPCs nor from these roles nor from an AWS
    service in its own name."""
    conditions = [plain_condition("BoolIfExists", "aws:PrincipalIsAWSService", "false")]
    for key, values in (("aws:SourceVpce", endpoints), ("aws:SourceVpc", vpcs)):
        texts = [words(value, names, wildcards=False) for value in values]
        conditions += [condition("StringNotEquals", key, *texts)] if texts else []
    arns = [words(role, names) for role in roles]
    conditions += [condition("ArnNotLike", "aws:PrincipalArn", *arns)] if arns else []
    return denied(policy, statement(*conditions, principals=ANYONE, resources=_bucket(bucket, names)))
