"""What the parts of the reader share: the names of symbols, and the list of what AWS would refuse."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from pipewarden.hcl.ast import Location
from pipewarden.iam.model import Invalid
from pipewarden.iam.names import Names
from pipewarden.stack.values import Known, Mapping, Sequence, Value


class Reading(Struct):
    """One reading of one policy."""

    names: Names
    invalid: list[Invalid] = field(default_factory=list)
    variables: bool = True

    def refuse(self, message: str, location: Location | None) -> None:
        """Notes something that AWS would refuse."""
        self.invalid.append(Invalid(message, location))

    def expect_string(self, value: Value, what: str) -> bool:
        """Whether the value can stand where a string must; notes it when not."""
        if is_other_than_text(value):
            self.refuse(f"`{what}` must be a string or a list of strings", place(value))
            return False
        return True


def place(value: Value | None) -> Location | None:
    """Where a value was written."""
    return value.origin.location if value is not None and value.origin else None


def located(value: Value) -> Iterator[Value]:
    """The items of a list, or the value itself where it stands alone."""
    if isinstance(value, Sequence):
        yield from value.items
    else:
        yield value


def name_of(value: Value) -> str | None:
    """The text of a known string."""
    return value.value if isinstance(value, Known) and isinstance(value.value, str) else None


def is_other_than_text(value: Value) -> bool:
    """Whether the value is known to be no string."""
    return isinstance(value, Mapping | Sequence) or (isinstance(value, Known) and not isinstance(value.value, str))


def shown(value: Value) -> str:
    """The value as JSON writes it, in a message; a list or an object by its kind."""
    match value:
        case Mapping():
            return "an object"
        case Sequence():
            return "a list"
        case Known(None):
            return "`null`"
        case Known(bool() as truth):
            return f"`{str(truth).lower()}`"
        case Known(known):
            return f"`{known}`"
        case _:
            return "not known"
