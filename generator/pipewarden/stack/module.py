"""One instance of a module: resolves what its expressions refer to, each thing once and when it is asked for."""

from __future__ import annotations

import os
from collections.abc import Callable

from pipewarden.hcl import ast
from pipewarden.stack import calls, inputs, providers
from pipewarden.stack.configuration import Configuration, Declaration, PlacedAttribute
from pipewarden.stack.convert import convert
from pipewarden.stack.ephemeral import ephemeral
from pipewarden.stack.errors import EvaluationError, ExhaustedError, UndecidedError
from pipewarden.stack.expansion import Instances, Key, instances_of, unknown_instances
from pipewarden.stack.expressions import evaluate
from pipewarden.stack.model import Problem, ProviderConfiguration
from pipewarden.stack.origins import named
from pipewarden.stack.references import traversal_text
from pipewarden.stack.resource import ResourceInstance
from pipewarden.stack.scope import Scope
from pipewarden.stack.shape import mapping, plain
from pipewarden.stack.types import NUMBER, STRING
from pipewarden.stack.values import Known, Mapping, Origin, Sequence, Symbol, Unknown, Value
from pipewarden.stack.world import RootFiles, World

Step = ast.GetAttribute | ast.Index


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
        self._busy: list[str] = []
        self._resources: dict[tuple[str, str, str], tuple[Instances, dict[Key, ResourceInstance]]] = {}
        self._modules: dict[str, calls.Calls] = {}
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
                return self._path(first), 1
            case "terraform", [first, *_]:
                return self._terraform(first), 1
            case "module", [first, *_]:
                return calls.reference(self, first, steps, scope)
            case "data", [type_, label, *_]:
                return self._resource("data", type_, label, steps, 2, scope)
            case "ephemeral", [type_, label, *_]:
                return ephemeral(f"ephemeral.{type_}.{label}"), 2
            case ("each" | "count" | "self") as root, _:
                raise EvaluationError(f"`{root}` cannot be used here")
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
        busy, label = self.world.busy, self.prefix + name
        if label in busy:
            cycle = " → ".join(f"`{item}`" for item in [*busy[busy.index(label) :], label])
            raise EvaluationError(f"these refer to each other in a circle: {cycle}", location)
        busy.append(label)
        try:
            found = self.world.guarded(compute, location)
        finally:
            busy.pop()
        self._values[name] = found
        return found

    def variable(self, name: str) -> Value:
        """The value of an input variable."""
        declaration = self.configuration.variables.get(name)
        if declaration is None:
            raise EvaluationError(f"there is no variable `{name}` in this module")
        location = declaration.block.location
        given = self._arguments.get(name)
        return self.once(f"var.{name}", location, lambda: inputs.variable(name, declaration, given))

    def local(self, name: str) -> Value:
        """The value of a local."""
        attribute = self.configuration.locals.get(name)
        if attribute is None:
            raise EvaluationError(f"there is no local `{name}` in this module")
        return self.once(f"local.{name}", attribute.location, lambda: self._local(name, attribute))

    def _local(self, name: str, attribute: PlacedAttribute) -> Value:
        value = evaluate(attribute.node.expression, self.scope(attribute.file))
        return named(value, f"local.{name}", ast.Location(attribute.file, attribute.node.expression.span))

    def output(self, name: str) -> Value:
        """The value of an output."""
        declaration = self.configuration.outputs.get(name)
        if declaration is None:
            raise EvaluationError(f"`{self.address or 'the module'}` has no output `{name}`")
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

    def _path(self, name: str) -> Value:
        relative = os.path.relpath(self.configuration.folder or ".", self.world.folder or ".").replace(os.sep, "/")
        match name:
            case "module":
                return Known(relative, Origin(None, "`path.module`"))
            case "root":
                return Known(".", Origin(None, "`path.root`"))
            case "cwd":
                return Known(self.world.tree.absolute(self.world.folder), Origin(None, "`path.cwd`"))
        raise EvaluationError(f"there is no `path.{name}`")

    def _terraform(self, name: str) -> Value:
        workspace = self.world.deployment.workspace
        if name == "applying":
            return Unknown("`terraform.applying` differs between plan and apply")
        if name != "workspace":
            raise EvaluationError(f"there is no `terraform.{name}` here")
        if workspace is None:
            return Unknown("the workspace is not known")
        return Known(workspace, Origin(None, f"`terraform.workspace` is `{workspace}`"))

    # Resources

    def resources(self) -> list[ResourceInstance]:
        """The instances of all resources of this module, in the order declared."""
        return [item for key in self.configuration.resources for item in self._instances(key)[1].values()]

    def _instances(self, key: tuple[str, str, str]) -> tuple[Instances, dict[Key, ResourceInstance]]:
        if key not in self._resources:
            declaration = self.configuration.resources[key]
            label = f"{'data.' if key[0] == 'data' else ''}{key[1]}.{key[2]}"
            found = self.instances(declaration, label)
            made: dict[Key, ResourceInstance] = {}
            for entry in found.entries:
                instance = ResourceInstance(self, declaration, "data" if key[0] == "data" else "managed", entry.key)
                instance.names, instance.absent = entry.names, found.unknown
                made[entry.key] = instance
                self.world.resources[instance.address] = instance
            self._resources[key] = (found, made)
        return self._resources[key]

    def instances(self, declaration: Declaration, label: str) -> Instances:
        """The instances of a resource or a module call; one that may be absent where that fails."""
        content = declaration.content
        name = "count" if "count" in content.attributes else "for_each"
        attribute = content.attributes.get(name)
        if attribute is None:
            return instances_of(content, {})
        if f"{label}.{name}" in self._busy:
            raise EvaluationError(f"the `{name}` of `{label}` depends on itself", attribute.location)
        self._busy.append(f"{label}.{name}")
        try:
            found = instances_of(content, {name: self.scope(attribute.file)})
        except EvaluationError as error:
            self.world.report(Problem(error.message, error.location or attribute.location))
            found = unknown_instances(content, Unknown(error.message, Origin(attribute.location, error.message)))
        except (UndecidedError, ExhaustedError) as error:
            found = unknown_instances(content, error.unknown)
        finally:
            self._busy.remove(f"{label}.{name}")
        if not self.world.admit(len(found.entries)):
            found = unknown_instances(content, Unknown("the stack has too many instances to evaluate each"))
        return found

    def _resource(
        self, mode: str, type_: str, label: str, steps: list[Step], used: int, scope: Scope
    ) -> tuple[Value, int]:
        key = (mode, type_, label)
        if key not in self.configuration.resources:
            name = f"{'data.' if mode == 'data' else ''}{type_}.{label}"
            raise EvaluationError(f"there is no `{name}` in this module")
        found, made = self._instances(key)
        symbols = {entry: Symbol(instance.address, ()) for entry, instance in made.items()}
        return pick(found, dict(symbols), steps, used, scope)

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

    def modules(self) -> list[calls.Calls]:
        """The module calls of this module, in the order declared."""
        return [self.calls(name) for name in self.configuration.modules]

    def calls(self, name: str) -> calls.Calls:
        """The instances of one module call."""
        if name not in self._modules:
            self._modules[name] = calls.expand(self, name, self.configuration.modules[name])
        return self._modules[name]


