"""Functions that hash text, and those that are random by nature."""

from __future__ import annotations

import base64
import hashlib
import uuid

from pipewarden.stack.errors import EvaluationError, undecided
from pipewarden.stack.functions.registry import function
from pipewarden.stack.types import NUMBER, STRING

_NAMESPACES = {
    "dns": uuid.NAMESPACE_DNS,
    "url": uuid.NAMESPACE_URL,
    "oid": uuid.NAMESPACE_OID,
    "x500": uuid.NAMESPACE_X500,
}


@function(STRING)
def md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


@function(STRING)
def sha1(text: str) -> str:
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


@function(STRING)
def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@function(STRING)
def sha512(text: str) -> str:
    return hashlib.sha512(text.encode()).hexdigest()


@function(STRING)
def base64sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@function(STRING)
def base64sha512(text: str) -> str:
    return base64.b64encode(hashlib.sha512(text.encode()).digest()).decode()


@function(STRING, STRING)
def uuidv5(namespace: str, name: str) -> str:
    space = _NAMESPACES.get(namespace)
    if space is None:
        try:
            space = uuid.UUID(namespace)
        except ValueError:
            raise EvaluationError("the namespace must be `dns`, `url`, `oid`, `x500` or a UUID") from None
    return str(uuid.uuid5(space, name))


@function(name="uuid")
def uuid_() -> str:
    raise undecided("`uuid` is random")


@function(STRING, NUMBER, optional=1)
def bcrypt(_text: str, _cost: object = None) -> str:
    raise undecided("`bcrypt` is random")
