"""Reads `Principal` and `NotPrincipal`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from pipewarden.iam.model import Kind, PrincipalEntry, Principals, PrincipalType, Text, Wildcard
from pipewarden.iam.reading import Reading, located, place, shown
from pipewarden.iam.text import hole, text
from pipewarden.stack.values import Known, Mapping, Sequence, Unknown, Value

_TYPES = ("AWS", "Service", "Federated", "CanonicalUser")
_AWS = re.compile(
    r"\d{12}|arn:aws[a-z-]*:(iam|sts)::(\d{12}|cloudfront|aws):"
    r"(root|(user|role|assumed-role|federated-user|group)/.+)|A[A-Z]{3}[A-Z0-9]{12,}"
)
_SERVICE = re.compile(r"[a-z0-9.-]+\.[a-z0-9.-]+")
_FEDERATED = re.compile(r"arn:.+|[A-Za-z0-9.-]+(/.*)?")


def principals(statement: Mapping, kind: Kind, reading: Reading) -> Principals | None:
    """The principals of a statement; None in an identity policy, which has none."""
    plain, negated = statement.get("Principal"), statement.get("NotPrincipal")
    value = plain if plain is not None else negated
    if kind == "identity":
        if value is not None:
            reading.refuse("an identity policy has no `Principal`; remove it", place(value) or place(statement))
        return None
    if value is None:
        reading.refuse("the statement has neither `Principal` nor `NotPrincipal`", place(statement))
        return None
    if plain is not None and negated is not None:
        reading.refuse("`Principal` and `NotPrincipal` exclude each other; keep one", place(negated))
    return Principals(tuple(_entries(value, reading)), plain is None, place(value))


def _entries(value: Value, reading: Reading) -> Iterator[PrincipalEntry]:
    if isinstance(value, Known):
        if value.value == "*":
            yield everyone(value)
        else:
            reading.refuse(
                f'the principal {shown(value)} has no type; write `*` or an object such as `{{"AWS": …}}`',
                place(value),
            )
    elif isinstance(value, Mapping):
        if not value.members:
            reading.refuse("the principal is empty", place(value))
        types = [type_ for type_, _ in value.members]
        for at, (type_, found) in enumerate(value.members):
            if type_ in types[:at]:
                reading.refuse(f"`{type_}` stands twice; keep one, with a list", place(found))
            if type_ not in _TYPES:
                reading.refuse(
                    f"`{type_}` is no type of principal; AWS has {', '.join(f'`{t}`' for t in _TYPES)}", place(found)
                )
                continue
            if isinstance(found, Sequence) and not found.items:
                reading.refuse(f"the principal `{type_}` is empty", place(found))
            for item in located(found):
                yield from _entry(cast(PrincipalType, type_), item, reading)
    elif isinstance(value, Sequence):
        reading.refuse("the principal must be `*` or an object", place(value))
    else:
        why = value.why if isinstance(value, Unknown) else "the principal is known to AWS only"
        yield PrincipalEntry("*", Text((hole(why),), place(value)))


def _entry(type_: PrincipalType, value: Value, reading: Reading) -> Iterator[PrincipalEntry]:
    if not reading.expect_string(value, type_):
        return
    if type_ == "AWS" and isinstance(value, Known) and value.value == "*":
        yield everyone(value)
        return
    found = text(reading.names.parts(value), place(value), wildcards=False, variables=False)
    literal = found.literal
    if literal is not None:
        problem = _problem(type_, literal)
        if problem:
            reading.refuse(problem, place(value))
    yield PrincipalEntry(type_, found)


def everyone(value: Value | None = None) -> PrincipalEntry:
    """The principal `*`."""
    return PrincipalEntry("*", Text((Wildcard("*"),), place(value)))


def _problem(type_: PrincipalType, literal: str) -> str | None:
    """What AWS has against a principal that is known."""
    if literal == "*":
        return f"`{type_}` takes no `*`; name the principals"
    if "*" in literal or "?" in literal:
        return f"the principal `{literal}` has a wildcard; AWS takes `*` alone, never a part of a name"
    if type_ == "AWS" and not _AWS.fullmatch(literal):
        return f"`{literal}` is no AWS principal; write an account id or the ARN of a user, role, session or root"
    if type_ == "AWS" and ":group/" in literal:
        return f"`{literal}` is a group; AWS takes no group as principal"
    if type_ == "Service" and not _SERVICE.fullmatch(literal):
        return f"`{literal}` is no service principal; write one such as `codepipeline.amazonaws.com`"
    if type_ == "Federated" and not _FEDERATED.fullmatch(literal):
        return f"`{literal}` is no identity provider"
    return None
