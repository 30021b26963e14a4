"""What the benchmark measures is what it says: stacks that pass, questions with the right answers."""

from __future__ import annotations

from pathlib import Path

from bench import estate, policies
from bench.scripts import own_proofs
from pipewarden.cli.check import report_of
from pipewarden.iam.prove import Counterexample, Proved


def test_every_stack_of_an_estate_passes_and_no_two_files_are_alike(tmp_path: Path) -> None:
    estate.estate(tmp_path, 7)
    report = report_of(tmp_path, frozenset({"kms-rotation-disabled"}))
    assert (report.findings, report.passes >= 7) == ((), True)
    texts = [path.read_bytes() for path in tmp_path.rglob("*.tf")]
    assert len(set(texts)) == len(texts)


def test_the_questions_to_the_provers_have_the_answers_that_aws_gives() -> None:
    document = policies.document()
    outcomes = {each["name"]: own_proofs.ask(document, each) for each in document["questions"]}
    slipping = [name for name, outcome in outcomes.items() if isinstance(outcome, Counterexample)]
    assert slipping == ["bucket: reading, which is allowed"]
    assert all(isinstance(outcome, Proved) for name, outcome in outcomes.items() if name not in slipping)
