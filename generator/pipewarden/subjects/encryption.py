"""Whether an argument names a customer managed, symmetric key."""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.config import Declare
from pipewarden.stack.model import Resource, Stack
from pipewarden.subjects.argument import argument, configured
from pipewarden.subjects.keys import KeyKind, key_use
from pipewarden.verdict import Verdict, failed, passed, unknown


def encrypted(stack: Stack, declare: Declare, resource: Resource, name: str, without: str) -> Iterator[Verdict]:
    """One verdict on the key argument `name`; `without` says what is so when there is no key."""
    value = configured(resource.values, name)
    use = key_use(stack, value, declare)
    at = value if value is not None else resource
    match use.kind:
        case KeyKind.UNDECIDED:
            yield unknown(resource, f"which key `{name}` names is not known: {use.why}", at)
        case KeyKind.NONE:
            yield failed(resource, f"`{name}` is {'not set' if value is None else 'empty'}: {without}", at)
        case KeyKind.STACK if use.resource is not None:
            yield _symmetric(resource, name, use.resource)
        case KeyKind.DECLARED:
            yield passed(resource, f"`{name}` names {use.kind}", at)
        case _:
            yield failed(resource, f"`{name}` names {use.kind}", at)


def _symmetric(resource: Resource, name: str, key: Resource) -> Verdict:
    for setting, wanted in (("customer_master_key_spec", "SYMMETRIC_DEFAULT"), ("key_usage", "ENCRYPT_DECRYPT")):
        own = argument(key, setting, wanted)
        if own.undecided:
            return unknown(resource, f"whether `{key.address}` is symmetric is not known: {own.undecided}", own.value)
        if own.in_force != wanted:
            return failed(resource, f"`{name}` names `{key.address}`, which is not symmetric: {own}", own.value)
    return passed(resource, f"`{name}` names the key `{key.address}`", configured(resource.values, name))
