"""Reads a policy from any way to write it: a structure that was encoded, JSON text, text of which parts are unknown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from pipewarden.hcl.ast import Location
from pipewarden.iam import arn_form, json_text, principals
from pipewarden.iam.conditions import conditions
from pipewarden.iam.model import (
    Effect,
    Element,
    Hole,
    Kind,
    Policy,
    Statement,
    Text,
    Wildcard,
)
from pipewarden.iam.names import Names
from pipewarden.iam.own_api import OWN_API, SHORT
from pipewarden.iam.reading import Reading, is_other_than_text, located, name_of, place, shown
from pipewarden.iam.text import hole, text
from pipewarden.stack.values import Encoded, Known, Mapping, Sequence, Template, Unknown, Value

_POLICY_KEYS = ("Version", "Id", "Statement")
_STATEMENT_KEYS = (
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
)
_NO_OBJECT = 'the policy must be a JSON object, `{"Version": …, "Statement": […]}`'
_VERSIONS = ("2012-10-17", "2008-10-17")
_ACTION = re.compile(r"\*|[A-Za-z0-9*?-]+:[A-Za-z0-9*?_.-]+")
_SID_OF_IAM = re.compile(r"[A-Za-z0-9]*")


def policy(value: Value, kind: Kind | None, names: Names | None = None, *, file: str | None = None) -> Policy:
    """The policy that the value holds.

    `value` is an `Encoded` structure, a `Known` or `Template` JSON text, or a decoded structure. Without a kind the
    policy's own elements tell it. `names` says what symbols stand for; `file` is the file that holds nothing but the
    text. Nothing is raised: what AWS would refuse is in `invalid`, what cannot be known is a hole.
    """
    reading = Reading(names or Names())
    structure = _structure(value, reading, file)
    if isinstance(structure, Mapping):
        found = _policy(structure, kind, reading)
    elif structure is None:
        found = Policy(kind or "resource", ())
    else:
        why = structure.why if isinstance(structure, Unknown) else "the policy is known to AWS only"
        found = Policy(kind or "resource", tuple(_unknown_statement(0, hole(why), place(value))))
    return Policy(found.kind, found.statements, tuple(reading.invalid), found.version, found.id, place(value))


def _structure(value: Value, reading: Reading, file: str | None) -> Value | None:
    """The decoded document: a mapping, or a value that cannot be known; None where the text is no policy."""
    if isinstance(value, Encoded):
        value = value.structure
    if isinstance(value, Known | Template):
        if isinstance(value, Known) and not isinstance(value.value, str):
            reading.refuse(_NO_OBJECT, place(value))
            return None
        try:
            value = json_text.read(value, file=file)
        except json_text.BadJsonError as error:
            reading.refuse(f"the policy is not valid JSON: {error.message}", error.location)
            return None
    if isinstance(value, Sequence | Known | Template):
        reading.refuse(_NO_OBJECT, place(value))
        return None
    return value


def _policy(document: Mapping, kind: Kind | None, reading: Reading) -> Policy:
    _check_names(document, _POLICY_KEYS, "a policy", reading)
    version = _version(document.get("Version"), reading)
    reading.variables = version != "2008-10-17"
    found = document.get("Statement")
    items: tuple[Value, ...]
    match found:
        case None:
            reading.refuse("the policy has no `Statement`", place(document))
            items = ()
        case Sequence(items=()):
            reading.refuse("`Statement` is empty; remove the policy or give it a statement", place(found))
            items = ()
        case Sequence(items=items):
            pass
        case _:
            items = (found,)
    kind = kind or _kind_of(items)
    statements = tuple(
        statement for index, item in enumerate(items) for statement in _statement(item, index, kind, reading)
    )
    _check_sids(statements, reading)
    if kind == "resource":
        _check_resources(statements, reading)
    identifier = document.get("Id")
    if identifier is not None and is_other_than_text(identifier):
        reading.refuse("`Id` must be a string", place(identifier))
    return Policy(kind, statements, (), version, name_of(identifier) if identifier else None)


def _version(value: Value | None, reading: Reading) -> str:
    if value is None:
        return "2008-10-17"
    version = name_of(value)
    if is_other_than_text(value):
        reading.refuse("`Version` must be a string; write `2012-10-17`", place(value))
    elif version is not None and version not in _VERSIONS:
        reading.refuse(f"`Version` is `{version}`; write `2012-10-17`", place(value))
    return version or "2012-10-17"


def _kind_of(items: tuple[Value, ...]) -> Kind:
    """A policy with principals and no resource at all is a trust policy, one without principals an identity policy."""
    keys = {name for item in items if isinstance(item, Mapping) for name, _ in item.members}
    if not keys & {"Principal", "NotPrincipal"}:
        return "identity"
    return "resource" if keys & {"Resource", "NotResource"} else "trust"


def _check_names(mapping: Mapping, allowed: tuple[str, ...], what: str, reading: Reading) -> None:
    counts = Counter(name for name, _ in mapping.members)
    for name, value in mapping.members:
        if name not in allowed:
            near = next((good for good in allowed if good.lower() == name.lower()), None)
            hint = f"write `{near}`" if near else f"{what} has {', '.join(f'`{good}`' for good in allowed)}"
            reading.refuse(f"`{name}` is no element of {what}; {hint}", place(value) or place(mapping))
        if counts[name] > 1:
            reading.refuse(f"`{name}` stands twice; keep one", place(value) or place(mapping))
            counts[name] = 1


def _check_sids(statements: tuple[Statement, ...], reading: Reading) -> None:
    seen: dict[str, int] = {}
    for statement in statements:
        if statement.sid and seen.setdefault(statement.sid, statement.index) != statement.index:
            reading.refuse(f"two statements have the Sid `{statement.sid}`; rename one", statement.location)


def _statement(value: Value, index: int, kind: Kind, reading: Reading) -> Iterator[Statement]:
    if not isinstance(value, Mapping):
        if isinstance(value, Unknown):
            yield from _unknown_statement(index, hole(value.why), place(value))
        elif isinstance(value, Known | Sequence | Template):
            reading.refuse("a statement must be a JSON object", place(value))
        else:
            yield from _unknown_statement(index, hole("the statement is known to AWS only"), place(value))
        return
    _check_names(value, _STATEMENT_KEYS, "a statement", reading)
    found, holes = conditions(value.get("Condition"), reading)
    sid = _sid(value.get("Sid"), kind, reading)
    actions = _element(value, "Action", reading)
    if actions is None:
        reading.refuse("the statement has neither `Action` nor `NotAction`", place(value))
        return
    _check_actions(actions, reading)
    resources = _resources(value, kind, reading)
    who = principals.principals(value, kind, reading)
    for effect, doubts in _effects(value, reading):
        yield Statement(effect, who, actions, resources, found, index, sid, (*holes, *doubts), place(value))


def _sid(value: Value | None, kind: Kind, reading: Reading) -> str | None:
    if value is None:
        return None
    sid = name_of(value)
    if is_other_than_text(value):
        reading.refuse("`Sid` must be a string", place(value))
    if sid and kind != "resource" and not _SID_OF_IAM.fullmatch(sid):
        reading.refuse(f"the Sid `{sid}` may have letters and digits only", place(value))
    return sid


def _effects(statement: Mapping, reading: Reading) -> Iterator[tuple[Effect, tuple[Hole, ...]]]:
    """The effect; both where it is not known, each with a hole of its own."""
    value = statement.get("Effect")
    if value is None:
        reading.refuse("the statement has no `Effect`; write `Allow` or `Deny`", place(statement))
        return
    if is_other_than_text(value):
        reading.refuse(f"`Effect` is {shown(value)}; write `Allow` or `Deny`", place(value))
    elif not isinstance(value, Known):
        why = value.why if isinstance(value, Unknown) else "the effect cannot be known"
        yield "Allow", (hole(why),)
        yield "Deny", (hole(why),)
    elif value.value == "Allow":
        yield "Allow", ()
    elif value.value == "Deny":
        yield "Deny", ()
    else:
        reading.refuse(f"`Effect` is `{value.value}`; write `Allow` or `Deny`", place(value))


def _element(statement: Mapping, name: str, reading: Reading) -> Element | None:
    """`Action` or `NotAction`, and so for `Resource`; None when the statement has neither."""
    plain, negated = statement.get(name), statement.get(f"Not{name}")
    if plain is not None and negated is not None:
        reading.refuse(f"`{name}` and `Not{name}` exclude each other; keep one", place(negated))
    value = plain if plain is not None else negated
    if value is None:
        return None
    if isinstance(value, Sequence) and not value.items:
        reading.refuse(f"`{name if plain is not None else 'Not' + name}` is empty", place(value))
    variables = reading.variables and name == "Resource"
    items = tuple(
        text(reading.names.parts(item), place(item) or place(value), variables=variables)
        for item in located(value)
        if reading.expect_string(item, name)
    )
    return Element(items, plain is None, place(value))


def _check_actions(actions: Element, reading: Reading) -> None:
    for item in actions.items:
        written = item.literal
        if written is not None and not _ACTION.fullmatch(written):
            reading.refuse(f"`{written}` is no action; write `service:Action` or `*`", item.location)


def _resources(statement: Mapping, kind: Kind, reading: Reading) -> Element | None:
    resources = _element(statement, "Resource", reading)
    if resources is not None and kind == "resource":
        resources = replace(resources, items=tuple(_of_own_api(item) for item in resources.items))
    if kind == "trust" and resources is not None:
        reading.refuse("a trust policy has no `Resource`; remove it", resources.location)
        return None
    if kind == "identity" and resources is None:
        reading.refuse("the statement has neither `Resource` nor `NotResource`", place(statement))
    for item in resources.items if resources else ():
        problem = arn_form.problem(item)
        if problem:
            reading.refuse(problem, item.location)
    return resources


def _of_own_api(resource: Text) -> Text:
    """The resource, with an identity for the API where it has API Gateway's short form."""
    first, *others = resource.parts or ("",)
    if not isinstance(first, str) or not first.startswith(f"{SHORT}/"):
        return resource
    return Text((OWN_API, first.removeprefix(SHORT), *others), resource.location)


def _check_resources(statements: tuple[Statement, ...], reading: Reading) -> None:
    """Where one statement of a resource policy names resources, all must; a repository's policy names none."""
    if not any(statement.resources for statement in statements):
        return
    for statement in statements:
        if statement.resources is None and statement.principals is not None:
            reading.refuse("the statement has neither `Resource` nor `NotResource`", statement.location)


def _unknown_statement(index: int, why: Hole, location: Location | None) -> Iterator[Statement]:
    """A statement of which nothing is known: it may allow or deny anything.

    The two have holes of their own: with one in common, the Deny would hold wherever the Allow does.
    """
    everything = Element((Text((Wildcard("*"),), location),), False, location)
    effects: tuple[Effect, ...] = ("Allow", "Deny")
    for effect in effects:
        yield Statement(effect, None, everything, None, (), index, None, (hole(why.why),), location)
