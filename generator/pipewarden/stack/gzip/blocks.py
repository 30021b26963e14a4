"""Writes the blocks of a DEFLATE stream, each in the shortest of its three forms, as Go's `compress/flate` chooses."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby

from pipewarden.stack.gzip.huffman import Codes, codes_for, reversed_bits
from pipewarden.stack.gzip.matches import Token

_END = 256
_LENGTH_EXTRA = (0,) * 8 + (1,) * 4 + (2,) * 4 + (3,) * 4 + (4,) * 4 + (5,) * 4 + (0,)
_OFFSET_EXTRA = (0, 0, *(extra for extra in range(14) for _ in range(2)))
_ORDER = (16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15)
_REPEAT_EXTRA = {16: 2, 17: 3, 18: 7}
_LONGEST_STORED = 65_535


def _bases(first: int, extras: tuple[int, ...]) -> tuple[int, ...]:
    found = [first]
    for extra in extras[:-1]:
        found.append(found[-1] + (1 << extra))
    return tuple(found)


# The last code of a length stands for 258 alone.
_LENGTHS = (*_bases(3, _LENGTH_EXTRA)[:-1], 258)
_OFFSETS = _bases(1, _OFFSET_EXTRA)


def _fixed() -> Codes:
    """The codes of a block that brings none of its own: runs of symbols with a first code and a number of bits."""
    codes: list[int] = []
    lengths: list[int] = []
    for number, first, bits in ((144, 0x30, 8), (112, 0x190, 9), (24, 0, 7), (6, 0xC0, 8)):
        codes.extend(reversed_bits(first + index, bits) for index in range(number))
        lengths.extend([bits] * number)
    return Codes(tuple(codes), tuple(lengths))


_FIXED = _fixed()
_FIXED_OFFSETS = Codes(tuple(reversed_bits(code, 5) for code in range(30)), (5,) * 30)


class BlockWriter:
    """Collects the bytes of a stream in `output`."""

    def __init__(self) -> None:
        self.output = bytearray()
        self._bits = 0
        self._count = 0

    def _write(self, value: int, count: int) -> None:
        self._bits |= value << self._count
        self._count += count
        while self._count >= 8:
            self.output.append(self._bits & 0xFF)
            self._bits >>= 8
            self._count -= 8

    def stored(self, data: bytes, *, final: bool) -> None:
        """A block that is not compressed; an empty one ends what is written before it on a byte."""
        self._write(int(final), 3)
        if self._count:
            self._write(0, 8 - self._count)
        for number in (len(data), len(data) ^ 0xFFFF):
            self._write(number, 16)
        self.output += data

    def block(self, tokens: list[Token], data: bytes) -> None:
        """The tokens of one block, which stand for the data."""
        literals, offsets = _frequencies(tokens)
        literal_codes, offset_codes = codes_for(literals, 15), codes_for(offsets, 15)
        extra = _extra_bits(literals, offsets)
        sizes = [*literal_codes.lengths[: _used(literals)], *offset_codes.lengths[: _used(offsets)]]
        header = list(_run_lengths(sizes))
        header_counts = [0] * 19
        for symbol, _ in header:
            header_counts[symbol] += 1
        header_codes = codes_for(header_counts, 7)
        kept = max(4, max(index for index, symbol in enumerate(_ORDER) if header_counts[symbol]) + 1)
        repeats = sum(header_counts[symbol] * bits for symbol, bits in _REPEAT_EXTRA.items())
        dynamic = 17 + 3 * kept + header_codes.size(header_counts) + repeats
        dynamic += literal_codes.size(literals) + offset_codes.size(offsets) + extra
        fixed = 3 + _FIXED.size(literals) + _FIXED_OFFSETS.size(offsets) + extra
        if len(data) <= _LONGEST_STORED and (len(data) + 5) * 8 < min(fixed, dynamic):
            self.stored(data, final=False)
        elif dynamic < fixed:
            self._write(4, 3)
            self._write(_used(literals) - 257, 5)
            self._write(_used(offsets) - 1, 5)
            self._write(kept - 4, 4)
            for symbol in _ORDER[:kept]:
                self._write(header_codes.lengths[symbol], 3)
            for symbol, value in header:
                self._write(header_codes.codes[symbol], header_codes.lengths[symbol])
                self._write(value, _REPEAT_EXTRA.get(symbol, 0))
            self._tokens(tokens, literal_codes, offset_codes)
        else:
            self._write(2, 3)
            self._tokens(tokens, _FIXED, _FIXED_OFFSETS)

    def _tokens(self, tokens: list[Token], literals: Codes, offsets: Codes) -> None:
        for token in [*tokens, _END]:
            if isinstance(token, int):
                self._write(literals.codes[token], literals.lengths[token])
                continue
            for value, bases, extras, codes, first in (
                (token[0], _LENGTHS, _LENGTH_EXTRA, literals, _END + 1),
                (token[1], _OFFSETS, _OFFSET_EXTRA, offsets, 0),
            ):
                code = bisect_right(bases, value) - 1
                self._write(codes.codes[first + code], codes.lengths[first + code])
                self._write(value - bases[code], extras[code])


def _frequencies(tokens: list[Token]) -> tuple[list[int], list[int]]:
    """How often each literal or length, and each offset, stands in a block; one offset counts where there is none."""
    literals, offsets = [0] * 286, [0] * 30
    literals[_END] = 1
    for token in tokens:
        if isinstance(token, int):
            literals[token] += 1
        else:
            literals[_END + bisect_right(_LENGTHS, token[0])] += 1
            offsets[bisect_right(_OFFSETS, token[1]) - 1] += 1
    if not any(offsets):
        offsets[0] = 1
    return literals, offsets


def _extra_bits(literals: list[int], offsets: list[int]) -> int:
    lengths = sum(count * extra for count, extra in zip(literals[_END + 1 :], _LENGTH_EXTRA, strict=True))
    return lengths + sum(count * extra for count, extra in zip(offsets, _OFFSET_EXTRA, strict=True))


def _used(frequencies: list[int]) -> int:
    """The number of symbols up to the last one that occurs."""
    return max(index for index, count in enumerate(frequencies) if count) + 1


def _run_lengths(sizes: list[int]) -> Iterator[tuple[int, int]]:
    """The lengths of the codes, with runs of one length written as repetitions."""
    for size, group in groupby(sizes):
        count = len(list(group))
        if size:
            yield size, 0
            count -= 1
            while count >= 3:
                part = min(6, count)
                yield 16, part - 3
                count -= part
        else:
            while count >= 11:
                part = min(138, count)
                yield 18, part - 11
                count -= part
            if count >= 3:
                yield 17, count - 3
                count = 0
        yield from ((size, 0) for _ in range(count))
