"""A module is not in the tree, so that nothing it makes is judged.

Why
---
A module from a registry or a repository may make buckets, keys, roles and endpoints as well as the code that calls
it. Before `terraform init` has put its files under `.terraform/modules` (Terraform documentation, *Initialize*), nobody
can tell from the tree what is deployed, and a check that is silent about it would call it good.

Fix
---
Run `terraform init -backend=false` before the check, which needs no credentials. For a module whose source leads out of
the checked folder, as in `examples/complete` of a module's repository, check the folder that holds both; each folder in
it that no other calls is judged. Or keep the module in the tree:

```hcl
module "network" {
  source = "./modules/network"
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.calls import NOT_INSTALLED
from pipewarden.stack.missing import SYNTAX
from pipewarden.stack.model import Stack, Unresolved
from pipewarden.stack.reader import OUTSIDE
from pipewarden.subjects import Subjects
from pipewarden.subjects.scope import in_scope
from pipewarden.verdict import Note, Severity, Verdict, passed, unknown

SEVERITY = Severity.HIGH
_NAMED = 3


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """The modules that one deed would bring, in one verdict; each other one that cannot be read by itself."""
    stack = subjects.stack
    missing = tuple(part for part in stack.unresolved if NOT_INSTALLED in part.why)
    if missing:
        yield _joined(stack, missing, "not in the tree", "run `terraform init` first")
    beyond = tuple(part for part in stack.unresolved if OUTSIDE in part.why)
    if beyond:
        yield _joined(stack, beyond, "outside of the checked folder", "check the folder that holds both")
    for part in stack.unresolved:
        # A file with a syntax error is a finding of its own, at the same place.
        if part not in missing and part not in beyond and part.why != SYNTAX:
            yield unknown(stack, f"what `{part.address}` makes is not judged: {part.why}", part.location)
    if stack.modules and not stack.unresolved and in_scope(stack):
        yield passed(stack, "every module that is called was read", stack.modules[0].location)


def _joined(stack: Stack, parts: tuple[Unresolved, ...], where: str, advice: str) -> Verdict:
    first, *others = parts
    named = [f"`{part.address}`" for part in parts[:_NAMED]]
    if len(parts) > _NAMED:
        named.append(f"{len(parts) - _NAMED} more")
    words = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
    verb, they = ("is", "it makes") if len(parts) == 1 else ("are", "they make")
    message = f"{words} {verb} {where}, so nothing that {they} is judged: {advice}"
    notes = tuple(Note(part.location, f"`{part.address}` is {where}, too") for part in others)
    return unknown(stack, message, first.location, because=notes)
