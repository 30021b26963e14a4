"""Keeps what was proved, so that it is not proved again of equal statements: those of another stack, often."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from pipewarden.iam.prove import Proved

Asked = TypeVar("Asked", bound=Hashable)


class Proofs(Generic[Asked]):
    """Proofs by what was asked.

    Other answers hold the places of the statements that they are about, and so are none for equal ones elsewhere.
    """

    LIMIT = 500

    def __init__(self) -> None:
        self._found: dict[Asked, Proved] = {}

    def __len__(self) -> int:
        return len(self._found)

    def get(self, asked: Asked) -> Proved | None:
        """The proof, if there was one."""
        return self._found.get(asked)

    def keep(self, asked: Asked, proof: Proved) -> Proved:
        """The proof, which is known from now on."""
        if len(self._found) >= self.LIMIT:
            self._found.clear()
        self._found[asked] = proof
        return proof
