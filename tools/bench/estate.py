"""Makes folders of many stacks to measure with, no two files of which are alike."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SPECS = Path(__file__).parents[2] / "examples"


def examples() -> dict[str, dict[str, bytes]]:
    """The stack of every example: its files by their paths."""
    return {spec.stem: _files(spec) for spec in sorted(SPECS.glob("*.yaml"))}


def _files(spec: Path) -> dict[str, bytes]:
    from pipewarden.render import stamped
    from pipewarden.spec import load

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


def estate(folder: Path, count: int) -> None:
    """Writes a folder with so many stacks, those of the examples in turn."""
    stacks = list(examples().values())
    for number in range(count):
        write(stacks[number % len(stacks)], folder / f"stack-{number:04}", number)


def made_apart(folder: Path, count: int | None = None) -> Path:
    """An estate, or without a count the stacks of the examples by name, made by another process.

    What a process takes in memory before it starts a command counts as the command's, so the one that measures renders
    nothing.
    """
    line = [sys.executable, "-m", "bench.estate", str(folder), *([] if count is None else [str(count)])]
    subprocess.run(line, check=True)
    return folder


def largest(stacks: list[Path]) -> Path:
    """The folder with the most text."""
    return max(stacks, key=lambda folder: sum(path.stat().st_size for path in folder.rglob("*.tf")))


def _main(folder: str, count: str | None = None) -> None:
    if count is not None:
        estate(Path(folder), int(count))
        return
    for name, stack in examples().items():
        write(stack, Path(folder) / name)


if __name__ == "__main__":
    _main(*sys.argv[1:])
