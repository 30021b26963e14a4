"""From the text of a spec file to a checked spec, or to everything that is wrong with it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterable
from typing import Any

from pydantic import ValidationError

from pipewarden.spec.errors import Path, Problem, SpecError
from pipewarden.spec.explain import explain, spurious
from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.rules import problems_of
from pipewarden.spec.source import Data, read

Rule = Callable[[PipelineSpec], Iterable[Problem]]


def load(text: str, file: str = "pipeline.yaml", further: Rule = lambda _: ()) -> PipelineSpec:
    """The spec in `text`; `file` is its name in errors, `further` is asked about a spec that is right otherwise.

    Raises SpecError with all problems at once.
    """
    source = read(text, file)
    if not isinstance(source.data, dict):
        message = "the spec is not a mapping; begin with `name: …`"
        raise SpecError(file, [Problem((), message)], source.position)
    spec, problems = _validate(source.data)
    if spec is not None:
        mended = [_mended(problem.path) for problem in problems]
        unknown = [str(path[0]) for path in mended if len(path) == 1]
        problems += [problem for problem in problems_of(spec, unknown) if not _follows(problem.path, mended)]
    if not problems and spec is not None:
        problems = list(further(spec))
    if problems:
        raise SpecError(file, problems, source.position)
    assert spec is not None
    return spec


def _follows(path: Path, mended: Iterable[Path]) -> bool:
    """Whether a problem is about a value that was put in the place of a wrong one."""
    return any(path[: len(part)] == part for part in mended if part)


def _validate(data: Data) -> tuple[PipelineSpec | None, list[Problem]]:
    """The spec, or what remains of it around the parts that are wrong, so that the other rules still speak."""
    try:
        return _parse(data), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        found = [explain(detail, data) for detail in details if not spurious(detail, data)]
    rest = copy.deepcopy(data)
    for number, problem in enumerate(found):
        _mend(rest, _mended(problem.path), number)
    try:
        return _parse(rest), found
    except ValidationError:
        return None, found


def _parse(data: Data) -> PipelineSpec:
    # JSON mode takes arrays for tuples and texts for dates, and is strict about everything else.
    return PipelineSpec.model_validate_json(json.dumps(data))


def _mended(path: Path) -> Path:
    """The path of the key whose value is replaced where something is wrong at `path`."""
    while path and isinstance(path[-1], int):
        path = path[:-1]
    return path


def _mend(data: Any, path: Path, number: int) -> None:
    """Removes what is wrong at `path`, or puts something harmless in its place where AWS must have a value."""
    for part in path[:-1]:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return
    if not path or not isinstance(data, dict):
        return
    stand_in = _STAND_INS.get(str(path[-1]))
    if stand_in is None:
        data.pop(path[-1], None)
    else:
        text = stand_in.format(number)
        data[path[-1]] = [text] if path[-1] in _LISTS else text


_ROLE = "arn:aws:iam::000000000000:role/standin"
_KEY = "arn:aws:kms:us-east-1:000000000000:key/standin"
_LISTS = ("commands", "inputs", "task_roles")
_STAND_INS = {
    "account": "000000000000",
    "application": "standin",
    "bucket": "standin{}",
    "bucket_arn": "arn:aws:s3:::standin{}",
    "cluster": "standin",
    "commands": "standin",
    "control": "standin",
    "deployment_group": "standin",
    "environment": "standin",
    "function": "standin",
    "id": "vpc-00000000",
    "input": "standin",
    "inputs": "standin",
    "key": "standin",
    "key_arn": _KEY,
    "kms_key_arn": _KEY,
    "name": "standin{}",
    "object_key": "standin",
    "reason": "standin standin",
    "region": "us-east-1",
    "repository": "stand/in",
    "service": "standin",
    "source": "standin",
    "stack": "standin",
    "state_machine": "standin",
    "task_roles": _ROLE,
    "value": "",
}
"""Values for what has no default. They are in no message, since what is wrong at their path is already said."""
