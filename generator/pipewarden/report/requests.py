"""Says in plain English what a request of the JSON report asks for, by whom and under which conditions."""

from __future__ import annotations

import re
from typing import Any

_GLOSSES: dict[tuple[str, str], str] = {
    ("aws:securetransport", "false"): "over plain HTTP",
    ("aws:securetransport", "true"): "over TLS",
    ("aws:multifactorauthpresent", "false"): "without MFA",
    ("aws:multifactorauthpresent", "true"): "with MFA",
    ("aws:principalisawsservice", "true"): "as an AWS service",
    ("aws:viaawsservice", "true"): "through another AWS service",
    ("aws:viaawsservice", "false"): "not through another AWS service",
}
"""What a condition key and its value mean, by the key in lower case."""

_TEMPLATES: dict[str, str] = {
    "s3:tlsversion": "with TLS {}",
    "kms:tlsversion": "with TLS {}",
    "aws:sourceip": "from the address {}",
    "aws:sourcevpc": "from the VPC {}",
    "aws:sourcevpce": "through the VPC endpoint {}",
    "aws:sourceaccount": "on behalf of the account {}",
    "aws:sourcearn": "on behalf of {}",
    "aws:resourceaccount": "in the account {}",
    "aws:principalaccount": "from the account {}",
    "aws:principalorgid": "from the organization {}",
    "kms:viaservice": "through {}",
}
"""What a condition key means whatever its value is, by the key in lower case."""

_ARN_KINDS = {"role": "the role", "user": "the user", "assumed-role": "the role session", "root": "the account"}


def in_words(request: dict[str, Any]) -> str:
    """One phrase about a request, as the files wrote its parts: `anyone, without signing in, calls …`."""
    known: list[str] = []
    others: list[str] = []
    for key, values in sorted((request.get("context") or {}).items()):
        listed = ", ".join(f"`{value}`" for value in values) or "no value"
        gloss = _gloss(key, values, listed)
        (known if gloss else others).append(gloss or f"`{key}` = {listed}")
    asks = f"{_who(request['principal'])} calls `{request['action']}` on `{request['resource']}`"
    return ", ".join([asks, *known, *([f"with {' and '.join(others)}"] if others else [])])


def _who(principal: str | dict[str, str]) -> str:
    if isinstance(principal, str):
        return "anyone, without signing in," if principal == "*" else f"`{principal}`"
    kind, name = next(iter(principal.items()))
    if kind == "Service":
        return f"the AWS service `{name}`"
    if kind == "Federated":
        return f"somebody signed in through `{name}`"
    if name == "*":
        return "anyone, without signing in,"
    found = re.fullmatch(r"arn:[^:]*:(?:iam|sts)::[^:]*:(\w[\w-]*)(?:/.*)?", name, re.DOTALL)
    return f"{_ARN_KINDS[found[1]]} `{name}`" if found and found[1] in _ARN_KINDS else f"`{name}`"


def _gloss(key: str, values: list[str], listed: str) -> str | None:
    """What a condition means, with the key itself; None where there is no shorter way than the key and its values."""
    if len(values) == 1 and (gloss := _GLOSSES.get((key.lower(), values[0].lower()))):
        return f"{gloss} (`{key}` = {listed})"
    template = _TEMPLATES.get(key.lower())
    return f"{template.format(listed)} (`{key}`)" if template else None
