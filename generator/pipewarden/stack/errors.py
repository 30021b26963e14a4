"""What goes wrong while an expression is evaluated."""

from __future__ import annotations

from pipewarden.hcl.ast import Location
from pipewarden.stack.numbers import NumberError, NumberSizeError
from pipewarden.stack.values import Origin, Unknown


class EvaluationError(Exception):
    """What Terraform would refuse: `message` is its reason in our words; `location` is set where it is known."""

    def __init__(self, message: str, location: Location | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.location = location


class UndecidedError(Exception):
    """A computation that needs a value which is not known; `unknown` is what becomes of it."""

    def __init__(self, unknown: Unknown) -> None:
        super().__init__(unknown.why)
        self.unknown = unknown


class ExhaustedError(Exception):
    """The end of the steps that one stack may take: everything still under way becomes `unknown`."""

    def __init__(self) -> None:
        why = "the configuration takes too many steps to be computed here"
        super().__init__(why)
        self.unknown = Unknown(why)


class TooLargeError(UndecidedError):
    """A value that is too large to be worked with."""

    def __init__(self) -> None:
        super().__init__(Unknown("the value is too large to be computed here"))


def undecided(why: str, origin: Origin | None = None) -> UndecidedError:
    """An `UndecidedError` for that reason."""
    return UndecidedError(Unknown(why, origin))


def of_number(error: NumberError) -> EvaluationError | UndecidedError:
    """What a number that cannot be had makes of a computation: Terraform refuses it, or it is too large for us."""
    return undecided(str(error)) if isinstance(error, NumberSizeError) else EvaluationError(str(error))
