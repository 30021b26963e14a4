"""`pipewarden init`: writes a first spec."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipewarden.errors import PipewardenError

if TYPE_CHECKING:
    from pipewarden.spec.starter import Answers

_QUESTIONS = {
    "name": "Name of the stack",
    "region": "Region",
    "account": "Account id",
    "host": "Git host (GitHub, GitLab, Bitbucket)",
    "repository": "Repository, as owner/name",
    "branch": "Branch",
    "bucket": "Bucket that receives the files",
}


def init(
    directory: Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder to write to.")] = Path(),
    name: Annotated[str | None, typer.Option("--name", help="The stack's name.")] = None,
    region: Annotated[str | None, typer.Option("--region", help="The pipeline's region.")] = None,
    account: Annotated[str | None, typer.Option("--account", help="The account id.")] = None,
    host: Annotated[str | None, typer.Option("--host", help="GitHub, GitLab or Bitbucket.")] = None,
    repository: Annotated[str | None, typer.Option("--repository", help="The repository, as owner/name.")] = None,
    branch: Annotated[str | None, typer.Option("--branch", help="The branch that starts the pipeline.")] = None,
    bucket: Annotated[str | None, typer.Option("--bucket", help="The bucket that receives the files.")] = None,
) -> None:
    """Write a commented pipeline.yaml, and the schema that editors check it with.

    On a terminal, it asks for what no flag says; elsewhere it takes an example value and names it.

    Example: pipewarden init --name payments --account 111122223333
    """
    from pipewarden.cli.output import replace_file
    from pipewarden.spec import load
    from pipewarden.spec.published import SCHEMA_FILE, json_schema
    from pipewarden.spec.starter import starter

    target = directory / "pipeline.yaml"
    if target.exists() or target.is_symlink():
        raise PipewardenError("the file exists; remove it, or name another folder", file=str(target))
    given = {
        "name": name,
        "region": region,
        "account": account,
        "host": host,
        "repository": repository,
        "branch": branch,
        "bucket": bucket,
    }
    text = starter(_answers(given, directory))
    load(text, str(target))
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PipewardenError(f"cannot make the folder: {error.strerror}", file=str(directory)) from None
    replace_file(directory / SCHEMA_FILE, json_schema().encode())
    replace_file(target, text.encode())
    typer.echo(f"wrote {target}; render it with: pipewarden render {target} -o {directory / 'stack'}", err=True)


def _answers(given: dict[str, str | None], directory: Path) -> Answers:
    from pipewarden.spec.starter import Answers

    name = given["name"] or _stack_name(directory)
    wrong = [f"--{key}: {why}" for key, value in given.items() if value is not None and (why := _wrong(key, value))]
    if wrong:
        raise PipewardenError("\n".join(wrong))
    asking = sys.stdin.isatty() and sys.stdout.isatty()
    answers: dict[str, str] = {}
    for key, value in given.items():
        default = _defaults(answers.get("name", name))[key]
        answers[key] = value if value is not None else _ask(key, default) if asking else default
    examples = [f"--{key}" for key, value in given.items() if value is None and key in ("account", "repository")]
    if examples and not asking:
        typer.echo(f"took example values for {' and '.join(examples)}; change them in the file", err=True)
    return Answers(**answers)


def _ask(key: str, default: str) -> str:
    """The answer to a question, which is asked until the answer can stand in a spec."""

    def checked(value: str) -> str:
        why = _wrong(key, value)
        if why:
            raise typer.BadParameter(why)
        return value

    answer: str = typer.prompt(_QUESTIONS[key], default=default, value_proc=checked)
    return answer


def _wrong(key: str, value: str) -> str | None:
    """Why an answer cannot stand in a spec."""
    from pipewarden.spec import SpecError, load
    from pipewarden.spec.starter import Answers, starter

    try:
        load(starter(Answers(**{**_defaults("standin"), key: value})))
    except SpecError as error:
        return error.errors[0].message.partition(": ")[2]
    return None


def _defaults(name: str) -> dict[str, str]:
    return {
        "name": name,
        "region": "eu-central-1",
        "account": "111122223333",
        "host": "GitHub",
        "repository": "example/site",
        "branch": "main",
        "bucket": f"{name}-site",
    }


def _stack_name(directory: Path) -> str:
    """The folder's name where it could be a stack's, or `my-pipeline`."""
    from pipewarden.aws.names import STACK
    from pipewarden.spec.naming import slug

    name = slug(directory.resolve().name)[:20].strip("-")
    return name if STACK.fullmatch(name) else "my-pipeline"
