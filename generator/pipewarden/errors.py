"""The errors that reach a user: each says where, what is wrong, and what to do."""

from __future__ import annotations


class PipewardenError(Exception):
    """An error with a message for the user.

    The command line prints it as `FILE:LINE:COL: message` to stderr and exits with 2. `file` is the path as
    the user gave it; `line` and `column` count from 1, and are None where the error is about no place in a file.
    """

    def __init__(
        self, message: str, *, file: str | None = None, line: int | None = None, column: int | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.line = line
        self.column = column

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return f"{place}: {self.message}" if place else self.message
