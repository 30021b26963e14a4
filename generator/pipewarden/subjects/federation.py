"""The OpenID Connect providers that a trust policy names, with their hosts."""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.iam.model import Policy, PrincipalEntry, Text
from pipewarden.stack.model import Stack
from pipewarden.stack.values import Known, Symbol
from pipewarden.subjects.argument import configured

_BEFORE_HOST = ":oidc-provider/"


def federated(stack: Stack, policy: Policy) -> Iterator[tuple[PrincipalEntry, str]]:
    """Each provider that an Allow lets in, and its host: the URL without `https://`."""
    for allow in policy.allows:
        for entry in allow.principals.entries if allow.principals else ():
            host = _host(stack, entry.text) if entry.type == "Federated" else None
            if host:
                yield entry, host


def _host(stack: Stack, text: Text) -> str | None:
    for part in text.parts:
        if isinstance(part, str) and _BEFORE_HOST in part:
            return part.partition(_BEFORE_HOST)[2]
        provider = stack.get(part.address) if isinstance(part, Symbol) else None
        url = configured(provider.values, "url") if provider else None
        if isinstance(url, Known):
            return str(url.value).removeprefix("https://").rstrip("/")
    return None
