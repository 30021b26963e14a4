"""The provider's own parts: its table fits its schemas, and every type plans, applies and settles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aws_provider import invent, planning, rules, schemas
from aws_provider.account import Account
from aws_provider.schemas import Block
from aws_provider.values import UNKNOWN, Object, Value, is_unknown, is_wholly_known
from terraform_fixtures import OfflineTerraform

ACCOUNT = Account("444455556666", "eu-central-1", {"team": "delivery"})
RESOURCES = sorted(schemas.load().resources)
_EXAMPLE = {"string": "text", "number": 1, "bool": True}


def _exists(block: Block, path: str) -> bool:
    head, _, rest = path.partition(".")
    if rest:
        return head in block.blocks and _exists(block.blocks[head].block, rest)
    return head in block.attributes or head in block.blocks


def _example(type_: Value) -> Value:
    if isinstance(type_, str):
        return _EXAMPLE[type_]
    kind, inner = type_
    if kind == "object":
        return {name: _example(each) for name, each in inner.items()}
    return {"key": _example(inner)} if kind == "map" else [_example(inner)]


def _smallest(block: Block) -> Object:
    """A configuration with what is required, and one of every nested block."""
    value: Object = {
        name: _example(attribute.type) if attribute.required else None for name, attribute in block.attributes.items()
    }
    for name, nested in block.blocks.items():
        inner = _smallest(nested.block)
        value[name] = inner if nested.nesting == "single" else [inner]
    return value


def _proposed(block: Block, config: Object, state: Object) -> Object:
    """What Terraform proposes where nothing changed: the configuration, with what is computed from the state."""
    value: Object = {
        name: state[name] if attribute.computed and config[name] is None else config[name]
        for name, attribute in block.attributes.items()
    }
    for name, nested in block.blocks.items():
        if nested.nesting == "single":
            value[name] = _proposed(nested.block, config[name], state[name])
        else:
            value[name] = [_proposed(nested.block, config[name][0], state[name][0])]
    return value


@pytest.mark.parametrize("kind", ["resources", "data_sources"])
def test_every_rule_is_about_an_argument_of_its_type(kind: str) -> None:
    known = getattr(schemas.load(), kind)
    table = rules.load()[kind == "data_sources"]
    wrong = [
        f"{name}.{path}"
        for name, each in table.items()
        for path in each.paths()
        if name not in known or not _exists(known[name].block, path)
    ]
    assert wrong == []


@pytest.mark.parametrize("type_name", RESOURCES)
def test_every_type_plans_applies_and_settles(type_name: str) -> None:
    block, known = schemas.load().resources[type_name].block, rules.for_resource(type_name)
    config = _smallest(block)
    planned = planning.plan(block, known, ACCOUNT, None, config).state
    assert is_unknown(planned.get("id", UNKNOWN))
    state = invent.fill(type_name, block, known, ACCOUNT, planned, "seed")
    assert is_wholly_known(state)
    assert set(state) == {*block.attributes, *block.blocks}
    again = planning.plan(block, known, ACCOUNT, state, _proposed(block, config, state))
    assert again == planning.Planned(state)


def test_a_change_of_an_identity_replaces_and_of_a_setting_does_not() -> None:
    block, known = schemas.load().resources["aws_kms_key"].block, rules.for_resource("aws_kms_key")
    planned = planning.plan(block, known, ACCOUNT, None, _smallest(block)).state
    state = invent.fill("aws_kms_key", block, known, ACCOUNT, planned, "seed")
    replaced = planning.plan(block, known, ACCOUNT, state, {**state, "key_usage": "SIGN_VERIFY"})
    updated = planning.plan(block, known, ACCOUNT, state, {**state, "enable_key_rotation": True})
    assert (replaced.requires_replace, updated.requires_replace) == (("key_usage",), ())
    assert updated.state["arn"] == state["arn"]


def test_what_is_left_out_has_the_providers_default_in_nested_blocks_too() -> None:
    block = schemas.load().resources["aws_codebuild_project"].block
    config = _smallest(block)
    planned = planning.plan(block, rules.for_resource("aws_codebuild_project"), ACCOUNT, None, config).state
    assert (planned["build_timeout"], planned["badge_enabled"]) == (60, False)
    assert planned["environment"][0]["privileged_mode"] is False
    assert planned["logs_config"][0]["s3_logs"][0]["status"] == "DISABLED"


def test_the_providers_tags_and_region_are_known_before_apply() -> None:
    block, known = schemas.load().resources["aws_kms_key"].block, rules.for_resource("aws_kms_key")
    config = {**_smallest(block), "tags": {"own": "1", "team": "other"}}
    planned = planning.plan(block, known, ACCOUNT, None, config).state
    assert planned["tags_all"] == {"own": "1", "team": "other"}
    assert planned["region"] == "eu-central-1"
    assert planning.plan(block, known, ACCOUNT, None, {**config, "tags": UNKNOWN}).state["tags_all"] == UNKNOWN


def test_two_resources_alike_get_an_identity_each(terraform: OfflineTerraform, tmp_path: Path) -> None:
    text = 'resource "aws_kms_key" "this" {\n  count = 3\n}\noutput "arns" {\n  value = aws_kms_key.this[*].arn\n}\n'
    (tmp_path / "main.tf").write_text(text, encoding="utf-8")
    terraform.ok(tmp_path, "init")
    terraform.ok(tmp_path, "apply", "-auto-approve")
    assert len(set(json.loads(terraform.ok(tmp_path, "output", "-json", "arns")))) == 3
