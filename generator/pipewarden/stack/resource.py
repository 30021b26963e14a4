"""One instance of a resource or data source: its attributes are evaluated when they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from pipewarden.stack.blocks import attribute_value, block_type, blocks_value
from pipewarden.stack.computed import computed_attribute, is_name
from pipewarden.stack.configuration import Declaration
from pipewarden.stack.data_files import computed_from_files
from pipewarden.stack.errors import EvaluationError, UndecidedError
from pipewarden.stack.expansion import Key, suffix
from pipewarden.stack.expressions import evaluate
from pipewarden.stack.functions.registry import Context
from pipewarden.stack.identity import Identity
from pipewarden.stack.json_blocks import resource_content
from pipewarden.stack.lifecycle import lifecycle_of
from pipewarden.stack.model import ProviderConfiguration, Resource
from pipewarden.stack.policy_document import policy_document
from pipewarden.stack.scope import Scope
from pipewarden.stack.shape import is_null, is_undecided, mapping
from pipewarden.stack.values import Known, Mapping, Origin, Symbol, Unknown, Value
from pipewarden.stack.world import World

if TYPE_CHECKING:
    from pipewarden.stack.module import ModuleInstance

META = frozenset({"count", "for_each", "provider", "depends_on"})
_META_BLOCKS = frozenset({"lifecycle", "provisioner", "connection"})


class ResourceInstance:
    """A resource while the stack is evaluated."""

    def __init__(
        self, module: ModuleInstance, declaration: Declaration, mode: Literal["managed", "data"], key: Key
    ) -> None:
        type_, name = declaration.labels
        prefix = "data." if mode == "data" else ""
        self.address = f"{module.prefix}{prefix}{type_}.{name}{suffix(key)}"
        self.mode = mode
        self.type = type_
        self.name = name
        self.key = key
        self.module = module
        self.absent: Unknown | None = None
        self.used = False
        self.names: dict[str, Value] = {}
        self._declaration = declaration
        self._content = resource_content(declaration)
        self._values: dict[str, Value] = {}

    @property
    def _world(self) -> World:
        return self.module.world

    @property
    def _scope(self) -> Scope:
        return self.module.scope(self._declaration.block.file, self.names)

    @property
    def provider(self) -> ProviderConfiguration | None:
        """The provider configuration that the resource uses."""
        return self.module.provider_for(self.type, self._content.attributes.get("provider"))

    def attribute(self, name: str) -> Value:
        """An attribute as a reference sees it: as configured, or computed, or a symbol.

        A name that cannot be decided (a variable has no value) is still the name of this resource, and of no other;
        where it is empty, the provider makes one up.
        """
        self.used = True
        value = self.configured(name)
        if value is not None and not is_null(value):
            open_ = is_undecided(value) or value == Known("")
            return self._symbol(name) if open_ and is_name(self._full_type, name) else value
        return self._once(f"computed {name}", lambda: self._computed(name))

    @property
    def _full_type(self) -> str:
        return f"data.{self.type}" if self.mode == "data" else self.type

    def _symbol(self, name: str) -> Symbol:
        return Symbol(self.address, (name,), Origin(self._declaration.block.header, f"`{self.address}.{name}`"))

    def configured(self, name: str) -> Value | None:
        """An argument, or the nested blocks of a type; None when the configuration does not mention it."""
        if name in META or name in _META_BLOCKS:
            return None
        attribute = self._content.attributes.get(name)
        if attribute is not None:
            return self._once(name, lambda: attribute_value(self._world, attribute, self._scope))
        if any(block_type(block) == name for block in self._content.blocks):
            return self._once(name, lambda: blocks_value(self._world, self._content, name, self._scope))
        return None

    def _once(self, name: str, compute: Callable[[], Value]) -> Value:
        found = self._values.get(name)
        if found is not None:
            return found
        depth, label = self._world.depth, (self.address, name)
        if depth.circle(label):
            raise EvaluationError(f"`{self.address}.{name.removeprefix('computed ')}` refers to itself")
        return depth.once(label, lambda: self._settle(name, compute))

    def _settle(self, name: str, compute: Callable[[], Value]) -> Value:
        found = self._values[name] = compute()
        return found

    def _computed(self, name: str) -> Value:
        if self.mode == "data" and self.type == "aws_iam_policy_document" and name in ("json", "minified_json"):
            values, location = self.values(), self._declaration.block.location
            return self._world.guarded(lambda: policy_document(values, location, minified=name != "json"), location)
        if self.mode == "data":
            location = self._declaration.block.location
            context = Context(self._scope, evaluate, location)
            try:
                read = computed_from_files(self.type, name, self.values(), context)
            except UndecidedError as error:
                read = error.unknown
            if read is not None:
                return read
        value = computed_attribute(self._full_type, name, self.attribute, self.identity)
        return self._symbol(name) if value is None else value

    @property
    def identity(self) -> Identity:
        """The account, region and partition that the resource lives in."""
        region = self.configured("region")
        own = region if isinstance(region, Known) and isinstance(region.value, str) else None
        return Identity(self.provider, own, self._world.deployment)

    def values(self) -> Mapping:
        """What is configured, nested blocks as lists."""
        names = [name for name in self._content.attributes if name not in META]
        names += [block_type(block) for block in self._content.blocks]
        members = [(name, value) for name in dict.fromkeys(names) if (value := self._member(name)) is not None]
        made = mapping(members, "block")
        return replace(made, origin=Origin(self._declaration.block.location, f"`{self.address}`"))

    def _member(self, name: str) -> Value | None:
        value = self.configured(name)
        return None if value is None or is_null(value) else value

    def resolved(self) -> Resource:
        """The resource as the controls judge it."""
        return Resource(
            address=self.address,
            mode=self.mode,
            type=self.type,
            name=self.name,
            module=self.module.address,
            key=self.key,
            values=self.values(),
            location=self._declaration.block.location,
            header=self._declaration.block.header,
            provider=self.provider,
            lifecycle=lifecycle_of(self._world, self._content, self._scope),
            may_be_absent=self.absent or self.module.absent,
            used=self.used,
        )
