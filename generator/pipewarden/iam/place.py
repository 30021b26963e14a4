"""A world as the statements of a question see it."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from pipewarden.aws.condition_keys import ALWAYS_PRESENT
from pipewarden.iam.atoms import ActionAtom, Atom, KeyAtom, is_settled
from pipewarden.iam.making import Maker
from pipewarden.iam.model import Statement
from pipewarden.iam.search import Clause
from pipewarden.iam.universe import universe


class Place(Struct, frozen=True):
    """The literals of the statements, and the partitions that they name."""

    grounded: dict[Statement, Clause]
    partitions: frozenset[str]

    def maker(self, *, bold: bool) -> Maker:
        """What makes the requests there."""
        atoms = [atom for literals in self.grounded.values() for atom, _ in literals]
        owned = any(statement.principals is not None for statement in self.grounded)
        always = sorted({a.key for a in atoms if isinstance(a, KeyAtom) and a.key in ALWAYS_PRESENT})
        return Maker(universe(_globs(atoms), resource_policy=owned), bold, not owned, tuple(always), self.partitions)

    @property
    def is_settled(self) -> bool:
        """Whether every atom matches the same for certain as at most."""
        return all(is_settled(atom) for literals in self.grounded.values() for atom, _ in literals)


def _globs(atoms: Iterable[Atom]) -> frozenset[str]:
    """The action patterns that the atoms hold."""
    return frozenset(pattern for atom in atoms if isinstance(atom, ActionAtom) for pattern in atom.wide)
