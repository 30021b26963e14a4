"""Arguments of a resource as the provider sees them: configured, by default, or undecided."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction

from msgspec import Struct

from pipewarden.stack.model import Resource
from pipewarden.stack.values import Known, Mapping, Scalar, Sequence, Unknown, Value
from pipewarden.verdict import Verdict, failed, passed, unknown


class Argument(Struct, frozen=True):
    """One argument; `value` is None where nothing (or null) is configured, and then `default` is in force."""

    resource: Resource
    name: str
    value: Value | None
    default: Scalar

    @property
    def undecided(self) -> str | None:
        """Why the value in force is not known, None when it is."""
        if self.value is None or isinstance(self.value, Known):
            return None
        return self.value.why if isinstance(self.value, Unknown) else "it is known only after apply"

    @property
    def in_force(self) -> Scalar:
        """The configured value, converted to the default's type as Terraform does, or the default."""
        if not isinstance(self.value, Known):
            return self.default
        return _convert(self.value.value, self.default)

    def __str__(self) -> str:
        if self.value is None:
            default = "no default" if self.default is None else f"the provider's default is `{literal(self.default)}`"
            return f"`{self.name}` is not set ({default})"
        if self.undecided:
            return f"`{self.name}` is not known: {self.undecided}"
        return f"`{self.name}` is `{literal(self.in_force)}`"

    def judged(self, holds: Callable[[Scalar], bool], otherwise: str = "") -> Iterator[Verdict]:
        """One verdict: whether `holds` is true of the value in force; `otherwise` follows the message of a failure."""
        at = self.value if self.value is not None else self.resource
        if self.undecided:
            yield unknown(self.resource, str(self), at)
        elif holds(self.in_force):
            yield passed(self.resource, str(self), at)
        else:
            yield failed(self.resource, f"{self}{otherwise}", at)


def argument(resource: Resource, name: str, default: Scalar = None) -> Argument:
    """The top-level argument `name`; an explicit null means the default, as in Terraform."""
    return Argument(resource, name, configured(resource.values, name), default)


def configured(values: Mapping, name: str) -> Value | None:
    """The member `name`, None where it is not configured or null."""
    value = values.get(name)
    return None if isinstance(value, Known) and value.value is None else value


def blocks(values: Mapping, name: str) -> tuple[Mapping | Unknown, ...]:
    """The nested blocks of that type, in order; an `Unknown` stands for blocks that may or may not be there."""
    value = values.get(name)
    if value is None:
        return ()
    if isinstance(value, Sequence):
        return tuple(item if isinstance(item, Mapping) else _undecided_block(name, item) for item in value.items)
    return (value,) if isinstance(value, Mapping) else (_undecided_block(name, value),)


def _undecided_block(name: str, value: Value) -> Unknown:
    if isinstance(value, Unknown):
        return value
    return Unknown(f"`{name}` is known only after apply", value.origin)


def literal(value: Scalar) -> str:
    """A scalar as it is written in Terraform, strings without quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, Fraction):
        return str(value.numerator) if value.denominator == 1 else repr(float(value))
    return str(value)


def _convert(value: Scalar, default: Scalar) -> Scalar:
    if isinstance(default, bool) and value in ("true", "false"):
        return value == "true"
    if isinstance(default, Fraction) and isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value):
        return Fraction(value)
    return value
