"""What is published of the spec: fresh, and of one mind with the model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pipewarden.spec.published import json_schema, published
from pipewarden.spec.source import read

ROOT = Path(__file__).parents[3]
SPECS = sorted([*ROOT.glob("examples/*.yaml"), ROOT / "modules/reference.yaml"])
BAD = Path(__file__).parent / "err"


def validator() -> jsonschema.Draft202012Validator:
    schema: dict[str, Any] = json.loads(json_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("path", published())
def test_generated_files_are_fresh(path: str) -> None:
    assert (ROOT / path).read_text(encoding="utf-8") == published()[path], "run `make docs` and commit the result"


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_specs_fit_the_schema(path: Path) -> None:
    validator().validate(read(path.read_text(encoding="utf-8"), path.name).data)


@pytest.mark.parametrize("name", ["keys_and_kinds", "providers"])
def test_bad_specs_do_not_fit_the_schema(name: str) -> None:
    data = read((BAD / f"{name}.yaml").read_text(encoding="utf-8"), name).data
    assert not validator().is_valid(data)


def test_each_key_has_a_meaning() -> None:
    schema = json.loads(json_schema())
    parts = {"the spec": schema, **schema["$defs"]}
    silent = [
        f"{name}.{key}"
        for name, part in parts.items()
        for key, value in part["properties"].items()
        if not value.get("description") and "$ref" not in value
    ]
    assert silent == []
