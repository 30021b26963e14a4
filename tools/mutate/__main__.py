"""Runs all mutants and compares those that nothing notices with `docs/survivors.md`."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from mutate.judge import NOBODY
from mutate.run import Result, results
from mutate.survivors import PAGE, Rule, read
from mutate.trees import REPOSITORY, cases

Told = Callable[[str, int, int], None]


def main() -> int:
    """Returns 0, or 1 when a survivor has no row in the page, or a row no survivor."""
    options = _options()
    rules = read()
    chosen = [case for case in cases() if case.name in options.tree or not options.tree]
    with _bar() as told, _log(options.log) as write:
        found = []
        for result in results(chosen, rules, options.processes, told):
            write(result)
            found.append(result)
    return _report(found, rules, whole=not options.tree)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="mutate", description=__doc__)
    parser.add_argument("tree", nargs="*", help="`reference` or an example, whose mutants are made (default: all)")
    parser.add_argument("--processes", type=int, default=2, help="how many processes judge (default: %(default)s)")
    parser.add_argument("--log", type=Path, help="write a line for each mutant to this file")
    return parser.parse_args()


@contextmanager
def _bar() -> Iterator[Told]:
    """A progress bar on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda tree, done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        tasks = {}

        def told(tree: str, done: int, total: int) -> None:
            if tree not in tasks:
                tasks[tree] = progress.add_task(tree, total=total)
            progress.update(tasks[tree], completed=done)

        yield told


@contextmanager
def _log(path: Path | None) -> Iterator[Callable[[Result], None]]:
    if path is None:
        yield lambda result: None
        return
    with path.open("w", encoding="utf-8") as file:

        def write(result: Result) -> None:
            place = f"{result.tree}/{result.mutant.path}:{result.mutant.line}"
            print(result.control or "survives", place, result.mutant.key, sep="\t", file=file, flush=True)

        yield write


def _report(found: list[Result], rules: tuple[Rule, ...], *, whole: bool) -> int:
    """Prints what the page does not say, and what it says in vain; the latter shows in a whole run only."""
    survivors = [result for result in found if result.control == NOBODY]
    unexplained = [result for result in survivors if not any(rule.excuses(result.mutant.key) for rule in rules)]
    broken = [result for result in found if result.control.startswith("control-error")]
    idle = [rule for rule in rules if whole and not any(rule.excuses(result.mutant.key) for result in survivors)]
    for result in sorted(unexplained, key=lambda result: result.mutant.key):
        print(f"nothing notices {result.mutant.key} ({result.tree}: {result.mutant.path}:{result.mutant.line})")
    for result in broken:
        print(f"{result.control} breaks on {result.mutant.key} ({result.tree})")
    for rule in idle:
        print(f"{PAGE.relative_to(REPOSITORY)}:{rule.line}: no survivor is like this; remove the row")
    counts = Counter(result.control for result in found)
    print(
        f"{len(found)} mutants: {len(found) - len(survivors)} noticed or refused, {len(survivors)} harmless, ", end=""
    )
    print(f"{len(unexplained)} without a reason; the controls that noticed most: {_most(counts)}")
    if unexplained:
        print(f"mend the control, or say in {PAGE.relative_to(REPOSITORY)} why it is harmless")
    return 1 if unexplained or idle or broken else 0


def _most(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.most_common(6) if name)


if __name__ == "__main__":
    sys.exit(main())
