"""The configuration `pipewarden.toml`: what the customer decides, declares and accepts."""

from __future__ import annotations

import datetime
import difflib
import re
import tomllib
from typing import Any

import msgspec
from msgspec import Struct, field

from pipewarden.config_values import wrong_type, wrong_values
from pipewarden.errors import PipewardenError

FILE_NAME = "pipewarden.toml"


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of the file, in which an unknown key is an error."""


class Require(_Table, frozen=True):
    """What the customer asks for beyond the defaults. `retention_days` counts days of noncurrent artifacts."""

    fips: bool = False
    macie: bool = False
    min_tls: str = "1.2"
    endpoint_services: tuple[str, ...] = ("codepipeline",)
    retention_days: int = 0
    privileged_builds: tuple[str, ...] = ()


class Declare(_Table, frozen=True):
    """What lives outside the stack and is trusted; the stack's own account always is."""

    accounts: tuple[str, ...] = ()
    organization: str | None = None
    keys: tuple[str, ...] = ()
    buckets: tuple[str, ...] = ()
    trails: tuple[str, ...] = ()
    endpoints: tuple[str, ...] = ()
    vpcs: tuple[str, ...] = ()
    approvers: tuple[str, ...] = ()
    mailboxes: tuple[str, ...] = ()
    federation_mfa: bool = False


class Thresholds(_Table, frozen=True):
    """Limits that a control compares with, in days."""

    kms_deletion_window_days: int = 14
    kms_rotation_period_days: int = 365


class Accept(_Table, frozen=True):
    """An exception: the findings of `control` on `resource` (on any when None) do not count until `until`."""

    control: str
    reason: str
    resource: str | None = None
    until: datetime.date | None = None


class _Document(_Table, frozen=True):
    enable: tuple[str, ...] = ()
    require: Require = Require()
    declare: Declare = Declare()
    thresholds: Thresholds = Thresholds()
    accept: tuple[Accept, ...] = ()


class Config(Struct, frozen=True):
    """A configuration and where it was read; `accept_lines` are the lines of the `[[accept]]` headers."""

    enable: tuple[str, ...] = ()
    require: Require = field(default_factory=Require)
    declare: Declare = field(default_factory=Declare)
    thresholds: Thresholds = field(default_factory=Thresholds)
    accept: tuple[Accept, ...] = ()
    accept_lines: tuple[int, ...] = ()
    file: str | None = None


def parse(text: str, file: str) -> Config:
    """The configuration in `text`; raises `PipewardenError` that names the line and the nearest known key."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _toml_error(error, file) from None
    _refuse_unknown_keys(document, text, file)
    try:
        parsed = msgspec.convert(document, _Document)
    except msgspec.ValidationError as error:
        raise _validation_error(error, text, file) from None
    for key, problem in wrong_values(parsed):
        raise PipewardenError(problem, file=file, line=line_of(text, key))
    lines = tuple(
        number for number, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*accept\s*\]\]", line)
    )
    for number, accept in zip(lines, parsed.accept, strict=False):
        if not accept.reason.strip():
            raise PipewardenError("`reason` is empty; say why the finding is accepted", file=file, line=number)
    return Config(parsed.enable, parsed.require, parsed.declare, parsed.thresholds, parsed.accept, lines, file)


def _toml_error(error: tomllib.TOMLDecodeError, file: str) -> PipewardenError:
    place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
    message = re.sub(r"\s*\(at .*\)$", "", str(error))
    line, column = (int(place[1]), int(place[2])) if place else (None, None)
    return PipewardenError(f"this is not TOML: {message}; mend the line", file=file, line=line, column=column)


_TABLES: dict[str, type[msgspec.Struct]] = {"require": Require, "declare": Declare, "thresholds": Thresholds}


def _refuse_unknown_keys(document: dict[str, Any], text: str, file: str) -> None:
    _refuse_unknown(document, _Document, "", text, file)
    for name, kind in _TABLES.items():
        if isinstance(document.get(name), dict):
            _refuse_unknown(document[name], kind, f"{name}.", text, file)
    accepts = document.get("accept")
    for accept in accepts if isinstance(accepts, list) else ():
        if isinstance(accept, dict):
            _refuse_unknown(accept, Accept, "accept.", text, file)


def _refuse_unknown(table: dict[str, Any], kind: type[msgspec.Struct], prefix: str, text: str, file: str) -> None:
    known = kind.__struct_fields__
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f"did you mean `{near[0]}`?" if near else f"known keys: {', '.join(sorted(known))}"
            raise PipewardenError(f"`{prefix}{key}` is unknown; {hint}", file=file, line=line_of(text, key))


def _validation_error(error: msgspec.ValidationError, text: str, file: str) -> PipewardenError:
    message, _, path = str(error).partition(" - at ")
    key = path.strip("`").removeprefix("$").removeprefix(".")
    name = re.sub(r"\[.*?\]", "", key.rpartition(".")[2])
    return PipewardenError(wrong_type(message, re.sub(r"\[.*?\]", "", key)), file=file, line=line_of(text, name))


def line_of(text: str, key: str) -> int | None:
    """The line on which a key or table of that name stands."""
    pattern = re.compile(rf"\s*(\[+\s*)?[\"']?{re.escape(key)}[\"']?\s*[=\].]") if key else None
    lines = enumerate(text.splitlines(), 1)
    return next((number for number, line in lines if pattern and pattern.match(line)), None)
