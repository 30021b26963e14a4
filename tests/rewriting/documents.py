"""Writes a resolved policy as a data source `aws_iam_policy_document`."""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.shape import scalar_text
from pipewarden.stack.values import Known, Mapping, Sequence, Symbol, Template, Unknown, Value
from rewriting.written import Source, UnwritableError, expression

LISTS = {"Action": "actions", "NotAction": "not_actions", "Resource": "resources", "NotResource": "not_resources"}
_PRINCIPALS = {"Principal": "principals", "NotPrincipal": "not_principals"}
_ORDER = ("Sid", "Effect", *_PRINCIPALS, *LISTS, "Condition")


def statements(policy: Mapping) -> list[Mapping]:
    """The statements of a policy; raises UnwritableError where it is not a version and a list of them."""
    if {name for name, _ in policy.members} - {"Version", "Statement", "Id"}:
        raise UnwritableError("a data source knows no such key")
    given = policy.get("Statement")
    items = given.items if isinstance(given, Sequence) else (given,)
    found = [item for item in items if isinstance(item, Mapping)]
    if not found or len(found) != len(items):
        raise UnwritableError("the statements are no list of objects")
    return found


def document(name: str, policy: Mapping, source: Source) -> str:
    """The data source of that name."""
    lines = [f'data "aws_iam_policy_document" "{name}" {{', *_head(policy, source)]
    for statement in statements(policy):
        lines += ["  statement {", *(f"    {line}" for line in body(statement, source)), "  }"]
    return "\n".join([*lines, "}", ""])


def _head(policy: Mapping, source: Source) -> Iterator[str]:
    version = policy.get("Version")
    if version != Known("2012-10-17"):
        if version not in (None, Known("2008-10-17")):
            raise UnwritableError("a data source knows no such version")
        yield '  version = "2008-10-17"'
    if policy.get("Id") is not None:
        yield f"  policy_id = {text(policy.get('Id'), source)}"


def body(statement: Mapping, source: Source) -> Iterator[str]:
    """The lines of a `statement` block."""
    members = dict(statement.members)
    if set(members) - set(_ORDER):
        raise UnwritableError("a data source knows no such key")
    if "Sid" in members:
        yield f"sid = {text(members['Sid'], source)}"
    yield f"effect = {text(members.get('Effect'), source)}"
    for name, argument in LISTS.items():
        if name in members:
            yield f"{argument} = {texts(members[name], source)}"
    for name, block in _PRINCIPALS.items():
        for type_, identifiers in principals(members[name]) if name in members else ():
            yield f'{block} {{\n      type = "{type_}"\n      identifiers = {texts(identifiers, source)}\n    }}'
    for test, variable, values in conditions(members.get("Condition")):
        inner = f'test = "{test}"\n      variable = "{variable}"\n      values = {texts(values, source)}'
        yield f"condition {{\n      {inner}\n    }}"


def principals(value: Value) -> Iterator[tuple[str, Value]]:
    """The types and identifiers of a principal element."""
    if value == Known("*"):
        yield "*", value
    elif isinstance(value, Mapping) and value.members:
        yield from value.members
    else:
        raise UnwritableError("the principal is not known")


def conditions(value: Value | None) -> Iterator[tuple[str, str, Value]]:
    """The conditions one by one: operator, key and values."""
    operators = value.members if isinstance(value, Mapping) else ()
    if value is not None and not operators:
        raise UnwritableError("the conditions are not known")
    for test, keys in operators:
        if not isinstance(keys, Mapping) or not keys.members:
            raise UnwritableError("the condition keys are not known")
        for variable, values in keys.members:
            if len([name for name, _ in keys.members if name.lower() == variable.lower()]) > 1:
                raise UnwritableError("one key twice")
            yield test, variable, values


def text(value: Value | None, source: Source) -> str:
    """One text of a document, in which `&{` begins a policy variable."""
    match value:
        case Known(value=str() | bool()) if value.value is not None:
            return expression(_ampersands(Known(scalar_text(value))), source)
        case Template() | Symbol():
            return expression(_ampersands(value), source)
        case Unknown():
            return expression(value, source)
    raise UnwritableError("this is no text")


def _ampersands(value: Value) -> Value:
    match value:
        case Known(value=str()):
            return Known(_ampersand(str(value.value)))
        case Template():
            return Template(tuple(_ampersand(part) if isinstance(part, str) else part for part in value.parts))
    return value


def _ampersand(part: str) -> str:
    return part.replace("${", "&{")


def texts(value: Value, source: Source) -> str:
    """A list of texts; one alone is a list of one, and what is not known may be either."""
    if isinstance(value, Sequence):
        if not value.items:
            raise UnwritableError("an empty list is left out")
        return "[" + ", ".join(text(item, source) for item in value.items) + "]"
    if isinstance(value, Unknown):
        return f"flatten([{expression(value, source)}])"
    return f"[{text(value, source)}]"
