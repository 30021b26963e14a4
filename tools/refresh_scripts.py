"""Writes `generator/pipewarden/stack/re2/scripts.json`: which characters each Unicode script has.

    pip install regex==2023.8.8                # the last version with Unicode 15.0, which Go 1.21 to 1.24 know
    python tools/refresh_scripts.py            # writes the file
    python tools/refresh_scripts.py --check    # exits 1 when it would change

The names are the ones that Go's `unicode` package has. A script is a list of numbers: how many characters lie outside,
then how many inside, and so on, from U+0000.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

TARGET = Path(__file__).parent.parent / "generator" / "pipewarden" / "stack" / "re2" / "scripts.json"

_NAMES = """
Adlam Ahom Anatolian_Hieroglyphs Arabic Armenian Avestan Balinese Bamum Bassa_Vah Batak Bengali Bhaiksuki Bopomofo
Brahmi Braille Buginese Buhid Canadian_Aboriginal Carian Caucasian_Albanian Chakma Cham Cherokee Chorasmian Common
Coptic Cuneiform Cypriot Cypro_Minoan Cyrillic Deseret Devanagari Dives_Akuru Dogra Duployan Egyptian_Hieroglyphs
Elbasan Elymaic Ethiopic Georgian Glagolitic Gothic Grantha Greek Gujarati Gunjala_Gondi Gurmukhi Han Hangul
Hanifi_Rohingya Hanunoo Hatran Hebrew Hiragana Imperial_Aramaic Inherited Inscriptional_Pahlavi
Inscriptional_Parthian Javanese Kaithi Kannada Katakana Kawi Kayah_Li Kharoshthi Khitan_Small_Script Khmer Khojki
Khudawadi Lao Latin Lepcha Limbu Linear_A Linear_B Lisu Lycian Lydian Mahajani Makasar Malayalam Mandaic Manichaean
Marchen Masaram_Gondi Medefaidrin Meetei_Mayek Mende_Kikakui Meroitic_Cursive Meroitic_Hieroglyphs Miao Modi
Mongolian Mro Multani Myanmar Nabataean Nag_Mundari Nandinagari New_Tai_Lue Newa Nko Nushu Nyiakeng_Puachue_Hmong
Ogham Ol_Chiki Old_Hungarian Old_Italic Old_North_Arabian Old_Permic Old_Persian Old_Sogdian Old_South_Arabian
Old_Turkic Old_Uyghur Oriya Osage Osmanya Pahawh_Hmong Palmyrene Pau_Cin_Hau Phags_Pa Phoenician Psalter_Pahlavi
Rejang Runic Samaritan Saurashtra Sharada Shavian Siddham SignWriting Sinhala Sogdian Sora_Sompeng Soyombo Sundanese
Syloti_Nagri Syriac Tagalog Tagbanwa Tai_Le Tai_Tham Tai_Viet Takri Tamil Tangsa Tangut Telugu Thaana Thai Tibetan
Tifinagh Tirhuta Toto Ugaritic Vai Vithkuqi Wancho Warang_Citi Yezidi Yi Zanabazar_Square
"""
NAMES = _NAMES.split()


def main() -> int:
    """Returns 0, or 1 when the file is stale and --check is given."""
    text = _document()
    if "--check" not in sys.argv[1:]:
        TARGET.write_text(text, encoding="utf-8")
        return 0
    return int(text != TARGET.read_text(encoding="utf-8"))


def _document() -> str:
    import regex

    everything = "".join(map(chr, range(0x110000)))
    lines = (f"  {json.dumps(name)}: {json.dumps(_runs(regex, name, everything))}" for name in NAMES)
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _runs(regex: object, name: str, everything: str) -> list[int]:
    runs, position = [], 0
    for match in regex.finditer(rf"\p{{Script={name}}}+", everything):  # type: ignore[attr-defined]
        runs += [match.start() - position, match.end() - match.start()]
        position = match.end()
    return runs


if __name__ == "__main__":
    sys.exit(main())
