"""The table of actions knows what the proofs lean on."""

from __future__ import annotations

import pytest

import refresh_actions
from pipewarden.aws.actions import table


def test_the_table_is_what_its_refresh_command_writes() -> None:
    assert refresh_actions.TARGET.read_text(encoding="utf-8") == refresh_actions.text(), "run tools/refresh_actions.py"


def test_an_action_knows_its_resources_and_its_keys() -> None:
    action = table().by_name["s3:putobject"]
    assert {each.name for each in action.types} >= {"object"}
    assert action.keys >= {"s3:tlsversion", "s3:x-amz-server-side-encryption-aws-kms-key-id"}
    assert "s3:prefix" not in action.keys


def test_an_action_without_resources_takes_none() -> None:
    assert table().by_name["s3:listallmybuckets"].types == ()


@pytest.mark.parametrize(
    ("name", "found", "many"),
    [
        ("aws:securetransport", "aws:SecureTransport", False),
        ("AWS:TagKeys", "aws:TagKeys", True),
        ("kms:EncryptionContext:aws:logs:arn", "kms:EncryptionContext:*", False),
        ("aws:PrincipalTag/team", "aws:PrincipalTag/*", False),
    ],
)
def test_a_key_is_found_in_any_case_and_with_the_callers_part(name: str, found: str, many: bool) -> None:
    key = table().key(name)
    assert key is not None and (key.name, key.many) == (found, many)


@pytest.mark.parametrize(
    ("name", "lacking"),
    [("aws:SecureTranport", True), ("s3:TLSVersions", True), ("s3:TlsVersion", False), ("dynamodb:LeadingKeys", False)],
)
def test_only_a_service_of_the_table_can_lack_a_key(name: str, lacking: bool) -> None:
    assert table().lacks(name) is lacking


def test_every_type_of_an_action_belongs_to_its_service() -> None:
    assert {(action.service, each.service) for action in table().actions for each in action.types} == {
        (prefix, prefix) for prefix, service in table().services.items() if any(a.types for a in service.actions)
    }
