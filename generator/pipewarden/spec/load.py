"""From the text of a spec file to a checked spec, or to everything that is wrong with it."""

from __future__ import annotations

import copy
import json
from typing import Any

from pydantic import ValidationError

from pipewarden.spec.errors import Path, Problem, SpecError
from pipewarden.spec.explain import explain, spurious
from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.rules import problems_of
from pipewarden.spec.source import Data, read


def load(text: str, file: str = "pipeline.yaml") -> PipelineSpec:
    """The spec in `text`; `file` is its name in errors. Raises SpecError with all problems at once."""
    source = read(text, file)
    if not isinstance(source.data, dict):
        message = "the spec is not a mapping; begin with `name: …`"
        raise SpecError(file, [Problem((), message)], source.position)
    spec, problems = _validate(source.data)
    if spec is not None:
        wrong = {problem.path for problem in problems}
        problems += [
            problem for problem in problems_of(spec, regional=("region",) not in wrong) if problem.path not in wrong
        ]
    if problems:
        raise SpecError(file, problems, source.position)
    assert spec is not None
    return spec


def _validate(data: Data) -> tuple[PipelineSpec | None, list[Problem]]:
    """The spec, or what remains of it around the parts that are wrong, so that the other rules still speak."""
    try:
        return _parse(data), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        found = [explain(detail, data) for detail in details if not spurious(detail, data)]
    rest = copy.deepcopy(data)
    for number, problem in enumerate(found):
        _mend(rest, problem.path, number)
    try:
        return _parse(rest), found
    except ValidationError:
        return None, found


def _parse(data: Data) -> PipelineSpec:
    # JSON mode takes arrays for tuples and texts for dates, and is strict about everything else.
    return PipelineSpec.model_validate_json(json.dumps(data))


def _mend(data: Any, path: Path, number: int) -> None:
    """Removes what is wrong at `path`, or puts something harmless in its place where AWS must have a value."""
    while path and isinstance(path[-1], int):
        path = path[:-1]
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
        data[path[-1]] = stand_in.format(number)


_STAND_INS = {
    "account": "000000000000",
    "bucket": "standin{}",
    "name": "standin{}",
    "region": "us-east-1",
    "repository": "stand/in",
    "value": "",
}
"""Values for what has no default. They are in no message, since what is wrong at their path is already said."""
