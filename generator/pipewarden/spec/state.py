"""Where Terraform keeps its state."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from pipewarden.spec.base import BucketName, KeyArn, Line, Model, Region


class State(Model):
    """An existing bucket for the state: encrypted, and locked while it is written."""

    bucket: BucketName
    """The bucket's name."""
    key: Annotated[Line, Field(min_length=1, max_length=1024)]
    """The key of the state's object."""
    region: Region
    """The bucket's region."""
    kms_key_arn: KeyArn
    """The key that encrypts the state."""
