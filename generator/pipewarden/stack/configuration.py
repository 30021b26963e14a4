"""The configuration of one module: the blocks of all its files, merged as Terraform merges them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from pipewarden.hcl import ast
from pipewarden.stack.model import Problem
from pipewarden.stack.reader import Tree


class PlacedAttribute(Struct, frozen=True):
    """An argument and the file that it stands in."""

    file: str
    node: ast.Attribute

    @property
    def location(self) -> ast.Location:
        """Where it stands."""
        return ast.Location(self.file, self.node.span)


class PlacedBlock(Struct, frozen=True):
    """A block and the file that it stands in."""

    file: str
    node: ast.Block

    @property
    def location(self) -> ast.Location:
        """Where it stands."""
        return ast.Location(self.file, self.node.span)

    @property
    def header(self) -> ast.Location:
        """Where its type and labels stand."""
        return ast.Location(self.file, self.node.header)


class Content(Struct, frozen=True):
    """What stands in a block, after merging: arguments by name, and nested blocks in order."""

    attributes: dict[str, PlacedAttribute]
    blocks: tuple[PlacedBlock, ...]

    def named(self, type_: str) -> Iterator[PlacedBlock]:
        """The nested blocks of one type."""
        return (block for block in self.blocks if block.node.type == type_)


class Declaration(Struct, frozen=True):
    """A top-level block with its labels, after merging."""

    labels: tuple[str, ...]
    content: Content
    block: PlacedBlock


class Configuration(Struct):
    """Everything that one folder declares. Names are unique: a second declaration is a problem.

    `unread` are the files with a syntax error, of which nothing is known.
    """

    folder: str
    files: tuple[str, ...] = ()
    variables: dict[str, Declaration] = field(default_factory=dict)
    locals: dict[str, PlacedAttribute] = field(default_factory=dict)
    outputs: dict[str, Declaration] = field(default_factory=dict)
    resources: dict[tuple[str, str, str], Declaration] = field(default_factory=dict)
    modules: dict[str, Declaration] = field(default_factory=dict)
    providers: dict[tuple[str, str | None], Declaration] = field(default_factory=dict)
    settings: list[Content] = field(default_factory=list)
    checks: list[Declaration] = field(default_factory=list)
    imports: list[Declaration] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    comments: list[tuple[str, tuple[ast.Comment, ...]]] = field(default_factory=list)
    first_block: ast.Location | None = None
    unread: list[ast.Location] = field(default_factory=list)


_Key = TypeVar("_Key")
_IGNORED = frozenset({"moved", "removed", "ephemeral", "action", "list"})
_LABELS = {"variable": 1, "output": 1, "module": 1, "provider": 1, "resource": 2, "data": 2}


def load(tree: Tree, folder: str) -> Configuration:
    """Read and merge the configuration files of a folder."""
    paths = tree.configuration(folder)
    configuration = Configuration(folder, tuple(tree.shown(path) for path in paths))
    primary = [path for path in paths if not _is_override(path)]
    merged = [*primary, *(path for path in paths if _is_override(path))]
    for path, parsed in zip(merged, tree.parsed_together(merged), strict=True):
        _Loader(configuration, tree.shown(path), override=_is_override(path)).load(parsed)
    return configuration


def _is_override(path: str) -> bool:
    stem = PurePosixPath(path).name.removesuffix(".json").removesuffix(".tf")
    return stem == "override" or stem.endswith("_override")


class _Loader:
    """Adds the blocks of one file to a configuration."""

    def __init__(self, configuration: Configuration, file: str, *, override: bool) -> None:
        self._into = configuration
        self._file = file
        self._override = override

    def load(self, parsed: ast.File) -> None:
        self._into.comments.append((self._file, parsed.comments))
        if parsed.problem is not None:
            place = parsed.problem
            span = ast.Span(0, 0, place.line, place.column, place.line, place.column)
            self._into.problems.append(Problem(place.message, ast.Location(self._file, span)))
            self._into.unread.append(ast.Location(self._file, span))
        for attribute in parsed.body.attributes:
            self._refuse(f"`{attribute.name}` cannot stand outside of a block", attribute.span)
        for block in parsed.body.blocks:
            if self._into.first_block is None:
                self._into.first_block = ast.Location(self._file, block.span)
            self._add(block)

    def _refuse(self, message: str, span: ast.Span) -> None:
        self._into.problems.append(Problem(message, ast.Location(self._file, span)))

    def _add(self, block: ast.Block) -> None:
        labels = tuple(label.text for label in block.labels)
        if block.type in _LABELS and len(labels) != _LABELS[block.type]:
            self._refuse(
                f"a `{block.type}` block takes {_LABELS[block.type]} label(s), not {len(labels)}", block.header
            )
            return
        content = content_of(self._file, block.body, self._into.problems)
        declaration = Declaration(labels, content, PlacedBlock(self._file, block))
        match block.type:
            case "locals":
                self._add_locals(content)
            case "terraform":
                self._add_settings(content)
            case "check":
                self._into.checks.append(declaration)
            case "import":
                self._into.imports.append(declaration)
            case "variable":
                self._put(self._into.variables, labels[0], declaration)
            case "output":
                self._put(self._into.outputs, labels[0], declaration)
            case "module":
                self._put(self._into.modules, labels[0], declaration)
            case "resource" | "data":
                mode = "managed" if block.type == "resource" else "data"
                self._put(self._into.resources, (mode, labels[0], labels[1]), declaration)
            case "provider":
                self._put(self._into.providers, (labels[0], _alias(content)), declaration)
            case _ if block.type not in _IGNORED:
                self._refuse(f"Terraform has no block type `{block.type}`", block.header)

    def _put(self, entries: dict[_Key, Declaration], key: _Key, new: Declaration) -> None:
        old = entries.get(key)
        block = new.block.node
        if old is None:
            if self._override:
                self._refuse(
                    f"this `{block.type}` overrides nothing: there is no such block to merge it into", block.header
                )
            entries[key] = new
        elif self._override:
            entries[key] = replace(old, content=overridden(old.content, new.content))
        else:
            first = old.block.location
            place = f"{first.file}:{first.span.line}"
            self._refuse(f"this `{block.type}` is declared twice: the first is at `{place}`", block.header)

    def _add_locals(self, content: Content) -> None:
        for name, attribute in content.attributes.items():
            old = self._into.locals.get(name)
            if old is not None and not self._override:
                place = f"{old.file}:{old.node.span.line}"
                self._refuse(f"`local.{name}` is declared twice: the first is at `{place}`", attribute.node.span)
                continue
            self._into.locals[name] = attribute

    def _add_settings(self, content: Content) -> None:
        if not self._override or not self._into.settings:
            self._into.settings.append(content)
            return
        kept = [
            _without(old, {block.node.type for block in content.blocks} & {"backend", "cloud"})
            for old in self._into.settings
        ]
        self._into.settings[:] = [*kept[:-1], _merged_settings(kept[-1], content)]


def _merged_settings(old: Content, new: Content) -> Content:
    """Settings after an override: `required_providers` is merged by entry."""
    blocks = list(old.blocks)
    for block in new.blocks:
        same = [index for index, item in enumerate(blocks) if item.node.type == block.node.type]
        if block.node.type == "required_providers" and same:
            blocks[same[0]] = _merged_block(blocks[same[0]], block)
        else:
            blocks.append(block)
    return Content({**old.attributes, **new.attributes}, tuple(blocks))


def _without(content: Content, types: set[str]) -> Content:
    return Content(content.attributes, tuple(block for block in content.blocks if block.node.type not in types))


def _merged_block(old: PlacedBlock, new: PlacedBlock) -> PlacedBlock:
    names = {item.name for item in new.node.body.attributes}
    kept = tuple(item for item in old.node.body.items if not isinstance(item, ast.Attribute) or item.name not in names)
    body = ast.Body((*kept, *new.node.body.items), old.node.body.span)
    node = ast.Block(old.node.type, old.node.labels, body, old.node.header, old.node.span)
    return PlacedBlock(old.file, node)


def overridden(old: Content, new: Content) -> Content:
    """A block's content after an override: arguments replaced by name, nested blocks replaced by type."""
    types = {_block_type(block) for block in new.blocks} - {"lifecycle"}
    blocks = [block for block in old.blocks if _block_type(block) not in types]
    for block in new.blocks:
        if block.node.type != "lifecycle":
            blocks.append(block)
            continue
        same = next((index for index, item in enumerate(blocks) if item.node.type == "lifecycle"), None)
        if same is None:
            blocks.append(block)
        else:
            blocks[same] = _merged_block(blocks[same], block)
    attributes = {**old.attributes, **new.attributes}
    if "count" in attributes:
        attributes.pop("for_each", None)
    return Content(attributes, tuple(blocks))


def _block_type(block: PlacedBlock) -> str:
    if block.node.type == "dynamic" and block.node.labels:
        return block.node.labels[0].text
    return block.node.type


def content_of(file: str, body: ast.Body, problems: list[Problem] | None = None) -> Content:
    """A body as it stands; of an argument that is given twice, the first counts and the second is a problem."""
    attributes: dict[str, PlacedAttribute] = {}
    for attribute in body.attributes:
        if attribute.name in attributes:
            if problems is not None:
                message = f"`{attribute.name}` is set twice in one block; remove one of them"
                problems.append(Problem(message, ast.Location(file, attribute.name_span)))
            continue
        attributes[attribute.name] = PlacedAttribute(file, attribute)
    return Content(attributes, tuple(PlacedBlock(file, block) for block in body.blocks))


def _alias(content: Content) -> str | None:
    attribute = content.attributes.get("alias")
    return literal_text(attribute.node.expression) if attribute is not None else None


def literal_text(expression: ast.Expression) -> str | None:
    """The text of a string without interpolation; None for anything else."""
    return expression.value if isinstance(expression, ast.Text) else None
