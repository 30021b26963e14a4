"""The test that `docs/testing.md` shows."""

import pytest


@pytest.fixture
def infra(terratest):
    stack = terratest("infra", no_color=True)
    stack.init_and_apply()
    yield stack
    stack.destroy()


def test_the_pipeline_is_in_its_region(infra):
    assert infra.output("pipeline_arn").startswith("arn:aws:codepipeline:eu-central-1:")
