"""Installs the peers into an environment of their own, one by one, and notes why one could not be had."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

LIST = Path(__file__).with_name("peers.txt")
REASONS = "not-had.json"


def main(environment: Path) -> None:
    """Installs each line of the list; what fails is written down in the environment, and the rest goes on."""
    reasons = {}
    for line in LIST.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            print(f"installing {line}", file=sys.stderr)
            pip = [str(environment / "bin" / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check"]
            done = subprocess.run([*pip, "install", "--only-binary", ":all:", line], capture_output=True, text=True)
            if done.returncode:
                said = done.stderr.strip().splitlines() or ["pip said nothing"]
                reasons[line.partition("==")[0]] = f"`pip install {line}` failed: {said[-1][:200]}"
    (environment / REASONS).write_text(json.dumps(reasons, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
