"""Sorts hand edits by what they do: resolves and judges the tree as it was rendered, and as it lies in the folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from pipewarden.check import Root
from pipewarden.config import FILE_NAME, Config, parse
from pipewarden.drift import customer, judged, policies, resolved
from pipewarden.drift.attribution import Target, Trial, once
from pipewarden.drift.differences import DriftClass
from pipewarden.drift.effect import Effect, Spot
from pipewarden.drift.judged import Judged
from pipewarden.stack import Deployment, build, find_roots
from pipewarden.stack.model import Stack
from pipewarden.trial.overlay import Overlay
from pipewarden.trial.parser import Parser

Files = Mapping[str, bytes]


class _State(Struct, frozen=True):
    """A tree resolved and judged, root by root."""

    files: Files
    stacks: tuple[Stack, ...]
    judged: tuple[Judged, ...]


class Edits(Struct, frozen=True):
    """The effects of each edited file, and what the controls say of the tree with all edits."""

    effects: Mapping[str, tuple[Effect, ...]]
    judged: tuple[Judged, ...]


class Meaning:
    """The effects of hand edits on one tree: `base` as it was rendered, resolved for one deployment.

    Both sides are judged under `chosen`, or without it under the configuration that was rendered: an edit of
    `pipewarden.toml` excuses nothing.
    """

    def __init__(self, directory: Path, base: Files, chosen: Config | None, deployment: Deployment) -> None:
        self._directory = directory
        self._parser = Parser()
        self._chosen = chosen
        self._deployment = deployment
        tree = self._overlay(base)
        self._shown = tree.shown
        self._roots = find_roots(tree)
        self._configs = tuple(self._config(base, root) for root in self._roots)
        self._base = self._state(base)

    def of(self, found: Files, edited: tuple[str, ...]) -> Edits:
        """The effects of all edits together, each under the file whose edit it is; `edited` are those that differ."""
        new = self._state(found)
        effects = list(self._effects(new)) if edited else []
        shares: dict[str, list[Effect]] = {path: [] for path in edited}
        trial = Trial(
            {self._shown(path): path for path in edited},
            once(lambda path: self._touched(self._with(found, path))),
            once(lambda path: {effect.key for effect in self._effects(self._state(self._with(found, path)))}),
        )
        for effect in effects:
            for path in trial.owners(effect):
                shares[path].append(effect)
        return Edits({path: tuple(share) for path, share in shares.items()}, new.judged)

    def _with(self, found: Files, path: str) -> Files:
        """The tree as it was rendered, with one file as it was found."""
        rest = {other: data for other, data in self._base.files.items() if other != path}
        return {**rest, path: found[path]} if path in found else rest

    def _touched(self, files: Files) -> set[Target]:
        """What these files configure otherwise than the base; nothing is judged, so it is quick."""
        stacks = zip(self._base.stacks, self._resolved(files), strict=True)
        effects = [effect for old, new in stacks for effect in resolved.changes(old, new)]
        return {(effect.address, name) for effect in effects for name in (effect.attribute, None)}

    def _overlay(self, files: Files) -> Overlay:
        return Overlay(self._directory, files, self._parser)

    def _state(self, files: Files) -> _State:
        stacks = self._resolved(files)
        roots = (Root(stack, config) for stack, config in zip(stacks, self._configs, strict=True))
        return _State(files, stacks, tuple(judged.judge(root) for root in roots))

    def _resolved(self, files: Files) -> tuple[Stack, ...]:
        tree = self._overlay(files)
        return tuple(build(tree, self._deployment, root) for root in self._roots)

    def _config(self, base: Files, root: str) -> Config:
        path = _in(root, FILE_NAME)
        if self._chosen is not None or path not in base:
            return self._chosen or Config()
        return parse(base[path].decode(), self._shown(path))

    def _effects(self, new: _State) -> Iterator[Effect]:
        for index, root in enumerate(self._roots):
            old_stack, new_stack = self._base.stacks[index], new.stacks[index]
            there = frozenset({new_stack.path, *(resource.address for resource in new_stack.resources)})
            lost = [*_unreadable(old_stack, new_stack), *policies.loosened(old_stack, new_stack)]
            lost += judged.losses(self._base.judged[index], new.judged[index], there)
            yield from _joined(lost, list(resolved.changes(old_stack, new_stack)))
            path = _in(root, FILE_NAME)
            old, latest = self._base.files.get(path), new.files.get(path)
            if old != latest:
                yield from customer.decisions(old, latest, self._shown(path))


def _in(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _unreadable(old: Stack, new: Stack) -> Iterator[Effect]:
    """What Terraform would refuse, or what cannot be seen: nobody can say what it does."""
    known = {problem.message for problem in old.problems}
    for problem in new.problems:
        if problem.message not in known:
            place = frozenset({(problem.location.file, problem.location.span.line)})
            message = f"it cannot be decided what this does: {problem.message}"
            yield Effect(DriftClass.WEAKENS, None, message=message, places=place)
    seen = {part.address for part in old.unresolved}
    for part in new.unresolved:
        if part.address not in seen:
            place = frozenset({(part.location.file, part.location.span.line)}) if part.location else frozenset()
            yield Effect(DriftClass.WEAKENS, part.address, message=f"it cannot be read: {part.why}", places=place)


def _joined(lost: list[Effect], changed: list[Effect]) -> Iterator[Effect]:
    """All effects, where a loss and the change of a value are one effect when they are about the same."""
    explained: set[str] = set()
    for loss in lost:
        cause = _cause(loss, changed)
        if cause is None:
            yield loss
            continue
        explained.add(cause.key)
        yield replace(
            loss,
            address=cause.address,
            attribute=cause.attribute,
            old=cause.old,
            new=cause.new,
            places=loss.places | cause.places,
        )
    yield from (effect for effect in changed if effect.key not in explained)


def _cause(loss: Effect, changed: list[Effect]) -> Effect | None:
    """The change that a loss comes from, where there is exactly one that it can come from."""
    if loss.attribute is not None:
        same = [effect for effect in changed if (effect.address, effect.attribute) == (loss.address, loss.attribute)]
        return same[0] if same else None
    place = loss.finding.place if loss.finding else None
    spot: Spot | None = (place.file, place.line) if place else None
    here = [effect for effect in changed if spot in effect.places and effect.message is None]
    about = [effect for effect in changed if effect.address == loss.address]
    for found in (here, about):
        if len(found) == 1:
            return found[0]
    return None
