"""The state lies unencrypted, under no customer key, or without a lock.

Why
---
State holds everything that the stack knows, secrets included, in plain text (Terraform documentation, *Sensitive data
in state*). The guidance asks for AWS encryption solutions for everything at rest. Without a lock, two runs write over
each other, and what is deployed is in no state.

Fix
---
```hcl
terraform {
  backend "s3" {
    bucket       = "state"
    key          = "release.tfstate"
    region       = "eu-west-1"
    encrypt      = true
    kms_key_id   = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    use_lockfile = true
  }
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.model import Stack
from pipewarden.stack.values import Known, Scalar, Value
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import configured
from pipewarden.subjects.providers import Client, backend_type, backends
from pipewarden.subjects.references import why
from pipewarden.verdict import Severity, Verdict, failed, passed, unknown

SEVERITY = Severity.HIGH


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The backend of the root module; where there is none, nothing is judged."""
    for backend in backends(subjects.stack):
        kind = backend_type(backend)
        if kind == "s3":
            yield _judge_encryption(subjects.stack, backend)
            yield _judge_key(subjects.stack, backend)
            yield _judge_lock(subjects.stack, backend)
            yield backend.judged(subjects.stack, "acl", "private", _is_private, ": others may read the state")
        elif kind == "local":
            yield failed(subjects.stack, "the state lies in a local file, unencrypted and unshared", backend.location)


def _judge_encryption(stack: Stack, backend: Client) -> Verdict:
    if configured(backend.values, "encrypt") is None and _is_partial(backend):
        return _may_be_given(stack, backend, "encrypt")
    return backend.judged(stack, "encrypt", False, _is_true, ": the state is not encrypted")


def _judge_key(stack: Stack, backend: Client) -> Verdict:
    key = configured(backend.values, "kms_key_id")
    if key is None and _is_partial(backend):
        return _may_be_given(stack, backend, "kms_key_id")
    if key is None or key == Known(""):
        message = f"{backend.title} has no `kms_key_id`: AWS's own key encrypts the state"
        return failed(stack, message, key if key is not None else backend.location)
    if not isinstance(key, Known):
        return unknown(stack, f"which key encrypts the state is not known: {why(key)}", key)
    if "alias/aws/" in str(key.value):
        return failed(stack, "the state is encrypted with a key that AWS manages", key)
    return passed(stack, "the state is encrypted with a customer key", key)


def _judge_lock(stack: Stack, backend: Client) -> Verdict:
    file, table = configured(backend.values, "use_lockfile"), configured(backend.values, "dynamodb_table")
    if (isinstance(file, Known) and _is_true(file.value)) or _names_a_table(table):
        return passed(stack, "the state is locked while it changes", file if file is not None else table)
    if file is None and table is None and _is_partial(backend):
        return _may_be_given(stack, backend, "use_lockfile")
    return failed(stack, f"{backend.title} takes no lock", file if file is not None else backend.location)


def _names_a_table(table: Value | None) -> bool:
    return table is not None and table != Known("")


def _is_true(value: Scalar) -> bool:
    return value is True or value == "true"


def _is_private(acl: Scalar) -> bool:
    return acl in ("private", "bucket-owner-full-control", "bucket-owner-read")


def _is_partial(backend: Client) -> bool:
    """Whether more settings must come from `-backend-config`: a complete backend names bucket and key."""
    return any(configured(backend.values, name) is None for name in ("bucket", "key"))


def _may_be_given(stack: Stack, backend: Client, name: str) -> Verdict:
    message = f"{backend.title} is partial: `{name}` may be given with `-backend-config`"
    return unknown(stack, message, backend.location)
