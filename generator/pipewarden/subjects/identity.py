"""Whether a value names a resource: by reference, or by an equal literal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipewarden.stack.addresses import steps_of
from pipewarden.stack.model import Resource
from pipewarden.stack.shape import is_null, is_undecided
from pipewarden.stack.values import Encoded, Known, Mapping, Origin, Sequence, Symbol, Template, Unknown, Value

NAMING_ARGUMENTS = {
    "aws_s3_bucket": "bucket",
    "aws_cloudwatch_log_group": "name",
    "aws_cloudtrail": "name",
    "aws_iam_group": "name",
    "aws_iam_policy": "name",
    "aws_iam_role": "name",
    "aws_iam_user": "name",
    "aws_kms_alias": "name",
    "aws_sns_topic": "name",
    "aws_codebuild_project": "name",
    "aws_codepipeline": "name",
    "aws_codecommit_repository": "repository_name",
    "aws_ecr_repository": "name",
    "aws_cloudwatch_event_rule": "name",
}
"""The argument that names an instance of the type within its account and region."""


_Parts = tuple[str | Symbol | Unknown, ...]
_IAM_PATH = re.compile(r"(role|user|policy|group)/(.*/)?")
_ARN_PREFIXES = {
    "aws_iam_group": _IAM_PATH,
    "aws_iam_role": _IAM_PATH,
    "aws_iam_user": _IAM_PATH,
    "aws_iam_policy": _IAM_PATH,
    "aws_cloudtrail": re.compile("trail/"),
    "aws_cloudwatch_event_rule": re.compile("rule/"),
    "aws_cloudwatch_log_group": re.compile("log-group:"),
    "aws_codebuild_project": re.compile("project/"),
    "aws_ecr_repository": re.compile("repository/"),
}
"""What stands before the name in the last part of an ARN (Service Authorization Reference, *Resource types*)."""


def own_name(resource: Resource) -> Value:
    """The name of a resource: as configured, or an identity where AWS or a variable without a value decides it."""
    argument = NAMING_ARGUMENTS[resource.type]
    own = resource.values.get(argument)
    known = own is not None and not is_null(own) and not is_undecided(own) and own != Known("")
    return own if own is not None and known else Symbol(resource.address, (argument,))


def symbols(value: Value | None) -> Iterator[Symbol]:
    """All symbols in a value, at any depth."""
    match value:
        case Symbol():
            yield value
        case Template():
            yield from (part for part in value.parts if isinstance(part, Symbol))
        case Encoded():
            yield from symbols(value.structure)
        case Sequence():
            for item in value.items:
                yield from symbols(item)
        case Mapping():
            for _, member in value.members:
                yield from symbols(member)
        case _:
            return


def names(value: Value | None, resource: Resource) -> bool | None:
    """Whether `value` (a name, an id or an ARN) names `resource`; None when that cannot be decided."""
    if value is None or (isinstance(value, Known) and not isinstance(value.value, str)):
        return False
    if any(symbol.address == resource.address for symbol in symbols(value)):
        return True
    bare = _without_prefix(_after_arn(value), resource.type)
    if any(isinstance(each, Symbol) and _kind(each.address) == resource.type for each in (value, bare)):
        return False
    own = resource.values.get(NAMING_ARGUMENTS.get(resource.type, ""))
    if own is None or own == Known(""):
        return None if isinstance(value, Unknown) else False
    by_name = same_text(value, own)
    return by_name or same_text(bare, own)


def _kind(address: str) -> str:
    """The type of the resource at an address, with `data.` before that of a data source."""
    steps = steps_of(address)
    return ".".join(steps[-3:-1]) if steps[-3:-2] == ["data"] else steps[-2] if len(steps) > 1 else ""


def _without_prefix(value: Value, kind: str) -> Value:
    prefix, parts = _ARN_PREFIXES.get(kind), _parts(value)
    if prefix is None or parts is None or not isinstance(parts[0], str):
        return value
    first = prefix.sub("", parts[0], count=1) if prefix.match(parts[0]) else parts[0]
    return _joined((first, *parts[1:]), value.origin)


def same_name(value: Value, other: Value) -> bool | None:
    """Whether two names or ARNs end in the same name; None where a part that is not known decides."""
    return same_text(_after_arn(value), _after_arn(other))


def same_text(value: Value, other: Value) -> bool | None:
    """Whether two strings are the same; None where a part that is not known decides."""
    if isinstance(value, Unknown) or isinstance(other, Unknown):
        return True if value == other and _is_one_value(value) else None
    if value == other:
        return True
    if isinstance(value, Known) and isinstance(other, Known):
        return False
    left, right = _parts(value), _parts(other)
    if left is None or right is None:
        return None
    left, right = _uncommon(left, right)
    if not left or not right:
        return False if all(isinstance(part, str) for part in (*left, *right)) else None
    # Where the same text stands before or behind, two different characters make different strings.
    if any(isinstance(one, str) and isinstance(two, str) for one, two in ((left[0], right[0]), (left[-1], right[-1]))):
        return False
    literal, pattern = (left, right) if all(isinstance(part, str) for part in left) else (right, left)
    if not all(isinstance(part, str) for part in literal):
        return None if any(isinstance(part, Unknown) for part in (*left, *right)) else False
    text = "".join(str(part) for part in literal)
    return None if _could_be(pattern, text) else False


def _uncommon(left: _Parts, right: _Parts) -> tuple[_Parts, _Parts]:
    """Two strings that differ, without what both begin with and both end with.

    A symbol, and a variable without a value, have one value in a run, whatever it is.
    """
    one, two = _units(left), _units(right)
    start = _same_units(one, two)
    one, two = one[start:], two[start:]
    end = _same_units(one[::-1], two[::-1])
    return tuple(one[: len(one) - end]), tuple(two[: len(two) - end])


def _same_units(one: list[str | Symbol | Unknown], two: list[str | Symbol | Unknown]) -> int:
    """How many units both begin with."""
    pairs = list(zip(one, two, strict=False))
    differ = (n for n, (left, right) in enumerate(pairs) if left != right or not _is_one_value(left))
    return next(differ, len(pairs))


def _is_one_value(unit: Value | str) -> bool:
    return not isinstance(unit, Unknown) or unit.why.endswith("has no value")


def _units(parts: _Parts) -> list[str | Symbol | Unknown]:
    return [unit for part in parts for unit in (part if isinstance(part, str) else (part,))]


def _could_be(pattern: tuple[str | Symbol | Unknown, ...], text: str) -> bool:
    shape = "".join(re.escape(part) if isinstance(part, str) else ".+" for part in pattern)
    return re.fullmatch(shape, text, re.DOTALL) is not None


def _parts(value: Value) -> tuple[str | Symbol | Unknown, ...] | None:
    match value:
        case Known():
            return (str(value.value),)
        case Symbol():
            return (value,)
        case Template():
            return value.parts
        case _:
            return None


def _after_arn(value: Value) -> Value:
    """The name at the end of an ARN (`arn:aws:s3:::artifacts` is `artifacts`), or the value itself."""
    parts = _parts(value)
    if parts is None or not (isinstance(parts[0], str) and parts[0].startswith("arn:")):
        return value
    text = "".join(part if isinstance(part, str) else "\0" for part in parts)
    fields = text.split(":", 5)
    if len(fields) < 6:
        return value
    holes = [part for part in parts if not isinstance(part, str)]
    pieces = fields[5].split("\0")
    kept = holes[len(holes) - (len(pieces) - 1) :]
    return _joined(tuple(piece for pair in zip(pieces, [*kept, ""], strict=True) for piece in pair), value.origin)


def _joined(parts: tuple[str | Symbol | Unknown, ...], origin: Origin | None) -> Value:
    """The string of these parts, in the simplest form."""
    kept = tuple(part for part in parts if part != "")
    if all(isinstance(part, str) for part in kept):
        return Known("".join(str(part) for part in kept), origin)
    only = kept[0] if len(kept) == 1 else None
    return Template(kept, origin) if only is None or isinstance(only, str) else only
