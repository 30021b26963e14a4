"""`pipewarden policy`: what a policy means, by itself and beside another."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipewarden.cli.exits import Exit
from pipewarden.cli.output import deliver, error_text
from pipewarden.errors import PipewardenError

if TYPE_CHECKING:
    from pipewarden.iam.model import Policy

policy = typer.Typer(
    name="policy",
    help="Say what a policy means: compare two, decide one request, explain one.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


class PolicyFormat(StrEnum):
    """How the result is printed."""

    TEXT = "text"
    JSON = "json"


class PolicyKind(StrEnum):
    """What a policy hangs on."""

    IDENTITY = "identity"
    RESOURCE = "resource"
    TRUST = "trust"


Form = Annotated[PolicyFormat, typer.Option("--format", help="How to print it.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file, not to stdout.")]
KindOption = Annotated[
    PolicyKind | None,
    typer.Option("--kind", help="What the policy hangs on; without it its elements tell."),
]


@policy.command("diff")
def diff(
    new: Annotated[str, typer.Argument(metavar="NEW", help="The policy in question; `-` is stdin.")],
    base: Annotated[str, typer.Argument(metavar="BASE", help="The policy that it is compared with; `-` is stdin.")],
    kind: KindOption = None,
    form: Form = PolicyFormat.TEXT,
    output: Output = None,
) -> None:
    """Say whether NEW is more permissive than BASE, and show a request that tells them apart.

    Exits with 0 when it is not, 1 when it is, 3 when that could not be decided.

    Example: pipewarden policy diff new.json old.json
    """
    from pipewarden.iam.diff import diff as compare
    from pipewarden.iam.printing import diff_document, diff_lines
    from pipewarden.iam.prove import Proved

    if new == base == "-":
        raise PipewardenError("only one of NEW and BASE can be stdin; give the other as a file")
    left, right = _read(new, kind), _read(base, kind)
    if left.kind != right.kind and "identity" in (left.kind, right.kind):
        raise PipewardenError(f"NEW is of the kind `{left.kind}` and BASE `{right.kind}`; compare policies of one kind")
    found = compare(left, right)
    document = diff_document(found)
    deliver(_json(document) if form is PolicyFormat.JSON else _text_of(diff_lines(found)), output)
    if not isinstance(found.outcome, Proved):
        raise typer.Exit(Exit.NOTHING if document["more_permissive"] is None else Exit.FINDINGS)


@policy.command("eval")
def evaluate(
    file: Annotated[str, typer.Argument(metavar="POLICY", help="The policy; `-` is stdin.")],
    request: Annotated[str, typer.Argument(metavar="REQUEST", help="The request as JSON; `-` is stdin.")],
    kind: KindOption = None,
    form: Form = PolicyFormat.TEXT,
    output: Output = None,
) -> None:
    """Decide one request, and name the statements that decide it.

    Exits with 0 when it is allowed, 1 when it is denied (with or without a Deny), 3 when that could not be decided.

    Example: pipewarden policy eval policy.json request.json
    """
    from pipewarden.iam.evaluate import verdict
    from pipewarden.iam.printing import eval_document, eval_lines
    from pipewarden.iam.request_text import request as read_request

    if file == request == "-":
        raise PipewardenError("only one of POLICY and REQUEST can be stdin; give the other as a file")
    judged = _read(file, kind)
    asked = read_request(_text(request), _name(request))
    found = verdict(judged, asked)
    deliver(_json(eval_document(found)) if form is PolicyFormat.JSON else _text_of(eval_lines(found)), output)
    if found.decision is None:
        raise typer.Exit(Exit.NOTHING)
    if not found.decision.allowed:
        raise typer.Exit(Exit.FINDINGS)


@policy.command("explain")
def explain(
    file: Annotated[str, typer.Argument(metavar="POLICY", help="The policy; `-` is stdin.")],
    kind: KindOption = None,
    form: Form = PolicyFormat.TEXT,
    output: Output = None,
) -> None:
    """Say in plain words who may do what, on what, when; and what is odd about it.

    Example: pipewarden policy explain policy.json
    """
    from pipewarden.iam.oddities import oddities
    from pipewarden.iam.printing import explain_document, explain_lines

    found = _read(file, kind)
    odd = oddities(found)
    as_json = form is PolicyFormat.JSON
    deliver(_json(explain_document(found, odd)) if as_json else _text_of(explain_lines(found, odd)), output)


def _read(path: str, kind: PolicyKind | None) -> Policy:
    """The policy in a file; what AWS would refuse in it is reported, all of it at once."""
    from pipewarden.iam.read import policy as read
    from pipewarden.stack.values import Known

    found = read(Known(_text(path)), kind.value if kind else None, file=_name(path))
    for problem in found.invalid[:-1]:
        typer.echo(error_text(_error(problem.message, problem.location, path)), err=True)
    if found.invalid:
        raise _error(found.invalid[-1].message, found.invalid[-1].location, path)
    return found


def _error(message: str, location: object, path: str) -> PipewardenError:
    from pipewarden.hcl.ast import Location

    if isinstance(location, Location):
        return PipewardenError(message, file=location.file, line=location.span.line, column=location.span.column)
    return PipewardenError(message, file=_name(path))


def _name(path: str) -> str:
    return "stdin" if path == "-" else path


def _text(path: str) -> str:
    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise PipewardenError(f"cannot read: {error.strerror}", file=path) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
        message = "this is not UTF-8 text; save the file as UTF-8"
        raise PipewardenError(message, file=_name(path), line=line, column=column) from None


def _text_of(lines: Iterable[str]) -> str:
    """The lines as they can be shown: a terminal obeys nothing that a policy holds."""
    from pipewarden.report.printable import printable

    return "".join(f"{printable(line)}\n" for line in lines)


def _json(document: dict[str, object]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
