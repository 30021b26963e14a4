"""What counts as a credential of a build."""

from __future__ import annotations

import pytest

from pipewarden.subjects.credentials import credential, named_as_credential


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DB_PASSWORD", "hunter22"),
        ("PGPASSWORD", "hunter22"),
        ("AWS_SECRET_ACCESS_KEY", "of-no-shape"),
        ("GREETING", "AKIA" + "IOSFODNN7EXAMPLE"),
        ("DATABASE_URL", "postgres://app:hunter22@db.example.com/app"),
        ("apiKey", "0123456789abcdef"),
    ],
)
def test_credential(name: str, value: str) -> None:
    assert credential(name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LOG_LEVEL", "debug"),
        ("DB_PASSWORD", ""),
        ("DB_PASSWORD", "/release/db"),
        ("DB_PASSWORD", "$PASSWORD"),
        ("DB_PASSWORD", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:db"),
        ("DB_PASSWORD_ARN", "whatever"),
        ("SECRET_NAME", "release/db"),
        ("TOKEN_TTL", "86400"),
        ("USE_TOKEN", "true"),
    ],
)
def test_no_credential(name: str, value: str) -> None:
    assert credential(name, value) is None


@pytest.mark.parametrize("name", ["access_key", "secret_key", "token", "GITHUB_TOKEN"])
def test_named_as_credential(name: str) -> None:
    assert named_as_credential(name)
