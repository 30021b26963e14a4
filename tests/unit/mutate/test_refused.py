"""Mutants that Terraform refuses are told from those that somebody must notice."""

from __future__ import annotations

import pytest

from mutate.refused import is_refused
from mutate.trees import Case, mutants

FILES = {
    "main.tf": b"""\
module "bucket" {
  source = "./bucket"

  name = var.name
}
""",
    "variables.tf": b'variable "name" {\n  type = string\n}\n',
    "terraform.tfvars": b'name = "a"\n',
    "bucket/variables.tf": b'variable "name" {\n  type = string\n}\n\nvariable "days" {\n  default = 3\n}\n',
    "bucket/main.tf": b"""\
resource "aws_s3_bucket" "this" {
  bucket        = var.name
  force_destroy = false
}

resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.this.bucket

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_ownership_controls" "this" {
  bucket = var.name

  rule {
    object_ownership = "BucketOwnerEnforced"
  }

  depends_on = [aws_s3_bucket_versioning.this]
}
""",
}
REFUSED = {str(mutant.key) for _, mutant in mutants(Case("case", "", FILES)) if is_refused(mutant, FILES)}


@pytest.mark.parametrize(
    "name",
    [
        "bucket: aws_s3_bucket.this: removed",
        "bucket: aws_s3_bucket.this: without instances",
        "bucket: aws_s3_bucket_versioning.this: removed",
        "bucket: aws_s3_bucket_versioning.this bucket: removed",
        "bucket: aws_s3_bucket_versioning.this versioning_configuration: removed",
        "bucket: aws_s3_bucket_versioning.this versioning_configuration.status: removed",
        "bucket: variable.name: removed",
        "root: module.bucket name: removed",
        "root: module.bucket source: removed",
        "root: value.name: removed",
    ],
)
def test_terraform_refuses_what_lacks_something(name: str) -> None:
    assert name in REFUSED


@pytest.mark.parametrize(
    "name",
    [
        "bucket: aws_s3_bucket.this bucket: removed",
        "bucket: aws_s3_bucket.this force_destroy: removed",
        "bucket: aws_s3_bucket_versioning.this: without instances",
        "bucket: aws_s3_bucket_ownership_controls.this: removed",
        "bucket: aws_s3_bucket_ownership_controls.this depends_on: removed",
        "bucket: variable.days: removed",
    ],
)
def test_terraform_takes_what_is_complete(name: str) -> None:
    assert name in {str(mutant.key) for _, mutant in mutants(Case("case", "", FILES))} - REFUSED
