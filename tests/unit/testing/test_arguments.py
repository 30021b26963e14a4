"""The command lines against the ones that Terratest's own code and tests show."""

from __future__ import annotations

from typing import Any

import pytest

from pipewarden.testing import arguments
from pipewarden.testing.options import Options


def _options(**fields: Any) -> Options:
    return Options("stack", **fields)


@pytest.mark.parametrize(
    ("build", "expected"),
    [
        (arguments.init_args, "init -upgrade=false"),
        (arguments.apply_args, "apply -input=false -auto-approve -lock=false"),
        (arguments.destroy_args, "destroy -auto-approve -input=false -lock=false"),
        (arguments.plan_args, "plan -input=false -lock=false -lock=false"),
        (arguments.plan_exit_code_args, "plan -input=false -detailed-exitcode -lock=false"),
        (arguments.show_args, "show -no-color -json"),
        (arguments.output_args, "output -no-color -json"),
        (arguments.validate_args, "validate"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_with_nothing_set(build: Any, expected: str) -> None:
    assert build(_options()) == expected.split()


EVERYTHING = _options(
    vars={"name": "site", "count": 2},
    var_files=["a.tfvars", "b.tfvars"],
    targets=["module.x"],
    lock=True,
    lock_timeout="5m",
    no_color=True,
    parallelism=4,
    plan_file_path="plan.out",
    extra_args={"plan": ["-refresh=false"], "apply": ["-compact-warnings"], "destroy": ["-refresh=false"]},
)


@pytest.mark.parametrize(
    ("build", "expected"),
    [
        (
            arguments.plan_args,
            "plan -input=false -lock=false -refresh=false -var name=site -var count=2 -var-file a.tfvars "
            "-var-file b.tfvars -target module.x -no-color -lock=true -lock-timeout=5m -out=plan.out --parallelism=4",
        ),
        (
            arguments.apply_args,
            "apply -input=false -auto-approve -compact-warnings -target module.x -no-color -lock=true "
            "-lock-timeout=5m plan.out --parallelism=4",
        ),
        (
            arguments.destroy_args,
            "destroy -auto-approve -input=false -refresh=false -var name=site -var count=2 -var-file a.tfvars "
            "-var-file b.tfvars -target module.x -no-color -lock=true -lock-timeout=5m --parallelism=4",
        ),
        (arguments.show_args, "show -no-color -json plan.out"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_with_everything_set(build: Any, expected: str) -> None:
    assert build(EVERYTHING) == expected.split()


def test_the_arguments_of_init() -> None:
    options = _options(
        upgrade=True,
        reconfigure=True,
        migrate_state=True,
        no_color=True,
        backend_config={"bucket": "state", "encrypt": True, "backend.hcl": None},
        plugin_dir="plugins",
        extra_args={"init": ["-get=false"]},
    )
    expected = (
        "init -upgrade=true -reconfigure -migrate-state -force-copy -no-color -backend-config=bucket=state "
        "-backend-config=encrypt=true -backend-config=backend.hcl -plugin-dir=plugins -get=false"
    )
    assert arguments.init_args(options) == expected.split()


def test_an_output_is_named_last() -> None:
    options = _options(extra_args={"output": ["-state=other"]})
    assert arguments.output_args(options, "key") == ["output", "-no-color", "-json", "-state=other", "key"]


def test_variables_may_come_after_the_files() -> None:
    options = _options(vars={"a": 1}, var_files=["f"], set_vars_after_var_files=True)
    assert arguments.plan_args(options)[3:7] == ["-var-file", "f", "-var", "a=1"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("bar", "bar"),
        (123, "123"),
        (-1, "-1"),
        (1.5, "1.5"),
        (2.0, "2"),
        (True, "true"),
        (None, "null"),
        ([1, 2, 3], "[1, 2, 3]"),
        (("a", "b"), '["a", "b"]'),
        ([], "[]"),
        ({"baz": "blah"}, '{"baz" = "blah"}'),
        ({"a": {"b": None, "c": [True]}}, '{"a" = {"b" = null, "c" = [true]}}'),
        ("[not a list]", "[not a list]"),
        ("${x}", "${x}"),
    ],
    ids=str,
)
def test_a_variables_value(value: Any, expected: str) -> None:
    assert arguments.to_hcl(value) == expected
