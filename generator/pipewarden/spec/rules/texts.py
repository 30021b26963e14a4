"""Texts that AWS shows and keeps: no personal data in them, and no secrets anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipewarden.aws.personal import personal_data
from pipewarden.aws.secrets import names_a_secret, secrets
from pipewarden.spec.builds import CodeBuild
from pipewarden.spec.errors import Path, Problem
from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.rules.walk import actions

_FREE = {"change_set", "default", "description", "input_text", "message", "name", "reason", "review_url"} | {
    *("stack", "tags", "user_parameters", "value"),
}
"""Keys whose texts are seen by many; not an endpoint, which is where an e-mail address belongs."""


def confidential_texts(spec: PipelineSpec) -> Iterator[Problem]:
    """Personal data in names, tags and descriptions; secrets in any text; variables that are named like secrets."""
    for path, text in _texts(spec.model_dump(mode="json"), ()):
        for found in secrets(text):
            yield Problem(path, f"holds {found.kind}; keep it in Secrets Manager, and name it here")
        if any(part in _FREE for part in path):
            for found in personal_data(text):
                part = text[found.start : found.end]
                if part.lower() not in {mailbox.lower() for mailbox in spec.mailboxes}:
                    advice = "; remove it, or list a role's address in `mailboxes`" if "@" in part else "; remove it"
                    yield Problem(path, f"holds {found.kind}{advice}")
    for path, action in actions(spec):
        for v, variable in enumerate(action.variables if isinstance(action, CodeBuild) else ()):
            if variable.type == "PLAINTEXT" and names_a_secret(variable.name) and variable.value:
                message = f"`{variable.name}` is named like a secret, and everybody can read it; use SECRETS_MANAGER"
                yield Problem((*path, "variables", v, "value"), message)


def _texts(data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            if path and path[-1] in ("tags", "parameters"):
                yield (*path, key), key
            yield from _texts(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, (*path, index))
