"""Names that a module does not declare: an error, unless a file of the module could not be read."""

from __future__ import annotations

from pipewarden.stack.configuration import Configuration
from pipewarden.stack.errors import EvaluationError, UndecidedError, undecided

SYNTAX = "it has a syntax error"
"""Why a file is among what could not be read."""


def not_declared(configuration: Configuration, message: str) -> EvaluationError | UndecidedError:
    """The exception for a name that is not there; what a file with a syntax error declares is not known."""
    for place in configuration.unread:
        return undecided(unread(place.file))
    return EvaluationError(message)


def unread(file: str) -> str:
    """Why nothing is known of what a file declares, as the reason of an unknown value."""
    return f"`{file}` has a syntax error"
