"""How a value names a KMS key: by the key's ARN, by an alias or by a bare id."""

from __future__ import annotations

import re
from enum import Enum

from pipewarden.stack.model import Stack
from pipewarden.stack.values import Known, Symbol, Template, Unknown, Value
from pipewarden.subjects.identity import symbols
from pipewarden.subjects.keys import KEY_TYPES
from pipewarden.subjects.regions import region

_ARN = re.compile(r"arn:[^:]*:kms:(?P<region>[^:]*):[^:]*:(?P<kind>key|alias)/")
_BARE = re.compile(r"(mrk-)?[0-9a-f-]{32,36}")
_HOLE = "\0"


class KeyName(Enum):
    """How a key is named."""

    ARN = "its ARN"
    ALIAS = "an alias"
    ID = "a bare id"
    UNDECIDED = "something not known"


_BY_ATTRIBUTE = {
    **{(kind, "arn"): KeyName.ARN for kind in KEY_TYPES},
    **{(kind, name): KeyName.ID for kind in KEY_TYPES for name in ("id", "key_id")},
    ("aws_kms_alias", "target_key_arn"): KeyName.ARN,
    ("aws_kms_alias", "target_key_id"): KeyName.ID,
    **{("aws_kms_alias", name): KeyName.ALIAS for name in ("arn", "id", "name")},
}


def key_name(stack: Stack, value: Value) -> KeyName:
    """How `value` names a key."""
    if isinstance(value, Symbol):
        return _by_attribute(stack, value)
    if isinstance(value, Template) and len(value.parts) == 1 and isinstance(value.parts[0], Symbol):
        return _by_attribute(stack, value.parts[0])
    text = _text(value)
    if text is None:
        return KeyName.UNDECIDED
    arn = _ARN.match(text)
    if arn:
        return KeyName.ARN if arn["kind"] == "key" else KeyName.ALIAS
    if text.startswith("alias/"):
        return KeyName.ALIAS
    return KeyName.ID if _BARE.fullmatch(text) or isinstance(value, Known) else KeyName.UNDECIDED


def key_region(stack: Stack, value: Value) -> Value:
    """The region of the key that `value` names; unknown where a bare id or an outside reference does not say it."""
    for symbol in symbols(value):
        resource = stack.get(symbol.address)
        if resource is not None and resource.type in (*KEY_TYPES, "aws_kms_alias"):
            return region(resource)
    text = _text(value) or ""
    arn = _ARN.match(text)
    if arn is not None and _HOLE not in arn["region"]:
        return Known(arn["region"], value.origin)
    if arn is not None and arn["region"] == _HOLE and isinstance(value, Template):
        holes = [part for part in value.parts if not isinstance(part, str)]
        return holes[text[: arn.start("region")].count(_HOLE)]
    return Unknown("the name of the key does not say its region", value.origin)


def _by_attribute(stack: Stack, symbol: Symbol) -> KeyName:
    resource = stack.get(symbol.address)
    if resource is None or len(symbol.path) != 1:
        return KeyName.UNDECIDED
    return _BY_ATTRIBUTE.get((resource.type, str(symbol.path[0])), KeyName.UNDECIDED)


def _text(value: Value) -> str | None:
    if isinstance(value, Known) and isinstance(value.value, str):
        return value.value
    if isinstance(value, Template):
        return "".join(part if isinstance(part, str) else _HOLE for part in value.parts)
    return None
