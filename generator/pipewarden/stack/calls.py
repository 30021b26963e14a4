"""Module calls: where the source of a module is, its instances, and references to their outputs."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from pipewarden.hcl import ast
from pipewarden.stack import inputs, providers
from pipewarden.stack.configuration import Declaration, PlacedAttribute, literal_text
from pipewarden.stack.errors import EvaluationError, UndecidedError
from pipewarden.stack.expansion import Instances, Key, suffix
from pipewarden.stack.expressions import evaluate
from pipewarden.stack.missing import not_declared
from pipewarden.stack.model import ModuleCall, Problem, Unresolved
from pipewarden.stack.reader import join
from pipewarden.stack.scope import Scope
from pipewarden.stack.selection import pick
from pipewarden.stack.values import Known, Origin, Unknown, Value

if TYPE_CHECKING:
    from pipewarden.stack.module import ModuleInstance

_META = frozenset({"source", "version", "providers", "count", "for_each", "depends_on"})
_DEPTH_LIMIT = 50

NOT_INSTALLED = "is not in the tree"
"""What is said of a remote module that `terraform init` has not brought."""


class Calls(Struct):
    """All instances of one `module` block; `unknown` says why there are none to look into."""

    instances: Instances
    modules: dict[Key, ModuleInstance]
    described: list[ModuleCall] = field(default_factory=list)
    unknown: Unknown | None = None


def expand(module: ModuleInstance, name: str, declaration: Declaration) -> Calls:
    """The instances of a module call."""
    from pipewarden.stack.module import ModuleInstance

    address = f"{module.prefix}module.{name}"
    instances = module.instances(declaration, f"module.{name}")
    found = _find_source(module, name, declaration)
    folder = found if isinstance(found, str) else None
    described = [_described(module, declaration, address + suffix(entry.key), folder) for entry in instances.entries]
    if isinstance(found, Unknown):
        if instances.entries:  # a call with `count = 0` makes nothing
            module.world.unresolved.append(Unresolved(address, found.why, declaration.block.location))
        return Calls(instances, {}, described, found)
    configuration = module.world.configuration(found)
    attributes = declaration.content.attributes
    made: dict[Key, ModuleInstance] = {}
    for entry in instances.entries:
        scope = module.scope(declaration.block.file, entry.names)
        made[entry.key] = ModuleInstance(
            module.world,
            configuration,
            address=address + suffix(entry.key),
            parent=module,
            arguments={key: _argument(key, item, scope) for key, item in attributes.items() if key not in _META},
            passed=providers.passed_to(attributes.get("providers")),
            absent=instances.unknown or module.absent,
        )
    if not configuration.unread:
        _report_undeclared(module, name, declaration, configuration.variables)
    return Calls(instances, made, described)


def _argument(name: str, attribute: PlacedAttribute, scope: Scope) -> Callable[[], Value]:
    def compute() -> Value:
        value = evaluate(attribute.node.expression, replace(scope, file=attribute.file))
        place = ast.Location(attribute.file, attribute.node.expression.span)
        return inputs.call_argument(name, value, place)

    return compute


def _report_undeclared(
    module: ModuleInstance, name: str, declaration: Declaration, variables: dict[str, Declaration]
) -> None:
    for key, attribute in declaration.content.attributes.items():
        if key not in _META and key not in variables:
            message = f"the module `{name}` has no variable `{key}`"
            module.world.report(Problem(message, attribute.location))


def _described(module: ModuleInstance, declaration: Declaration, address: str, folder: str | None) -> ModuleCall:
    attributes = declaration.content.attributes
    source = _constant(attributes.get("source")) or Unknown("the module has no `source`")
    directory = module.world.tree.shown(folder) if folder is not None else None
    return ModuleCall(address, source, _constant(attributes.get("version")), directory, declaration.block.location)


def _constant(attribute: PlacedAttribute | None) -> Value | None:
    if attribute is None:
        return None
    text = literal_text(attribute.node.expression)
    origin = Origin(attribute.location, f"`{attribute.node.name}`")
    return Known(text, origin) if text is not None else Unknown("it is not a plain string", origin)


def _find_source(module: ModuleInstance, name: str, declaration: Declaration) -> str | Unknown:
    """The folder of a module in the tree, or why it cannot be looked into."""
    attribute = declaration.content.attributes.get("source")
    source = literal_text(attribute.node.expression) if attribute is not None else None
    origin = Origin(declaration.block.header, f"the source of `module.{name}`")
    if attribute is None or source is None:
        return Unknown(f"`module.{name}` has no plain `source`", origin)
    try:
        if source.startswith(("./", "../")) or source in (".", ".."):
            folder = join(module.configuration.folder, source)
            if not module.world.tree.is_folder(folder):
                message = f"the folder of `module.{name}` does not exist: `{folder}`; mend its `source`"
                module.world.report(Problem(message, attribute.location))
            return _local(module, name, folder, origin)
        return _installed(module, name, source, origin)
    except UndecidedError as error:
        return Unknown(error.unknown.why, origin)


def _local(module: ModuleInstance, name: str, folder: str, origin: Origin) -> str | Unknown:
    folder = module.world.tree.contained(folder)
    if not module.world.tree.is_folder(folder) or not module.world.tree.configuration(folder):
        return Unknown(f"the folder of `module.{name}` has no configuration", origin)
    ancestor: ModuleInstance | None = module
    depth = 0
    while ancestor is not None:
        if ancestor.configuration.folder == folder:
            return Unknown(f"`module.{name}` calls itself", origin)
        ancestor = ancestor.parent
        depth += 1
    return folder if depth < _DEPTH_LIMIT else Unknown("the modules are nested too deeply", origin)


def _installed(module: ModuleInstance, name: str, source: str, origin: Origin) -> str | Unknown:
    """The folder into which `terraform init` has put a remote module."""
    world = module.world
    manifest = join(world.folder, ".terraform/modules/modules.json")
    missing = Unknown(f"`module.{name}` {NOT_INSTALLED}: `{source}`; run `terraform init` first", origin)
    if not world.tree.exists(manifest):
        return missing
    try:
        entries = json.loads(world.tree.read(manifest))["Modules"]
        folders = {entry["Key"]: entry["Dir"] for entry in entries}
    except (ValueError, KeyError, TypeError, EvaluationError, RecursionError):
        return Unknown("`.terraform/modules/modules.json` cannot be read", origin)
    folder = folders.get(_call_path(module, name))
    if not isinstance(folder, str):
        return missing
    return _local(module, name, join(world.folder, folder), origin)


def _call_path(module: ModuleInstance, name: str) -> str:
    """The names of the calls that lead to a module, with dots and without instance keys."""
    names = [name]
    current = module
    while current.parent is not None:
        names.append(current.address.rpartition("module.")[2].partition("[")[0])
        current = current.parent
    return ".".join(reversed(names))


def reference(
    module: ModuleInstance, name: str, steps: list[ast.GetAttribute | ast.Index], scope: Scope
) -> tuple[Value, int]:
    """The value of `module.name…`, and how many steps of it were used; one output alone where only one is named."""
    if name not in module.configuration.modules:
        raise not_declared(module.configuration, f"there is no module call `{name}` in this module")
    calls = module.calls(name)
    if calls.unknown is not None:
        return calls.unknown, 1
    markers: dict[Key, Value] = {key: Known(Fraction(index)) for index, key in enumerate(calls.modules)}
    chosen, used = pick(f"module.{name}", calls.instances, markers, steps, 1, scope)
    if isinstance(chosen, Unknown):
        return chosen, used
    if isinstance(chosen, Known):
        instance = list(calls.modules.values())[int(str(chosen.value))]
        following = steps[used] if used < len(steps) else None
        if isinstance(following, ast.GetAttribute):
            return instance.output(following.name), used + 1
        return instance.outputs(), used
    whole: dict[Key, Value] = {key: item.outputs() for key, item in calls.modules.items()}
    return pick(f"module.{name}", calls.instances, whole, steps, 1, scope)
