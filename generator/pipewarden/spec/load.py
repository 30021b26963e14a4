"""From the text of a spec file to a checked spec, or to everything that is wrong with it."""

from __future__ import annotations

import copy
import json
from typing import Any

from pydantic import ValidationError

from .errors import Problem, SpecError
from .explain import explain, spurious
from .model import PipelineSpec
from .rules import problems_of
from .source import Data, Source, read


def load(text: str, file: str = "pipeline.yaml") -> PipelineSpec:
    """The spec in `text`; `file` is its name in errors. Raises SpecError with all problems at once."""
    source = read(text, file)
    if not isinstance(source.data, dict):
        message = "the spec is not a mapping; begin with `name: …`"
        raise SpecError(file, [Problem((), message)], source.position)
    spec, problems = _validate(source, source.data)
    if spec is not None:
        problems += problems_of(spec)
    if problems:
        raise SpecError(file, problems, source.position)
    assert spec is not None
    return spec


def _validate(source: Source, data: Data) -> tuple[PipelineSpec | None, list[Problem]]:
    """The spec, or what remains of it without the parts that are wrong, so that the other rules still speak."""
    try:
        return _parse(data), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        found = [explain(detail, data) for detail in details if not spurious(detail, data)]
    rest = copy.deepcopy(data)
    for problem in sorted(found, key=lambda item: len(item.path), reverse=True):
        _remove(rest, problem.path)
    try:
        return _parse(rest), found
    except ValidationError:
        return None, found


def _parse(data: Data) -> PipelineSpec:
    # JSON mode takes arrays for tuples and texts for dates, and is strict about everything else.
    return PipelineSpec.model_validate_json(json.dumps(data))


def _remove(data: Any, path: tuple[str | int, ...]) -> None:
    for part in path[:-1]:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return
    if path and isinstance(data, dict):
        data.pop(path[-1], None)
