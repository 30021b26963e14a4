"""A module is not in the tree, so that nothing it makes is judged.

Why
---
A module from a registry or a repository may make buckets, keys, roles and endpoints as well as the code that calls
it. Before `terraform init` has put its files under `.terraform/modules` (Terraform documentation, *Initialize*), nobody
can tell from the tree what is deployed, and a check that is silent about it would call it good.

Fix
---
Run `terraform init -backend=false` before the check, which needs no credentials; or keep the module in the tree:

```hcl
module "network" {
  source = "./modules/network"
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.calls import NOT_INSTALLED
from pipewarden.stack.model import Stack, Unresolved
from pipewarden.subjects import Subjects
from pipewarden.subjects.scope import in_scope
from pipewarden.verdict import Note, Severity, Verdict, passed, unknown

SEVERITY = Severity.HIGH
_NAMED = 3


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The modules that `terraform init` would bring, in one verdict; each other one that cannot be read by itself."""
    stack = subjects.stack
    missing = tuple(part for part in stack.unresolved if NOT_INSTALLED in part.why)
    if missing:
        yield _not_installed(stack, missing)
    for part in stack.unresolved:
        if part not in missing:
            yield unknown(stack, f"what `{part.address}` makes is not judged: {part.why}", part.location)
    if stack.modules and not stack.unresolved and in_scope(stack):
        yield passed(stack, "every module that is called was read", stack.modules[0].location)


def _not_installed(stack: Stack, missing: tuple[Unresolved, ...]) -> Verdict:
    first, *others = missing
    named = [f"`{part.address}`" for part in missing[:_NAMED]]
    if len(missing) > _NAMED:
        named.append(f"{len(missing) - _NAMED} more")
    words = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
    verb, they = ("is", "it makes") if len(missing) == 1 else ("are", "they make")
    message = f"{words} {verb} not in the tree, so nothing that {they} is judged: run `terraform init` first"
    notes = tuple(Note(part.location, f"`{part.address}` is not in the tree either") for part in others)
    return unknown(stack, message, first.location, because=notes)
