"""What exists already is named and not made, and `pipewarden.toml` says so."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pipewarden.render import Tree, render
from pipewarden.spec import load

SPEC = Path(__file__).parents[3] / "examples/existing.yaml"


@pytest.fixture(scope="module")
def tree() -> Tree:
    return render(load(SPEC.read_text(encoding="utf-8"), SPEC.name))


def test_no_module_is_rendered_for_what_exists(tree: Tree) -> None:
    modules = {path.split("/")[1] for path in tree if path.startswith("modules/")}
    assert modules == {"bucket", "pipeline", "vpc-endpoint"}
    assert not {"modules/vpc-endpoint/vpc.tf", "modules/vpc-endpoint/flow_log.tf", "modules/bucket/logs.tf"} & set(tree)


def test_the_configuration_declares_it(tree: Tree) -> None:
    configuration = tomllib.loads(tree["pipewarden.toml"].decode())
    assert configuration == {
        "require": {
            "endpoint_services": ["codebuild", "codepipeline", "kms", "logs", "sts"],
            "fips": True,
            "macie": False,
            "min_tls": "1.3",
            "privileged_builds": [],
            "retention_days": 90,
        },
        "declare": {
            "buckets": ["example-central-access-logs"],
            "endpoints": ["codepipeline", "kms", "sts"],
            "keys": ["arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f"],
            "trails": ["arn:aws:cloudtrail:us-east-1:999988887777:trail/organization"],
            "vpcs": ["vpc-0a1b2c3d4e5f60718"],
        },
    }


def test_fips_reaches_the_provider_and_the_builds(tree: Tree) -> None:
    assert "use_fips_endpoint   = true\n" in tree["providers.tf"].decode()
    assert 'name  = "AWS_USE_FIPS_ENDPOINT"\n      type  = "PLAINTEXT"\n      value = "true"\n' in (
        tree["modules/pipeline/builds.tf"].decode()
    )


def test_the_named_connection_is_used_and_none_is_made(tree: Tree) -> None:
    assert "modules/pipeline/connections.tf" not in tree
    assert "ConnectionArn        = var.code_connection_arn\n" in tree["modules/pipeline/main.tf"].decode()


def test_buckets_ask_for_the_tls_of_the_spec(tree: Tree) -> None:
    assert 'variable = "s3:TlsVersion"\n      values   = ["1.3"]\n' in tree["modules/bucket/policy.tf"].decode()


def test_endpoints_elsewhere_are_not_made(tree: Tree) -> None:
    text = tree["modules/vpc-endpoint/endpoints.tf"].decode()
    assert [label for label in ("codebuild", "codepipeline", "kms", "logs", "sts") if f'"{label}" {{' in text] == [
        "codebuild",
        "logs",
    ]


def test_thresholds_and_declared_accounts_follow_the_spec() -> None:
    spec = load((SPEC.parents[1] / "tests/golden/everything/spec.yaml").read_text(encoding="utf-8"))
    configuration = tomllib.loads(render(spec)["pipewarden.toml"].decode())
    assert configuration["thresholds"] == {"kms_deletion_window_days": 7}
    assert configuration["declare"]["accounts"] == ["444455556666"]
    assert configuration["require"]["privileged_builds"] == ["all-of-it-build-image"]


def test_the_readme_says_what_is_counted_on(tree: Tree) -> None:
    text = tree["README.md"].decode()
    assert "with the artifact bucket and the VPC endpoints that protect its data." in text
    section = text.partition("## What it counts on\n")[2].partition("\n## ")[0]
    assert [line.split("`")[1] for line in section.splitlines() if line.startswith("* ")] == [
        "example-records-drop",
        "arn:aws:kms:us-east-1:111122223333:key/0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f",
        "example-central-access-logs",
        "arn:aws:cloudtrail:us-east-1:999988887777:trail/organization",
    ]
