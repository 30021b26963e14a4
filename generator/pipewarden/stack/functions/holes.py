"""Whether a text can stand in what only AWS can tell: names and ids are made of few characters."""

from __future__ import annotations

import string

from pipewarden.stack.addresses import resource_type
from pipewarden.stack.templates import Piece
from pipewarden.stack.values import Symbol

_DIGITS = frozenset(string.digits)
_LOWER = _DIGITS | frozenset(string.ascii_lowercase)
_MADE_OF = {
    ("aws_caller_identity", "account_id"): _DIGITS,
    ("aws_kms_external_key", "key_id"): _LOWER | {"-"},
    ("aws_kms_key", "key_id"): _LOWER | {"-"},
    ("aws_partition", "dns_suffix"): _LOWER | {"."},
    ("aws_partition", "partition"): _LOWER | {"-"},
    ("aws_partition", "reverse_dns_prefix"): _LOWER | {"."},
    ("aws_region", "name"): _LOWER | {"-"},
    ("aws_region", "region"): _LOWER | {"-"},
    ("aws_s3_bucket", "bucket"): _LOWER | {"-", "."},
    ("aws_security_group", "id"): _LOWER | {"-"},
    ("aws_subnet", "id"): _LOWER | {"-"},
    ("aws_vpc", "id"): _LOWER | {"-"},
    ("aws_vpc_endpoint", "id"): _LOWER | {"-"},
    ("random_integer", "result"): _DIGITS | {"-"},
    ("random_uuid", "result"): _LOWER | {"-"},
}
"""The characters of an attribute (Amazon S3 User Guide, *General purpose bucket naming rules*, and API references)."""


def cannot_hold(pieces: list[Piece], text: str) -> bool:
    """Whether `text` stands in no piece that is not known, nor across its edges."""
    return all(
        isinstance(piece, str) or (isinstance(piece, Symbol) and _is_apart(piece, *_beside(pieces, index), text))
        for index, piece in enumerate(pieces)
    )


def _beside(pieces: list[Piece], index: int) -> tuple[Piece, Piece]:
    return pieces[index - 1] if index else "\0", pieces[index + 1] if index + 1 < len(pieces) else "\0"


def _is_apart(symbol: Symbol, before: Piece, after: Piece, text: str) -> bool:
    made_of = _MADE_OF.get((resource_type(symbol.address), ".".join(map(str, symbol.path))))
    if made_of is None or not isinstance(before, str) or not isinstance(after, str):
        return False
    for start in range(len(text)):
        if start and not (before.endswith(text[:start]) or text[:start].endswith(before)):
            continue
        for end in range(start + 1, len(text) + 1):
            if text[end - 1] not in made_of:
                break
            rest = text[end:]
            if not rest or after.startswith(rest) or rest.startswith(after):
                return False
    return True
