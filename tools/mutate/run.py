"""Judges the mutants of all trees on several processes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from mutate.judge import NOBODY, Judge, Noticed, remember_proofs
from mutate.mutant import Key, Mutant
from mutate.refused import is_refused
from mutate.survivors import Rule
from mutate.trees import Case, mutants

_CHUNK = 8
_GROUP = 16
"""How many mutants are judged together."""

REFUSED = "terraform"
"""In place of a control's id: Terraform does not accept the mutant."""

_judge: Judge


@dataclass(frozen=True, slots=True)
class Result:
    """A mutant of a tree, and which control notices it."""

    tree: str
    mutant: Mutant
    control: str


def results(
    cases: Iterable[Case], rules: Sequence[Rule], processes: int, told: Callable[[str, int, int], None]
) -> Iterator[Result]:
    """What becomes of each mutant. One that is the same in an earlier tree, or has survived there, is not made again.

    `told` hears of the tree, of how many of its mutants are judged, and of how many there are.
    """
    made: set[tuple[Key, str]] = set()
    survived: set[Key] = set()
    for case in cases:
        todo = []
        for text, mutant in mutants(case):
            if (mutant.key, text) in made:
                continue
            made.add((mutant.key, text))
            if is_refused(mutant, case.files):
                yield Result(case.name, mutant, REFUSED)
            elif mutant.key not in survived:
                todo.append(mutant)
        for count, noticed in enumerate(_judged(case, list(_groups(todo, rules)), processes), 1):
            told(case.name, count, len(todo))
            if noticed.control == NOBODY:
                if noticed.mutant.key in survived:
                    continue
                survived.add(noticed.mutant.key)
            yield Result(case.name, noticed.mutant, noticed.control)


def _groups(todo: Sequence[Mutant], rules: Sequence[Rule]) -> Iterator[tuple[Mutant, ...]]:
    """What is judged together: mutants that are known to be harmless, each in a block of its own; all others alone."""
    groups: list[dict[tuple[str, str], Mutant]] = []
    for mutant in todo:
        block = (mutant.path, mutant.key.element)
        if not any(rule.excuses(mutant.key) for rule in rules):
            yield (mutant,)
            continue
        group = next((group for group in groups if block not in group and len(group) < _GROUP), None)
        if group is None:
            groups.append(group := {})
        group[block] = mutant
    yield from (tuple(group.values()) for group in groups)


def _judged(case: Case, groups: list[tuple[Mutant, ...]], processes: int) -> Iterator[Noticed]:
    if groups:
        with multiprocessing.get_context("fork").Pool(processes, _start, (case,)) as pool:
            for noticed in pool.imap(_ask, groups, _CHUNK):
                yield from noticed


def _start(case: Case) -> None:
    global _judge
    remember_proofs()
    _judge = Judge(case)


def _ask(group: tuple[Mutant, ...]) -> list[Noticed]:
    return list(_judge.noticed(group))
