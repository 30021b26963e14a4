"""Judges a folder with edits that are not written yet, and shows each finding to those who mend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from msgspec import Struct, field

from pipewarden.check import Root, verdicts
from pipewarden.config import Config
from pipewarden.finding import Finding
from pipewarden.fix.cycles import cycles
from pipewarden.fix.mend import Patient, Refusal
from pipewarden.fix.source import Source, decode, top_block
from pipewarden.hcl import ast
from pipewarden.stack import Deployment, build, find_roots
from pipewarden.stack.reader import ParseAll
from pipewarden.trial.patched import Patched
from pipewarden.verdict import Outcome, Verdict

Key = tuple[str, str]
"""A control and the subject that breaks it."""
PROBLEM = "problem"
"""Stands in a key for something that Terraform would refuse."""


class Diagnosis(Struct, frozen=True, dict=True):
    """The findings of a folder: verdicts that do not pass, and problems, each root by itself."""

    tree: Patched
    roots: tuple[Root, ...]

    @cached_property
    def broken(self) -> tuple[tuple[str, Verdict, Root], ...]:
        """Every verdict that does not pass, with its control's id."""
        found: list[tuple[str, Verdict, Root]] = []
        for root in self.roots:
            for control, verdict in verdicts(root):
                if not isinstance(verdict, Finding) and verdict.outcome is not Outcome.PASS:
                    found.append((control.id, verdict, root))
        return tuple(found)

    @cached_property
    def keys(self) -> frozenset[Key]:
        """What is wrong, in short."""
        problems = {(PROBLEM, problem.message) for root in self.roots for problem in root.stack.problems}
        unseen = {(PROBLEM, part.why) for root in self.roots for part in root.stack.unresolved}
        circles = {(PROBLEM, f"a cycle: {circle}") for folder in self.tree.folders() for circle in self._cycles(folder)}
        return frozenset(
            {(control, verdict.subject) for control, verdict, _ in self.broken} | problems | unseen | circles
        )

    def _cycles(self, folder: str) -> Iterator[str]:
        return cycles([self.source(path) for path in self.tree.configuration(folder)])

    @cached_property
    def counts(self) -> Counter[Key]:
        """How many verdicts there are for each finding: a control may break one subject in several ways."""
        return Counter((control, verdict.subject) for control, verdict, _ in self.broken)

    def still(self, keys: set[Key]) -> Iterator[Key]:
        """Those of these findings that are there; only their controls are run, which is quicker than `keys`."""
        only = frozenset(control for control, _ in keys)
        for root in self.roots if keys else ():
            for control, verdict in verdicts(root, only):
                key = (control.id, verdict.subject if not isinstance(verdict, Finding) else "")
                if key in keys and not isinstance(verdict, Finding) and verdict.outcome is not Outcome.PASS:
                    yield key

    def patient(self, control: str, verdict: Verdict, root: Root) -> Patient | Refusal:
        """A finding as a mend sees it."""
        place = verdict.location
        path = self._paths.get(place.file) if place is not None else None
        if place is None or path is None:
            return Refusal("it has no place in a file of this folder")
        source = self.source(path)
        block = top_block(source, place.span.start)
        if block is None:
            return Refusal("its place is in no block")
        folder = path.rpartition("/")[0]
        module = {other: self.source(other) for other in self.tree.configuration(folder)}
        everything = {other: self.source(other) for other in self._paths.values()}
        start = place.span.start
        return Patient(
            control, verdict, root.stack, root.config, source, block, start, module, everything, self._written
        )

    @cached_property
    def _written(self) -> Mapping[tuple[str, int], tuple[Source, ast.Block]]:
        sources = ((shown, self.source(path)) for shown, path in self._paths.items())
        return {
            (shown, block.header.start): (source, block)
            for shown, source in sources
            for block in source.tree.body.blocks
        }

    @cached_property
    def _paths(self) -> Mapping[str, str]:
        """The configuration files by the path that is shown; modules that Terraform downloaded are not among them."""
        folders = self.tree.folders()
        return {self.tree.shown(path): path for folder in folders for path in self.tree.configuration(folder)}

    def path_of(self, shown: str) -> str | None:
        """The path in the tree of a configuration file that is shown so."""
        return self._paths.get(shown)

    def source(self, path: str) -> Source:
        """A file of the tree as it is edited."""
        return Source(path, decode(self.tree.read(path)), self.tree.parsed(path))


class Clinic(Struct, frozen=True):
    """What is needed to judge a folder again and again: how its configuration is found, and the deployment.

    `rendered` maps the files of each rendered tree in it to what they were rendered as.
    """

    directory: Path
    deployment: Deployment
    config_of: Callable[[str], Config]
    parse_all: ParseAll
    rendered: Mapping[str, bytes] = field(default_factory=dict)

    def examine(self, patches: Mapping[str, bytes]) -> Diagnosis:
        """The findings with these files in the place of those on disk."""
        tree = Patched(self.directory, patches, self.parse_all)
        roots = (Root(build(tree, self.deployment, folder), self.config_of(folder)) for folder in find_roots(tree))
        return Diagnosis(tree, tuple(roots))
