"""Makes folders of many stacks to measure with, no two files of which are alike."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipewarden.render import stamped
from pipewarden.spec import load

SPECS = Path(__file__).parents[2] / "examples"


def examples() -> dict[str, dict[str, bytes]]:
    """The stack of every example: its files by their paths."""
    return {spec.stem: _files(spec) for spec in sorted(SPECS.glob("*.yaml"))}


def _files(spec: Path) -> dict[str, bytes]:
    tree = stamped(load(spec.read_text(encoding="utf-8"), spec.name), "stack")
    return {path: data if isinstance(data, bytes) else data.encode() for path, data in tree.items()}


def write(stack: dict[str, bytes], folder: Path, number: int | None = None) -> None:
    """Writes a stack; with a number each file of it ends with a comment of its own, for tools know files they have
    seen by their content."""
    for path, data in stack.items():
        mark = b"" if number is None else f"\n# `{path}` of stack {number:04} of an estate.\n".encode()
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data + mark if path.endswith(".tf") else data)


def estate(folder: Path, count: int, note: Callable[[str], None]) -> Path:
    """A folder with so many stacks, those of the examples in turn."""
    note(f"writing an estate of {count}")
    stacks = list(examples().values())
    for number in range(count):
        write(stacks[number % len(stacks)], folder / f"stack-{number:04}", number)
    return folder


def largest() -> str:
    """The example whose stack has the most text."""
    return max(examples().items(), key=lambda pair: sum(map(len, pair[1].values())))[0]
