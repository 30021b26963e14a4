"""The free-text fields of a stack: tags, names, descriptions, statement ids, pipeline variables and messages."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from pipewarden.stack.errors import EvaluationError, UndecidedError
from pipewarden.stack.json_text import decode
from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.shape import with_origin
from pipewarden.stack.values import Encoded, Known, Mapping, Sequence, Template, Unknown, Value
from pipewarden.subjects.providers import aws_providers
from pipewarden.subjects.texts import Path, Text, shown_text, texts, unknowns

_FIELDS = frozenset(
    [
        "comment",
        "customdata",
        "default_value",
        "description",
        "display_name",
        "externalentitylink",
        "input",
        "input_template",
        "label",
        "message",
        "name",
        "name_prefix",
        "note",
        "notes",
        "sid",
        "subject",
        "summary",
        "title",
    ]
)
_SUFFIXES = ("_comment", "_description", "_message", "_name", "_name_prefix", "_summary")
_MAPS = frozenset({"tags", "tags_all", "default_tags", "tag"})
_IDENTITIES = frozenset({"domain_name", "host_name", "principal_name", "server_name", "user_name"})
_NAMING = frozenset({"bucket", "bucket_prefix", "path", "prefix"})


class FreeText(Struct, frozen=True):
    """A text that somebody chose. `key` tells that it is the key of a tag; `owner` is what it belongs to."""

    owner: Resource | Stack
    text: Text
    key: bool = False

    @property
    def title(self) -> str:
        """How a message names the field."""
        where = f"the key of `{self.text.name}`" if self.key else f"`{self.text.name}`"
        return f"{where} of the provider" if isinstance(self.owner, Stack) else where


def free_texts(stack: Stack) -> Iterator[FreeText | tuple[Resource | Stack, Unknown]]:
    """Every free text of the managed AWS resources, and of the tags that providers give to all."""
    for resource in stack.resources:
        if resource.mode == "managed" and resource.type.startswith(("aws_", "awscc_")):
            yield from _within(resource, resource.values)
            if resource.type.endswith("_tag"):
                yield from _single_tag(resource)
    for item in aws_providers(stack):
        default = item.values.get("default_tags")
        if default is not None:
            yield from _everything(stack, default, ("default_tags",))


def _within(owner: Resource, values: Mapping) -> Iterator[FreeText | tuple[Resource | Stack, Unknown]]:
    for name, value in values.members:
        yield from _member(owner, name, value, (name,))


def _single_tag(resource: Resource) -> Iterator[FreeText | tuple[Resource | Stack, Unknown]]:
    """The tag that a resource such as `aws_ec2_tag` puts on another one."""
    for name in ("key", "value"):
        value = resource.values.get(name)
        if value is not None:
            yield from _everything(resource, value, (name,))


def _member(
    owner: Resource, name: str, value: Value, path: Path
) -> Iterator[FreeText | tuple[Resource | Stack, Unknown]]:
    lower = name.lower()
    if lower in _MAPS or _is_free(lower) or (len(path) == 1 and lower in _NAMING):
        yield from _everything(owner, value, path)
        return
    structure = _structure(value)
    if isinstance(structure, Mapping):
        for inner, member in structure.members:
            yield from _member(owner, inner, _placed(member, value), (*path, inner))
    elif isinstance(structure, Sequence):
        for index, item in enumerate(structure.items):
            if isinstance(item, Mapping):
                for inner, member in item.members:
                    step = _variable_name(item) if inner == "default_value" else inner
                    yield from _member(owner, inner, _placed(member, value), (*path, index, step))


def _variable_name(variable: Mapping) -> str:
    """The name of a pipeline variable, under which its default is read."""
    name = variable.get("name")
    return str(name.value) if isinstance(name, Known) else "default_value"


def _is_free(name: str) -> bool:
    return name not in _IDENTITIES and (name in _FIELDS or name.endswith(_SUFFIXES))


def _everything(
    owner: Resource | Stack, value: Value, path: Path
) -> Iterator[FreeText | tuple[Resource | Stack, Unknown]]:
    yield from (FreeText(owner, text) for text in texts(value, path))
    yield from _keys(owner, value, path)
    yield from ((owner, unknown) for _, unknown in unknowns(value))


def _keys(owner: Resource | Stack, value: Value, path: Path) -> Iterator[FreeText]:
    """The keys of tags: what somebody wrote to the left of the sign."""
    if isinstance(value, Mapping):
        for name, member in value.members:
            if value.kind != "block":
                yield FreeText(owner, Text((*path, name), name, member), key=True)
            yield from _keys(owner, member, (*path, name))
    elif isinstance(value, Sequence):
        for index, item in enumerate(value.items):
            yield from _keys(owner, item, (*path, index))


def _structure(value: Value) -> Value:
    """The value, or what its JSON stands for."""
    text = shown_text(value)
    if text is None or not text.lstrip().startswith(("{", "[")) or not isinstance(value, Known | Template):
        return value.structure if isinstance(value, Encoded) else value
    try:
        return decode(value)
    except (EvaluationError, UndecidedError):
        return value


def _placed(member: Value, around: Value) -> Value:
    """A member, with the place of the text around it where it has none of its own."""
    return member if member.origin is not None else with_origin(member, around.origin)
