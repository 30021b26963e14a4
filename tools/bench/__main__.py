"""`make bench`: measures everything and prints a table, or JSON."""

from __future__ import annotations

import argparse
import compileall
import datetime
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pipewarden
from bench import sections
from bench.peers import Peers
from bench.setting import Setting
from bench.table import Answers, Race, document, text

SECTIONS = ("show", "check", "proofs", "policy", "render", "growth")


def main() -> None:
    """Runs the sections that are asked for, all without a name."""
    asked = _arguments()
    compileall.compile_dir(str(Path(pipewarden.__file__).parent), quiet=1)
    start = time.perf_counter()

    def note(message: str) -> None:
        print(f"[{time.perf_counter() - start:6.1f} s] {message}", file=sys.stderr)

    with tempfile.TemporaryDirectory(prefix="pipewarden-bench-") as scratch:
        setting = Setting(Path(scratch), Peers(asked.peers.absolute()), asked.runs, asked.limit, note)
        parts = (part for name in asked.section or SECTIONS for part in _section(name, setting, asked)())
        if asked.json:
            print(json.dumps({"machine": _machine(), "results": document(parts)}, indent=2, ensure_ascii=False))
            return
        print(f"{_machine()}\n")
        for part in parts:
            print(text([part], asked.by), flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description="Times pipewarden beside other tools.")
    parser.add_argument("section", nargs="*", choices=[*SECTIONS, []], metavar="SECTION", help=", ".join(SECTIONS))
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--by", choices=["clock", "cpu"], default="clock", help="which seconds the ratios divide")
    parser.add_argument("--runs", type=int, default=5, help="how often each command runs; the median counts (5)")
    parser.add_argument("--limit", type=float, default=900, help="how many seconds a command may take (900)")
    parser.add_argument("--count", type=int, default=100, help="how many stacks an estate has (100)")
    parser.add_argument("--large", action="store_true", help="let the estate grow to 1,000 stacks")
    parser.add_argument("--peers", type=Path, default=Path(".venv-peers"), help="the environment of the peers")
    return parser.parse_args()


def _section(name: str, setting: Setting, asked: argparse.Namespace) -> Callable[[], Iterator[Race | Answers]]:
    counts = [1, 10, asked.count, *([1000] if asked.large else [])]
    every: dict[str, Callable[[], Iterator[Race | Answers]]] = {
        "show": lambda: sections.show(setting, asked.count),
        "check": lambda: sections.check(setting, asked.count),
        "proofs": lambda: sections.proofs(setting),
        "policy": lambda: sections.explain(setting),
        "render": lambda: sections.render(setting),
        "growth": lambda: sections.growth(setting, counts),
    }
    return every[name]


def _machine() -> str:
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{datetime.date.today()}: {processors} processors, {system}, pipewarden {pipewarden.__version__}"


if __name__ == "__main__":
    main()
