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
            later = tuple(_may_be_given(backend))
            if "encrypt" not in later:
                yield backend.judged(subjects.stack, "encrypt", False, _is_true, ": the state is not encrypted")
            if "kms_key_id" not in later:
                yield _judge_key(subjects.stack, backend)
            if "use_lockfile" not in later:
                yield _judge_lock(subjects.stack, backend)
            if later:
                named = " and ".join(f"`{name}`" for name in later)
                message = f"{backend.title} is partial: {named} may be given with `-backend-config`"
                yield unknown(subjects.stack, message, backend.location)
            yield backend.judged(subjects.stack, "acl", "private", _is_private, ": others may read the state")
        elif kind == "local":
            yield failed(subjects.stack, "the state lies in a local file, unencrypted and unshared", backend.location)


def _may_be_given(backend: Client) -> Iterator[str]:
    """What is not written, and may come from `-backend-config`: a complete backend names bucket and key."""
    if all(configured(backend.values, name) is not None for name in ("bucket", "key")):
        return
    for name in ("encrypt", "kms_key_id", "use_lockfile"):
        others = ("dynamodb_table",) if name == "use_lockfile" else ()
        if all(configured(backend.values, each) is None for each in (name, *others)):
            yield name


def _judge_key(stack: Stack, backend: Client) -> Verdict:
    key = configured(backend.values, "kms_key_id")
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
    return failed(stack, f"{backend.title} takes no lock", file if file is not None else backend.location)


def _names_a_table(table: Value | None) -> bool:
    return table is not None and table != Known("")


def _is_true(value: Scalar) -> bool:
    return value is True or value == "true"


def _is_private(acl: Scalar) -> bool:
    return acl in ("private", "bucket-owner-full-control", "bucket-owner-read")
