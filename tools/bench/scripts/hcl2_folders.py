"""Reads every `.tf` file of some folders with python-hcl2, as its documentation has it."""

from __future__ import annotations

import sys
from pathlib import Path

import hcl2

for folder in sys.argv[1:]:
    for path in sorted(Path(folder).rglob("*.tf")):
        with path.open(encoding="utf-8") as file:
            hcl2.load(file)
