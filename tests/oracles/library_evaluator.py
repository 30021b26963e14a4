"""The evaluator of the library `ministack` (MIT), asked about one request: a judge that this project did not write.

It knows no policy variables and no `NotPrincipal`, reads the clock for the time of a request, and has another
`aws:PrincipalArn` than AWS (`docs/surprises.md`); `speaks_of` says which statements are left.
"""

from __future__ import annotations

import json
from typing import Any

from ministack.core.iam_evaluator import EvalContext, evaluate_resource_policy

from oracles.policy_evaluator import derived

_DECISIONS = {"Allow": "allowed", "Deny": "denied", "ImplicitDeny": "silent"}
_LISTS = ("aws:tagkeys",)


def speaks_of(statement: dict[str, Any]) -> bool:
    """Whether the library implements all that the statement says."""
    text = json.dumps(statement).lower()
    unknown = ("notprincipal", "${", "aws:currenttime", "aws:principalarn")
    return not any(word in text for word in unknown) and not _compares_a_list_as_one(statement)


def _compares_a_list_as_one(statement: dict[str, Any]) -> bool:
    """Whether a key with several values stands under an operator for one: AWS leaves the outcome open."""
    return any(
        key.lower() in _LISTS and not operator.startswith("For") and operator != "Null"
        for operator, block in statement.get("Condition", {}).items()
        for key in block
    )


def decision(policy: dict[str, Any], request: dict[str, Any]) -> str:
    """`allowed`, `denied` (an explicit Deny) or `silent`."""
    keys = {**derived(request), **{key.lower(): values for key, values in request["context"].items()}}
    flat = {key: values if key in _LISTS else values[0] for key, values in keys.items()}
    who = request["principal"] if isinstance(request["principal"], dict) else {}
    context = EvalContext(
        principal_arn=who.get("AWS", ""),
        principal_type=flat.get("aws:principaltype"),
        principal_account=flat.get("aws:principalaccount"),
        action=request["action"],
        resource_arn=request["resource"],
        region="eu-west-1",
        source_ip=flat.get("aws:sourceip"),
        secure_transport=flat.get("aws:securetransport") == "true",
        service_context={"aws:tagkeys": None, **flat},
        principal_keys=flat,
    )
    return _DECISIONS[evaluate_resource_policy(policy, context, service=who.get("Service")).decision]
