"""Asks `check` about one mutant after the other: whether anything is found in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from msgspec.structs import replace

from mutate.mutant import Mutant
from mutate.trees import Case as Tree
from pipewarden.check import Root, verdicts
from pipewarden.config import FILE_NAME, parse
from pipewarden.controls import catalogue
from pipewarden.drift.resolved import changes
from pipewarden.finding import Finding
from pipewarden.hcl import Source, ast, parse_many
from pipewarden.iam import prove
from pipewarden.iam.cases import Case
from pipewarden.iam.model import Policy
from pipewarden.iam.prove import Outcome
from pipewarden.iam.questions import intents
from pipewarden.stack import build
from pipewarden.stack.model import Stack
from pipewarden.subjects import Subjects
from pipewarden.trial.overlay import Overlay
from pipewarden.trial.parser import Parser
from pipewarden.verdict import Outcome as Judgement

NOBODY = ""
"""In place of a control's id: nothing is found."""
UNREADABLE = "parse-error"


class _Kept(Parser):
    """Parses the files of the tree once, and what stands in one mutant only without keeping it."""

    def __init__(self, files: Sequence[bytes]) -> None:
        super().__init__()
        super().parse_all([Source(data) for data in files])

    def parse_all(self, sources: Sequence[Source]) -> list[ast.File]:
        return [self._parsed.get(source) or parse_many([source])[0] for source in sources]


@dataclass(frozen=True, slots=True)
class Noticed:
    """Which control notices a mutant first, or NOBODY."""

    mutant: Mutant
    control: str


class Judge:
    """Judges the mutants of one tree. What notices one mutant is asked first about the next one of that type."""

    def __init__(self, case: Tree) -> None:
        self._case = case
        self._parser = _Kept([data for path, data in case.files.items() if path.endswith((".tf", ".tfvars"))])
        path = f"{case.root}/{FILE_NAME}".removeprefix("/")
        self._config = parse(case.files[path].decode(), path)
        self._base = build(Overlay(Path(), case.files, self._parser), root=case.root)
        self._config = replace(self._config, enable=tuple(self._met()))
        self._hits: dict[str, Counter[str]] = defaultdict(Counter)

    def _met(self) -> Iterator[str]:
        """The controls that are opt-in, and hold in the tree as it is rendered: they are asked too."""
        for control in catalogue():
            if control.opt_in:
                found = list(control.judge(Subjects(self._base, self._config)))
                if found and all(verdict.outcome is Judgement.PASS for verdict in found):
                    yield control.id

    def noticed(self, mutants: Sequence[Mutant]) -> Iterator[Noticed]:
        """Who notices each mutant. Several at once, of blocks of their own, are made together first: where nothing is
        found in all of them, nothing is in one."""
        control = next(self._broken(self._with(mutants), self._first(mutants[0])), NOBODY)
        if control and len(mutants) > 1:
            half = len(mutants) // 2
            yield from self.noticed(mutants[:half])
            yield from self.noticed(mutants[half:])
            return
        for mutant in mutants:
            if control:
                self._hits[mutant.key.element][control] += 1
                self._hits[mutant.key.path][control] += 1
            yield Noticed(mutant, control)

    def _with(self, mutants: Sequence[Mutant]) -> dict[str, bytes]:
        files = dict(self._case.files)
        for mutant in sorted(mutants, key=lambda mutant: -mutant.change.start):
            files[mutant.path] = mutant.applied(files[mutant.path].decode()).encode()
        return files

    def findings(self) -> list[str]:
        """The ids of the controls that the tree itself breaks, one for each finding."""
        return list(self._judged(self._base, frozenset()))

    def _first(self, mutant: Mutant) -> frozenset[str]:
        likely = [self._hits[name].most_common(1) for name in (mutant.key.element, mutant.key.path)]
        names = {control for found in likely for control, _ in found}
        return frozenset(names & {control.id for control in catalogue()})

    def _broken(self, files: dict[str, bytes], first: frozenset[str]) -> Iterator[str]:
        """What is found in a tree. One that means the same as the rendered one is not judged again."""
        stack = build(Overlay(Path(), files, self._parser), root=self._case.root)
        if stack.problems:
            yield UNREADABLE
        elif any(changes(self._base, stack)):
            yield from self._judged(stack, first)

    def _judged(self, stack: Stack, first: frozenset[str]) -> Iterator[str]:
        root = Root(stack, self._config)
        for only in (first, frozenset[str]()) if first else (first,):
            for control, verdict in verdicts(root, only):
                if isinstance(verdict, Finding):
                    yield f"{verdict.control}: {control.id}"
                elif verdict.outcome is not Judgement.PASS:
                    yield control.id


def remember_proofs() -> None:
    """Answer a question about policies that are as they were from memory; most are, in most mutants."""

    @lru_cache(maxsize=20_000)
    def found(cases: tuple[Case, ...], policies: tuple[Policy, ...], control: Case | None) -> Outcome:
        return prove.find(cases, policies, control)

    def find(cases: Sequence[Case], policies: Iterable[Policy] = (), control: Case | None = None) -> Outcome:
        return found(tuple(cases), tuple(policies), control)

    intents.__dict__["find"] = find
