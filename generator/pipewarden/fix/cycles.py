"""Finds what refers to itself in a module, over others: Terraform refuses that, and a mend may bring it about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from pipewarden.fix.source import Source

_REFERENCE = re.compile(r"(?<![\w.-])(?:data\.)?[a-zA-Z_][\w-]*\.[a-zA-Z_][\w-]*")


def cycles(module: Iterable[Source]) -> Iterator[str]:
    """The cycles among the resources, data sources and locals of one module, each by the names in it."""
    texts = {name: text for source in module for name, text in _texts(source)}
    edges = {name: {found for found in _REFERENCE.findall(text) if found in texts} for name, text in texts.items()}
    reached = {name: _reached(name, edges) for name in edges}
    seen: set[str] = set()
    for name in sorted(edges):
        if name in reached[name] and name not in seen:
            circle = {other for other in reached[name] if name in reached[other]}
            seen |= circle
            yield ", ".join(sorted(circle))


def _texts(source: Source) -> Iterator[tuple[str, str]]:
    """What has a name that others refer to, and its text."""
    for block in source.tree.body.blocks:
        labels = [label.text for label in block.labels]
        if block.type == "resource":
            yield ".".join(labels), source.of(block.body.span)
        elif block.type == "data":
            yield ".".join(["data", *labels]), source.of(block.body.span)
        elif block.type == "locals":
            for item in block.body.attributes:
                yield f"local.{item.name}", source.of(item.expression.span)


def _reached(start: str, edges: Mapping[str, set[str]]) -> set[str]:
    """What a name refers to, directly or over others."""
    found: set[str] = set()
    todo = [start]
    while todo:
        for name in edges[todo.pop()] - found:
            found.add(name)
            todo.append(name)
    return found


def uses(module: Iterable[Source], reference: str) -> int:
    """How often the files of a module refer to something."""
    pattern = re.compile(rf"(?<![\w.-]){re.escape(reference)}(?![\w-])")
    return sum(len(pattern.findall(source.text)) for source in module)
