"""Finds secrets in a text, and credentials in URLs: access keys, tokens, private keys, passwords."""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

from pipewarden.aws.personal import Found

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("an AWS access key id", re.compile(r"(?<![A-Z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Z0-9])")),
    ("a private key", re.compile(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----")),
    ("a GitHub token", re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})")),
    ("a GitLab token", re.compile(r"\bgl(?:pat|dt|rt|ptt|soat)-[A-Za-z0-9_-]{20,}")),
    ("a Bitbucket token", re.compile(r"\bATBB[A-Za-z0-9]{24,}|\bATCTT3[A-Za-z0-9_=-]{20,}")),
    ("a Slack token", re.compile(r"\bxox[abeoprs]-[A-Za-z0-9-]{10,}")),
    ("a Slack webhook", re.compile(r"https://hooks\.slack\.com/(?:services|workflows)/[A-Za-z0-9/]{20,}")),
    ("a Google API key", re.compile(r"\bAIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])")),
    ("a Stripe key", re.compile(r"\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}")),
    ("an npm token", re.compile(r"\bnpm_[A-Za-z0-9]{36}\b")),
    ("a PyPI token", re.compile(r"\bpypi-[A-Za-z0-9_-]{50,}")),
    ("a JSON web token", re.compile(r"\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}")),
)
_ASSIGNED = re.compile(
    r"(?i)(?<![a-z])(?:pass(?:word|wd)?|secret(?:[_-]?(?:access[_-]?)?key)?|token|api[_-]?key|credential)s?"
    r"[\"']?\s*[=:]\s*[\"']?(?P<value>[^\s\"'&,;{}$<>]{6,})"
)
_RANDOM = re.compile(r"(?<![A-Za-z0-9/+=_-])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=_-])")
_SECRET_NAME = re.compile(
    r"(?i)(?:^|[_.-])(?:pass(?:word|wd|phrase)?|pwd|secret|token|api_?key|private_?key|access_?key(?:_id)?|credentials?)"
    r"(?:$|[_.-])|^aws_(?:secret_access_key|access_key_id|session_token)$"
    r"|(?:password|passwd|passphrase|secret|token|apikey|accesskey|secretkey|credentials?)$"
)
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s\"'<>]+")
_SECRET_PARAMETER = re.compile(
    r"(?i)(?:access|api|client|secret)[_-]?(?:key|token|secret)|auth(?:orization)?|credentials?|password|pass(?:wd)?|pwd"
    r"|key|secret|sig(?:nature)?|token|private_token|x-(?:amz|goog)-(?:credential|security-token|signature)"
)


@lru_cache(maxsize=4096)
def secrets(text: str) -> tuple[Found, ...]:
    """Every secret in `text`, in order; a reference such as `${TOKEN}` is none."""
    found = [Found(kind, *match.span()) for kind, pattern in _PATTERNS for match in pattern.finditer(text)]
    found += [Found("a secret", *match.span()) for match in _ASSIGNED.finditer(text)]
    found += [
        Found("a secret access key", *match.span())
        for match in _RANDOM.finditer(text)
        if _mixed(match[0]) and _entropy(match[0]) > 4.2
    ]
    return tuple(sorted(found, key=lambda item: (item.start, item.end, item.kind)))


def names_a_secret(name: str) -> bool:
    """Whether a variable of this name holds a credential: `DB_PASSWORD`, `GITHUB_TOKEN`, `AWS_SECRET_ACCESS_KEY`."""
    return bool(_SECRET_NAME.search(name))


def url_credentials(text: str) -> tuple[Found, ...]:
    """Every URL in `text` that carries a user's password, or a token, key or signature in its query or fragment."""
    return tuple(Found("a URL with credentials", *match.span()) for match in _URL.finditer(text) if _carries(match[0]))


def _carries(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    user, colon, password = unquote(parts.netloc).rpartition("@")[0].partition(":")
    if (colon and password) or (user and any(pattern.search(user) for _, pattern in _PATTERNS)):
        return True
    pairs = parse_qsl(parts.query) + parse_qsl(parts.fragment)
    return any(_SECRET_PARAMETER.fullmatch(name) and value for name, value in pairs)


def _mixed(text: str) -> bool:
    return any(c.islower() for c in text) and any(c.isupper() for c in text) and any(c.isdigit() for c in text)


def _entropy(text: str) -> float:
    counts = Counter(text)
    return -sum(n / len(text) * math.log2(n / len(text)) for n in counts.values())
