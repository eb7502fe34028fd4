# SPDX-License-Identifier: Apache-2.0
"""What CLDR, as Babel carries it, does not know: one row for each addition, and nothing computed.

A locale that CLDR lacks is one row in :data:`LANGUAGES`; a script's digits one in :data:`ZERO_DIGITS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

__all__ = [
    "ALIASES", "ALPHABETS", "BULLETS", "CHECK_MARK", "HYPHENS", "LANGUAGES", "LIST_NUMBERS",
    "LIST_NUMBER_DEFAULT", "NASTALIQ", "RIGHT_TO_LEFT", "ZERO_DIGITS", "ExtraLanguage",
]  # fmt: skip


class ExtraLanguage(NamedTuple):
    """A language that CLDR has no data for: its own name, script, and the locale whose formats it borrows."""

    name: str
    script: str
    formats: str


LANGUAGES: Mapping[str, ExtraLanguage] = MappingProxyType(
    {
        "ach": ExtraLanguage("Acoli", "Latn", "en_UG"),
        "ay": ExtraLanguage("Aymar aru", "Latn", "es_BO"),
        "bi": ExtraLanguage("Bislama", "Latn", "en_VU"),
        "din": ExtraLanguage("Thuɔŋjäŋ", "Latn", "en_SS"),
        "fj": ExtraLanguage("Na Vosa Vakaviti", "Latn", "en_FJ"),
        "gil": ExtraLanguage("Taetae ni Kiribati", "Latn", "en_KI"),
        "hil": ExtraLanguage("Hiligaynon", "Latn", "fil"),
        "ilo": ExtraLanguage("Ilokano", "Latn", "fil"),
        "kek": ExtraLanguage("Qʼeqchiʼ", "Latn", "es_GT"),
        "kg": ExtraLanguage("Kikongo", "Latn", "fr_CD"),
        "lus": ExtraLanguage("Mizo ṭawng", "Latn", "en_IN"),
        "mos": ExtraLanguage("Mòoré", "Latn", "fr_BF"),
        "sm": ExtraLanguage("Gagana Sāmoa", "Latn", "en_WS"),
        "tet": ExtraLanguage("Tetun", "Latn", "pt_TL"),
        "ty": ExtraLanguage("Reo Tahiti", "Latn", "fr_PF"),
        "war": ExtraLanguage("Winaray", "Latn", "fil"),
    }
)
"""Languages by ISO 639 code."""

ALIASES: Mapping[str, str] = MappingProxyType({"prs": "fa_AF", "kmr": "ku", "pes": "fa", "swa": "sw", "cmn": "zh"})
"""Codes that people and platforms use for what CLDR calls otherwise, beside CLDR's own aliases."""

RIGHT_TO_LEFT = frozenset({
    "Adlm", "Arab", "Aran", "Gara", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi",
})  # fmt: skip
"""Scripts in modern use whose lines run from right to left (Unicode character property Bidi_Class R and AL)."""

NASTALIQ = frozenset({"bft", "khw", "ks", "pa", "phr", "pnb", "scl", "skr", "ur"})
"""Languages whose readers expect Arabic letters in the Nastaliq style (ISO 15924 ``Aran``)."""

ZERO_DIGITS: Mapping[str, str] = MappingProxyType(
    {
        "latn": "0", "arab": "\u0660", "arabext": "\u06f0", "adlm": "\U0001e950", "beng": "\u09e6",
        "cakm": "\U00011136", "deva": "\u0966", "gujr": "\u0ae6", "guru": "\u0a66", "hmnp": "\U0001e140",
        "khmr": "\u17e0", "knda": "\u0ce6", "laoo": "\u0ed0", "mlym": "\u0d66", "mtei": "\uabf0", "mymr": "\u1040",
        "nkoo": "\u07c0", "olck": "\u1c50", "orya": "\u0b66", "rohg": "\U00010d30", "tamldec": "\u0be6",
        "telu": "\u0c66", "thai": "\u0e50", "tibt": "\u0f20",
    }
)  # fmt: skip
"""The zero of each decimal numbering system (CLDR numberingSystems.xml); nine more digits follow it in Unicode.

Babel knows which system a locale uses and its separators, but writes Latin digits in every system.
"""

BULLETS = ("•", "–", "·")
"""List marks by depth: characters that text fonts have."""

CHECK_MARK = "✓"

LIST_NUMBER_DEFAULT = "{}."

LIST_NUMBERS: Mapping[str, str] = MappingProxyType({"my": "{}။", "shn": "{}။"})
"""How a numbered item's mark is written, by language, where it is not :data:`LIST_NUMBER_DEFAULT`."""

HYPHENS: Mapping[str, str] = MappingProxyType({"no": "nb"})
"""Pyphen's name of a language where it is not CLDR's."""

ALPHABETS: Mapping[str, str] = MappingProxyType(
    {
        "cs": "c č h {ch} r ř s š z ž", "da": "z æ ø å", "es": "n ñ", "fi": "z å ä ö", "fo": "z æ ø",
        "hr": "c č ć d {dž} đ l {lj} n {nj} s š z ž", "hu": "o ö u ü", "is": "z þ æ ö",
        "lt": "c č s š z ž", "lv": "c č g ģ k ķ l ļ n ņ s š z ž",
        "nb": "z æ ø å", "nn": "z æ ø å", "no": "z æ ø å",
        "pl": "a ą c ć e ę l ł n ń o ó s ś z ź ż", "ro": "a ă â i î s ș t ț", "sk": "a ä c č h {ch} o ô s š z ž",
        "sl": "c č s š z ž", "sq": "c ç e ë", "sv": "z å ä ö", "tr": "c ç g ğ h ı o ö s ş u ü",
        "vi": "a ă â d đ e ê o ô ơ u ư",
        # Whole alphabets, behind the Latin one: their letters do not stand in the order of their code points.
        "fa": "z آ ا ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه ی",
        "ur": "z ا آ ب پ ت ٹ ث ج چ ح خ د ڈ ذ ر ڑ ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن ں و ہ ھ ء ی ے",
        "uk": "z а б в г ґ д е є ж з и і ї й к л м н о п р с т у ф х ц ч ш щ ь ю я",
    }
)  # fmt: skip
"""Letters that a language's alphabet counts on their own, each after the letter in front of it; {} holds digraphs."""
