"""Decides one request by AWS's rules, read off the user guide, in the plainest way: the judge of `pipewarden.iam`.

It imports nothing from the package. A policy is a decoded JSON document, a request is a document of the shape that
`pipewarden policy eval` reads.
"""

from __future__ import annotations

import datetime
import ipaddress
import re
from decimal import Decimal, InvalidOperation
from typing import Any

Document = dict[str, Any]


def decision(policy: Document, request: Document, *, to_the_letter: bool = False) -> str:
    """`allowed`, `denied` (an explicit Deny) or `silent`; `to_the_letter` a key that is not written is missing."""
    context = {key.lower(): values for key, values in request.get("context", {}).items()}
    context = context if to_the_letter else {**derived(request), **context}
    statements = policy["Statement"] if isinstance(policy["Statement"], list) else [policy["Statement"]]
    version = policy.get("Version", "2008-10-17")
    effects = {s["Effect"] for s in statements if applies(s, request, context, version != "2008-10-17")}
    if "Deny" in effects:
        return "denied"
    return "allowed" if "Allow" in effects else "silent"


def derived(request: Document) -> dict[str, list[str]]:
    """The keys that AWS adds from the principal."""
    principal = request["principal"]
    if principal == "*":
        return {"aws:principalaccount": ["anonymous"], "aws:principaltype": ["Anonymous"]}
    [(kind, name)] = principal.items()
    if kind == "Service":
        return {
            "aws:principalisawsservice": ["true"],
            "aws:principalservicename": [name],
            "aws:principalservicenameslist": [name],
        }
    if kind != "AWS":
        return {"aws:principalisawsservice": ["false"]}
    parts = name.split(":", 5)
    arn, type_ = name, "AssumedRole"
    if parts[5].startswith("assumed-role/"):
        arn = f"arn:{parts[1]}:iam::{parts[4]}:role/{parts[5].split('/')[1]}"
    keys = {"aws:principalisawsservice": ["false"], "aws:principalaccount": [parts[4]], "aws:principalarn": [arn]}
    if parts[5] == "root":
        type_ = "Account"
    if parts[5].startswith("user/"):
        type_ = "User"
        keys["aws:username"] = [parts[5].split("/")[-1]]
    if request["action"].lower().startswith("kms:"):
        keys["kms:calleraccount"] = [parts[4]]
    keys["aws:principaltype"] = [type_]
    return keys


def applies(statement: Document, request: Document, context: dict[str, list[str]], variables: bool) -> bool:
    """Whether every element of the statement fits the request."""
    return (
        principal_fits(statement, request["principal"])
        and action_fits(statement, request["action"])
        and resource_fits(statement, request["resource"], context, variables)
        and conditions_fit(statement.get("Condition", {}), context, variables)
    )


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def variables_in(text: str) -> list[tuple[str, str | None]]:
    found = []
    for inner in re.findall(r"\$\{([^}]*)\}", text):
        if inner not in ("*", "?", "$"):
            key, comma, default = inner.partition(",")
            found.append((key.strip(), default.strip().strip("'") if comma else None))
    return found


def principal_fits(statement: Document, principal: Any) -> bool:
    if "Principal" in statement:
        return named(statement["Principal"], principal)
    if "NotPrincipal" in statement:
        return not named(statement["NotPrincipal"], principal)
    return True


def named(element: Any, principal: Any) -> bool:
    if element == "*":
        return True
    for kind, names in element.items():
        for name in listed(names):
            if kind == "AWS" and name == "*":
                return True
            if principal == "*" or kind not in principal:
                continue
            who = principal[kind]
            if name == who:
                return True
            if kind == "AWS":
                parts = who.split(":", 5)
                if re.fullmatch(r"\d{12}", name) and parts[4] == name:
                    return True
                if name == f"arn:{parts[1]}:iam::{parts[4]}:root":
                    return True
                if name == derived({"principal": principal, "action": ""})["aws:principalarn"][0]:
                    return True
    return False


def glob(pattern: str, text: str) -> bool:
    expression = "".join(".*" if c == "*" else "." if c == "?" else re.escape(c) for c in pattern)
    return re.fullmatch(expression, text, re.DOTALL) is not None


def action_fits(statement: Document, action: str) -> bool:
    if "Action" in statement:
        return any(glob(a.lower(), action.lower()) for a in listed(statement["Action"]))
    return not any(glob(a.lower(), action.lower()) for a in listed(statement["NotAction"]))


def resource_fits(statement: Document, resource: str, context: dict[str, list[str]], variables: bool) -> bool:
    if "Resource" in statement:
        return any(pattern_fits(r, resource, context, variables) for r in listed(statement["Resource"]))
    if "NotResource" in statement:
        return not any(pattern_fits(r, resource, context, variables) for r in listed(statement["NotResource"]))
    return True


