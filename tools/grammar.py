"""Writes the compiled grammar that the package brings along, or with --check fails when it is stale."""

from __future__ import annotations

import sys

from pipewarden.hcl.shipped import FILE, packed, shipped_table


def main() -> int:
    """Returns 0, or 1 when the file is stale and --check is given."""
    if shipped_table() is not None:
        return 0
    if "--check" in sys.argv[1:]:
        print(f"stale: {FILE.name}\nrun `make grammar` and commit the result")
        return 1
    FILE.write_bytes(packed())
    print(f"written: {FILE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
