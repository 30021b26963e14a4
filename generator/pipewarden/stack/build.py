"""Builds the resolved stack of a root module."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec.structs import replace

from pipewarden.hcl import ast
from pipewarden.stack import inputs, roots
from pipewarden.stack.blocks import content_value
from pipewarden.stack.calls import Calls
from pipewarden.stack.configuration import Content, PlacedBlock
from pipewarden.stack.json_blocks import as_blocks
from pipewarden.stack.model import Problem, ProviderConfiguration, Resource, Stack
from pipewarden.stack.module import ModuleInstance
from pipewarden.stack.reader import Tree
from pipewarden.stack.references import traversal_text
from pipewarden.stack.values import Mapping, Value
from pipewarden.stack.variables import Deployment, Given, given_values
from pipewarden.stack.world import World

_SETTING_BLOCKS = frozenset({"required_providers", "backend", "cloud", "provider_meta"})


def find_roots(directory: Tree | Path | str) -> tuple[str, ...]:
    """The folders of the root modules, relative to the directory; the directory itself is the empty path.

    Raises PipewardenError when there is no such directory.
    """
    return roots.find_roots(_tree(directory))


def build(directory: Tree | Path | str, deployment: Deployment | None = None, root: str = "") -> Stack:
    """The stack of one root module; nothing outside of the directory is read.

    Give a `Tree` to evaluate several roots of one directory without reading its files again. Raises PipewardenError
    when there is no such directory; what is wrong in the configuration is in the stack's `problems`.
    """
    tree = _tree(directory)
    deployed = deployment or Deployment()
    world = World(tree, root, deployed)
    configuration = world.configuration(root)
    module = ModuleInstance(world, configuration, arguments=_arguments(world, tree, root))
    modules = list(_all_modules(module))
    for item in modules:
        item.evaluate_all()
    outputs = module.outputs()
    providers = tuple(_providers(modules))
    return Stack(
        path=tree.shown(root),
        resources=_resources(modules),
        outputs=outputs,
        providers=providers,
        modules=tuple(call for module in modules for calls in module.modules() for call in calls.described),
        settings=tuple(_settings(world, content, module) for content in configuration.settings),
        unresolved=tuple(world.unresolved),
        problems=tuple(sorted(world.problems, key=_place)),
        first_block=configuration.first_block,
        files=tuple(sorted({file for item in world.configurations for file in item.files})),
        comments=tuple(sorted(pair for item in world.configurations for pair in item.comments)),
        account=deployed.account,
        region=deployed.region,
        partition=deployed.partition,
    )


def _tree(directory: Tree | Path | str) -> Tree:
    return directory if isinstance(directory, Tree) else Tree(directory)


def _place(problem: Problem) -> tuple[str, int, int]:
    return problem.location.file, problem.location.span.line, problem.location.span.column


def _arguments(world: World, tree: Tree, root: str) -> dict[str, Callable[[], Value]]:
    given = given_values(tree, root, world.deployment, world.problems)
    configuration = world.configuration(root)

    def argument(name: str, value: Given) -> Callable[[], Value]:
        def compute() -> Value:
            declared = inputs.declared_type(configuration.variables[name])
            return inputs.given_argument(name, value.resolve(declared), value)

        return compute

    return {name: argument(name, value) for name, value in given.items()}


def _all_modules(module: ModuleInstance) -> Iterator[ModuleInstance]:
    waiting = [module]
    while waiting:
        current = waiting.pop()
        yield current
        calls: list[Calls] = current.modules()
        waiting.extend(inner for call in reversed(calls) for inner in reversed(list(call.modules.values())))


def _resources(modules: list[ModuleInstance]) -> tuple[Resource, ...]:
    """All resources by address. Which of them are used is known when the last one is resolved."""
    instances = [instance for module in modules for instance in module.resources()]
    resolved = [(instance, instance.resolved()) for instance in instances]
    found = (item if item.used == instance.used else replace(item, used=instance.used) for instance, item in resolved)
    return tuple(sorted(found, key=lambda item: item.address))


def _providers(modules: list[ModuleInstance]) -> Iterator[ProviderConfiguration]:
    for module in modules:
        for name, alias in module.configuration.providers:
            found = module.declared_provider(name, alias)
            if found is not None:
                yield found


def _settings(world: World, content: Content, module: ModuleInstance) -> Mapping:
    """A `terraform` block; a labelled block in it (`backend "s3"`) has its label as the member `type`."""
    blocks = as_blocks(content, _SETTING_BLOCKS)
    blocks = Content(blocks.attributes, tuple(_without_aliases(block) for block in blocks.blocks))
    return content_value(world, blocks, module.scope(""))


def _without_aliases(block: PlacedBlock) -> PlacedBlock:
    """A `required_providers` block without `configuration_aliases`, whose names are no values."""
    if block.node.type != "required_providers":
        return block
    items = tuple(_plain_requirement(item) for item in block.node.body.items)
    body = ast.Body(items, block.node.body.span)
    node = ast.Block(block.node.type, block.node.labels, body, block.node.header, block.node.span)
    return PlacedBlock(block.file, node)


def _plain_requirement(item: ast.Attribute | ast.Block) -> ast.Attribute | ast.Block:
    if not isinstance(item, ast.Attribute) or not isinstance(item.expression, ast.ObjectExpression):
        return item
    kept = (entry for entry in item.expression.entries if traversal_text(entry.key) != "configuration_aliases")
    expression = ast.ObjectExpression(tuple(kept), item.expression.span)
    return ast.Attribute(item.name, expression, item.name_span, item.span)
