"""All rewritings that change nothing: each takes a tree and a source of choices, and may find nothing to do."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from rewriting import additions, blocks, inlining, layout, names, statements, values
from rewriting.tree import Tree

Rewriting = Callable[[Tree, Random], Tree | None]

REWRITINGS: dict[str, Rewriting] = {
    "rename": names.renamed,
    "rename-local": names.renamed_local,
    "local": values.to_local,
    "variable": values.to_variable,
    "tfvars": values.to_tfvars,
    "roundabout": values.roundabout,
    "heredoc": values.to_heredoc,
    "notation": statements.notation,
    "statements": statements.restated,
    "instance": blocks.instance,
    "dynamic": blocks.dynamic,
    "argument-order": blocks.reordered,
    "move": blocks.moved,
    "merge-files": blocks.merged,
    "override": blocks.overridden,
    "comments": layout.commented,
    "unformatted": layout.unformatted,
    "addition": additions.addition,
    "meta": additions.meta,
    "inline-module": inlining.inlined,
    "wrap-root": inlining.wrapped,
}

LAST: dict[str, Rewriting] = {"json": layout.to_json}
"""What comes after all others, because these edit the native syntax only."""


def composed(tree: Tree, chosen: list[str], random: Random) -> Tree:
    """The tree after these rewritings, one after the other; what finds nothing to do is passed over."""
    for name in sorted(chosen, key=lambda name: name in LAST):
        tree = {**REWRITINGS, **LAST}[name](tree, random) or tree
    return tree
