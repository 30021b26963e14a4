"""The command lines of Terratest's `modules/terraform`, argument by argument.

Source: apply.go, cmd.go, destroy.go, format.go, init.go, output.go, plan.go and show.go of
https://github.com/gruntwork-io/terratest, in which a test of Go and a test of Python are told apart by nothing that
Terraform sees. Where Go walks a map in random order, the order of the mapping is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipewarden.testing.options import Options

_WITH_LOCK = frozenset({"apply", "destroy", "init", "plan"})
_WITH_PLAN_FILE = frozenset({"apply", "plan", "show"})
_WITH_PARALLELISM = frozenset({"apply", "destroy", "plan"})
# Go writes a floating-point number with an exponent from here on.
_GO_EXPONENT = 1e21


def init_args(options: Options) -> list[str]:
    args = ["init", f"-upgrade={_go(options.upgrade)}"]
    if options.reconfigure:
        args.append("-reconfigure")
    if options.migrate_state:
        args += ["-migrate-state", "-force-copy"]
    if options.no_color:
        args.append("-no-color")
    args += _backend_config(options.backend_config)
    if options.plugin_dir:
        args.append(f"-plugin-dir={options.plugin_dir}")
    return [*args, *_extra(options, "init")]


def apply_args(options: Options) -> list[str]:
    return _formatted(options, "apply", "-input=false", "-auto-approve")


def destroy_args(options: Options) -> list[str]:
    return _formatted(options, "destroy", "-auto-approve", "-input=false")


def plan_args(options: Options) -> list[str]:
    return _formatted(options, "plan", "-input=false", "-lock=false")


def plan_exit_code_args(options: Options) -> list[str]:
    return _formatted(options, "plan", "-input=false", "-detailed-exitcode")


def validate_args(options: Options) -> list[str]:
    return _formatted(options, "validate")


def show_args(options: Options) -> list[str]:
    plan_file = [options.plan_file_path] if options.plan_file_path else []
    return ["show", "-no-color", "-json", *plan_file, *_extra(options, "show")]


def output_args(options: Options, key: str = "") -> list[str]:
    return ["output", "-no-color", "-json", *_extra(options, "output"), *([key] if key else [])]


def _formatted(options: Options, command: str, *flags: str) -> list[str]:
    args = [command, *flags, *_extra(options, command)]
    if not (command == "apply" and options.plan_file_path):
        inline = list(_repeated("-var", (f"{name}={to_hcl(value)}" for name, value in options.vars.items())))
        files = list(_repeated("-var-file", options.var_files))
        args += [*files, *inline] if options.set_vars_after_var_files else [*inline, *files]
    args += _repeated("-target", options.targets)
    if options.no_color:
        args.append("-no-color")
    if command in _WITH_LOCK:
        args.append(f"-lock={_go(options.lock)}")
        if options.lock_timeout:
            args.append(f"-lock-timeout={options.lock_timeout}")
    if command in _WITH_PLAN_FILE and options.plan_file_path:
        args.append(f"-out={options.plan_file_path}" if command == "plan" else options.plan_file_path)
    if command in _WITH_PARALLELISM and options.parallelism > 0:
        args.append(f"--parallelism={options.parallelism}")
    return args


def to_hcl(value: Any, nested: bool = False) -> str:
    """A variable's value as Terratest writes it after `-var NAME=`.

    A string inside a list or a map is put between quotes and, as in Terratest, not escaped.
    """
    if isinstance(value, Mapping):
        return "{" + ", ".join(f'"{name}" = {to_hcl(item, True)}' for name, item in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(to_hcl(item, True) for item in value) + "]"
    if isinstance(value, str) and nested:
        return f'"{value}"'
    return _go(value)


def _go(value: Any) -> str:
    """A primitive as Go's `%v` prints it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < _GO_EXPONENT:
        return str(int(value))
    return str(value)


def _backend_config(config: Mapping[str, Any]) -> Iterator[str]:
    for name, value in config.items():
        yield f"-backend-config={name}" if value is None else f"-backend-config={name}={to_hcl(value)}"


def _repeated(flag: str, values: Iterator[str] | Sequence[str]) -> Iterator[str]:
    for value in values:
        yield from (flag, value)


def _extra(options: Options, command: str) -> Sequence[str]:
    return options.extra_args.get(command, ())
