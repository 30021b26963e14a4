"""The connections that a stack makes: one for each Git host."""

from __future__ import annotations

from msgspec import Struct

from pipewarden.render.actions.connection import host_label
from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.rules.walk import actions
from pipewarden.spec.sources import Connection


class NewConnection(Struct, frozen=True):
    """A connection to `host`; `name` is an expression."""

    label: str
    host: str
    name: str


def plan_connections(spec: PipelineSpec) -> tuple[NewConnection, ...]:
    """The connections, sorted by host; with one host alone, the connection has the stack's own name."""
    hosts = {
        host_label(action): action.host
        for _, action in actions(spec)
        if isinstance(action, Connection) and action.connection_arn is None
    }
    return tuple(
        NewConnection(label, hosts[label], "var.name" if len(hosts) == 1 else f'"${{var.name}}-{label}"')
        for label in sorted(hosts)
    )
