"""Secrets and URLs with credentials: what is found, and what only looks like it."""

from __future__ import annotations

import pytest

from pipewarden.aws.secrets import names_a_secret, secrets, url_credentials

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("AKIA" + "IOSFODNN7EXAMPLE", "an AWS access key id"),
        ("wJalrXUtnFEMI/K7MDENG/bPxRfiCY" + "EXAMPLEKEY", "a secret access key"),
        ("ghp_" + LETTERS, "a GitHub token"),
        ("glpat-" + LETTERS[:20], "a GitLab token"),
        ("xoxb-" + LETTERS[:12], "a Slack token"),
        ("-----BEGIN RSA PRIVATE " + "KEY-----", "a private key"),
        ("password=hunter22", "a secret"),
        ('{"api_key": "abcdef123"}', "a secret"),
    ],
)
def test_found(text: str, kind: str) -> None:
    assert kind in {found.kind for found in secrets(text)}


@pytest.mark.parametrize(
    "text",
    [
        "password=${DB_PASSWORD}",
        "the password is kept in Secrets Manager",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "token: $TOKEN",
        "secret-name",
        "buildspec.yml",
        "123456789012.dkr.ecr.eu-central-1.amazonaws.com/builder@sha256:0a1b2c3d",
    ],
)
def test_no_secret(text: str) -> None:
    assert secrets(text) == ()


@pytest.mark.parametrize(
    "name", ["DB_PASSWORD", "GITHUB_TOKEN", "AWS_SECRET_ACCESS_KEY", "api_key", "SECRET", "PGPASSWORD", "clientSecret"]
)
def test_names_a_secret(name: str) -> None:
    assert names_a_secret(name)


@pytest.mark.parametrize("name", ["LOG_LEVEL", "TOKENIZER", "KEYBOARD", "AUTHOR", "PASSENGERS"])
def test_names_no_secret(name: str) -> None:
    assert not names_a_secret(name)


@pytest.mark.parametrize(
    "url",
    [
        "https://user:pass@example.com/x",
        "git clone https://user:pass@example.com/x.git",
        "https://example.com/?token=abc",
        "https://example.com/?a=b&X-Amz-Signature=abc",
        "https://example.com/#access_token=abc",
        "https://" + "ghp_" + LETTERS + "@example.com/x.git",
    ],
)
def test_url_with_credentials(url: str) -> None:
    assert url_credentials(url)


@pytest.mark.parametrize(
    "url",
    ["https://example.com/x", "https://git@example.com/x", "https://example.com/?token=", "https://[bad", "a@b:c"],
)
def test_url_without_credentials(url: str) -> None:
    assert not url_credentials(url)
