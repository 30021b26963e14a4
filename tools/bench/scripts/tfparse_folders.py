"""Evaluates every stack of some folders with tfparse: those folders that have a `terraform.tfvars`, or the folder."""

from __future__ import annotations

import sys
from pathlib import Path

import tfparse

for folder in map(Path, sys.argv[1:]):
    roots = sorted(path.parent for path in folder.rglob("terraform.tfvars"))
    for root in roots or [folder]:
        tfparse.load_from_path(str(root.resolve()))
