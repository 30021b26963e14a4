"""`rsadecrypt`: PKCS #1 v1.5 with a private key in one of the PEM forms that Terraform takes.

No message names any part of a key or of a text.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from msgspec import Struct

from pipewarden.stack.errors import EvaluationError, undecided
from pipewarden.stack.functions.registry import function
from pipewarden.stack.types import STRING

_PEM = re.compile(r"^-----BEGIN ([^-\n]+)-----[ \t]*\r?\n(.*?)^-----END \1-----", re.DOTALL | re.MULTILINE)
_OPENSSH_MAGIC = b"openssh-key-v1\0"
_BITS_LIMIT = 16_384
_SHORTEST_MODULUS = 11


class _Key(Struct, frozen=True):
    modulus: int
    exponent: int
    primes: tuple[int, int]
    public: int

    def __repr__(self) -> str:
        return "<a key>"

    def is_valid(self) -> bool:
        """Whether the numbers belong to one key."""
        first, second = self.primes
        if min(first, second) < 2 or first * second != self.modulus:
            return False
        return all((self.public * self.exponent) % (prime - 1) == 1 % (prime - 1) for prime in self.primes)


@function(STRING, STRING)
def rsadecrypt(ciphertext: str, privatekey: str) -> str:
    compact = ciphertext.replace("\r", "").replace("\n", "")
    try:
        data = base64.b64decode(compact, validate=True)
    except (binascii.Error, ValueError):
        raise EvaluationError("the text to decrypt is not base64") from None
    key = _private_key(privatekey)
    if key.modulus.bit_length() > _BITS_LIMIT:
        raise undecided("the key is too long to decrypt with here")
    if not key.is_valid():
        raise EvaluationError("the private key is not valid")
    try:
        return _decrypted(data, key).decode()
    except UnicodeDecodeError:
        raise undecided("the decrypted bytes are not text") from None


def _decrypted(data: bytes, key: _Key) -> bytes:
    size = (key.modulus.bit_length() + 7) // 8
    number = int.from_bytes(data)
    if size < _SHORTEST_MODULUS or len(data) > size or number >= key.modulus:
        raise EvaluationError("the text cannot be decrypted with this key")
    padded = pow(number, key.exponent, key.modulus).to_bytes(size)
    end = padded.find(b"\0", 2)
    if padded[:2] != b"\0\2" or end < 10:
        raise EvaluationError("the text cannot be decrypted with this key")
    return padded[end + 1 :]


def _private_key(text: str) -> _Key:
    match = _PEM.search(text)
    if match is None:
        raise EvaluationError("the private key is not in PEM form")
    kind, body = match[1], match[2]
    if "ENCRYPTED" in kind or "ENCRYPTED" in body:
        raise EvaluationError("a private key with a passphrase is not taken")
    try:
        data = base64.b64decode("".join(line for line in body.split() if ":" not in line), validate=True)
        if kind == "RSA PRIVATE KEY":
            return _from_integers(list(_integers(_content(data, 0x30))))
        if kind == "PRIVATE KEY":
            return _from_integers(list(_integers(_content(_wrapped(data), 0x30))))
        if kind == "OPENSSH PRIVATE KEY":
            return _from_openssh(data)
    except (binascii.Error, ValueError, IndexError):
        raise EvaluationError("the private key cannot be read") from None
    raise EvaluationError("the private key is no RSA key")


def _from_integers(numbers: list[int]) -> _Key:
    """The key of PKCS #1: version, modulus, public and private exponent, two primes, and what follows from them."""
    _version, modulus, public, private, first, second = numbers[:6]
    return _Key(modulus, private, (first, second), public)


def _wrapped(data: bytes) -> bytes:
    """The key within PKCS #8: behind a version and an algorithm, in an octet string."""
    parts = list(_elements(_content(data, 0x30)))
    if not parts[1][1].startswith(bytes.fromhex("06092a864886f70d010101")):
        raise ValueError
    return parts[2][1]


def _from_openssh(data: bytes) -> _Key:
    if not data.startswith(_OPENSSH_MAGIC):
        raise ValueError
    cipher, _derivation, _options, rest = _strings(data[len(_OPENSSH_MAGIC) :], 3)
    if cipher != b"none":
        raise EvaluationError("a private key with a passphrase is not taken")
    _public, private, _end = _strings(rest[4:], 2)
    if private[:4] != private[4:8]:
        raise ValueError
    kind, *fields, _comment = _strings(private[8:], 7)
    if kind != b"ssh-rsa":
        raise EvaluationError("the private key is no RSA key")
    modulus, public, exponent, _inverse, first, second = map(int.from_bytes, fields)
    return _Key(modulus, exponent, (first, second), public)


def _strings(data: bytes, count: int) -> list[bytes]:
    """So many strings of SSH's wire format, and what is left."""
    found = []
    for _ in range(count):
        size = int.from_bytes(data[:4])
        if len(data) < 4 + size:
            raise ValueError
        found.append(data[4 : 4 + size])
        data = data[4 + size :]
    return [*found, data]


def _integers(data: bytes) -> Iterator[int]:
    for tag, content in _elements(data):
        if tag != 2:
            return
        yield int.from_bytes(content, signed=True)


def _content(data: bytes, tag: int) -> bytes:
    found, content = next(_elements(data))
    if found != tag:
        raise ValueError
    return content


def _elements(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The elements of DER, each with its tag."""
    while data:
        tag, size, start = data[0], data[1], 2
        if size & 0x80:
            start += size & 0x7F
            size = int.from_bytes(data[2:start])
        if start + size > len(data):
            raise ValueError
        yield tag, data[start : start + size]
        data = data[start + size :]
