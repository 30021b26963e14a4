"""Splits text into what a reader takes for one character: grapheme clusters as Unicode defines them."""

from __future__ import annotations

import unicodedata

_JOINER = "\u200d"
_PREPEND = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\U000110bd\U000110cd")
_NOT_SPACING = frozenset("\u102b\u102c\u1038\u1062\u1063\u1064\u1067\u1068\u1069\u106a\u106b\u106c\u106d\u1083")
_EXTEND_MARKS = frozenset("\u09be\u09d7\u0b3e\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u1b35")
_PICTOGRAPHS = (
    (0xA9, 0xA9), (0xAE, 0xAE), (0x203C, 0x203C), (0x2049, 0x2049), (0x2122, 0x2122), (0x2139, 0x2139),
    (0x2194, 0x2199), (0x21A9, 0x21AA), (0x231A, 0x231B), (0x2328, 0x2328), (0x2388, 0x2388), (0x23CF, 0x23CF),
    (0x23E9, 0x23F3), (0x23F8, 0x23FA), (0x24C2, 0x24C2), (0x25AA, 0x25AB), (0x25B6, 0x25B6), (0x25C0, 0x25C0),
    (0x25FB, 0x25FE), (0x2600, 0x2605), (0x2607, 0x2612), (0x2614, 0x2685), (0x2690, 0x2705), (0x2708, 0x2712),
    (0x2714, 0x2714), (0x2716, 0x2716), (0x271D, 0x271D), (0x2721, 0x2721), (0x2728, 0x2728), (0x2733, 0x2734),
    (0x2744, 0x2744), (0x2747, 0x2747), (0x274C, 0x274C), (0x274E, 0x274E), (0x2753, 0x2755), (0x2757, 0x2757),
    (0x2763, 0x2767), (0x2795, 0x2797), (0x27A1, 0x27A1), (0x27B0, 0x27B0), (0x27BF, 0x27BF), (0x2934, 0x2935),
    (0x2B05, 0x2B07), (0x2B1B, 0x2B1C), (0x2B50, 0x2B50), (0x2B55, 0x2B55), (0x3030, 0x3030), (0x303D, 0x303D),
    (0x3297, 0x3297), (0x3299, 0x3299), (0x1F000, 0x1F0FF), (0x1F10D, 0x1F10F), (0x1F12F, 0x1F12F),
    (0x1F16C, 0x1F171), (0x1F17E, 0x1F17F), (0x1F18E, 0x1F18E), (0x1F191, 0x1F19A), (0x1F1AD, 0x1F1E5),
    (0x1F201, 0x1F20F), (0x1F21A, 0x1F21A), (0x1F22F, 0x1F22F), (0x1F232, 0x1F23A), (0x1F23C, 0x1F23F),
    (0x1F249, 0x1F3FA), (0x1F400, 0x1F53D), (0x1F546, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F774, 0x1F77F),
    (0x1F7D5, 0x1F7FF), (0x1F80C, 0x1F80F), (0x1F848, 0x1F84F), (0x1F85A, 0x1F85F), (0x1F888, 0x1F88F),
    (0x1F8AE, 0x1F8FF), (0x1F90C, 0x1F93A), (0x1F93C, 0x1F945), (0x1F947, 0x1FAFF), (0x1FC00, 0x1FFFD),
)  # fmt: skip


def clusters(text: str) -> list[str]:
    """The grapheme clusters of the text, in order."""
    if text.isascii() and "\r" not in text:
        return list(text)
    result: list[str] = []
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or _breaks(text, start, index):
            result.append(text[start:index])
            start = index
    return result


def _breaks(text: str, start: int, index: int) -> bool:
    """Whether a cluster that begins at `start` ends before `index` (rules GB3 to GB13 of UAX 29)."""
    before, after = _kind(text[index - 1]), _kind(text[index])
    if before == "CR" and after == "LF":
        return False
    if {before, after} & {"CR", "LF", "Control"}:
        return True
    if _hangul(before, after) or after in ("Extend", "Joiner", "Spacing") or before == "Prepend":
        return False
    if before == "Joiner" and _is_pictograph(text[index]) and _after_pictograph(text, start, index - 1):
        return False
    if before == after == "Flag":
        return (index - start) % 2 == 0
    return True


def _hangul(before: str, after: str) -> bool:
    if before == "L":
        return after in ("L", "V", "LV", "LVT")
    if before in ("LV", "V"):
        return after in ("V", "T")
    return before in ("LVT", "T") and after == "T"


def _after_pictograph(text: str, start: int, joiner: int) -> bool:
    index = joiner - 1
    while index >= start and _kind(text[index]) == "Extend":
        index -= 1
    return index >= start and _is_pictograph(text[index])


def _is_pictograph(char: str) -> bool:
    code = ord(char)
    return any(low <= code <= high for low, high in _PICTOGRAPHS)


def _kind(char: str) -> str:
    if char in "\r\n":
        return "CR" if char == "\r" else "LF"
    if char == _JOINER:
        return "Joiner"
    code = ord(char)
    if code < 0x300:
        return "Control" if unicodedata.category(char) in ("Cc", "Cf") else "Other"
    if 0x1100 <= code <= 0x11FF or 0xA960 <= code <= 0xA97F or 0xAC00 <= code <= 0xD7FF:
        return _hangul_kind(code)
    if 0x1F1E6 <= code <= 0x1F1FF:
        return "Flag"
    if char in _PREPEND:
        return "Prepend"
    return _category_kind(char, code)


def _hangul_kind(code: int) -> str:
    if code <= 0x115F or 0xA960 <= code <= 0xA97C:
        return "L"
    if 0x1160 <= code <= 0x11A7 or 0xD7B0 <= code <= 0xD7C6:
        return "V"
    if 0x11A8 <= code <= 0x11FF or 0xD7CB <= code <= 0xD7FB:
        return "T"
    if 0xAC00 <= code <= 0xD7A3:
        return "LV" if (code - 0xAC00) % 28 == 0 else "LVT"
    return "Other"


def _category_kind(char: str, code: int) -> str:
    category = unicodedata.category(char)
    if category in ("Mn", "Me") or char in _EXTEND_MARKS:
        return "Extend"
    if code == 0x200C or 0x1F3FB <= code <= 0x1F3FF or 0xFF9E <= code <= 0xFF9F or 0xE0020 <= code <= 0xE007F:
        return "Extend"
    if (category == "Mc" and char not in _NOT_SPACING) or code in (0xE33, 0xEB3):
        return "Spacing"
    if category in ("Cc", "Cf", "Zl", "Zp"):
        return "Control"
    return "Other"
