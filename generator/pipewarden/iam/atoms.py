"""What must hold of one part of a request: the principal, the action, the resource, one key, or what is not known.

Atoms have a narrow and a wide side: what they match whatever the holes hide, and what they may match.
"""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from pipewarden.aws.actions import table
from pipewarden.iam.automaton import Group
from pipewarden.iam.matching import Match
from pipewarden.iam.model import Hole


class Spread(Struct, frozen=True, cache_hash=True):
    """The strings that a list of texts covers: for certain, and at most."""

    narrow: Group
    wide: Group


class Entry(Struct, frozen=True, cache_hash=True):
    """One principal without symbols: `text` is None for `*`; `holes` are what cannot be known of it."""

    type: str
    text: str | None
    holes: tuple[Hole, ...] = ()


class PrincipalAtom(Struct, frozen=True, cache_hash=True):
    """The principal is one of these."""

    entries: frozenset[Entry]


class ActionAtom(Struct, frozen=True, cache_hash=True):
    """The action matches one of these globs, in lower case."""

    narrow: frozenset[str]
    wide: frozenset[str]
    holes: tuple[Hole, ...] = ()


class ResourceAtom(Struct, frozen=True, cache_hash=True):
    """The resource matches."""

    spread: Spread


class KeyAtom(Struct, frozen=True, cache_hash=True):
    """A value of a context key fits, or with `every` all do; `missing` is what holds when the key is missing."""

    key: str
    every: bool
    missing: bool
    narrow: Match
    wide: Match


class HoleAtom(Struct, frozen=True):
    """Something that cannot be known holds."""

    hole: Hole


Atom: TypeAlias = PrincipalAtom | ActionAtom | ResourceAtom | KeyAtom | HoleAtom
Literal: TypeAlias = tuple[Atom, bool]


def is_settled(atom: Atom) -> bool:
    """Whether the atom matches the same for certain as at most, and speaks of no key that AWS does not document."""
    match atom:
        case PrincipalAtom(entries):
            return not any(entry.holes for entry in entries)
        case ActionAtom(narrow, wide, holes):
            return narrow == wide and not holes
        case ResourceAtom(covered):
            return covered.narrow == covered.wide
        case KeyAtom(key=key, narrow=sure, wide=possible):
            return sure == possible and not table().lacks(key)
        case HoleAtom():
            return False
