"""The strings that AWS's ARN formats stand for, and the services whose ARNs patterns match."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile

from pipewarden.iam.automaton import ANY, SEGMENT, Chars, Group, Pattern, Token, joined, literal, many

_LOWER = Chars(frozenset("abcdefghijklmnopqrstuvwxyz0123456789-"))
_DIGIT = Token(Chars(frozenset("0123456789")))
_NAME_OF_ANYTHING = frozenset(
    {
        "ObjectName",
        "ParameterNameWithoutLeadingSlash",
        "LogGroupName",
        "LogStreamName",
        "RelativeId",
        "EntityPath",
        "SecretId",
        "RepositoryName",
        "PlatformNameWithVersion",
        "OidcProviderName",
    }
)


def arn_patterns(arn: str) -> list[Pattern]:
    """The strings of AWS's ARN format, `arn:${Partition}:s3:::${BucketName}`."""
    tokens: list[Token] = []
    for index, piece in enumerate(re.split(r"\$\{(\w+)\}", arn)):
        tokens.extend(_variable(piece) if index % 2 else literal(piece))
    return [Pattern(tokens)]


def _variable(name: str) -> Pattern:
    if name == "Partition":
        return _PARTITION
    if name == "Account":
        return Pattern([_DIGIT] * 12)
    if name == "Region":
        return many(_LOWER, 1)
    if name in _NAME_OF_ANYTHING or name.endswith("WithPath"):
        return many(ANY, 1)
    return many(SEGMENT, 1)


_PARTITION = joined(literal("aws"), many(Chars(frozenset("abcdefghijklmnopqrstuvwxyz-"))))


@lru_cache(maxsize=4096)
def arn_services(group: Group) -> frozenset[str] | None:
    """The services whose ARNs the patterns match, None when a pattern leaves that open."""
    found: set[str] = set()
    for pattern in group:
        start = "".join(
            next(iter(token.chars.listed))
            for token in takewhile(lambda token: not token.many and len(token.chars.listed) == 1, pattern)
        )
        pieces = start.split(":", 3)
        if len(pieces) < 4:
            return None
        found.add(pieces[2])
    return frozenset(found)