def pattern_fits(pattern: str, text: str, context: dict[str, list[str]], variables: bool) -> bool:
    """A glob whose variables stand for their values, wildcards in them taken literally."""
    found = characters(pattern, context, variables)
    if found is None:
        return False
    expression = ""
    for char, literal in found:
        expression += re.escape(char) if literal else {"*": ".*", "?": "."}.get(char, re.escape(char))
    return re.fullmatch(expression, text, re.DOTALL) is not None


def characters(pattern: str, context: dict[str, list[str]], variables: bool) -> list[tuple[str, bool]] | None:
    """The characters of a pattern, and whether each is meant literally; None where a variable has no value, which
    nothing is equal to or like."""
    if not variables:
        return [(char, False) for char in pattern]
    found: list[tuple[str, bool]] = []
    for piece in re.split(r"(\$\{[^}]*\})", pattern):
        if not piece.startswith("${"):
            found += [(char, False) for char in piece]
        elif piece[2:-1] in ("*", "?", "$"):
            found.append((piece[2:-1], True))
        else:
            [(key, default)] = variables_in(piece)
            values = context.get(key.lower(), [])
            value = values[0] if len(values) == 1 else default
            if value is None:
                return None
            found += [(char, True) for char in value]
    return found


def conditions_fit(conditions: Document, context: dict[str, list[str]], variables: bool) -> bool:
    return all(
        condition_fits(operator, key, [text_of(value) for value in listed(values)], context, variables)
        for operator, block in conditions.items()
        for key, values in block.items()
    )


def text_of(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def condition_fits(operator: str, key: str, wanted: list[str], context: dict[str, list[str]], variables: bool) -> bool:
    quantifier, _, name = operator.lower().rpartition(":")
    if_exists = name.endswith("ifexists")
    name = name.removesuffix("ifexists")
    values = context.get(key.lower()) or []
    if name == "null":
        return any((value.lower() == "true") == (not values) for value in wanted if value.lower() in ("true", "false"))
    negated = name == "notipaddress" or bool(re.match("(string|numeric|date|arn)not", name))
    base = "ipaddress" if name == "notipaddress" else name.replace("not", "", 1) if negated else name
    if not values:
        if if_exists or quantifier == "forallvalues":
            return True
        return negated and not quantifier
    fits = [any(value_fits(base, pattern, value, context, variables) for pattern in wanted) for value in values]
    if quantifier == "forallvalues":
        return all(fit is not negated for fit in fits)
    if quantifier == "foranyvalue":
        return any(fit is not negated for fit in fits)
    return any(fits) is not negated


def value_fits(base: str, wanted: str, value: str, context: dict[str, list[str]], variables: bool) -> bool:
    if base in ("stringequals", "stringequalsignorecase"):
        found = characters(wanted, context, variables)
        if found is None:
            return False
        plain = "".join(char for char, _ in found)
        return plain == value if base == "stringequals" else plain.lower() == value.lower()
    if base == "stringlike":
        return pattern_fits(wanted, value, context, variables)
    if base in ("arnequals", "arnlike"):
        return arn_fits(wanted, value, context, variables)
    if base == "bool":
        return wanted.lower() == value.lower() and wanted.lower() in ("true", "false")
    if base == "binaryequals":
        return wanted == value
    if base == "ipaddress":
        try:
            return ipaddress.ip_address(value) in ipaddress.ip_network(wanted, strict=False)
        except (ValueError, TypeError):
            return False
    reader = number if base.startswith("numeric") else moment
    left, right = reader(value), reader(wanted)
    if left is None or right is None:
        return False
    return {
        "equals": left == right,
        "lessthan": left < right,
        "lessthanequals": left <= right,
        "greaterthan": left > right,
        "greaterthanequals": left >= right,
    }[re.sub("^(numeric|date)", "", base)]


def arn_fits(wanted: str, value: str, context: dict[str, list[str]], variables: bool) -> bool:
    """Each of the six parts on its own; the last may hold colons."""
    pattern, arn = wanted.split(":", 5), value.split(":", 5)
    if len(pattern) < 6 or len(arn) < 6:
        return False
    return all(pattern_fits(p, a, context, variables) for p, a in zip(pattern, arn, strict=True))


def number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def moment(text: str) -> Decimal | None:
    if re.fullmatch(r"\d+", text):
        return Decimal(text)
    try:
        found = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
    return Decimal(found.replace(tzinfo=found.tzinfo or datetime.UTC).timestamp())
