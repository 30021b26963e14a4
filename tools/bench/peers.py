"""Finds the tools that pipewarden is timed beside, and says how each is started."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from bench.clock import Command
from bench.install_peers import REASONS

_SCRIPTS = Path(__file__).parent / "scripts"


@dataclass(frozen=True, slots=True)
class Peers:
    """The environment that the peers are installed in."""

    environment: Path

    def why_not(self, package: str, program: str | None = None) -> str | None:
        """Why a peer cannot run, None where it can; `program` is what must lie in the environment's `bin`."""
        noted = self.environment / REASONS
        if not noted.exists():
            return f"there is no `{self.environment.name}`; `make bench` makes it"
        reasons: dict[str, str] = json.loads(noted.read_text(encoding="utf-8"))
        if package in reasons:
            return reasons[package]
        if program and not (self.environment / "bin" / program).exists():
            return f"the package `{package}` holds no program `{program}`"
        return None

    def checkov(self, folder: Path) -> Command:
        """Checkov's Terraform checks, offline; 1 means findings."""
        line = [self._bin("checkov"), "--framework", "terraform", "--quiet", "--compact", "--skip-download"]
        return Command([*line, "--directory", str(folder)], ends=frozenset({0, 1}))

    def trivy(self, folder: Path, cache: Path) -> Command:
        """Trivy's misconfiguration checks, those inside the program."""
        line = [self._bin("trivy"), "config", "--quiet", "--skip-check-update", "--skip-version-check"]
        return Command([*line, "--cache-dir", str(cache), str(folder)])

    def tfparse(self, folders: list[Path]) -> Command:
        """Trivy's evaluator as a library."""
        return Command([self._bin("python"), str(_SCRIPTS / "tfparse_folders.py"), *map(str, folders)])

    def script(self, name: str, *arguments: str) -> list[str]:
        """The command line of one of the scripts that run in the peers' environment."""
        return [self._bin("python"), str(_SCRIPTS / name), *arguments]

    def _bin(self, program: str) -> str:
        return str(self.environment / "bin" / program)


def python_hcl2(python: str, folders: list[Path]) -> Command:
    """python-hcl2's own reading of every `.tf` file, on one processor."""
    line = [python, str(_SCRIPTS / "hcl2_folders.py"), *map(str, folders)]
    return Command(line, one_processor=True)
