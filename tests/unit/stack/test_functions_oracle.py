"""Functions and operators with generated arguments against Terraform, many in one run."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from terraform_fixtures import OfflineTerraform
from unit.stack.generated import EXPRESSIONS
from unit.stack.oracle import differences, our_answers, terraform_answers, write_outputs

BATCH = st.lists(EXPRESSIONS, min_size=150, max_size=150, unique=True)


@settings(
    max_examples=2,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(expressions=BATCH)
def test_generated_calls_give_what_terraform_gives(terraform: OfflineTerraform, expressions: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_outputs(folder, expressions)
        terraform.ok(folder, "apply", "-auto-approve")
        theirs = terraform_answers(terraform.ok(folder, "output", "-json"), len(expressions))
        ours = our_answers(folder, len(expressions))
    assert differences(expressions, ours, theirs) == {}
