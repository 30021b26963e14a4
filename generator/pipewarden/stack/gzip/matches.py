"""The search for repeated text, with lazy matching over hash chains, as Go's `compress/flate` does it at level 6."""

from __future__ import annotations

from typing import Protocol

_WINDOW = 1 << 15
_WINDOW_MASK = _WINDOW - 1
_SHORTEST = 4
_LONGEST = 258
_HASH_BITS = 17
_HASH_FACTOR = 0x1E35A7BD
_BLOCK_TOKENS = 1 << 14
_FAR = 4096
# The parameters of level 6: from which length on fewer places are looked at, from which on no better match is looked
# for at the next byte, which length is enough, and how many places are looked at.
_GOOD, _LAZY, _NICE, _CHAIN = 8, 16, 128, 128

Token = int | tuple[int, int]
"""A byte, or the length and the distance of a repetition."""


class Blocks(Protocol):
    """Takes the tokens of one block, and the bytes that they stand for."""

    def block(self, tokens: list[Token], data: bytes) -> None:
        """Write one block."""
        ...


class Compressor:
    """Turns bytes into tokens; positions count from the beginning of the data."""

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks
        self._data = b""
        self._heads: dict[int, int] = {}
        self._previous = [-1] * _WINDOW
        self._tokens: list[Token] = []
        self._written = 0

    def write(self, data: bytes) -> None:
        """Compress all of the data, and write the last block."""
        self._data = data
        end, insertable = len(data), len(data) - (_SHORTEST - 1)
        index, length, offset, pending, head = 0, _SHORTEST - 1, 0, False, -1
        while index < end:
            if index < insertable:
                head = self._insert(index)
            before, distance = length, offset
            length, offset = _SHORTEST - 1, 0
            lookahead = end - index
            if head >= max(index - _WINDOW, 0) and lookahead > before and before < _LAZY:
                length, offset = self._longest(index, head, lookahead)
            if before >= _SHORTEST and length <= before:
                self._tokens.append((before, distance))
                following = index + before - 1
                for inner in range(index + 1, min(following, insertable)):
                    self._insert(inner)
                index, pending, length = following, False, _SHORTEST - 1
                self._flush(index)
                continue
            if pending:
                self._tokens.append(data[index - 1])
                self._flush(index)
            index += 1
            pending = True
        if pending:
            self._tokens.append(data[index - 1])
        if self._tokens:
            self._flush(end, partly=True)

    def _insert(self, index: int) -> int:
        """Put a position into the chain of its next four bytes; the position that was the head before, or -1."""
        key = (int.from_bytes(self._data[index : index + 4]) * _HASH_FACTOR & 0xFFFFFFFF) >> (32 - _HASH_BITS)
        head = self._heads.get(key, -1)
        self._previous[index & _WINDOW_MASK] = head
        self._heads[key] = index
        return head

    def _longest(self, position: int, head: int, lookahead: int) -> tuple[int, int]:
        data, most = self._data, min(_LONGEST, lookahead)
        enough, oldest = min(_NICE, most), position - _WINDOW
        length, offset = _SHORTEST - 1, 0
        place = head
        for _ in range(_CHAIN):
            if data[place + length] == data[position + length]:
                found = _common(data, place, position, most)
                if found > length and (found > _SHORTEST or position - place <= _FAR):
                    length, offset = found, position - place
                    if found >= enough:
                        break
            if place == oldest:
                break
            place = self._previous[place & _WINDOW_MASK]
            if place < oldest or place < 0:
                break
        return length, offset

    def _flush(self, end: int, *, partly: bool = False) -> None:
        if len(self._tokens) == _BLOCK_TOKENS or partly:
            self._blocks.block(self._tokens, self._data[self._written : end])
            self._written, self._tokens = end, []


def _common(data: bytes, first: int, second: int, most: int) -> int:
    """How many bytes at two places are equal."""
    if data[first : first + most] == data[second : second + most]:
        return most
    for index in range(most):
        if data[first + index] != data[second + index]:
            return index
    return most
