"""Huffman codes of a bounded length, assigned as Go's `compress/flate` assigns them."""

from __future__ import annotations

from msgspec import Struct

_MOST = (1 << 31) - 1


class _Level(Struct):
    last: int
    next_leaf: int
    next_pair: int
    needed: int = 0


class Codes(Struct, frozen=True):
    """The code of each symbol, its bits in the order in which they are written, and how many bits it has."""

    codes: tuple[int, ...]
    lengths: tuple[int, ...]

    def size(self, frequencies: list[int]) -> int:
        """How many bits so many symbols take."""
        return sum(count * length for count, length in zip(frequencies, self.lengths, strict=False) if count)


def codes_for(frequencies: list[int], longest: int) -> Codes:
    """The codes for symbols of these frequencies, none longer than `longest` bits."""
    used = [symbol for symbol, count in enumerate(frequencies) if count]
    codes, lengths = [0] * len(frequencies), [0] * len(frequencies)
    if len(used) <= 2:
        for code, symbol in enumerate(used):
            codes[symbol], lengths[symbol] = code, 1
        return Codes(tuple(codes), tuple(lengths))
    ranked = sorted(used, key=lambda symbol: (frequencies[symbol], symbol))
    code = 0
    for bits, number in enumerate(_numbers([frequencies[symbol] for symbol in ranked], longest)):
        code <<= 1
        if bits == 0 or number == 0:
            continue
        for symbol in sorted(ranked[len(ranked) - number :]):
            codes[symbol], lengths[symbol] = reversed_bits(code, bits), bits
            code += 1
        ranked = ranked[: len(ranked) - number]
    return Codes(tuple(codes), tuple(lengths))


def reversed_bits(code: int, bits: int) -> int:
    """The bits of a code from the other end."""
    return int(format(code, f"0{bits}b")[::-1], 2)


def _numbers(counts: list[int], longest: int) -> list[int]:
    """How many symbols get a code of each length, for sorted counts: the coin collector's algorithm, level by level."""
    counts = [*counts, _MOST]
    top = min(longest, len(counts) - 2)
    levels = [_Level(counts[1], counts[2], counts[0] + counts[1]) for _ in range(top + 2)]
    levels[1].next_pair = _MOST
    levels[0].needed = 0
    leaves = [[0] * (top + 1) for _ in range(top + 1)]
    for number in range(1, top + 1):
        leaves[number][number] = 2
    levels[top].needed = 2 * (len(counts) - 1) - 4
    number = top
    while True:
        level = levels[number]
        if level.next_pair == _MOST and level.next_leaf == _MOST:
            level.needed = 0
            levels[number + 1].next_pair = _MOST
            number += 1
            continue
        before = level.last
        if level.next_leaf < level.next_pair:
            leaves[number][number] += 1
            level.last, level.next_leaf = level.next_leaf, counts[leaves[number][number]]
        else:
            level.last = level.next_pair
            leaves[number][:number] = leaves[number - 1][:number]
            levels[number - 1].needed = 2
        level.needed -= 1
        if level.needed == 0:
            if number == top:
                break
            levels[number + 1].next_pair = before + level.last
            number += 1
        else:
            while levels[number - 1].needed > 0:
                number -= 1
    final = leaves[top]
    return [0, *(final[number] - final[number - 1] for number in range(top, 0, -1))]
