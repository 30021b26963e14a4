"""Terraform, a provider or a remote module has no bound on its version, so the next run may run other code.

Why
---
What a run does is decided by the code of the provider and of the modules that it downloads. Without a bound, a new
major version, or whatever a branch holds by then, applies itself with the rights of the deployment (Terraform
documentation, *Version constraints* and *Module sources*).

Fix
---
```hcl
terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

module "network" {
  source  = "terraform-aws-modules/vpc/aws"
  version = "5.8.1"
}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipewarden.stack.model import ModuleCall, Stack
from pipewarden.stack.values import Known, Mapping, Value
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import blocks, configured
from pipewarden.subjects.providers import backends
from pipewarden.subjects.references import why
from pipewarden.subjects.scope import in_scope
from pipewarden.subjects.versions import is_bounded, is_local, is_registry, pinned_source
from pipewarden.verdict import Severity, Verdict, failed, passed, unknown

SEVERITY = Severity.LOW
EQUIVALENTS = ("CKV_TF_1", "CKV_TF_2")


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The settings of the root module, each provider that the stack uses, and each module call."""
    stack = subjects.stack
    if in_scope(stack) and stack.files:  # a plan does not tell what the settings say
        yield _judge_terraform(stack)
        for name in sorted(_own_providers(stack)):
            yield _judge_provider(stack, name)
    for call in stack.modules:
        if not isinstance(call.source, Known) or not is_local(str(call.source.value)):
            yield _judge_module(stack, call)


def _own_providers(stack: Stack) -> set[str]:
    """The providers that the root module itself configures or uses; what its modules use they pin themselves."""
    own = {provider.name for provider in stack.providers if not provider.module}
    used = {r.provider.name for r in stack.resources if r.provider is not None and not r.module}
    return (own | used) - {"terraform"}


def _judge_terraform(stack: Stack) -> Verdict:
    for settings in stack.settings:
        version = configured(settings, "required_version")
        if version is not None:
            return passed(stack, "`required_version` bounds the version of Terraform", version)
    return failed(stack, "no `required_version` bounds the version of Terraform")


def _judge_provider(stack: Stack, name: str) -> Verdict:
    for settings in stack.settings:
        for block in blocks(settings, "required_providers"):
            entry = configured(block, name) if isinstance(block, Mapping) else None
            if entry is not None:
                version = configured(entry, "version") if isinstance(entry, Mapping) else entry
                return _judge_version(stack, f"the provider `{name}`", version, entry, _is_deployed(stack))
    return failed(stack, f"`required_providers` does not name the provider `{name}`")


def _is_deployed(stack: Stack) -> bool:
    """Whether the root is applied itself: a module for others to call sets no upper bound, its callers do."""
    return any(not provider.module for provider in stack.providers) or any(backends(stack))


def _judge_version(stack: Stack, what: str, version: Value | None, at: Value | None, bounded: bool = True) -> Verdict:
    if version is None:
        return failed(stack, f"{what} has no `version`", at)
    if not isinstance(version, Known):
        return unknown(stack, f"the version of {what} is not known: {why(version)}", version)
    if not bounded or is_bounded(str(version.value)):
        return passed(stack, f"{what} is bound to `{version.value}`", version)
    return failed(stack, f"{what} has the version `{version.value}`, which has no upper bound", version)


def _judge_module(stack: Stack, call: ModuleCall) -> Verdict:
    what = f"the module `{call.address}`"
    if not isinstance(call.source, Known):
        return unknown(stack, f"where {what} comes from is not known: {why(call.source)}", call.source)
    source = str(call.source.value)
    if is_registry(source):
        return _judge_version(stack, what, call.version, call.source)
    if pinned_source(source):
        return passed(stack, f"{what} is pinned", call.source)
    address = re.sub(r"//[^/@]*@", "//", source)
    return failed(stack, f"{what} comes from `{address}`, which names no fixed version", call.source)
