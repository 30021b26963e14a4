"""The flags that stand for what a deployment knows, shared by `check`, `show` and `drift`."""

from __future__ import annotations

import difflib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipewarden.errors import PipewardenError

if TYPE_CHECKING:
    from pipewarden.stack import Deployment, VariableFile

Variables = Annotated[
    list[str] | None, typer.Option("--var", metavar="NAME=VALUE", help="Set a variable of the root, as for Terraform.")
]
VariableFiles = Annotated[
    list[Path] | None, typer.Option("--var-file", metavar="FILE", help="Read variables of the root from a file.")
]
Account = Annotated[str | None, typer.Option("--account", metavar="ID", help="The account that the stack lives in.")]
Region = Annotated[str | None, typer.Option("--region", metavar="NAME", help="The region of a provider without one.")]
Partition = Annotated[str | None, typer.Option("--partition", metavar="NAME", help="The partition: aws, aws-cn, …")]


def deployment(
    account: str | None,
    region: str | None,
    partition: str | None,
    variables: list[str] | None,
    files: list[Path] | None,
) -> Deployment:
    """What the flags and the environment (`TF_VAR_…`) say of a deployment; raises PipewardenError for a bad flag."""
    from pipewarden.aws.names import ACCOUNT, PARTITION, REGION
    from pipewarden.aws.regions import REGIONS
    from pipewarden.stack import Deployment

    if account is not None and not ACCOUNT.fullmatch(account):
        raise PipewardenError(f"`--account {account}` is no account id; write its twelve digits")
    if region is not None and not REGION.fullmatch(region):
        near = difflib.get_close_matches(region, sorted(REGIONS), n=1) or ["eu-central-1"]
        raise PipewardenError(f"`--region {region}` is no name of a region; write one such as `{near[0]}`")
    if partition is not None and not PARTITION.fullmatch(partition):
        raise PipewardenError(f"`--partition {partition}` is no partition of AWS; write one such as `aws` or `aws-cn`")
    return Deployment(
        account=account,
        region=region,
        partition=partition,
        variables=dict(_pair(text) for text in variables or ()),
        var_files=tuple(_read(path) for path in files or ()),
        environment={
            name.removeprefix("TF_VAR_"): value for name, value in os.environ.items() if name.startswith("TF_VAR_")
        },
    )


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise PipewardenError(f"`--var {text}` has no name and value; write `--var name=value`")
    return name.strip(), value


def _read(path: Path) -> VariableFile:
    from pipewarden.stack import VariableFile

    try:
        return VariableFile(str(path), sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes())
    except OSError as error:
        raise PipewardenError(f"cannot read: {error.strerror}", file=str(path)) from None
