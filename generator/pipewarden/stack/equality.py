"""Whether two values are equal: yes, no, or not known; and what two alternatives agree on."""

from __future__ import annotations

from pipewarden.stack.sets import identity_of
from pipewarden.stack.shape import is_null, plain, survey, type_of
from pipewarden.stack.values import Encoded, Known, Mapping, Sequence, Symbol, Template, Unknown, Value

_NEVER_NULL = frozenset({"arn", "id", "account_id", "partition", "region"})


def equal(left: Value, right: Value) -> bool | None:
    """Whether they are equal as Terraform's `==` has it; None when that is not known."""
    left, right = plain(left), plain(right)
    if is_null(left) or is_null(right):
        return _equal_null(left, right)
    if survey(left).opaque is None and survey(right).opaque is None:
        return type_of(left) == type_of(right) and identity_of(left) == identity_of(right)
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return None
    match left, right:
        case Symbol(), Symbol():
            return True if left == right else None
        case (Sequence(), Sequence()) | (Mapping(), Mapping()):
            return _equal_members(left, right)
        case (Template(), Template() | Known()) | (Known(), Template()):
            return _equal_texts(left, right)
        case _:
            return None


def _equal_null(left: Value, right: Value) -> bool | None:
    other = right if is_null(left) else left
    if is_null(other):
        return True
    if isinstance(other, Symbol):
        return False if other.path == () or other.path[-1] in _NEVER_NULL else None
    return None if isinstance(other, Unknown) else False


def _equal_members(left: Value, right: Value) -> bool | None:
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        if [name for name, _ in left.members] != [name for name, _ in right.members]:
            return False
        pairs = zip((item for _, item in left.members), (item for _, item in right.members), strict=True)
    elif isinstance(left, Sequence) and isinstance(right, Sequence):
        if left.kind == "set" or right.kind == "set":
            return None
        if len(left.items) != len(right.items):
            return False
        pairs = zip(left.items, right.items, strict=True)
    else:
        return None
    answers = [equal(first, second) for first, second in pairs]
    if False in answers:
        return False
    return None if None in answers else True


def _edges(value: Value) -> tuple[str, str]:
    if isinstance(value, Known):
        return str(value.value), str(value.value)
    if not isinstance(value, Template):
        return "", ""
    first, last = value.parts[0], value.parts[-1]
    return first if isinstance(first, str) else "", last if isinstance(last, str) else ""


def _equal_texts(left: Value, right: Value) -> bool | None:
    if any(isinstance(item, Known) and not isinstance(item.value, str) for item in (left, right)):
        return False
    if left == right and not any(isinstance(part, Unknown) for part in getattr(left, "parts", ())):
        return True
    starts = [_edges(item)[0] for item in (left, right)]
    ends = [_edges(item)[1] for item in (left, right)]
    if not (starts[0].startswith(starts[1]) or starts[1].startswith(starts[0])):
        return False
    if not (ends[0].endswith(ends[1]) or ends[1].endswith(ends[0])):
        return False
    shorter = [len(_known_text(item)) for item in (left, right)]
    if (isinstance(left, Known) and shorter[1] > shorter[0]) or (isinstance(right, Known) and shorter[0] > shorter[1]):
        return False
    return None


def _known_text(value: Value) -> str:
    if isinstance(value, Known):
        return str(value.value)
    return "".join(part for part in value.parts if isinstance(part, str)) if isinstance(value, Template) else ""


def agreement(left: Value, right: Value, otherwise: Unknown) -> Value:
    """What holds whichever of the two it is: the parts that are equal, and `otherwise` for the rest."""
    if left == right and not isinstance(left, Unknown):
        return left
    match left, right:
        case Mapping(), Mapping() if [key for key, _ in left.members] == [key for key, _ in right.members]:
            pairs = zip(left.members, right.members, strict=True)
            members = tuple((name, agreement(first, second, otherwise)) for (name, first), (_, second) in pairs)
            return Mapping(members, left.kind, left.origin, left.sensitive or right.sensitive)
        case Sequence(), Sequence() if len(left.items) == len(right.items) and "set" not in (left.kind, right.kind):
            items = zip(left.items, right.items, strict=True)
            agreed = tuple(agreement(first, second, otherwise) for first, second in items)
            return Sequence(agreed, left.kind, left.origin, left.sensitive or right.sensitive)
        case Encoded(), Encoded():
            return Encoded(agreement(left.structure, right.structure, otherwise), otherwise, left.origin)
        case _:
            return otherwise
