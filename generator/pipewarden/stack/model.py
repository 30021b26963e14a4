"""The resolved stack: what the controls judge, whether it was read from a directory or from a plan."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from msgspec import Struct

from pipewarden.hcl.ast import Comment, Location
from pipewarden.stack.values import Mapping, Unknown, Value


class ProviderConfiguration(Struct, frozen=True):
    """One `provider` block, or the empty one that Terraform makes; `alias` is None for the default one."""

    name: str
    alias: str | None
    module: str
    values: Mapping
    location: Location | None


class Resource(Struct, frozen=True):
    """One instance of a resource or data source, with its configured arguments and blocks.

    `address` has the module path and the instance key. `values` holds what is configured, nested blocks as
    sequences of mappings, and no provider defaults. `may_be_absent` is the unknown of `count` or `for_each` that
    decides whether this instance exists. `provider` is the configuration that the resource uses, None when that
    could not be decided. `lifecycle` holds `ignore_changes`, `prevent_destroy` and the like as they stand. `used` tells
    whether something refers to one of its attributes.
    """

    address: str
    mode: Literal["managed", "data"]
    type: str
    name: str
    module: str
    key: str | int | None
    values: Mapping
    location: Location | None
    header: Location | None
    provider: ProviderConfiguration | None
    lifecycle: Mapping
    may_be_absent: Unknown | None = None
    used: bool = True


class Unresolved(Struct, frozen=True):
    """A part of the configuration that could not be read: a remote module, a module folder outside the path."""

    address: str
    why: str
    location: Location | None


class Problem(Struct, frozen=True):
    """A file or an expression that Terraform would refuse: the finding `parse-error`."""

    message: str
    location: Location


class ModuleCall(Struct, frozen=True):
    """One instance of a `module` block and where its source was found (None when it could not be)."""

    address: str
    source: Value
    version: Value | None
    directory: str | None
    location: Location


class Stack(Struct, frozen=True, dict=True):
    """A root module with its modules, resolved.

    `path` is the root's folder as it is shown to the user. `settings` are the `terraform` blocks as mappings
    (`required_version`, `required_providers`, `backend`). `first_block` is where a missing thing is reported.
    `comments` are all comments of the files read, by file. `account`, `region` and `partition` are what the deployment
    says of them, None where it says nothing.
    """

    path: str
    resources: tuple[Resource, ...]
    outputs: Mapping
    providers: tuple[ProviderConfiguration, ...]
    modules: tuple[ModuleCall, ...]
    settings: tuple[Mapping, ...]
    unresolved: tuple[Unresolved, ...]
    problems: tuple[Problem, ...]
    first_block: Location | None
    files: tuple[str, ...]
    comments: tuple[tuple[str, tuple[Comment, ...]], ...]
    account: str | None = None
    region: str | None = None
    partition: str | None = None

    def of_type(self, *types: str) -> Iterator[Resource]:
        """The managed resources of these types, sorted by address."""
        if len(types) == 1:
            return iter(self._managed.get(types[0], ()))
        return (resource for resource in self.resources if resource.mode == "managed" and resource.type in types)

    def get(self, address: str) -> Resource | None:
        """The resource at that address, managed or data."""
        return self._by_address.get(address)

    @cached_property
    def _managed(self) -> dict[str, list[Resource]]:
        found: dict[str, list[Resource]] = {}
        for resource in self.resources:
            if resource.mode == "managed":
                found.setdefault(resource.type, []).append(resource)
        return found

    @cached_property
    def _by_address(self) -> dict[str, Resource]:
        # Where two have one address, the first of them is found.
        return {resource.address: resource for resource in reversed(self.resources)}

    def output(self, name: str) -> Value | None:
        """The value of an output of the root module."""
        return self.outputs.get(name)
