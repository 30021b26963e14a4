"""Rewritings that change nothing bring no finding, and hide none; `PIPEWARDEN_THOROUGH=1` tries many more of them."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rewriting.rewritings import LAST, REWRITINGS, composed
from rewriting.tree import Tree, read, report_of

TESTS = Path(__file__).parents[2]
STACKS = {"handwritten": read(TESTS / "rewriting" / "stack"), "rendered": read(TESTS.parent / "modules")}
THOROUGH = os.environ.get("PIPEWARDEN_THOROUGH") == "1"
NAMES = sorted({**REWRITINGS, **LAST})

chosen = st.lists(st.sampled_from(NAMES), min_size=1, max_size=6)
tried = settings(
    max_examples=500 if THOROUGH else 12,
    derandomize=not THOROUGH,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)

WEAKENINGS = {
    "kms-rotation-disabled": ("kms.tf", "enable_key_rotation     = true", "enable_key_rotation     = false"),
    "bucket-plaintext-transport": ("buckets.tf", '"aws:SecureTransport" = "false"', '"aws:SecureTransport" = "true"'),
    "bucket-public-access": ("buckets.tf", "ignore_public_acls      = true", "ignore_public_acls      = false"),
    "trail-single-region": ("trail.tf", "is_multi_region_trail         = true", "is_multi_region_trail = false"),
    "endpoint-exposed": ("network.tf", "cidr_blocks = [aws_vpc.main.cidr_block]", 'cidr_blocks = ["0.0.0.0/0"]'),
    "role-wildcard-actions": ("pipeline.tf", '"codebuild:StartBuild", "codebuild:BatchGetBuilds"', '"codebuild:*"'),
    "pipeline-cannot-run": ("pipeline.tf", '"kms:Encrypt", "kms:GenerateDataKey*", ', '"kms:Encrypt", '),
}


def _described(tree: Tree) -> str:
    findings = [f"{f.control} on {f.resource}: {f.message} {f.place}" for f in report_of(tree).findings]
    return "\n".join([*findings, *(f"--- {path}\n{text}" for path, text in sorted(tree.files.items()))])


@pytest.mark.parametrize("stack", STACKS.values(), ids=STACKS)
@given(names=chosen, random=st.randoms(use_true_random=False))
@tried
def test_a_stack_stays_clean(stack: Tree, names: list[str], random: Random) -> None:
    changed = composed(stack, names, random)
    report = report_of(changed)
    assert not report.findings, _described(changed)
    assert report.passes


@given(names=chosen, random=st.randoms(use_true_random=False), control=st.sampled_from(sorted(WEAKENINGS)))
@tried
def test_a_weakness_stays_found(names: list[str], random: Random, control: str) -> None:
    path, old, new = WEAKENINGS[control]
    files = STACKS["handwritten"].files
    weakened = Tree({**files, path: files[path].replace(old, new, 1)})
    assert weakened.files[path] != files[path]
    changed = composed(weakened, names, random)
    assert control in {finding.control for finding in report_of(changed).findings}, _described(changed)


@pytest.mark.parametrize("name", NAMES)
def test_a_rewriting_finds_something_to_do(name: str) -> None:
    trees = [stack for stack in STACKS.values() for _ in range(5)]
    changed = [{**REWRITINGS, **LAST}[name](tree, Random(number)) for number, tree in enumerate(trees)]
    assert any(new is not None and new != old for new, old in zip(changed, trees, strict=True))
