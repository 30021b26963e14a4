"""Rewritings of blocks: their order and files, instances, `dynamic` blocks, override files."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from pipewarden.fix.edit import Edit
from pipewarden.hcl import ast
from rewriting import syntax
from rewriting.tree import Tree, beside, folder_of

_STATIC = frozenset({"lifecycle", "provisioner", "connection", "timeouts", "dynamic", "content"})


def _resources(tree: Tree, *types: str) -> list[tuple[str, ast.Block]]:
    wanted = types or ("resource", "data")
    return [(path, block) for path in tree.native() for block in tree.file(path).body.blocks if block.type in wanted]


def instance(tree: Tree, random: Random) -> Tree | None:
    """`count` or `for_each` with one instance."""
    path, block = random.choice(_resources(tree))
    address = syntax.label(block)
    repeated = any(block.body.attribute(name) for name in ("count", "for_each"))
    overridden = sum(syntax.label(other) == address for _, other in syntax.blocks(tree, folder_of(path))) > 1
    if repeated or overridden or any(found.parts == address for found in syntax.references(block)):
        return None
    line, key = random.choice(_INSTANCES)
    start = block.body.span.start
    edits = [
        edit
        for edit in syntax.renamed_references(tree, folder_of(path), address, ".".join(address) + key)
        if not _in_dependencies(tree, edit)
    ]
    return tree.edited([Edit(path, start, start, f"\n  {line}\n"), *edits])


_INSTANCES = (
    ("count = 1", "[0]"),
    ('count = length(["a"])', "[0]"),
    ('for_each = toset(["only"])', '["only"]'),
    ('for_each = { only = "x" }', '["only"]'),
    ('for_each = { for name in ["only"] : name => name if name != "none" }', '["only"]'),
)


def _in_dependencies(tree: Tree, edit: Edit) -> bool:
    return any(
        item.name in ("depends_on", "replace_triggered_by") and item.span.start <= edit.start < item.span.end
        for item in syntax.walk(tree.file(edit.file))
        if isinstance(item, ast.Attribute)
    )


def dynamic(tree: Tree, random: Random) -> Tree | None:
    """A nested block becomes a `dynamic` one, over a list with one item."""
    found = [
        (path, inner)
        for path, block in _resources(tree)
        for inner in _nested(block)
        if not inner.labels and inner.type not in _STATIC
    ]
    if not found:
        return None
    path, inner = random.choice(found)
    content = tree.source(path, inner.body.span)
    over = random.choice(["[1]", '{ only = "x" }', 'toset(["only"])', "true ? [1] : []", "range(1)"])
    iterator = f"unused_{random.randrange(10**6)}"
    head = f'dynamic "{inner.type}" {{\n    for_each = {over}\n    iterator = {iterator}\n'
    text = f"{head}    content {{{content}}}\n  }}"
    return tree.edited([Edit(path, inner.span.start, inner.span.end, text)])


def _nested(block: ast.Block) -> Iterator[ast.Block]:
    for inner in block.body.blocks:
        if inner.type not in ("lifecycle", "provisioner", "connection"):
            yield inner
            yield from _nested(inner)


def reordered(tree: Tree, random: Random) -> Tree | None:
    """The arguments of a resource in another order; nested blocks of one type keep theirs."""
    path, block = random.choice(_resources(tree, "resource", "data", "module", "variable", "locals"))
    items = list(block.body.attributes)
    if len(items) < 2:
        return None
    shuffled = random.sample(items, len(items))
    return tree.edited(
        Edit(path, old.span.start, old.span.end, tree.source(path, new.span))
        for old, new in zip(items, shuffled, strict=True)
        if old != new
    )


def moved(tree: Tree, random: Random) -> Tree | None:
    """A block moves to another file of its module, which may be new, or to another place of its own file."""
    path, block = random.choice(_resources(tree, "resource", "data", "module", "variable", "locals", "output"))
    if path.endswith(("override.tf",)):
        return None
    others = [file for file in tree.native(folder_of(path)) if not file.endswith("override.tf")]
    target = random.choice([*others, beside(path, f"part_{random.randrange(100)}.tf")])
    text = tree.source(path, block.span)
    if any(comment.span.line == block.span.end_line for comment in tree.file(path).comments):
        return None
    return tree.edited([Edit(path, block.span.start, block.span.end, "")], {target: f"{text}\n"})


def merged(tree: Tree, random: Random) -> Tree | None:
    """All files of a module in one."""
    folder = folder_of(random.choice(tree.native()))
    paths = [path for path in tree.native(folder) if not path.endswith("override.tf")]
    together = "\n".join(tree.files[path].rstrip() + "\n" for path in paths)
    kept = {path: text for path, text in tree.files.items() if path not in paths}
    return Tree({**kept, f"{folder}/all.tf" if folder else "all.tf": together})


def overridden(tree: Tree, random: Random) -> Tree | None:
    """An argument moves to an override file, from which it is merged; its old place says something else, or nothing."""
    path, block = random.choice(_resources(tree, "resource"))
    found = [item for item in block.body.attributes if item.name not in syntax.META_ARGUMENTS]
    if not found or path.endswith("override.tf"):
        return None
    item = random.choice(found)
    type_, name = syntax.label(block)
    text = f'resource "{type_}" "{name}" {{\n  {tree.source(path, item.span)}\n}}\n'
    file = beside(path, f"{random.choice(['a', 'z'])}_{random.randrange(10**6)}_override.tf")
    left = random.choice(["", f"{item.name} = null"])
    return tree.edited([Edit(path, item.span.start, item.span.end, left)], {file: text})
