"""What one Terraform folder is tested with: Terratest's `terraform.Options`, as far as command lines go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from pipewarden.terraform import BINARY


class Options(Struct, frozen=True):
    """The fields have Terratest's names and defaults, in Python's spelling.

    Source: https://pkg.go.dev/github.com/gruntwork-io/terratest/modules/terraform#Options
    """

    terraform_dir: str | Path
    terraform_binary: str = BINARY
    vars: Mapping[str, Any] = field(default_factory=dict)
    var_files: Sequence[str] = ()
    set_vars_after_var_files: bool = False
    targets: Sequence[str] = ()
    lock: bool = False
    lock_timeout: str = ""
    env_vars: Mapping[str, str] = field(default_factory=dict)
    """Set in addition to the environment of the tests."""
    backend_config: Mapping[str, Any] = field(default_factory=dict)
    """A value of None gives `-backend-config=KEY`."""
    upgrade: bool = False
    reconfigure: bool = False
    migrate_state: bool = False
    no_color: bool = False
    parallelism: int = 0
    """0 leaves Terraform its own."""
    plan_file_path: str = ""
    plugin_dir: str = ""
    extra_args: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Further arguments by command: `{"apply": ["-refresh=false"]}`."""
