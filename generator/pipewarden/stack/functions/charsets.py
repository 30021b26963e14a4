"""The character sets that Terraform knows, by their IANA names, on top of Python's codecs."""

from __future__ import annotations

import unicodedata

from msgspec import Struct

from pipewarden.stack.errors import EvaluationError, undecided

_CONTROLS = frozenset(map(chr, range(0x80, 0xA0)))


class Charset(Struct, frozen=True):
    """A character set: Python's codec, what that codec takes and Terraform does not, and characters that trade places.

    `agreed` names a codec of the characters for which all variants of the character set have the same bytes; empty
    stands for ASCII alone, None for a character set without variants.
    """

    codec: str
    refused: frozenset[str] = frozenset()
    exchanged: tuple[tuple[str, str], ...] = ()
    agreed: str | None = None

    def encode(self, text: str) -> bytes:
        """The bytes of a text; raises where the character set lacks one of its characters."""
        if self.agreed is not None and not all(map(self._is_agreed, text)):
            raise undecided("this encoding has variants, which have other bytes for some of these characters")
        text = text.translate({**{ord(a): b for a, b in self.exchanged}})
        if not self.refused.isdisjoint(text):
            raise EvaluationError("the text has characters that the encoding lacks")
        try:
            return text.encode(self.codec)
        except UnicodeEncodeError:
            raise EvaluationError("the text has characters that the encoding lacks") from None

    def _is_agreed(self, char: str) -> bool:
        if char.isascii():
            return True
        try:
            return unicodedata.category(char) == "Lo" and bool(self.agreed) and bool(char.encode(self.agreed or ""))
        except UnicodeEncodeError:
            return False

    def decode(self, data: bytes) -> str:
        """The text of bytes; raises where they are not text in the character set."""
        try:
            text = data.decode(self.codec)
        except UnicodeDecodeError:
            raise EvaluationError("the bytes are not text in that encoding") from None
        if not self.refused.isdisjoint(text):
            raise EvaluationError("the bytes are not text in that encoding")
        return text.translate({ord(b): a for a, b in self.exchanged})


