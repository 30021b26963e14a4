"""What a user of a rendered stack needs to test it: Terratest's verbs for pytest, recording and replay.

The package is a pytest plugin: `pytest_plugins = ["pipewarden.testing"]` in a `conftest.py` gives the fixture
`terratest`. It needs the extra `pipewarden[testing]`, and nothing else of pipewarden imports it.
"""

from __future__ import annotations

from pipewarden.testing.options import Options
from pipewarden.testing.plan_struct import PlanStruct
from pipewarden.testing.plugin import pytest_addoption, pytest_runtest_makereport, terratest, terratest_env
from pipewarden.testing.verbs import TerraformError, Terratest

__all__ = [
    "Options",
    "PlanStruct",
    "TerraformError",
    "Terratest",
    "pytest_addoption",
    "pytest_runtest_makereport",
    "terratest",
    "terratest_env",
]
