"""Policies drawn by hypothesis over a small world, and all its requests: the questions put to the judge."""

from __future__ import annotations

from itertools import product
from typing import Any

from hypothesis import strategies as st

Document = dict[str, Any]

BUCKET = "arn:aws:s3:::b"
_ROLE = "arn:aws:iam::111122223333:role/r"
_USERS = ["arn:aws:iam::111122223333:user/u", "arn:aws:iam::444455556666:user/v"]
_SESSION = "arn:aws:sts::111122223333:assumed-role/r/s"

PRINCIPALS: list[Any] = [
    "*",
    {"AWS": _ROLE},
    {"AWS": "arn:aws:iam::111122223333:role/path/r2"},
    {"AWS": _USERS[0]},
    {"AWS": _USERS[1]},
    {"AWS": "arn:aws:iam::111122223333:root"},
    {"AWS": _SESSION},
    {"Service": "cloudtrail.amazonaws.com"},
    {"Service": "logs.amazonaws.com"},
]
OPERATIONS = [
    ("s3:GetObject", [f"{BUCKET}/k", f"{BUCKET}/a/k", f"{BUCKET}/a/u/k", "arn:aws:s3:::c/k"]),
    ("s3:PutObject", [f"{BUCKET}/k", f"{BUCKET}/a/u/k"]),
    ("s3:ListBucket", [BUCKET, "arn:aws:s3:::bb", "arn:aws:s3:::c"]),
    ("s3:GetBucketPolicy", [BUCKET]),
    ("s3:ListAllMyBuckets", ["*"]),
]

# What each key may be in a request; `aws` keys come with users, roles and roots, `list` keys with `s3:ListBucket`.
_REQUEST_KEYS: dict[str, tuple[list[list[str] | None], str]] = {
    "aws:SecureTransport": ([["true"], ["false"]], ""),
    "aws:SourceIp": ([None, ["10.0.0.1"], ["10.200.0.1"], ["8.8.8.8"], ["2001:db8::1"]], ""),
    "aws:PrincipalOrgID": ([None, ["o-aaaaaaaaaa"], ["o-bbbbbbbbbb"]], "aws"),
    "aws:PrincipalTag/team": ([None, ["a"], ["A"], ["b"]], "aws"),
    "s3:TlsVersion": ([None, ["1.0"], ["1.2"], ["1.3"]], ""),
    "aws:SourceVpce": ([None, ["vpce-1"], ["vpce-2"]], ""),
    "aws:TagKeys": ([None, ["x"], ["y"], ["x", "y"]], ""),
    "aws:MultiFactorAuthAge": ([None, ["10"], ["100"], ["101"]], "aws"),
    "aws:CurrentTime": ([["2026-01-01T00:00:00Z"], ["2027-01-01T00:00:00Z"]], ""),
    "s3:prefix": ([None, ["a/"], ["b"], [""]], "list"),
}

_TEXTS = ["StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase"]
_TEXTS_EXACT = ["StringEquals", "StringNotEquals", "StringLike"]
_NUMBERS = [
    "NumericEquals",
    "NumericNotEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
]
_ARNS = ["ArnLike", "ArnNotLike", "ArnEquals", "StringLike", "StringNotLike", "StringEquals"]

_CONDITIONS: dict[str, tuple[list[str], list[str]]] = {
    "aws:SecureTransport": (["Bool", "StringEquals", "StringNotEquals"], ["true", "false"]),
    "aws:PrincipalIsAWSService": (["Bool", "StringEquals"], ["true", "false"]),
    "aws:SourceIp": (["IpAddress", "NotIpAddress"], ["10.0.0.0/8", "10.0.0.1", "0.0.0.0/0", "10.128.0.0/9", "::/0"]),
    "s3:TlsVersion": ([*_NUMBERS, "StringEquals", "StringNotEquals"], ["1.2", "1.3", "1.0"]),
    "aws:MultiFactorAuthAge": (_NUMBERS, ["100", "50", "11"]),
    "aws:CurrentTime": (["DateLessThan", "DateGreaterThan", "DateNotEquals"], ["2026-06-01", "2026-01-01T00:00:00Z"]),
    "aws:PrincipalArn": (
        _ARNS,
        ["arn:aws:iam::111122223333:role/*", "arn:aws:iam::*:role/r", _USERS[0], "arn:*:iam::1111*:*"],
    ),
    "aws:PrincipalAccount": (_TEXTS_EXACT, ["111122223333", "444455556666", "4*", "anonymous"]),
    "aws:username": (_TEXTS_EXACT, ["u", "v", "?"]),
    "aws:PrincipalType": (_TEXTS_EXACT, ["User", "Account", "Anonymous"]),
    "aws:PrincipalServiceName": (_TEXTS_EXACT, ["logs.amazonaws.com", "*.amazonaws.com"]),
    "aws:PrincipalOrgID": (_TEXTS, ["o-aaaaaaaaaa", "o-*", "o-bbbbbbbbbb"]),
    "aws:PrincipalTag/team": (_TEXTS, ["a", "b", "?", "A", "${aws:username}"]),
    "aws:SourceVpce": (_TEXTS, ["vpce-1", "vpce-*", "vpce-2"]),
    "aws:TagKeys": (_TEXTS, ["x", "y", "z", "*"]),
    "s3:prefix": (_TEXTS, ["a/", "b", "", "a*", "${aws:username}/*"]),
}
_QUANTIFIED = ("aws:TagKeys", "aws:SourceVpce", "s3:prefix")


