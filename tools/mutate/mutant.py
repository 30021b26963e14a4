"""What a mutant is: one edit of one file, and a name that stays when lines move."""

from __future__ import annotations

from dataclasses import dataclass

REMOVED, NO_INSTANCES = "removed", "without instances"
"""Changes that other parts ask about."""


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """The name of a mutant.

    `module` is the folder of the module, `root` for the root. `element` is the top-level block, as Terraform addresses
    it: `aws_s3_bucket.this`, `data.aws_iam_policy_document.logs`, `variable.name`. `path` leads to what is changed
    inside it, empty for the whole block; `change` says what is done to it.
    """

    module: str
    element: str
    path: str
    change: str

    def __str__(self) -> str:
        where = f"{self.element} {self.path}" if self.path else self.element
        return f"{self.module}: {where}: {self.change}"


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of a file's text, and what stands there instead."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change of the file at `path` of a tree."""

    key: Key
    path: str
    line: int
    change: Change

    def applied(self, text: str) -> str:
        """The text of the file with the change made."""
        return text[: self.change.start] + self.change.text + text[self.change.end :]
