"""Build specifications: variables, and what is run."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipewarden.subjects.buildspecs import commands, plain_variables

SPECIFICATION = """
version: 0.2
env:
  shell: bash
  variables:
    STAGE: production
    RETRIES: 3
  parameter-store:
    DB_PASSWORD: /release/db-password
  secrets-manager:
    NPM_TOKEN: release/npm:token
  exported-variables:
    - TOKEN
phases:
  build:
    commands:
      - make
    finally:
      - echo done
"""


def test_variables_are_those_in_plain_text() -> None:
    assert list(plain_variables(SPECIFICATION)) == [("STAGE", "production"), ("RETRIES", "3")]


def test_commands_leave_out_the_names_of_parameters_and_secrets() -> None:
    assert list(commands(SPECIFICATION)) == ["bash", "make", "echo done"]


def test_json_is_a_specification_too() -> None:
    assert list(plain_variables('{"env": {"variables": {"A": "b"}}}')) == [("A", "b")]


def test_a_path_and_a_script_are_read_as_they_stand() -> None:
    assert list(commands("ci/buildspec.yml")) == ["ci/buildspec.yml"]
    assert list(commands("make\n\tall: [")) == ["make\n\tall: ["]


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert all(isinstance(part, str) for part in commands(text))
    assert all(isinstance(name, str) for name, _ in plain_variables(text))
