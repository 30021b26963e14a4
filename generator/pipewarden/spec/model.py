"""The spec file: everything that differs between two stacks, and nothing about hardening."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pipewarden.spec.accept import Accept
from pipewarden.spec.artifacts import Artifacts
from pipewarden.spec.audit import Audit
from pipewarden.spec.base import Account, Line, Model, Region, StackName
from pipewarden.spec.ci import Ci
from pipewarden.spec.encryption import Encryption
from pipewarden.spec.network import Network
from pipewarden.spec.pipeline import Pipeline
from pipewarden.spec.state import State

TagKey = Annotated[Line, Field(min_length=1, max_length=128)]
TagValue = Annotated[Line, Field(max_length=256)]


class PipelineSpec(Model):
    """A stack: one pipeline with its key, buckets, endpoints and trail."""

    name: StackName
    """The stack's name, with which the names of all resources begin."""
    region: Region
    """The region of the pipeline."""
    partition: Literal["aws", "aws-cn", "aws-us-gov"] | None = None
    """The partition; it follows from the region."""
    account: Account
    """The account that the stack is applied in; Terraform refuses any other."""
    tags: dict[TagKey, TagValue] = Field(default_factory=dict)
    """Tags of every resource."""
    mailboxes: tuple[Line, ...] = ()
    """E-mail addresses of roles, which may stand in tags and texts; they are no person's."""
    fips: bool = False
    """Whether only FIPS endpoints of AWS are used."""
    min_tls: Literal["1.2", "1.3"] = "1.2"
    """The oldest TLS version that the buckets accept."""
    pipeline: Pipeline
    """The pipeline: its stages and actions."""
    encryption: Encryption = Encryption()
    """The artifact key."""
    artifacts: Artifacts = Artifacts()
    """The artifact bucket."""
    network: Network = Network()
    """The network."""
    audit: Audit = Audit()
    """The trail and its alarms."""
    state: State | None = None
    """Where Terraform keeps its state; without it, beside the configuration."""
    ci: Ci | None = None
    """The files with which a CI service checks the stack; without it, none."""
    accept: tuple[Accept, ...] = ()
    """Exceptions, which land beside the code that they excuse."""
