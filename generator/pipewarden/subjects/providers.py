"""What calls AWS with settings of its own: the provider configurations and the backend that keeps the state."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from pipewarden.hcl.ast import Location
from pipewarden.stack.model import ProviderConfiguration, Stack
from pipewarden.stack.values import Known, Mapping, Scalar, Unknown, Value
from pipewarden.subjects.argument import blocks, configured, literal
from pipewarden.subjects.references import why
from pipewarden.subjects.scope import is_part
from pipewarden.verdict import Verdict, failed, passed, unknown

_AWS_SOURCE = "hashicorp/aws"


class Client(Struct, frozen=True):
    """A provider configuration or a backend. `provider` is None for a backend, `title` names it in a message."""

    title: str
    values: Mapping
    location: Location | None
    provider: ProviderConfiguration | None

    def judged(
        self, stack: Stack, name: str, default: Scalar, holds: Callable[[Scalar], bool], otherwise: str = ""
    ) -> Verdict:
        """One verdict: whether `holds` is true of the setting in force; `otherwise` follows a failure's message."""
        value = configured(self.values, name)
        if value is None:
            text = f"{self.title} does not set `{name}` (the default is `{literal(default)}`)"
            return passed(stack, text, self.location) if holds(default) else failed(stack, text, self.location)
        if not isinstance(value, Known):
            return unknown(stack, f"`{name}` of {self.title} is not known: {why(value)}", value)
        scalar = value.value == "true" if value.value in ("true", "false") else value.value
        text = f"{self.title} has `{name} = {literal(value.value)}`"
        return passed(stack, text, value) if holds(scalar) else failed(stack, f"{text}{otherwise}", value)


def aws_providers(stack: Stack) -> Iterator[Client]:
    """The configurations of the AWS provider: its blocks, and the empty one that stands in where there is none."""
    found: list[ProviderConfiguration] = [item for item in stack.providers if item.name in aws_names(stack)]
    for resource in filter(is_part, stack.resources):
        used = resource.provider
        if used is not None and used.name in aws_names(stack) and used.location is None and used not in found:
            found.append(used)
    return (client(item) for item in found)


def client(provider: ProviderConfiguration) -> Client:
    """A provider configuration as something that calls."""
    name = f"{provider.name}.{provider.alias}" if provider.alias else provider.name
    title = f"the provider `{name}`" if provider.location else f"the provider `{name}`, which no block configures,"
    return Client(title, provider.values, provider.location, provider)


def aws_names(stack: Stack) -> frozenset[str]:
    """The local names of the AWS provider."""
    names = {"aws"}
    for settings in stack.settings:
        for block in blocks(settings, "required_providers"):
            for name, entry in block.members if isinstance(block, Mapping) else ():
                source = configured(entry, "source") if isinstance(entry, Mapping) else None
                if isinstance(source, Known) and str(source.value).endswith(_AWS_SOURCE):
                    names.add(name)
    return frozenset(names)


def backends(stack: Stack) -> Iterator[Client]:
    """The backends of the root module, as many as are declared (Terraform takes one)."""
    for settings in stack.settings:
        for block in blocks(settings, "backend"):
            if isinstance(block, Mapping):
                kind = configured(block, "type")
                name = str(kind.value) if isinstance(kind, Known) else "?"
                yield Client(f"the `{name}` backend", block, _location(block), None)


def backend_type(backend: Client) -> str:
    """The type of a backend: `s3`."""
    kind = configured(backend.values, "type")
    return str(kind.value) if isinstance(kind, Known) else ""


def _location(value: Value | Unknown) -> Location | None:
    return value.origin.location if value.origin is not None else None
