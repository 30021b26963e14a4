"""Rewritings of modules: a call is replaced by what the module holds, or a root becomes a module."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from pipewarden.fix.edit import Edit, apply
from pipewarden.hcl import ast
from pipewarden.stack.reader import join
from rewriting import syntax
from rewriting.tree import Tree, beside, folder_of


def inlined(tree: Tree, random: Random) -> Tree | None:
    """A module call without meta-arguments is replaced by the module's own blocks, under other names."""
    calls = [(path, block) for path in tree.native() for block in tree.file(path).body.blocks if block.type == "module"]
    if not calls:
        return None
    path, call = random.choice(calls)
    if any(call.body.attribute(name) for name in ("count", "for_each", "providers", "depends_on")):
        return None
    source = call.body.attribute("source")
    assert source is not None
    if not isinstance(source.expression, ast.Text):
        return None
    name, inner = call.labels[0].text, join(folder_of(path), source.expression.value)
    if "path.module" in "".join(tree.files[file] for file in tree.native(inner)) or _has_other_files(tree, inner):
        return None
    outer = _outputs(tree, path, call, name, inner)
    if outer is None:
        return None
    text = "\n\n".join(_inner_blocks(tree, path, call, name, inner))
    gone = Edit(path, call.span.start, call.span.end, "")
    changed = tree.edited([gone, *outer], {beside(path, f"from_{name}.tf"): f"{text}\n"})
    called = {target for file, block in calls if block is not call for target in _target(file, block)}
    unused = inner not in called
    return Tree({file: text for file, text in changed.files.items() if not (unused and folder_of(file) == inner)})


def _target(path: str, call: ast.Block) -> Iterator[str]:
    source = call.body.attribute("source")
    if source and isinstance(source.expression, ast.Text):
        yield join(folder_of(path), source.expression.value)


def _has_other_files(tree: Tree, folder: str) -> bool:
    """Whether the folder has files that are not merged by putting them one after the other, or no file at all."""
    apart = (".tf.json", "override.tf")
    return not tree.native(folder) or any(folder_of(path) == folder and path.endswith(apart) for path in tree.files)


def _outputs(tree: Tree, path: str, call: ast.Block, name: str, inner: str) -> list[Edit] | None:
    """The edits that put an output's expression where the outer module refers to it."""
    values = {
        block.labels[0].text: _substituted(tree, path, call, name, inner, file, value.expression)
        for file, block in syntax.blocks(tree, inner, "output")
        if (value := block.body.attribute("value"))
    }
    edits = [
        Edit(file, node.span.start, node.span.end, f"({values[node.name]})")
        for file in tree.native(folder_of(path))
        for node in syntax.walk(tree.file(file))
        if isinstance(node, ast.GetAttribute) and node.name in values and _is_call(node.source, name)
    ]
    whole = sum(
        found.parts == ("module", name)
        for file in tree.native(folder_of(path))
        for found in syntax.references(tree.file(file))
    )
    return edits if whole == len(edits) else None


def _is_call(node: ast.Expression, name: str) -> bool:
    return (
        isinstance(node, ast.GetAttribute)
        and node.name == name
        and isinstance(node.source, ast.Name)
        and node.source.name == "module"
    )


def _inner_blocks(tree: Tree, path: str, call: ast.Block, name: str, inner: str) -> Iterator[str]:
    for file, block in syntax.blocks(tree, inner, "resource", "data", "locals", "module", "moved", "check"):
        yield _substituted(tree, path, call, name, inner, file, block)


def _substituted(
    tree: Tree, path: str, call: ast.Block, name: str, inner: str, file: str, node: ast.Expression | ast.Block
) -> str:
    """The text of a node of the inner module, as it reads in the outer one."""
    offset = node.span.start
    edits = [
        Edit(file, found.start - offset, found.end - offset, text)
        for found, text in _changes(tree, path, call, name, inner, node)
    ]
    return apply(tree.source(file, node.span), edits)


def _changes(
    tree: Tree, path: str, call: ast.Block, name: str, inner: str, node: ast.Expression | ast.Block
) -> Iterator[tuple[ast.Span, str]]:
    for found in syntax.references(node):
        if found.parts[0] == "var":
            yield found.span, f"({_argument(tree, path, call, inner, found.parts[1])})"
        elif found.parts[0] in ("local", "data", "module") or found.parts[0].startswith("aws_"):
            yield found.last, f"{name}_{found.parts[-1]}"
    if isinstance(node, ast.Block) and node.type == "locals":
        yield from ((item.name_span, f"{name}_{item.name}") for item in node.body.attributes)
    elif isinstance(node, ast.Block) and node.type == "module":
        source = node.body.attribute("source")
        if source and isinstance(source.expression, ast.Text) and source.expression.value.startswith("."):
            yield source.expression.span, f'"{_relative(folder_of(path), join(inner, source.expression.value))}"'
        yield node.labels[-1].span, f'"{name}_{node.labels[-1].text}"'
    elif isinstance(node, ast.Block) and node.labels:
        yield node.labels[-1].span, f'"{name}_{node.labels[-1].text}"'


def _relative(base: str, target: str) -> str:
    up = "/".join([".."] * len([part for part in base.split("/") if part]))
    return f"{up}/{target}" if up else f"./{target}"


def _argument(tree: Tree, path: str, call: ast.Block, inner: str, variable: str) -> str:
    given = call.body.attribute(variable)
    if given is not None:
        return tree.source(path, given.expression.span)
    for file, block in syntax.blocks(tree, inner, "variable"):
        if block.labels[0].text == variable:
            default = block.body.attribute("default")
            return tree.source(file, default.expression.span) if default else "null"
    return "null"


def wrapped(tree: Tree, random: Random) -> Tree | None:
    """A root becomes a module, and a new root calls it; providers, settings and variables stay with the root."""
    roots = {
        folder_of(path) for path in tree.native() for block in tree.file(path).body.blocks if block.type == "provider"
    }
    if not roots:
        return None
    folder = random.choice(sorted(roots))
    number = random.randrange(10**6)
    place = f"{folder}/inner_{number}" if folder else f"inner_{number}"
    kept, moved, passed = [], [], []
    if any(folder_of(path) == folder and path.endswith((".tf.json", "override.tf")) for path in tree.files):
        return None
    for path, block in syntax.blocks(tree, folder):
        text = tree.source(path, block.span)
        if block.type in ("terraform", "provider", "variable"):
            kept.append(text)
        if block.type == "variable":
            passed.append(block.labels[0].text)
        if block.type in ("resource", "data", "locals", "variable"):
            moved.append(text)
        if block.type in ("module", "provider") and (
            block.type == "module" or syntax.roots(block) - {"var"} or len(block.labels) > 1
        ):
            return None
    here = {path for path in tree.files if folder_of(path) == folder and path.endswith(".tf")}
    files = {path: text for path, text in tree.files.items() if path not in here}
    arguments = "".join(f"  {name} = var.{name}\n" for name in passed)
    call = f'module "inner" {{\n  source = "./inner_{number}"\n{arguments}}}'
    beside_root = f"{folder}/" if folder else ""
    files[f"{beside_root}main.tf"] = "\n\n".join([*kept, call]) + "\n"
    files[f"{place}/main.tf"] = "\n\n".join(moved) + "\n"
    files |= {
        f"{place}/{path.removeprefix(beside_root)}": text for path, text in tree.files.items() if "policies/" in path
    }
    return Tree(files)
