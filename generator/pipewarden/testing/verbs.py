"""The verbs of a test: each runs the command lines of Terratest's function of the same name."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from msgspec import Struct

from pipewarden.errors import PipewardenError
from pipewarden.terraform import TerraformResult
from pipewarden.testing import arguments
from pipewarden.testing.options import Options
from pipewarden.testing.plan_struct import PlanStruct, parse_plan_json

Runner = Callable[[Options, list[str]], TerraformResult]
"""Runs Terraform with these arguments in the folder of the options."""


class TerraformError(Exception):
    """A command that exits with an error, with what Terraform printed."""

    def __init__(self, result: TerraformResult) -> None:
        command = " ".join(result.args)
        super().__init__(f"`terraform {command}` exits with {result.exit_code}\n{result.stdout}{result.stderr}")
        self.result = result


class Terratest(Struct, frozen=True):
    """One Terraform folder under test. Every verb raises TerraformError where Terraform exits with an error."""

    options: Options
    runner: Runner

    def init(self) -> str:
        return self._output(arguments.init_args(self.options))

    def apply(self) -> str:
        return self._output(arguments.apply_args(self.options))

    def init_and_apply(self) -> str:
        """What `apply` prints."""
        self.init()
        return self.apply()

    def apply_and_idempotent(self) -> str:
        """What `apply` prints; raises TerraformError where a plan after it still wants changes."""
        applied = self.apply()
        again = self.runner(self.options, arguments.plan_exit_code_args(self.options))
        if again.exit_code != 0:
            raise TerraformError(again)
        return applied

    def init_and_apply_and_idempotent(self) -> str:
        self.init()
        return self.apply_and_idempotent()

    def plan(self) -> str:
        return self._output(arguments.plan_args(self.options))

    def init_and_plan(self) -> str:
        self.init()
        return self.plan()

    def validate(self) -> str:
        return self._output(arguments.validate_args(self.options))

    def show(self) -> str:
        """The plan file, or the state where the options name none, as JSON text."""
        return self._run(arguments.show_args(self.options)).stdout

    def plan_struct(self) -> PlanStruct:
        """`init`, `plan` into the options' plan file, and `show`: Terratest's `InitAndPlanAndShowWithStruct`."""
        if not self.options.plan_file_path:
            raise PipewardenError("`plan_struct` needs a plan file; set `plan_file_path` in the options")
        self.init_and_plan()
        return parse_plan_json(self.show())

    def output(self, key: str) -> Any:
        """The value of one output, of whatever type it has."""
        return json.loads(self.output_json(key))

    def output_all(self) -> dict[str, Any]:
        """Every output's value by its name."""
        return {name: output["value"] for name, output in json.loads(self.output_json()).items()}

    def output_json(self, key: str = "") -> str:
        return self._run(arguments.output_args(self.options, key)).stdout

    def destroy(self) -> str:
        return self._output(arguments.destroy_args(self.options))

    def _run(self, args: list[str]) -> TerraformResult:
        result = self.runner(self.options, args)
        if result.exit_code != 0:
            raise TerraformError(result)
        return result

    def _output(self, args: list[str]) -> str:
        result = self._run(args)
        return result.stdout + result.stderr
