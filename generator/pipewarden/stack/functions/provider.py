"""The functions of the AWS provider and of Terraform's own provider that need no account."""

from __future__ import annotations

import re

from pipewarden.stack.errors import EvaluationError
from pipewarden.stack.functions.registry import function
from pipewarden.stack.shape import mapping
from pipewarden.stack.types import STRING
from pipewarden.stack.values import Known, Value

_FIELDS = ("partition", "service", "region", "account_id", "resource")
_ROLE = re.compile(r"role/(?:.*/)?([^/]+)")


def _parse(arn: str) -> list[str]:
    parts = arn.split(":", 5)
    if len(parts) != 6 or parts[0] != "arn":
        raise EvaluationError(f"`{arn}` is no ARN")
    return parts[1:]


@function(STRING, name="provider::aws::arn_parse")
def arn_parse(arn: str) -> Value:
    return mapping((name, Known(part)) for name, part in zip(_FIELDS, _parse(arn), strict=True))


@function(STRING, STRING, STRING, STRING, STRING, name="provider::aws::arn_build")
def arn_build(partition: str, service: str, region: str, account: str, resource: str) -> str:
    return ":".join(("arn", partition, service, region, account, resource))


@function(STRING, name="provider::aws::trim_iam_role_path")
def trim_iam_role_path(arn: str) -> str:
    partition, service, region, account, resource = _parse(arn)
    match = _ROLE.fullmatch(resource)
    if service != "iam" or region or match is None:
        raise EvaluationError(f"`{arn}` is no ARN of an IAM role")
    return f"arn:{partition}:{service}:{region}:{account}:role/{match[1]}"


@function(STRING, STRING, STRING, name="provider::aws::user_agent")
def user_agent(product: str, version: str, comment: str) -> str:
    return product + (f"/{version}" if version else "") + (f" ({comment})" if comment else "")
