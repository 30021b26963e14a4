"""The parts of a resource's address (Terraform documentation, *Resource Addressing*)."""

from __future__ import annotations

import re

_INSTANCE_KEY = re.compile(r'\["(?:[^"\\]|\\.)*"\]|\[\d+\]')


def steps_of(address: str) -> list[str]:
    """The names in an address, without instance keys: `module`, `kms`, `aws_kms_key`, `this`."""
    return _INSTANCE_KEY.sub("", address).split(".")


def resource_type(address: str) -> str:
    """The type in an address: `aws_kms_key` of `module.kms.aws_kms_key.this[0]`."""
    steps = steps_of(address)
    return steps[-2] if len(steps) > 1 else steps[0]
