"""A chain of references is followed however long it is, and a circle is told however wide."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipewarden.stack.values import Known, Value
from unit.stack.project import output_of, stack_of

LONG = 3_000


def _known(value: Value | None) -> object:
    return value.value if isinstance(value, Known) else value


def _chain(first: str, following: str, count: int = LONG) -> str:
    """Blocks of which each refers to the one before it, the last one first."""
    blocks = [following.replace("<N>", str(number)).replace("<M>", str(number - 1)) for number in range(1, count)]
    return "\n".join([*reversed(blocks), first.replace("<N>", "0")])


LOCALS = {
    "main.tf": "locals {\n" + _chain("n<N> = 1", "n<N> = local.n<M> + 1") + "\n}\n",
    "x.tf": f'output "x" {{\n  value = local.n{LONG - 1}\n}}\n',
}
MODULES = {
    "m/main.tf": 'variable "in" {}\noutput "out" {\n  value = var.in + 1\n}\n',
    "main.tf": _chain(
        'module "n<N>" {\n  source = "./m"\n  in = 0\n}',
        'module "n<N>" {\n  source = "./m"\n  in = module.n<M>.out\n}',
        1_000,
    ),
    "x.tf": 'output "x" {\n  value = module.n999.out\n}\n',
}
ATTRIBUTES = {
    "main.tf": _chain(
        'resource "aws_s3_bucket" "n<N>" {\n  bucket = "end"\n}',
        'resource "aws_s3_bucket" "n<N>" {\n  bucket = aws_s3_bucket.n<M>.bucket\n}',
        1_000,
    ),
    "x.tf": 'output "x" {\n  value = aws_s3_bucket.n999.bucket\n}\n',
}
INSTANCES = {
    "main.tf": _chain(
        'resource "aws_s3_bucket" "n<N>" {\n  for_each = { end = 1 }\n  bucket = each.key\n}',
        'resource "aws_s3_bucket" "n<N>" {\n  for_each = aws_s3_bucket.n<M>\n  bucket = each.key\n}',
        1_000,
    ),
    "x.tf": 'output "x" {\n  value = aws_s3_bucket.n999["end"].bucket\n}\n',
}


@pytest.mark.parametrize(
    ("files", "expected"),
    [(LOCALS, LONG), (MODULES, 1_000), (ATTRIBUTES, "end"), (INSTANCES, "end")],
    ids=["locals", "modules", "attributes", "instances"],
)
def test_a_long_chain_is_followed_to_its_end(files: dict[str, str], expected: object, tmp_path: Path) -> None:
    assert _known(output_of(tmp_path, files)) == expected


def test_a_name_that_many_long_chains_meet_in_has_them_all(tmp_path: Path) -> None:
    chains = "\n".join(_chain(f"c{one}_<N> = {one}", f"c{one}_<N> = local.c{one}_<M>", 90) for one in range(30))
    listed = ", ".join(f"local.c{one}_89" for one in range(30))
    text = f'locals {{\n{chains}\n}}\noutput "x" {{\n  value = sum([{listed}])\n}}\n'
    assert _known(output_of(tmp_path, text)) == sum(range(30))


def test_a_wide_circle_is_a_problem_that_names_its_ends(tmp_path: Path) -> None:
    stack = stack_of(tmp_path, "locals {\n" + _chain("n<N> = local.n299", "n<N> = local.n<M>", 300) + "\n}\n")
    (problem,) = stack.problems
    assert problem.message == (
        "these refer to each other in a circle: `local.n299` → `local.n298` → `local.n297` → `local.n296` → "
        "`local.n295` → … (291 more) → `local.n3` → `local.n2` → `local.n1` → `local.n0` → `local.n299`"
    )


def test_attributes_in_a_wide_circle_are_told(tmp_path: Path) -> None:
    first = 'resource "aws_s3_bucket" "n<N>" {\n  bucket = aws_s3_bucket.n199.bucket\n}'
    following = 'resource "aws_s3_bucket" "n<N>" {\n  bucket = aws_s3_bucket.n<M>.bucket\n}'
    (problem,) = stack_of(tmp_path, _chain(first, following, 200)).problems
    assert problem.message == "`aws_s3_bucket.n199.bucket` refers to itself"
