"""URLs in a stack, and what they carry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from pipewarden.aws.secrets import names_a_secret, secrets, url_credentials
from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Template, Unknown, Value
from pipewarden.subjects.providers import aws_providers, backends, client
from pipewarden.subjects.texts import HOLE, Text, texts

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s\"'<>\\]+")
_SHELL_NAME = re.compile(r"^\$\{?(\w+)\}?$")
_GUESSED = ("a secret", "a secret access key")
_LOCAL_NAMES = ("localhost", "host.docker.internal", "example.test")
_LOCAL_SUFFIXES = (".localhost", ".local", ".internal")
_NAMESPACES = ("acs.amazonaws.com", "json-schema.org", "schemas.xmlsoap.org", "www.w3.org")
"""Hosts in names that nobody calls: the groups of an access control list, the namespaces of XML and JSON Schema."""


def all_texts(stack: Stack) -> Iterator[tuple[Resource | Stack, Text]]:
    """Every text of the stack: resources, data sources, providers, the backend, module sources and outputs."""
    for resource in stack.resources:
        yield from ((resource, text) for text in texts(resource.values))
    for item in (*aws_providers(stack), *backends(stack)):
        yield from ((stack, text) for text in texts(item.values))
    for provider in stack.providers:
        if provider.name != "aws":
            yield from ((stack, text) for text in texts(client(provider).values))
    for call in stack.modules:
        yield from ((stack, text) for text in texts(call.source, (call.address, "source")))
    yield from ((stack, text) for text in texts(stack.outputs, ("output",)))


def carried_credential(text: Text) -> str | None:
    """What a URL in the text carries ("a password"), None where none carries a credential."""
    if "://" not in text.text:
        return None
    if url_credentials(text.text):
        return "a user's password, a token, a key or a signature"
    for match in _URL.finditer(text.text):
        token = next((found.kind for found in secrets(match[0]) if found.kind not in _GUESSED), None)
        if token is not None:
            return token
        user = _user(match[0])
        shell = _SHELL_NAME.match(user)
        if shell and names_a_secret(shell[1]):
            return f"the content of `{user}`"
        if user == HOLE and any(names_a_secret(name) for name in _hole_names(text.place)):
            return "a credential"
    return None


def unknown_user(text: Text) -> Unknown | None:
    """The part that is not known and stands before the `@` of a URL in the text, None where there is none."""
    if not isinstance(text.place, Template) or not any(_user(m[0]) == HOLE for m in _URL.finditer(text.text)):
        return None
    return next((part for part in text.place.parts if isinstance(part, Unknown)), None)


def plain_urls(text: str) -> Iterator[str]:
    """Scheme and host of the `http://` URLs in a text that lead to another machine."""
    for match in _URL.finditer(text):
        if match[0].lower().startswith("http://") and not _is_not_called(match[0]):
            host = match[0][len("http://") :].partition("/")[0].partition("?")[0].rpartition("@")[2]
            yield f"http://{host.replace(HOLE, '…')}"


def _user(url: str) -> str:
    try:
        return urlsplit(url).netloc.rpartition("@")[0]
    except ValueError:
        return ""


def _hole_names(value: Value) -> Iterator[str]:
    """The names that stand in the parts of a template that are not known."""
    for part in value.parts if isinstance(value, Template) else ():
        if not isinstance(part, str):
            words = part.why if isinstance(part, Unknown) else str(part)
            yield from re.findall(r"[\w-]+", words)


def _is_not_called(url: str) -> bool:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    if host in (*_LOCAL_NAMES, *_NAMESPACES) or host.endswith(_LOCAL_SUFFIXES):
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return address.is_private or address.is_loopback or address.is_link_local