@st.composite
def _condition(draw: st.DrawFn) -> tuple[str, str, list[str]]:
    key = draw(st.sampled_from(sorted(_CONDITIONS)))
    names, values = _CONDITIONS[key]
    if draw(st.integers(0, 11)) == 0:
        return "Null", key, [draw(st.sampled_from(["true", "false"]))]
    operator = draw(st.sampled_from(names)) + draw(st.sampled_from(["", "", "IfExists"]))
    if key in _QUANTIFIED:
        operator = draw(st.sampled_from(["", "", "ForAnyValue:", "ForAllValues:"])) + operator
    return operator, key, draw(st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True))


def _some(values: list[Any], most: int) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=most, unique_by=repr)


_WHO: list[Any] = [
    "*",
    "*",
    {"AWS": "*"},
    {"AWS": _ROLE},
    {"AWS": ["111122223333"]},
    {"AWS": "arn:aws:iam::111122223333:root"},
    {"AWS": _USERS},
    {"Service": "cloudtrail.amazonaws.com"},
    {"AWS": _SESSION, "Service": ["logs.amazonaws.com"]},
]
_ACTIONS = ["s3:GetObject", "s3:Get*", "s3:*", "*", "s3:PutObject", "s3:ListBucket", "s3:*Object", "S3:getobject"]
_RESOURCES = [
    BUCKET,
    f"{BUCKET}/*",
    f"{BUCKET}*",
    "*",
    "arn:aws:s3:::*",
    f"{BUCKET}/a/*",
    f"{BUCKET}/*/k",
    "arn:aws:s3:::?/k",
    "arn:aws:s3:::c",
    BUCKET + "/a/${aws:username}/*",
]
_NOT = st.sampled_from(["", "", "", "", "", "Not"])


@st.composite
def statements(draw: st.DrawFn) -> Document:
    """One statement of a resource policy."""
    found: Document = {"Effect": draw(st.sampled_from(["Allow", "Deny"]))}
    found[draw(_NOT) + "Principal"] = draw(st.sampled_from(_WHO))
    found[draw(_NOT) + "Action"] = draw(_some(_ACTIONS, 2))
    found[draw(_NOT) + "Resource"] = draw(_some(_RESOURCES, 3))
    for operator, key, values in draw(st.lists(_condition(), max_size=2)):
        found.setdefault("Condition", {}).setdefault(operator, {})[key] = values
    return found


@st.composite
def policies(draw: st.DrawFn) -> Document:
    """A policy of up to four statements."""
    return {"Version": "2012-10-17", "Statement": draw(st.lists(statements(), min_size=1, max_size=4))}


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Document, Document]:
    """Two policies that mostly differ by an edit: then the answer hangs on one element."""
    base = draw(policies())
    if draw(st.integers(0, 3)) == 0:
        return draw(policies()), base
    edited = [dict(statement) for statement in base["Statement"]]
    at = draw(st.integers(0, len(edited) - 1))
    match draw(st.sampled_from(["replace", "add", "condition", "bare"])):
        case "replace":
            edited[at] = draw(statements())
        case "add":
            edited.append(draw(statements()))
        case "condition":
            operator, key, values = draw(_condition())
            edited[at] = {**edited[at], "Condition": {operator: {key: values}}}
        case _:
            edited[at].pop("Condition", None)
    return {**base, "Statement": edited}, base


def requests(*documents: Document, most: int = 12) -> list[Document]:
    """Every request of the small world that can tell the policies apart; of the combinations of keys, evenly spread."""
    text = repr(documents)
    keys = [key for key in _REQUEST_KEYS if key in text]
    found = []
    for principal in PRINCIPALS:
        for action, resources in OPERATIONS:
            contexts = list(product(*(_options(key, principal, action) for key in keys)))
            for context in contexts[:: max(1, len(contexts) // most)]:
                given = {key: values for key, values in zip(keys, context, strict=True) if values is not None}
                found += [
                    {"principal": principal, "action": action, "resource": resource, "context": given}
                    for resource in resources
                ]
    return found


def _options(key: str, principal: Any, action: str) -> list[list[str] | None]:
    values, needs = _REQUEST_KEYS[key]
    if (needs == "aws" and "AWS" not in principal) or (needs == "list" and action != "s3:ListBucket"):
        return [None]
    return values
