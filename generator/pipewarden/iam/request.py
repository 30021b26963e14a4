"""One concrete request, and what AWS derives from its principal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, TypeAlias, cast

from msgspec import Struct

from pipewarden.errors import PipewardenError

RequesterType: TypeAlias = Literal["*", "AWS", "Service", "Federated", "CanonicalUser"]

_ROLE_SESSION = re.compile(r"arn:([^:]*):sts::([^:]*):assumed-role/([^/]+)/(.+)")


class Requester(Struct, frozen=True):
    """Who asks: `*` is an anonymous request; an AWS principal is the ARN of a user, a role, a session or the root."""

    type: RequesterType
    id: str = "*"

    def to_json(self) -> str | dict[str, str]:
        """`"*"` or `{"AWS": "arn:…"}`."""
        return "*" if self.type == "*" else {self.type: self.id}

    @property
    def arn(self) -> str | None:
        """What AWS calls `aws:PrincipalArn`: of a role's session the role's ARN, which then lacks the role's path."""
        if self.type != "AWS":
            return None
        session = _ROLE_SESSION.fullmatch(self.id)
        return f"arn:{session[1]}:iam::{session[2]}:role/{session[3]}" if session else self.id

    @property
    def account(self) -> str | None:
        """The account id of an AWS principal."""
        parts = self.id.split(":")
        return parts[4] if self.type == "AWS" and len(parts) > 5 else None

    @property
    def kind(self) -> str:
        """What AWS calls `aws:PrincipalType`."""
        if self.type == "*":
            return "Anonymous"
        resource = self.id.split(":")[-1] if self.type == "AWS" else ""
        if resource == "root":
            return "Account"
        return {"user": "User", "federated-user": "FederatedUser"}.get(resource.partition("/")[0], "AssumedRole")


class Request(Struct, frozen=True):
    """A request as it is read and printed; `context` maps condition keys, as they are written, to their values."""

    principal: Requester
    action: str
    resource: str
    context: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def to_json(self) -> dict[str, object]:
        """The shape in which requests are read and printed."""
        return {
            "principal": self.principal.to_json(),
            "action": self.action,
            "resource": self.resource,
            "context": {key: list(values) for key, values in self.context},
        }

    def values(self) -> dict[str, tuple[str, ...]]:
        """All context keys in lower case: what AWS derives from the principal, and over it what the request says."""
        found = derived(self.principal, self.action)
        found.update((key.lower(), values) for key, values in self.context)
        return found


def derived(principal: Requester, action: str) -> dict[str, tuple[str, ...]]:
    """The context keys, in lower case, that follow from the principal.

    Availability is that of AWS's page on global condition keys: an anonymous request has no ARN and its account is
    `anonymous`; a service has a name and no account.
    """
    found: dict[str, tuple[str, ...]] = {}
    if principal.type == "*":
        return {"aws:principalaccount": ("anonymous",), "aws:principaltype": ("Anonymous",)}
    if principal.type == "Service":
        return {
            "aws:principalisawsservice": ("true",),
            "aws:principalservicename": (principal.id,),
            "aws:principalservicenameslist": (principal.id,),
        }
    found["aws:principalisawsservice"] = ("false",)
    if principal.type == "AWS" and principal.arn and principal.account:
        found["aws:principalarn"] = (principal.arn,)
        found["aws:principalaccount"] = (principal.account,)
        found["aws:principaltype"] = (principal.kind,)
        if action.lower().startswith("kms:"):
            found["kms:calleraccount"] = (principal.account,)
        if principal.kind == "User":
            found["aws:username"] = (principal.id.rpartition("/")[2],)
    return found


DERIVED = frozenset(
    {
        "aws:principalarn",
        "aws:principalaccount",
        "aws:principaltype",
        "aws:principalisawsservice",
        "aws:principalservicename",
        "aws:principalservicenameslist",
        "aws:username",
        "kms:calleraccount",
    }
)
"""The keys that `derived` knows."""


PARTS = ("principal", "action", "resource", "context")
_ACTION = re.compile(r"[A-Za-z0-9-]+:[A-Za-z0-9_.-]+")
_ACCOUNT = re.compile(r"\d{12}")


class RequestError(PipewardenError):
    """The document describes no request; `part` is the member that is wrong, None where it is the whole."""

    def __init__(self, message: str, part: str | None = None) -> None:
        super().__init__(message)
        self.part = part


def from_json(document: object) -> Request:
    """The request that a decoded JSON document describes. Raises RequestError with what is wrong."""
    if not isinstance(document, Mapping):
        raise RequestError("a request must be a JSON object with `principal`, `action`, `resource` and `context`")
    unknown = sorted(set(document) - set(PARTS))
    if unknown:
        message = f"`{unknown[0]}` is no part of a request; write `principal`, `action`, `resource`, `context`"
        raise RequestError(message, unknown[0])
    action = _string(document, "action")
    if not _ACTION.fullmatch(action):
        raise RequestError(f"`{action}` is no action; a request has one, such as `s3:GetObject`", "action")
    return Request(
        _requester(document.get("principal", "*")),
        action,
        _string(document, "resource"),
        _context(document.get("context", {})),
    )


def _string(document: Mapping[str, object], name: str) -> str:
    value = document.get(name)
    if not isinstance(value, str) or not value:
        raise RequestError(f"the request has no `{name}`; give it a string", name)
    return value


def _requester(value: object) -> Requester:
    """The principal; an account's id stands for its root, as in a policy."""
    if value == "*":
        return Requester("*")
    if isinstance(value, Mapping) and len(value) == 1:
        [(type_, id_)] = value.items()
        if type_ == "AWS" and id_ == "*":
            return Requester("*")
        if type_ in ("AWS", "Service", "Federated", "CanonicalUser") and isinstance(id_, str):
            return Requester(cast(RequesterType, type_), _arn(id_) if type_ == "AWS" else id_)
    message = 'the request\'s `principal` must be `"*"` or an object such as `{"AWS": "arn:…"}`, with one name'
    raise RequestError(message, "principal")


def _arn(name: str) -> str:
    if _ACCOUNT.fullmatch(name):
        return f"arn:aws:iam::{name}:root"
    if name.startswith("arn:") and name.count(":") > 4:
        return name
    raise RequestError(f"`{name}` is no ARN of a user, role, session or root, and no account id", "principal")


def _context(value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not isinstance(value, Mapping):
        raise RequestError("the request's `context` must be an object of lists of strings", "context")
    names: dict[str, str] = {}
    for key in value:
        other = names.setdefault(str(key).lower(), str(key))
        if other != key:
            raise RequestError(f"`{key}` is `{other}` again: case does not tell keys apart; keep one", "context")
    return tuple((str(key), _values(str(key), found)) for key, found in value.items())


def _values(key: str, found: object) -> tuple[str, ...]:
    items = found if isinstance(found, list) else [found]
    if not all(isinstance(item, str | bool | int | float) for item in items):
        raise RequestError(f"the value of `{key}` must be a list of strings", "context")
    return tuple(str(item).lower() if isinstance(item, bool) else str(item) for item in items)
