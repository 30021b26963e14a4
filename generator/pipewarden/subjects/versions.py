"""Version constraints and module sources: which of them fix what is downloaded."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

_REGISTRY = re.compile(r"(?:[\w.-]+\.[a-z]{2,}/)?[\w-]+/[\w-]+/[\w-]+(?://.*)?")
_OTHER_HOSTS = ("github.com/", "bitbucket.org/", "gitlab.com/")
_UPPER = re.compile(r"^(?:=|~>|<=?)?\s*v?\d")
_FIXED = re.compile(r"[0-9a-f]{7,40}|[\w./-]*?v?\d+(?:\.\d+)+[\w.+-]*|v\d+")


def is_bounded(constraint: str) -> bool:
    """Whether a constraint has an upper bound: `~> 6.0`, `5.8.1`, `>= 5.0, < 6.0`."""
    return any(_UPPER.match(part.strip()) for part in constraint.split(","))


def is_local(source: str) -> bool:
    """Whether a module lies beside the code that calls it."""
    return source.startswith(("./", "../", ".\\", "..\\", "/"))


def is_registry(source: str) -> bool:
    """Whether a module comes from a registry, which takes a `version`."""
    return not source.startswith(_OTHER_HOSTS) and _REGISTRY.fullmatch(source) is not None


def pinned_source(source: str) -> bool:
    """Whether the address itself fixes a version: a commit, a tag with a number, a checksum, an object's version.

    A branch fixes nothing, whatever it is called; one that looks like a version (`v5`) counts as a tag.
    """
    address = source.split("::", 1)[-1]
    query = dict(parse_qsl(urlsplit(address).query))
    if "checksum" in query or "versionId" in query:
        return True
    reference = query.get("ref") or query.get("rev")
    if reference is not None:
        return _FIXED.fullmatch(reference) is not None
    is_archive = re.search(r"\.(?:zip|tar\.gz|tgz|tar\.bz2|tar\.xz)(?:$|[?/])", address) is not None
    return is_archive and re.search(r"\d+\.\d+", address) is not None
