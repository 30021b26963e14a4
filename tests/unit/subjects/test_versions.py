"""Which constraints and sources fix what is downloaded."""

from __future__ import annotations

import pytest

from pipewarden.subjects.versions import is_bounded, is_local, is_registry, pinned_source


@pytest.mark.parametrize(
    "constraint", ["~> 6.0", "5.8.1", "= 5.8.1", "v1.2", ">= 5.0, < 7.0", "< 2", ">=5.0,<=6.1", "~>1"]
)
def test_bounded(constraint: str) -> None:
    assert is_bounded(constraint)


@pytest.mark.parametrize("constraint", [">= 5.0", "> 1", "!= 3.0", "", ">= 5.0, != 5.3", "latest"])
def test_not_bounded(constraint: str) -> None:
    assert not is_bounded(constraint)


@pytest.mark.parametrize("source", ["./kms", "../kms", "/modules/kms"])
def test_local(source: str) -> None:
    assert is_local(source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("terraform-aws-modules/vpc/aws", True),
        ("terraform-aws-modules/iam/aws//modules/role", True),
        ("app.terraform.io/example/vpc/aws", True),
        ("github.com/example/network", False),
        ("git::https://github.com/example/network.git", False),
        ("https://example.com/vpc.zip", False),
        ("s3::https://s3.amazonaws.com/modules/vpc.zip", False),
    ],
)
def test_registry(source: str, expected: bool) -> None:
    assert is_registry(source) is expected


@pytest.mark.parametrize(
    "source",
    [
        "git::https://github.com/example/network.git?ref=v1.2.3",
        "git::ssh://git@github.com/example/network.git//modules/a?depth=1&ref=1.2.3",
        "github.com/example/network?ref=0123456789abcdef0123456789abcdef01234567",
        "git::https://example.com/network.git?ref=tags/v1.2.3",
        "https://example.com/network-1.2.3.zip",
        "https://example.com/network.zip?checksum=sha256:00",
        "s3::https://s3.amazonaws.com/modules/vpc.zip?versionId=abc",
    ],
)
def test_pinned(source: str) -> None:
    assert pinned_source(source)


@pytest.mark.parametrize(
    "source",
    [
        "git::https://github.com/example/network.git",
        "git::https://github.com/example/network.git?ref=main",
        "git::https://github.com/example/network.git?ref=release/next",
        "github.com/example/network?ref=HEAD",
        "https://example.com/network.zip",
        "github.com/example/network-1.2.3",
    ],
)
def test_not_pinned(source: str) -> None:
    assert not pinned_source(source)
