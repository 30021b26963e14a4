"""Texts of a spec that Terraform could take for its own come out of a plan as they went in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from pipewarden.render import stamped, write
from pipewarden.render.literal import quote
from pipewarden.spec import load
from terraform_fixtures import OfflineTerraform

SPEC = Path(__file__).parents[2] / "golden/everything/spec.yaml"
LOCAL_STATE = 'terraform {\n  backend "local" {}\n}\n'


@pytest.fixture(scope="module")
def plan(terraform: OfflineTerraform, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The values of the planned resources, by address, and those of the root's variables."""
    root = tmp_path_factory.mktemp("hostile") / "stack"
    write(stamped(load(SPEC.read_text(encoding="utf-8"))), root)
    (root / "backend_override.tf").write_text(LOCAL_STATE, encoding="utf-8")
    terraform.ok(root, "init")
    terraform.ok(root, "plan", "-out=plan")
    shown = json.loads(terraform.ok(root, "show", "-json", "plan"))
    values = {change["address"]: change["change"]["after"] for change in shown["resource_changes"]}
    return {**values, "var": {name: item["value"] for name, item in shown["variables"].items()}}


@pytest.fixture(scope="module")
def spec() -> Any:
    return YAML(typ="safe", pure=True).load(SPEC.read_text(encoding="utf-8"))


def action(spec: Any, stage: int, number: int) -> Any:
    return spec["pipeline"]["stages"][stage]["actions"][number]


def planned_action(plan: Any, stage: int, number: int) -> Any:
    return plan["module.pipeline.aws_codepipeline.this"]["stage"][stage]["action"][number]


def test_tags(plan: Any, spec: Any) -> None:
    assert plan["var"]["tags"] == spec["tags"]
    assert plan["module.kms.aws_kms_key.this"]["tags_all"] == spec["tags"]


def test_pipeline_variables(plan: Any, spec: Any) -> None:
    given = spec["pipeline"]["variables"][0]
    planned = plan["module.pipeline.aws_codepipeline.this"]["variable"][0]
    assert planned == {
        "name": given["name"],
        "default_value": given["default"],
        "description": given["description"],
    }


def test_triggers(plan: Any, spec: Any) -> None:
    planned = plan["module.pipeline.aws_codepipeline.this"]["trigger"][0]["git_configuration"][0]
    given = spec["pipeline"]["triggers"][0]
    assert planned["push"][0]["branches"] == [given["push"][0]["branches"]]
    assert planned["push"][1]["tags"][0]["includes"] == ["v*"]
    assert planned["pull_request"][0]["events"] == ["OPEN", "UPDATED"]


def test_sources(plan: Any, spec: Any) -> None:
    configuration = planned_action(plan, 0, 3)["configuration"]
    assert configuration["S3ObjectKey"] == action(spec, 0, 3)["object_key"]
    pattern = json.loads(plan["module.pipeline.aws_cloudwatch_event_rule.drop"]["event_pattern"])
    assert pattern["detail"]["object"] == {"key": [action(spec, 0, 3)["object_key"]]}


def test_builds(plan: Any, spec: Any) -> None:
    given, planned = action(spec, 1, 0), plan["module.pipeline.aws_codebuild_project.build"]
    assert planned["source"][0]["buildspec"] == given["buildspec"]
    variables = planned["environment"][0]["environment_variable"]
    assert [(item["name"], item["value"]) for item in variables] == [
        (item["name"], item["value"]) for item in given["variables"]
    ]


def test_commands(plan: Any, spec: Any) -> None:
    assert planned_action(plan, 1, 2)["commands"] == action(spec, 1, 2)["commands"]


def test_approval(plan: Any, spec: Any) -> None:
    configuration = planned_action(plan, 2, 0)["configuration"]
    assert configuration["CustomData"] == action(spec, 2, 0)["message"]
    assert configuration["ExternalEntityLink"] == action(spec, 2, 0)["review_url"]


def test_invocations(plan: Any, spec: Any) -> None:
    assert planned_action(plan, 2, 1)["configuration"]["UserParameters"] == action(spec, 2, 1)["user_parameters"]
    assert planned_action(plan, 2, 2)["configuration"]["Input"] == action(spec, 2, 2)["input_text"]


def test_deploys(plan: Any, spec: Any) -> None:
    assert planned_action(plan, 3, 0)["configuration"]["ObjectKey"] == action(spec, 3, 0)["object_key"]
    parameters = planned_action(plan, 3, 4)["configuration"]["ParameterOverrides"]
    assert json.loads(parameters) == action(spec, 3, 4)["parameters"]


def test_subscribers(plan: Any, spec: Any) -> None:
    address = 'module.pipeline.aws_sns_topic_subscription.approvals["email platform@example.com"]'
    assert plan[address]["endpoint"] == action(spec, 2, 0)["subscribers"][0]["endpoint"]


def test_a_key_is_no_pattern_in_a_policy(spec: Any, terraform: OfflineTerraform, tmp_path: Path) -> None:
    """`$`, `*` and `?` mean something in the resource of a statement."""
    key = json.loads(json.dumps(action(spec, 0, 3)["object_key"]))
    text = SPEC.read_text(encoding="utf-8").replace(json.dumps(key), json.dumps(f"{key}/*?"))
    role = stamped(load(text))["modules/pipeline/role.tf"].decode()
    expression = next(line for line in role.splitlines() if "drop_object_key" in line and "replace" in line)
    value = expression.strip().removeprefix("resources = ").strip("[],").replace("var.partition", '"aws"')
    value = value.replace("var.drop_bucket", '"b"').replace("var.drop_object_key", quote(f"{key}/*?"))
    (tmp_path / "main.tf").write_text(f'output "resources" {{\n  value = {value}\n}}\n', encoding="utf-8")
    terraform.ok(tmp_path, "init")
    terraform.ok(tmp_path, "apply", "-auto-approve")
    shown = json.loads(terraform.ok(tmp_path, "output", "-json"))["resources"]["value"]
    assert shown == "arn:aws:s3:::b/in/${$}{file}.zip/${*}${?}"
