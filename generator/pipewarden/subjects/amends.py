"""The Terraform that lets a refused request work: the statement that is missing, and whose policy lacks it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipewarden.stack.values import Known, Symbol, Template, Value
from pipewarden.subjects.artifact_requests import WRITE
from pipewarden.subjects.errands import Errand
from pipewarden.subjects.keys import KEY_TYPES
from pipewarden.verdict import Verdict

_DENIES = re.compile(r"^statement (.+) denies it$")
_NAMES_SOURCE = ("kms:EncryptionContext:", "aws:SourceArn", "aws:SourceAccount")
_MODULES = re.compile(r"^(?:module\.[^.\[]+(?:\[[^\]]*\])?\.)+")
_ONE = re.compile(r'(/AWSLogs/[^/"]+/|(?<=:)(?=log-stream:)|/(?=[^/"]+/Artifact/)|/(?=\d{4}-\d\d-\d\d-)).*"$')
"""Where the name of one object or stream begins."""

_PASSED = "iam:PassedToService"
_TRUST = "The trust policy"
_ANY = '"…"'
"""Stands where the request does not tell what it is about."""

_MOST = 3


def amends(refused: Iterable[tuple[Errand, tuple[str, ...], Verdict]]) -> str | None:
    """What to write, in Markdown: a Deny is narrowed, or a statement added; None where that is open.

    Each errand comes with the actions that are refused to it.
    """
    refused = list(refused)
    denying = [match[1] for *_, verdict in refused for note in verdict.because if (match := _DENIES.match(note.text))]
    if denying:
        return _narrowed(" and ".join(dict.fromkeys(denying)), [errand for errand, *_ in refused])
    wanted: dict[tuple[str, str], list[str]] = {}
    for errand, actions, _ in refused:
        about = _resource(errand.request.resource) if errand.request.resource is not None else _ANY
        if about is None:
            return None
        wanted.setdefault((_whose(errand), about + _rest(errand)), []).extend(
            actions[:1] if errand.request.either else actions
        )
    return "\n\n".join(_written(*key, actions) for key, actions in list(wanted.items())[:_MOST])


def _narrowed(which: str, errands: list[Errand]) -> str:
    """What to do about statements that deny: to weaken one that asks for the right key would be no mend."""
    if any(errand.request.does == WRITE for errand in errands):
        return (
            f"The statement {which} denies it: name the key that it asks for in `encryption_key` of the "
            "`artifact_store`, or let it name the store's key. Where it is about something else, narrow it."
        )
    who = " and ".join(dict.fromkeys(errand.who for errand in errands[:_MOST]))
    return f"Let the statement {which} spare {who}: narrow its actions, its resources or its condition."


def _service(errand: Errand) -> str | None:
    """The service that asks, as Terraform writes it; None where a role does."""
    principal = errand.caller.principal
    text = _text(principal) or ""
    return text if ".amazonaws." in text and not text.startswith('"arn:') else None


def _whose(errand: Errand) -> str:
    """Whose policy must allow it: a role's own, or that of what a service asks for."""
    target = errand.request.target
    if _service(errand) and target is not None:
        what = _TRUST if target.type == "aws_iam_role" else "The policy"
        return f"{what} of `{target.address}` lacks"
    others = [f"the policy of `{errand.request.through.address}`"] if errand.request.through else []
    others += [f"the policy of `{target.address}`"] if target is not None and target.type in KEY_TYPES else []
    others += ["its permissions boundary"] if errand.caller.gates else []
    return " or ".join((f"A policy of `{errand.subject.address}`", *others)) + " lacks"


def _rest(errand: Errand) -> str:
    """The principal and the condition of a statement for a service."""
    principal = _service(errand)
    if principal is None:
        passed = dict(errand.request.context).get(_PASSED)
        text = _text(passed) if passed is not None else None
        return "\n".join(("", "", *_condition("StringEquals", _PASSED, text))) if text else ""
    lines = ["", "  principals {", '    type        = "Service"', f"    identifiers = [{principal}]", "  }"]
    sent = dict(errand.request.context)
    source = next((name for each in _NAMES_SOURCE for name in sent if name.startswith(each)), None)
    value = _text(sent[source]) if source else None
    if source and value:
        test = "StringEquals" if source == "aws:SourceAccount" else "ArnLike"
        lines += ["", *_condition(test, source, value)]
    return "\n".join(["", *lines])


def _condition(test: str, variable: str, value: str) -> list[str]:
    named = [f'    test     = "{test}"', f'    variable = "{variable}"', f"    values   = [{value}]"]
    return ["  condition {", *named, "  }"]


def _written(whose: str, rest: str, actions: Iterable[str]) -> str:
    listed = ", ".join(f'"{action}"' for action in dict.fromkeys(actions))
    resources, _, more = rest.partition("\n")
    about = "" if whose.startswith(_TRUST) else f"  resources = [{resources}]\n"
    body = f"statement {{\n  actions   = [{listed}]\n{about}"
    return f"{whose}:\n\n```hcl\n{body}{more}{chr(10) if more else ''}}}\n```"


def _resource(value: Value) -> str | None:
    """The resource of a request as an element of `resources`; of one object or log stream all that are like it."""
    text = _text(value)
    return _ONE.sub(r'\1*"', text) if text else None


def _text(value: Value | str) -> str | None:
    """A value as Terraform writes it."""
    match value:
        case str():
            return f'"{value}"'
        case Known():
            return f'"{value.value}"'
        case Symbol():
            return _reference(value)
        case Template(parts=parts):
            pieces = list(_pieces(parts))
            if len(parts) == 1 and isinstance(parts[0], Symbol):
                return _reference(parts[0])
            return None if None in pieces else f'"{"".join(str(piece) for piece in pieces)}"'
        case _:
            return None


def _pieces(parts: Iterable[object]) -> Iterator[str | None]:
    for part in parts:
        if isinstance(part, str):
            yield part
        else:
            found = _reference(part) if isinstance(part, Symbol) else None
            yield f"${{{found}}}" if found else None


def _reference(symbol: Symbol) -> str | None:
    """A symbol as an expression of the module that the resource is in."""
    text = _MODULES.sub("", str(symbol))
    known = {"account": "account_id", "region": "region", "partition": "partition"}
    last = str(symbol.path[-1]) if symbol.path else ""
    if last in known and len(symbol.path) == 1 and not text.startswith("data."):
        data = {"account": "aws_caller_identity", "region": "aws_region", "partition": "aws_partition"}[last]
        return f"data.{data}.current.{known[last]}"
    return text
