"""Puts a statement into plain words: who, may what, on what, when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipewarden.iam.model import Condition, Element, Part, PrincipalEntry, Principals, Statement, Wildcard

_SHOWN = 12
_COMPARISONS = {
    "String": ("is", "is not"),
    "IgnoreCase": ("is, in any case,", "is not, in any case,"),
    "Like": ("is like", "is not like"),
    "Arn": ("is like", "is not like"),
    "Bool": ("is", "is not"),
    "Binary": ("is", "is not"),
    "Ip": ("is in", "is not in"),
}
_ORDERS = {"=": "is", "<": "is less than", "<=": "is at most", ">": "is greater than", ">=": "is at least"}
_TIMES = {"=": "is", "<": "is before", "<=": "is not after", ">": "is after", ">=": "is not before"}


def sentence(statement: Statement) -> str:
    """The statement in one line."""
    verb = "may do" if statement.effect == "Allow" else "is denied"
    parts = [who(statement.principals), verb, _actions(statement.actions)]
    if statement.resources is not None:
        parts.append(_resources(statement.resources))
    when = [condition(each) for each in statement.conditions]
    return " ".join(parts) + (", when " + " and ".join(when) if when else "")


def who(principals: Principals | None) -> str:
    """The principals: in an identity policy whoever has the policy."""
    if principals is None:
        return "whoever has this policy"
    found = _listed([_principal(entry) for entry in principals.entries])
    return f"everyone but {found}" if principals.negated else found


def _principal(entry: PrincipalEntry) -> str:
    text = str(entry.text)
    if entry.type == "*":
        return "anyone at all" if entry.text.literal else "whoever stands in what is not known"
    if entry.type == "Service":
        return f"the service `{text}`"
    if entry.type == "Federated":
        return f"users of the identity provider `{text}`"
    if entry.type == "CanonicalUser":
        return f"the account with the canonical id `{text}`"
    if entry.is_account:
        account = text.split(":")[4] if ":" in text else text
        return f"every principal of the account `{account}`"
    kind = {"role": "the role", "user": "the user", "assumed-role": "the session"}
    resource = text.split(":", 5)[-1]
    return f"{kind.get(resource.partition('/')[0], 'the principal')} `{text}`"


def _actions(actions: Element) -> str:
    if any(set(str(item)) == {"*"} for item in actions.items):
        return "nothing" if actions.negated else "everything"
    listed = _listed([f"`{item}`" for item in actions.items])
    return f"everything but {listed}" if actions.negated else listed


def _resources(resources: Element) -> str:
    if any(set(str(item)) == {"*"} for item in resources.items):
        return "on no resource" if resources.negated else "on every resource"
    listed = _listed([f"`{item}`" for item in resources.items])
    return f"on everything but {listed}" if resources.negated else f"on {listed}"


def condition(found: Condition) -> str:
    """One condition as a clause."""
    operator, key = found.operator, f"`{found.key}`"
    values = [f"`{value}`" for value in found.values]
    if operator.family == "Null":
        missing = [str(value).lower() == "true" for value in found.values]
        return f"{key} is {'missing or not' if len(set(missing)) > 1 else 'missing' if all(missing) else 'present'}"
    if operator.family in ("Numeric", "Date"):
        orders = _ORDERS if operator.family == "Numeric" else _TIMES
        relation = "is not" if operator.negated else orders[operator.comparison]
    else:
        # A comparison that takes wildcards says no more than another where it has none.
        plain = operator.takes_wildcards and not any(isinstance(part, Wildcard) for part in _parts(found))
        relation = _COMPARISONS["String" if plain else operator.family][operator.negated]
    subjects = {"ForAnyValue": f"any value of {key}", "ForAllValues": f"every value of {key}", "": key}
    subject = subjects[operator.quantifier]
    clause = f"{subject} {relation} {_listed(values, 'nor' if operator.negated else 'or')}"
    if operator.if_exists or operator.quantifier == "ForAllValues" or (operator.negated and not operator.quantifier):
        return f"{clause} (or is missing)"
    return clause


def _parts(found: Condition) -> Iterator[Part]:
    yield from (part for value in found.values for part in value.parts)


def _listed(items: Sequence[str], word: str = "and") -> str:
    """A list in words; a long one is cut, and says by how much."""
    if not items:
        return "nothing"
    if len(items) == 1:
        return items[0]
    if len(items) > _SHOWN:
        return f"{', '.join(items[:_SHOWN])} {word} {len(items) - _SHOWN} more"
    return f"{', '.join(items[:-1])} {word} {items[-1]}"
