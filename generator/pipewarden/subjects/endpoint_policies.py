"""The policies of a VPC endpoint."""

from __future__ import annotations

import re

from msgspec.structs import replace

from pipewarden.iam.model import Condition, Policy, Statement
from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Known, Unknown, Value
from pipewarden.subjects.argument import configured
from pipewarden.subjects.endpoints import is_of_endpoint

_ALL_RESOURCES = re.compile(r"\*+|arn:[^:]*:[^:]*:[*?]*:[*?]*:[*?]*\*[*?]*")
_LAYERS = re.compile(r"arn:[^:]*:s3:::prod-.*-starport-layer-bucket/.*", re.DOTALL)
_RESOURCE_KEYS = frozenset({"aws:resourceaccount", "aws:resourceorgid", "aws:resourceorgpaths"})


def endpoint_policies(stack: Stack, endpoint: Resource) -> tuple[list[tuple[Resource, Value]], Unknown | None]:
    """The resources that carry a policy of the endpoint with its value, and why there may be more.

    An empty policy, and an `aws_vpc_endpoint_policy` without one, are AWS's own policy.
    """
    found: list[tuple[Resource, Value]] = []
    doubt = None
    own = configured(endpoint.values, "policy")
    if own is not None and own != Known(""):
        found.append((endpoint, own))
    for companion in stack.of_type("aws_vpc_endpoint_policy"):
        named = is_of_endpoint(companion, endpoint)
        policy = configured(companion.values, "policy")
        if named and policy is not None and companion.may_be_absent is None:
            found.append((companion, policy))
        elif named is not False and policy is not None:
            doubt = companion.may_be_absent or Unknown(f"whose policy `{companion.address}` is, is not known")
    return found, doubt


def without_layers(policy: Policy) -> Policy:
    """The policy without reading Amazon ECR's image layers, which AWS keeps in buckets of its own.

    Clients fetch them by signed URLs, so that nobody's account can be named (Amazon ECR User Guide, *Amazon ECR
    interface VPC endpoints*).
    """
    kept = tuple(statement for statement in policy.statements if not _reads_layers(statement))
    return replace(policy, statements=kept)


def _reads_layers(statement: Statement) -> bool:
    resources = statement.resources
    if statement.effect != "Allow" or resources is None or resources.negated or statement.actions.negated:
        return False
    reads = all(str(action).lower() == "s3:getobject" for action in statement.actions.items)
    return reads and all(_LAYERS.fullmatch(str(resource)) for resource in resources.items)


def everything(statement: Statement) -> bool:
    """Whether a statement is about every resource, in whichever account."""
    if statement.resources is None or any(_is_narrow(condition) for condition in statement.conditions):
        return False
    if statement.resources.negated:
        return True
    return any(_ALL_RESOURCES.fullmatch(str(resource)) for resource in statement.resources.items)


def _is_narrow(condition: Condition) -> bool:
    operator = condition.operator
    named = condition.key.lower() in _RESOURCE_KEYS and not (operator.negated or operator.if_exists)
    return named and all(str(value) != "*" for value in condition.values)
