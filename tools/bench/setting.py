"""What every measurement is given: where things lie, how often to run, and whom to tell."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from bench import estate
from bench.clock import Command, Taken, race
from bench.peers import Peers
from bench.table import Race

COLD, ANEW, WARM = "pipewarden cold", "pipewarden judging anew", "pipewarden warm"


@dataclass(frozen=True, slots=True)
class Setting:
    """A folder for what is made, the peers, how often each command runs, and how many seconds it may take."""

    scratch: Path
    peers: Peers
    runs: int
    limit: float
    note: Callable[[str], None]
    _made: dict[str, Path] = field(default_factory=dict)

    @property
    def python(self) -> str:
        """The interpreter that pipewarden is installed for."""
        return sys.executable

    def estate(self, count: int) -> Path:
        """An estate of so many stacks, made once."""
        name = f"estate-{count}"
        if name not in self._made:
            self.note(f"writing an estate of {count}")
            self._made[name] = estate.made_apart(self.scratch / name, count)
        return self._made[name]

    def examples(self) -> list[Path]:
        """The stacks of the examples, made once."""
        folder = self.scratch / "examples"
        if not folder.exists():
            estate.made_apart(folder)
        return sorted(folder.iterdir())

    def pipewarden(self, *arguments: str, warm: bool = True, one_processor: bool = False) -> Command:
        """A verb of ours. Cold: no syntax tree of these files and no compiled grammar is cached yet."""
        cache = self.scratch / ("warm" if warm else "cold")
        line = [str(Path(self.python).with_name("pipewarden")), *arguments]
        empty = None if warm else lambda: shutil.rmtree(cache, ignore_errors=True)
        return Command(line, {"XDG_CACHE_HOME": str(cache)}, empty, one_processor)

    def race(self, title: str, commands: dict[str, Command | str], bases: tuple[str, ...] = (COLD, WARM)) -> Race:
        """Measures; in the place of a command stands why there is none."""
        self.note(title)
        run = {name: command for name, command in commands.items() if isinstance(command, Command)}
        taken = race(run, self.runs, self.note, self.limit)
        order = {
            name: taken[name] if isinstance(command, Command) else Taken(why_not=command)
            for name, command in commands.items()
        }
        return Race(title, order, bases)

    def warmed(self, *arguments: str) -> Command:
        """A warm command, after one run that fills the cache."""
        command = self.pipewarden(*arguments)
        self.prepare("filling the cache", command)
        return command

    def judging_anew(self, *arguments: str) -> Command:
        """A warm command that finds the syntax trees, but nothing that it could recall of the roots."""
        recalled = self.scratch / "warm" / "pipewarden" / "recall"
        return replace(self.warmed(*arguments), before=lambda: shutil.rmtree(recalled))

    def prepare(self, what: str, command: Command) -> None:
        """Runs a command once whose time is of no interest."""
        race({what: command}, 1, self.note, self.limit)