def _leading(steps: list[Step]) -> list[str]:
    names: list[str] = []
    for step in steps:
        if not isinstance(step, ast.GetAttribute):
            break
        names.append(step.name)
    return names


def pick(found: Instances, values: dict[Key, Value], steps: list[Step], used: int, scope: Scope) -> tuple[Value, int]:
    """The instance that the next step names, or all of them; an instance that may be absent counts as present.

    Inside `try` and `can` its absence is an answer, so that there it is unknown.
    """
    following = steps[used] if used < len(steps) else None
    if found.kind == "single":
        return values[None], used
    if found.unknown is not None:
        key = _only_key(following, scope)
        if found.kind == "count" and key == 0 and not scope.tentative:
            return values[0], used + 1
        if _is_own_key(following, scope) and not scope.tentative:
            return next(iter(values.values())), used + 1  # whichever it is: the one that stands for all
        return Unknown(found.unknown.why, found.unknown.origin), used
    if isinstance(following, ast.Index):
        key_value = plain(evaluate(following.key, scope))
        if isinstance(key_value, Known) and key_value.value is not None:
            return _instance(found, values, key_value), used + 1
    if found.kind == "count":
        return Sequence(tuple(values.values())), used
    return mapping((str(key), value) for key, value in values.items()), used


def _only_key(step: Step | None, scope: Scope) -> Key:
    if not isinstance(step, ast.Index):
        return None
    value = plain(evaluate(step.key, scope))
    return int(str(value.value)) if isinstance(value, Known) and str(value.value) == "0" else None


def _is_own_key(step: Step | None, scope: Scope) -> bool:
    """Whether the step is `[each.key]` or `[count.index]`, in an instance whose own key is not known."""
    if not isinstance(step, ast.Index) or not isinstance(step.key, ast.GetAttribute):
        return False
    source = step.key.source
    if not isinstance(source, ast.Name) or (source.name, step.key.name) not in (("each", "key"), ("count", "index")):
        return False
    return isinstance(plain(evaluate(step.key, scope)), Unknown)


def _instance(found: Instances, values: dict[Key, Value], key: Known) -> Value:
    wanted: Key = None
    if found.kind == "count":
        number = convert(key, NUMBER)
        wanted = int(str(number.value)) if isinstance(number, Known) and str(number.value).isdigit() else None
    else:
        text = convert(key, STRING)
        wanted = str(text.value) if isinstance(text, Known) else None
    if wanted is None or wanted not in values:
        raise EvaluationError("there is no instance with that key")
    return values[wanted]
