"""The verbs: which command lines they issue, in which order, and what they give back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from pipewarden.errors import PipewardenError
from pipewarden.terraform import TerraformResult
from pipewarden.testing.options import Options
from pipewarden.testing.verbs import TerraformError, Terratest


class _Terraform:
    """Answers each command by its name, and keeps what was asked."""

    def __init__(self, answers: Mapping[str, tuple[int, str]]) -> None:
        self.asked: list[str] = []
        self._answers = answers

    def __call__(self, options: Options, args: list[str]) -> TerraformResult:
        self.asked.append(" ".join(args))
        exit_code, stdout = self._answers.get(args[0], (0, f"{args[0]} done\n"))
        return TerraformResult(tuple(args), exit_code, stdout, "note\n")


def _folder(answers: Mapping[str, tuple[int, str]] | None = None, **options: Any) -> tuple[Terratest, _Terraform]:
    terraform = _Terraform(answers or {})
    return Terratest(Options("stack", **options), terraform), terraform


def test_init_and_apply() -> None:
    folder, terraform = _folder()
    assert folder.init_and_apply() == "apply done\nnote\n"
    assert terraform.asked == ["init -upgrade=false", "apply -input=false -auto-approve -lock=false"]


def test_apply_is_idempotent_where_the_plan_after_it_is_empty() -> None:
    folder, terraform = _folder()
    folder.init_and_apply_and_idempotent()
    assert terraform.asked[-1] == "plan -input=false -detailed-exitcode -lock=false"


def test_apply_is_not_idempotent_where_the_plan_after_it_has_changes() -> None:
    folder, _ = _folder({"plan": (2, "1 to change")})
    with pytest.raises(TerraformError, match=r"(?s)`terraform plan .*` exits with 2.*1 to change"):
        folder.apply_and_idempotent()


def test_plan_struct_plans_into_the_file_that_it_shows() -> None:
    folder, terraform = _folder({"show": (0, '{"resource_changes": [{"address": "a.b"}]}')}, plan_file_path="p")
    assert folder.plan_struct().resource_changes == {"a.b": {"address": "a.b"}}
    assert terraform.asked == [
        "init -upgrade=false",
        "plan -input=false -lock=false -lock=false -out=p",
        "show -no-color -json p",
    ]


def test_plan_struct_without_a_plan_file_says_which_option_is_missing() -> None:
    folder, terraform = _folder()
    with pytest.raises(PipewardenError, match="set `plan_file_path`"):
        folder.plan_struct()
    assert terraform.asked == []


@pytest.mark.parametrize("value", ["text", 3, ["a"], {"a": None}, True], ids=str)
def test_an_output_has_its_own_type(value: object) -> None:
    folder, terraform = _folder({"output": (0, json.dumps(value))})
    assert folder.output("key") == value
    assert terraform.asked == ["output -no-color -json key"]


def test_all_outputs_come_by_name() -> None:
    folder, _ = _folder({"output": (0, '{"a": {"value": 1}, "b": {"sensitive": true, "value": "x"}}')})
    assert folder.output_all() == {"a": 1, "b": "x"}


VERBS = ("init", "apply", "plan", "validate", "show", "destroy", "output_json", "init_and_plan")


@pytest.mark.parametrize("verb", VERBS)
def test_a_failing_command_raises_with_what_terraform_said(verb: str) -> None:
    answers = dict.fromkeys(("init", "apply", "plan", "validate", "show", "destroy", "output"), (1, "Error: bad\n"))
    folder, terraform = _folder(answers)
    with pytest.raises(TerraformError, match="Error: bad") as failure:
        getattr(folder, verb)()
    assert failure.value.result.exit_code == 1
    assert len(terraform.asked) == 1
