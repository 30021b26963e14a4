"""One instance of a module: resolves what its expressions refer to, each thing once and when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from pipewarden.hcl import ast
from pipewarden.stack import calls, inputs, providers
from pipewarden.stack.calls import Calls
from pipewarden.stack.configuration import Configuration, Declaration, PlacedAttribute
from pipewarden.stack.ephemeral import ephemeral
from pipewarden.stack.errors import EvaluationError, ExhaustedError, UndecidedError
from pipewarden.stack.expansion import Instances, Key, instances_of, unknown_instances
from pipewarden.stack.expressions import evaluate
from pipewarden.stack.missing import not_declared
from pipewarden.stack.model import Problem, ProviderConfiguration
from pipewarden.stack.origins import named
from pipewarden.stack.references import traversal_text
from pipewarden.stack.resource import ResourceInstance
from pipewarden.stack.scope import Scope
from pipewarden.stack.selection import Step, pick
from pipewarden.stack.shape import mapping
from pipewarden.stack.surroundings import path_value, terraform_value
from pipewarden.stack.values import Mapping, Origin, Symbol, Unknown, Value
from pipewarden.stack.world import RootFiles, World

_NAMES_SHOWN = 5


class ModuleInstance:
    """A module while the stack is evaluated. `address` is empty for the root, and `folder` where its files are."""

    def __init__(
        self,
        world: World,
        configuration: Configuration,
        *,
        address: str = "",
        parent: ModuleInstance | None = None,
        arguments: dict[str, Callable[[], Value]] | None = None,
        passed: providers.Passed | None = None,
        absent: Unknown | None = None,
    ) -> None:
        self.world = world
        self.configuration = configuration
        self.address = address
        self.parent = parent
        self.absent = absent
        self.passed = passed or {}
        self._arguments = arguments or {}
        self._values: dict[str, Value] = {}
        self._resources: dict[tuple[str, str, str], tuple[Instances, dict[Key, ResourceInstance]]] = {}
        self._modules: dict[str, Calls] = {}
        self._providers: dict[tuple[str, str | None], ProviderConfiguration] = {}

    @property
    def prefix(self) -> str:
        """What stands before the addresses of this module."""
        return f"{self.address}." if self.address else ""

    def scope(self, file: str, names: dict[str, Value] | None = None) -> Scope:
        """The scope of an expression in one of the module's files."""
        return Scope(self, RootFiles(self.world), file, names or {}, meter=self.world.meter)

    # What a reference names

    def resolve(self, name: ast.Name, steps: list[Step], scope: Scope) -> tuple[Value, int]:
        """The value of a reference, and how many of its steps that took. Raises EvaluationError."""
        attributes = _leading(steps)
        match name.name, attributes:
            case "var", [first, *_]:
                return self.variable(first), 1
            case "local", [first, *_]:
                return self.local(first), 1
            case "path", [first, *_]:
                return path_value(self.world, self.configuration.folder, first), 1
            case "terraform", [first, *_]:
                return terraform_value(self.world, first), 1
            case "module", [first, *_]:
                return calls.reference(self, first, steps, scope)
            case "data", [type_, label, *_]:
                return self._resource("data", type_, label, steps, 2, scope)
            case "ephemeral", [type_, label, *_]:
                return ephemeral(f"ephemeral.{type_}.{label}"), 2
            case ("each" | "count" | "self") as root, _:
                raise EvaluationError(f"`{root}` cannot be used here")
            case "resource", [type_, label, *_]:
                return self._resource("managed", type_, label, steps, 2, scope)
            case type_, [label, *_]:
                return self._resource("managed", type_, label, steps, 1, scope)
        raise EvaluationError(f"`{name.name}` alone is no reference; quote it if it is meant as text")

    def attribute(self, symbol: Symbol, name: str) -> Value:
        """An attribute of a resource of any module of the stack."""
        resource = self.world.resources.get(symbol.address)
        if resource is None:
            return Symbol(symbol.address, (*symbol.path, name), symbol.origin)
        return resource.attribute(name)

    def once(self, name: str, location: ast.Location, compute: Callable[[], Value]) -> Value:
        """A named value, computed once; one that refers to itself is a problem with the whole cycle."""
        found = self._values.get(name)
        if found is not None:
            return found
        depth, label = self.world.depth, self.prefix + name
        circle = depth.circle(label)
        if circle:
            raise EvaluationError(f"these refer to each other in a circle: {_round([*circle, label])}", location)
        try:
            return depth.once(label, lambda: self._settle(name, location, compute))
        except UndecidedError as error:
            return error.unknown

    def _settle(self, name: str, location: ast.Location, compute: Callable[[], Value]) -> Value:
        found = self._values[name] = self.world.guarded(compute, location)
        return found

    def variable(self, name: str) -> Value:
        """The value of an input variable."""
        declaration = self.configuration.variables.get(name)
        if declaration is None:
            raise not_declared(self.configuration, f"there is no variable `{name}` in this module")
        location = declaration.block.location
        given = self._arguments.get(name)
        return self.once(f"var.{name}", location, lambda: inputs.variable(name, declaration, given))

    def local(self, name: str) -> Value:
        """The value of a local."""
        attribute = self.configuration.locals.get(name)
        if attribute is None:
            raise not_declared(self.configuration, f"there is no local `{name}` in this module")
        return self.once(f"local.{name}", attribute.location, lambda: self._local(name, attribute))

    def _local(self, name: str, attribute: PlacedAttribute) -> Value:
        value = evaluate(attribute.node.expression, self.scope(attribute.file))
        return named(value, f"local.{name}", ast.Location(attribute.file, attribute.node.expression.span))

    def output(self, name: str) -> Value:
        """The value of an output."""
        declaration = self.configuration.outputs.get(name)
        if declaration is None:
            raise not_declared(self.configuration, f"`{self.address or 'the module'}` has no output `{name}`")
        return self.once(f"output.{name}", declaration.block.location, lambda: self._output(name, declaration))

    def _output(self, name: str, declaration: Declaration) -> Value:
        attribute = declaration.content.attributes.get("value")
        if attribute is None:
            raise EvaluationError(f"the output `{name}` has no `value`", declaration.block.header)
        value = evaluate(attribute.node.expression, self.scope(attribute.file))
        place = ast.Location(attribute.file, attribute.node.expression.span)
        return named(value, f"{self.address}.{name}" if self.address else f"output.{name}", place)

    def evaluate_all(self) -> None:
        """Evaluate what is declared, used or not, so that Terraform's refusals are found."""
        for name in self.configuration.variables:
            self.variable(name)
        for name in self.configuration.locals:
            self.local(name)
        for name in self.configuration.outputs:
            self.output(name)

    def outputs(self) -> Mapping:
        """All outputs."""
        return mapping((name, self.output(name)) for name in self.configuration.outputs)

    # Resources

    def resources(self) -> list[ResourceInstance]:
        """The instances of all resources of this module, in the order declared."""
        return [item for key in self.configuration.resources for item in self._instances(key)[1].values()]

    def _instances(self, key: tuple[str, str, str]) -> tuple[Instances, dict[Key, ResourceInstance]]:
        found = self._resources.get(key)
        if found is not None:
            return found
        declaration = self.configuration.resources[key]
        label = f"{'data.' if key[0] == 'data' else ''}{key[1]}.{key[2]}"
        self._refuse_circle(declaration, label)
        return self.world.depth.once((self.address, label), lambda: self._expand(key, label))

    def _refuse_circle(self, declaration: Declaration, label: str) -> None:
        if self.world.depth.circle((self.address, label)):
            name = "count" if "count" in declaration.content.attributes else "for_each"
            place = declaration.content.attributes[name].location
            raise EvaluationError(f"the `{name}` of `{label}` depends on itself", place)

    def _expand(self, key: tuple[str, str, str], label: str) -> tuple[Instances, dict[Key, ResourceInstance]]:
        declaration = self.configuration.resources[key]
        found = self.instances(declaration, label)
        made: dict[Key, ResourceInstance] = {}
        for entry in found.entries:
            instance = ResourceInstance(self, declaration, "data" if key[0] == "data" else "managed", entry.key)
            instance.names, instance.absent = entry.names, found.unknown
            made[entry.key] = instance
            self.world.resources[instance.address] = instance
        self._resources[key] = (found, made)
        return found, made

    def instances(self, declaration: Declaration, label: str) -> Instances:
        """The instances of a resource or a module call; one that may be absent where that fails."""
        content = declaration.content
        name = "count" if "count" in content.attributes else "for_each"
        attribute = content.attributes.get(name)
        if attribute is None:
            return instances_of(content, {})
        try:
            found = instances_of(content, {name: self.scope(attribute.file)})
        except EvaluationError as error:
            self.world.report(Problem(error.message, error.location or attribute.location))
            found = unknown_instances(content, Unknown(error.message, Origin(attribute.location, error.message)))
        except (UndecidedError, ExhaustedError) as error:
            found = unknown_instances(content, error.unknown)
        except RecursionError:
            if self.world.depth.nested:
                raise
            found = unknown_instances(content, Unknown("the expression is nested too deeply"))
        if not self.world.admit(len(found.entries)):
            found = unknown_instances(content, Unknown("the stack has too many instances to evaluate each"))
        return found

    def _resource(
        self, mode: str, type_: str, label: str, steps: list[Step], used: int, scope: Scope
    ) -> tuple[Value, int]:
        key = (mode, type_, label)
        name = f"{'data.' if mode == 'data' else ''}{type_}.{label}"
        if key not in self.configuration.resources:
            raise not_declared(self.configuration, f"there is no `{name}` in this module")
        found, made = self._instances(key)
        symbols = {entry: Symbol(instance.address, ()) for entry, instance in made.items()}
        return pick(name, found, dict(symbols), steps, used, scope)

    # Providers

    def provider_for(self, type_: str, attribute: PlacedAttribute | None) -> ProviderConfiguration | None:
        """The provider configuration of a resource of that type, None when the argument cannot be read."""
        if attribute is None:
            return providers.find(self, type_.partition("_")[0], None)
        text = traversal_text(attribute.node.expression)
        if text is None:
            return None
        name, _, alias = text.partition(".")
        return providers.find(self, name, alias or None)

    def declared_provider(self, name: str, alias: str | None) -> ProviderConfiguration | None:
        """The provider configuration that a block of this module declares."""
        declaration = self.configuration.providers.get((name, alias))
        if declaration is None:
            return None
        key = (name, alias)
        if key not in self._providers:
            self._providers[key] = providers.evaluate_block(self, name, alias, declaration)
        return self._providers[key]

    def modules(self) -> list[Calls]:
        """The module calls of this module, in the order declared."""
        return [self.calls(name) for name in self.configuration.modules]

    def calls(self, name: str) -> Calls:
        """The instances of one module call."""
        found = self._modules.get(name)
        if found is not None:
            return found
        declaration, label = self.configuration.modules[name], f"module.{name}"
        self._refuse_circle(declaration, label)
        return self.world.depth.once((self.address, label), lambda: self._call(name, declaration))

    def _call(self, name: str, declaration: Declaration) -> Calls:
        made = self._modules[name] = calls.expand(self, name, declaration)
        return made


def _round(circle: list[Hashable]) -> str:
    """The names in a circle, of a long one the first and the last."""
    names = [f"`{item}`" for item in circle if isinstance(item, str)]
    if len(names) > 2 * _NAMES_SHOWN:
        left_out = len(names) - 2 * _NAMES_SHOWN
        names[_NAMES_SHOWN:-_NAMES_SHOWN] = [f"… ({left_out} more)"]
    return " → ".join(names)


def _leading(steps: list[Step]) -> list[str]:
    names: list[str] = []
    for step in steps:
        if not isinstance(step, ast.GetAttribute):
            break
        names.append(step.name)
    return names
