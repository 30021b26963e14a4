"""Puts together what a person need read once: one finding of many instances, and all that waits for one module."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from msgspec import Struct, field

from pipewarden.finding import Finding
from pipewarden.report.instances import instance_kind

_UNREAD = "module-unread"
_MISSING = re.compile(r"`(module\.[^`]+)` is not in the tree")
_MODULE = re.compile(r"`(module\.[^`]+)`")


class Fold(Struct):
    """A finding; `same` say the same of other resources or places, and `waiting` are not decided for want of it."""

    finding: Finding
    same: list[Finding] = field(default_factory=list)
    waiting: list[Finding] = field(default_factory=list)

    @property
    def instances(self) -> tuple[Finding, ...]:
        """Those at the same place: other instances of the block."""
        return tuple(each for each in self.same if each.place == self.finding.place)

    @property
    def elsewhere(self) -> tuple[Finding, ...]:
        """Those at another place."""
        return tuple(each for each in self.same if each.place != self.finding.place)

    @property
    def all(self) -> tuple[Finding, ...]:
        """Every finding of the fold."""
        return (self.finding, *self.same, *self.waiting)


def folded(findings: Iterable[Finding]) -> list[Fold]:
    """The findings in their order, each in one fold."""
    findings = list(findings)
    modules = [Fold(finding) for finding in findings if _is_module(finding)]
    folds: list[Fold] = []
    first: dict[object, list[Fold]] = {}
    for finding in findings:
        own = next((fold for fold in modules if fold.finding is finding), None)
        if own is not None:
            folds.append(own)
            continue
        module = _module(finding, modules)
        if module is not None:
            module.waiting.append(finding)
            continue
        fold = next((each for each in first.get(_kind(finding), ()) if _other(each, finding)), None)
        if fold is not None:
            fold.same.append(finding)
            continue
        folds.append(Fold(finding))
        first.setdefault(_kind(finding), []).append(folds[-1])
    return folds


def _is_module(finding: Finding) -> bool:
    """Whether the finding says that a module is not downloaded."""
    return finding.control == _UNREAD and finding.outcome == "unknown"


def _named(finding: Finding, pattern: re.Pattern[str] = _MISSING) -> frozenset[str]:
    """The modules for want of which the finding is unknown."""
    texts = (finding.message, *(step.text for step in finding.because))
    return frozenset(match[1] for text in texts for match in pattern.finditer(text))


def _module(finding: Finding, modules: list[Fold]) -> Fold | None:
    """The module that the finding waits for; of several of one name the nearest."""
    names = _named(finding) if modules and finding.outcome == "unknown" else frozenset()
    called = [fold for fold in modules if names & _named(fold.finding, _MODULE)] if names else []
    return max(called, key=lambda fold: _nearness(fold.finding, finding), default=None)


def _nearness(one: Finding, other: Finding) -> int:
    """How many folders both are in."""
    pairs = zip(_folders(one), _folders(other), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _folders(finding: Finding) -> tuple[str, ...]:
    return tuple(finding.place.file.split("/")[:-1]) if finding.place else ()


def _kind(finding: Finding) -> object:
    """Equal for findings of which one stands for all: of the instances of one block, or unknown for one reason."""
    if finding.outcome == "unknown" and finding.counterexample is None:
        return (finding.control, finding.outcome, finding.severity, finding.message, _folders(finding))
    return finding.place and instance_kind(finding)


def _other(fold: Fold, finding: Finding) -> bool:
    """Whether the finding is of another place or resource than those of the fold."""
    if finding.place is None or finding.accepted is not None:
        return False
    return all((each.place, each.resource) != (finding.place, finding.resource) for each in fold.all)