_EBCDIC_1047 = (("[", "Ý"), ("Ý", "["), ("]", "¨"), ("¨", "]"), ("^", "¬"), ("¬", "^"))
_SHIFT_JIS_LACKS = frozenset("\x80¢£¬‖−〜\uf8f0\uf8f1\uf8f2\uf8f3")
_CHARSETS: dict[str, Charset] = {
    "us-ascii ansi_x3.4-1968 ansi_x3.4-1986 cp367 csascii ibm367 iso-ir-6 iso646-us iso_646.irv:1991 us": Charset(
        "ascii"
    ),
    "utf-8 csutf8": Charset("utf-8"),
    "utf-16 csutf16 utf-16be csutf16be": Charset("utf-16-be"),
    "utf-16le csutf16le": Charset("utf-16-le"),
    "iso-8859-1 iso_8859-1 iso_8859-1:1987 iso-ir-100 csisolatin1 latin1 l1 ibm819 cp819": Charset("iso8859_1"),
    "iso-8859-2 iso_8859-2 iso_8859-2:1987 iso-ir-101 csisolatin2 latin2 l2": Charset("iso8859_2", _CONTROLS),
    "iso-8859-3 iso_8859-3 iso_8859-3:1988 iso-ir-109 csisolatin3 latin3 l3": Charset("iso8859_3", _CONTROLS),
    "iso-8859-4 iso_8859-4 iso_8859-4:1988 iso-ir-110 csisolatin4 latin4 l4": Charset("iso8859_4", _CONTROLS),
    "iso-8859-5 iso_8859-5 iso_8859-5:1988 iso-ir-144 csisolatincyrillic cyrillic": Charset("iso8859_5", _CONTROLS),
    "iso-8859-6 iso_8859-6 iso_8859-6:1987 iso-ir-127 csisolatinarabic arabic asmo-708 ecma-114 "
    "iso-8859-6-e csiso88596e iso-8859-6-i csiso88596i": Charset("iso8859_6", _CONTROLS),
    "iso-8859-7 iso_8859-7 iso_8859-7:1987 iso-ir-126 csisolatingreek greek greek8 ecma-118 elot_928": Charset(
        "iso8859_7", _CONTROLS
    ),
    "iso-8859-8 iso_8859-8 iso_8859-8:1988 iso-ir-138 csisolatinhebrew hebrew csiso88598e iso-8859-8-i "
    "csiso88598i": Charset("iso8859_8", _CONTROLS),
    "iso-8859-9 iso_8859-9 iso_8859-9:1989 iso-ir-148 csisolatin5 latin5 l5": Charset("iso8859_9"),
    "iso-8859-10 iso_8859-10:1992 iso-ir-157 csisolatin6 latin6 l6": Charset("iso8859_10", _CONTROLS),
    "iso-8859-13 csiso885913": Charset("iso8859_13", _CONTROLS),
    "iso-8859-14 iso_8859-14 iso_8859-14:1998 iso-ir-199 csiso885914 latin8 l8 iso-celtic": Charset(
        "iso8859_14", _CONTROLS
    ),
    "iso-8859-15 iso_8859-15 csiso885915 latin-9": Charset("iso8859_15", _CONTROLS),
    "iso-8859-16 iso_8859-16 iso_8859-16:2001 iso-ir-226 csiso885916 latin10 l10": Charset("iso8859_16", _CONTROLS),
    "ibm037 cp037 csibm037 ebcdic-cp-ca ebcdic-cp-nl ebcdic-cp-us ebcdic-cp-wt": Charset("cp037"),
    "ibm1047 ibm-1047 csibm1047": Charset("cp037", exchanged=_EBCDIC_1047),
    "ibm01140 ccsid01140 cp01140 csibm01140 ebcdic-us-37+euro": Charset("cp1140"),
    "ibm437 437 cp437 cspc8codepage437": Charset("cp437"),
    "ibm850 850 cp850 cspc850multilingual": Charset("cp850"),
    "ibm852 852 cp852 cspcp852": Charset("cp852"),
    "ibm855 855 cp855 csibm855": Charset("cp855"),
    "ibm00858 ccsid00858 cp00858 csibm00858 pc-multilingual-850+euro": Charset("cp858"),
    "ibm860 860 cp860 csibm860": Charset("cp860"),
    "ibm862 862 cp862 cspc862latinhebrew": Charset("cp862"),
    "ibm863 863 cp863 csibm863": Charset("cp863"),
    "ibm865 865 cp865 csibm865": Charset("cp865"),
    "ibm866 866 cp866 csibm866": Charset("cp866"),
    "koi8-r cskoi8r": Charset("koi8_r"),
    "koi8-u cskoi8u": Charset("koi8_u", exchanged=(("ў", "╝"), ("╝", "\ufffe"), ("Ў", "╬"), ("╬", "\uffff"))),
    "macintosh mac csmacintosh": Charset("mac_roman"),
    "windows-874 cswindows874": Charset("cp874"),
    **{f"windows-{page} cswindows{page}": Charset(f"cp{page}") for page in range(1250, 1259)},
    "shift_jis ms_kanji csshiftjis": Charset("cp932", _SHIFT_JIS_LACKS),
    "euc-jp cseucpkdfmtjapanese extended_unix_code_packed_format_for_japanese": Charset("euc_jp", agreed="iso2022_jp"),
    "iso-2022-jp csiso2022jp": Charset("iso2022_jp", agreed="iso2022_jp"),
    "euc-kr cseuckr": Charset("cp949"),
    "gbk csgbk cp936 ms936 windows-936": Charset("gbk", agreed="gb2312"),
    "gb18030 csgb18030": Charset("gb18030"),
    "hz-gb-2312": Charset("hz", agreed=""),
    "big5 csbig5": Charset("big5hkscs", agreed=""),
}
_BY_NAME = {name: charset for names, charset in _CHARSETS.items() for name in names.split()}
_MARKED = frozenset({"utf-16", "csutf16"})
_MARKS = {b"\xff\xfe": "utf-16le", b"\xfe\xff": "utf-16be"}


def encode(text: str, name: str) -> bytes:
    """The bytes of a text in a character set; UTF-16 without a byte order in its name begins with a mark."""
    return _charset(name).encode("\ufeff" + text if name.lower() in _MARKED else text)


def decode(data: bytes, name: str) -> str:
    """The text of bytes in a character set."""
    if name.lower() in _MARKED and data[:2] in _MARKS:
        return _charset(_MARKS[data[:2]]).decode(data[2:])
    return _charset(name).decode(data)


def _charset(name: str) -> Charset:
    found = _BY_NAME.get(name.lower())
    if found is None:
        raise EvaluationError(f"`{name}` is no known encoding")
    return found
