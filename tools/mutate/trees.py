"""The trees that mutants are made of: the reference rendering and what each example renders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mutate.bodies import of_file
from mutate.expressions import Siblings
from mutate.mutant import Mutant
from pipewarden.hcl import Source, ast, parse_many
from pipewarden.render import render
from pipewarden.spec import load

REPOSITORY = Path(__file__).resolve().parents[2]
Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Case:
    """A rendered tree: its name, its root module and its files."""

    name: str
    root: str
    files: Files


def cases() -> list[Case]:
    """The reference rendering and every example; those that call most modules first, in which an element does most."""
    return sorted(_cases(), key=lambda case: (-_calls(case), case.name))


def _calls(case: Case) -> int:
    return sum(data.count(b"\nmodule ") for path, data in case.files.items() if path.endswith(".tf"))


def _cases() -> Iterator[Case]:
    folder = REPOSITORY / "modules"
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    yield Case("reference", "reference", {path.relative_to(folder).as_posix(): path.read_bytes() for path in found})
    for path in sorted((REPOSITORY / "examples").glob("*.yaml")):
        yield Case(path.stem, "", rendered(path))


def rendered(spec: Path) -> Files:
    """What a spec renders."""
    return dict(render(load(spec.read_text(encoding="utf-8"), spec.name)))


def mutants(case: Case) -> Iterator[tuple[str, Mutant]]:
    """Every mutant of a tree, each with the text of the argument or block that it is made of."""
    paths = sorted(path for path in case.files if path.endswith((".tf", ".tfvars")))
    trees = dict(zip(paths, parse_many([Source(case.files[path]) for path in paths]), strict=True))
    siblings = _siblings(trees, case.files)
    for path, tree in trees.items():
        folder = path.rpartition("/")[0]
        module = "root" if folder == case.root else folder.rpartition("/")[2]
        text = case.files[path].decode()
        for part, mutant in of_file(module, path, text, tree, siblings[folder]):
            if mutant.applied(text) != text:
                yield part, mutant


def _siblings(trees: Mapping[str, ast.File], files: Files) -> Mapping[str, Siblings]:
    """The siblings in each folder: a thing may be mistaken for the next of its kind."""
    kinds: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path, tree in trees.items():
        for block in tree.body.blocks:
            found = _reference(block, files[path].decode())
            if found:
                kinds[path.rpartition("/")[0]][found[0]].append(found[1])
    return defaultdict(lambda: Siblings({}), {folder: Siblings(_next(found)) for folder, found in kinds.items()})


def _next(kinds: Mapping[str, list[str]]) -> Mapping[str, tuple[str, ...]]:
    neighbours: dict[str, tuple[str, ...]] = {}
    for names in kinds.values():
        ordered = sorted(names)
        for name, other in zip(ordered, ordered[1:] + ordered[:1], strict=True):
            if other != name:
                neighbours[name] = (other,)
    return neighbours


def _reference(block: ast.Block, text: str) -> tuple[str, str] | None:
    """The kind of a top-level block, and how others refer to it; variables of one type and last word are of a kind."""
    labels = [label.text for label in block.labels]
    if block.type == "resource":
        return labels[0], ".".join(labels)
    if block.type == "data":
        return f"data.{labels[0]}", f"data.{'.'.join(labels)}"
    if block.type == "variable":
        type_ = block.body.attribute("type")
        shown = text[type_.expression.span.start : type_.expression.span.end] if type_ else ""
        return f"var {shown} {labels[0].rpartition('_')[2]}", f"var.{labels[0]}"
    return None
