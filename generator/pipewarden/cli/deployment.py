"""The flags that stand for what a deployment knows, shared by `check`, `show` and `drift`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Variables = Annotated[
    list[str] | None, typer.Option("--var", metavar="NAME=VALUE", help="Set a variable of the root, as for Terraform.")
]
VariableFiles = Annotated[
    list[Path] | None, typer.Option("--var-file", metavar="FILE", help="Read variables of the root from a file.")
]
Account = Annotated[str | None, typer.Option("--account", metavar="ID", help="The account that the stack lives in.")]
Region = Annotated[str | None, typer.Option("--region", metavar="NAME", help="The region of a provider without one.")]
Partition = Annotated[str | None, typer.Option("--partition", metavar="NAME", help="The partition: aws, aws-cn, …")]
