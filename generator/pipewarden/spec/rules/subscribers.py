"""Subscribers: an endpoint fits its protocol."""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.aws.names import ARN, EMAIL
from pipewarden.spec.approvals import Manual, Subscriber
from pipewarden.spec.errors import Path, Problem
from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.rules.walk import actions


def subscriber_endpoints(spec: PipelineSpec) -> Iterator[Problem]:
    """Endpoints that are no address, URL or ARN where the protocol wants one."""
    for path, subscriber in _subscribers(spec):
        endpoint = subscriber.endpoint
        match subscriber.protocol:
            case "email" | "email-json":
                fits, wanted = EMAIL.fullmatch(endpoint) is not None, "an e-mail address"
            case "https":
                fits, wanted = endpoint.startswith("https://"), "a URL that begins with `https://`"
            case _:
                fits, wanted = ARN.fullmatch(endpoint) is not None, "an ARN"
        if not fits:
            yield Problem((*path, "endpoint"), f"`{endpoint}` does not fit {subscriber.protocol}; write {wanted}")


def _subscribers(spec: PipelineSpec) -> Iterator[tuple[Path, Subscriber]]:
    groups: list[tuple[Path, tuple[Subscriber, ...]]] = [(("audit",), spec.audit.subscribers)]
    if spec.pipeline.notifications is not None:
        groups.append((("pipeline", "notifications"), spec.pipeline.notifications.subscribers))
    groups += [(path, action.subscribers) for path, action in actions(spec) if isinstance(action, Manual)]
    for path, subscribers in groups:
        for number, subscriber in enumerate(subscribers):
            yield (*path, "subscribers", number), subscriber
