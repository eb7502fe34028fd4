# SPDX-License-Identifier: Apache-2.0
"""What ``translate lint`` knows of languages: marks, quotation marks, letters that are taken for others.

Data only, by language or script; nothing computed. Languages are ISO 639 codes, scripts ISO 15924.

Quotation marks are those of CLDR 37 (``delimiters.json`` of cldr-misc-full), which languages have marks of their own is
what the documentation of Weblate's checks says and more. The rest is common practice of typographers, tried on 211,000
messages of GNOME's libraries in a hundred languages: what was reported there in error was taken out.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = [
    "DUPLICATES_ALLOWED", "KINDS", "LETTERS", "LOOK_ALIKES", "MARKS_BY_LANGUAGE", "MARKS_BY_SCRIPT", "MARK_NAMES",
    "ORDER", "QUESTION_WORDS", "QUOTES", "QUOTES_ALSO", "RATIOS", "REDUPLICATING", "SCRIPT_NAMES", "SUBSTITUTES",
    "UNSPACED",
]  # fmt: skip

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "stop": ".\u3002\uff0e\uff61\u0964\u0965\u06d4\u0589\u1362\u1368\u17d4\u17d5\u104b\u0f0d\u0f0e\u1c7e\ua4ff",
        "question": "?\uff1f\u061f\u037e\u1367\u2e2e",
        "exclamation": "!\uff01\u07f9\u1944",
        "colon": ":\uff1a\u1366\u17d6",
        "semicolon": ";\uff1b\u061b\u1364",
        "comma": ",\uff0c\u3001\u060c\u1363\u104a\u055d",
        "dash": "\u2013\u2014-",
        "ellipsis": "\u2026",
    }
)
"""Kinds of mark at a text's end, in all scripts."""

MARK_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "stop": "a full stop", "question": "a question mark", "exclamation": "an exclamation mark", "colon": "a colon",
        "semicolon": "a semicolon", "comma": "a comma", "dash": "a dash", "ellipsis": "an ellipsis", "": "no mark",
    }
)  # fmt: skip

_WIDE = {
    "stop": "\u3002", "question": "\uff1f", "exclamation": "\uff01", "colon": "\uff1a", "semicolon": "\uff1b",
    "comma": "\uff0c",
}  # fmt: skip

MARKS_BY_SCRIPT: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "Arab": {"question": "\u061f", "semicolon": "\u061b", "comma": "\u060c"},
        "Thaa": {"question": "\u061f", "semicolon": "\u061b", "comma": "\u060c"},
        "Syrc": {"question": "\u061f", "semicolon": "\u061b", "comma": "\u060c"},
        "Ethi": {"stop": "\u1362", "comma": "\u1363", "semicolon": "\u1364", "colon": "\u1366"},
        "Hans": _WIDE,
        "Hant": _WIDE,
        "Jpan": {**_WIDE, "comma": "\u3001"},
        "Khmr": {"stop": "\u17d4", "colon": "\u17d6"},
        "Mymr": {"stop": "\u104b", "comma": "\u104a"},
        "Beng": {"stop": "\u0964"},
        "Orya": {"stop": "\u0964"},
        "Guru": {"stop": "\u0964"},
        "Olck": {"stop": "\u1c7e"},
        "Tibt": {"stop": "\u0f0d"},
    }
)
"""How a script writes a kind of mark, where it is not the ASCII one."""

_DANDA = {"stop": "\u0964"}
_URDU = {**MARKS_BY_SCRIPT["Arab"], "stop": "\u06d4"}

MARKS_BY_LANGUAGE: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("hi", "ne", "mai", "bho", "sa", "doi", "awa", "mag", "bra", "hne"), _DANDA),
        **dict.fromkeys(("ur", "ks", "pnb", "skr", "khw"), _URDU),
        "el": {"question": ";", "semicolon": "\u00b7"},
    }
)
"""The same where it depends on the language; these count in the language's usual script only."""

_NONE_NEEDED: Mapping[str, frozenset[str]] = MappingProxyType(
    {kind: frozenset(("",)) for kind in ("stop", "question", "exclamation", "colon", "semicolon", "comma")}
)
_STOP_DOES = frozenset(("stop", "comma", "dash"))
_BURMESE = {
    **dict.fromkeys(("exclamation", "colon", "semicolon"), _STOP_DOES),
    "question": _STOP_DOES | {""},  # particles tell it; headings have no stop
}

SUBSTITUTES: Mapping[str, Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "th": _NONE_NEEDED,
        "lo": _NONE_NEEDED,
        "bo": {kind: frozenset(("", "stop")) for kind in _NONE_NEEDED},
        "dz": {kind: frozenset(("", "stop")) for kind in _NONE_NEEDED},
        **dict.fromkeys(("my", "shn"), _BURMESE),
        "km": {"question": frozenset(("stop",)), "semicolon": _STOP_DOES | {""}},
        "ja": {kind: frozenset(("stop", "comma")) for kind in ("question", "exclamation", "semicolon", "colon")},
        "hy": {"semicolon": frozenset(("comma", "stop")), "colon": frozenset(("stop", ""))},
    }
)
"""Kinds that may end a translation in place of the source's kind, by language; "" is no mark."""

QUESTION_WORDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {"en": frozenset(("who", "whom", "whose", "what", "which", "when", "where", "why", "how", "whether"))}
)
"""Words of a source language without question mark where other languages ask: “What helps”."""

QUOTES: Mapping[str, str] = MappingProxyType(
    {
        "am": "«» ‹›", "ar": "”“ ’‘", "ast": "«» “”", "az": "“” ‘’", "be": "«» „“", "bg": "„“ „“", "bn": "“” ‘’",
        "bo": "“” ‘’", "br": "«» “”", "bs": "„” ‘’", "ca": "«» “”", "ckb": "“” ‘’", "cs": "„“ ‚‘", "cy": "“” ‘’",
        "da": "“” ‘’", "de": "„“ ‚‘", "el": "«» “”", "en": "“” ‘’", "eo": "“” ‘’", "es": "«» “”", "et": "„“ ‚‘",
        "eu": "“” “”", "fa": "«» ‹›", "ff": "„” ‚’", "fi": "”” ’’", "fil": "“” ‘’", "fr": "«» «»", "ga": "“” ‘’",
        "gl": "“” ‘’", "gu": "“” ‘’", "ha": "“” ‘’", "he": "”” ’’", "hi": "“” ‘’", "hr": "„“ ‚‘", "hu": "„” »«",
        "hy": "«» «»", "id": "“” ‘’", "ig": "“” ‘’", "is": "„“ ‚‘", "it": "«» “”", "ja": "「」 『』", "ka": "„“ «»",
        "kk": "«» “”", "km": "“” ‘’", "kn": "“” ‘’", "ko": "“” ‘’", "ku": "“” ‘’", "ky": "«» „“", "lb": "„“ ‚‘",
        "ln": "“” ‘’", "lo": "“” ‘’", "lt": "„“ „“", "lv": "“” ‘’", "mg": "«» “”", "mk": "„“ ‚‘", "ml": "“” ‘’",
        "mn": "“” ‘’", "mr": "“” ‘’", "ms": "“” ‘’", "mt": "“” ‘’", "my": "“” ‘’", "nb": "«» ‘’", "ne": "“” ‘’",
        "nl": "‘’ “”", "nn": "«» ‘’", "no": "«» ‘’", "om": "“” ‘’", "or": "“” ‘’", "pa": "“” ‘’", "pl": "„” «»",
        "ps": "“” ‘’", "pt": "“” ‘’", "qu": "“” ‘’", "ro": "„” «»", "ru": "«» „“", "rw": "«» ‘’", "sd": "“” ‘’",
        "si": "“” ‘’", "sk": "„“ ‚‘", "sl": "„“ ‚‘", "sn": "”” ’’", "so": "“” ‘’", "sq": "«» “”", "sr": "„“ ‘‘",
        "sv": "”” ’’", "sw": "“” ‘’", "ta": "“” ‘’", "te": "“” ‘’", "tg": "“” ‘’", "th": "“” ‘’", "ti": "“” ‘’",
        "tk": "“” “”", "tr": "“” ‘’", "ug": "»« ›‹", "uk": "«» „“", "ur": "”“ ’‘", "uz": "“” ’‘", "vi": "“” ‘’",
        "wo": "“” ‘’", "xh": "‘’ “”", "yi": "”” ’’", "yo": "“” ‘’", "zh": "“” ‘’", "zu": "“” ‘’",
        "zh-Hant": "「」 『』", "pt-PT": "«» “”", "es-419": "“” ‘’", "fr-CH": "«» ‹›", "fr-CA": "«» ”“",
    }
)  # fmt: skip
"""CLDR's quotation marks by language, script or region: a pair for quotations, and one for those within them."""

QUOTES_ALSO: Mapping[str, str] = MappingProxyType(
    {
        "am": "“”", "ar": "«» “”", "bg": "“”", "ca": "“”", "ckb": "«»", "da": "»« „“ ””", "de": "»« «»", "el": "“”",
        "en": "‘’", "es": "“”", "et": "„”", "fa": "“”", "he": "„” “”", "hr": "»« „”", "hu": "»«", "is": "“”",
        "it": "“”", "kk": "“”", "km": "«»", "ko": "《》 〈〉 「」", "lo": "«»", "lt": "“”", "lv": "„” «»", "nb": "“”",
        "nl": "“” „”", "nn": "“”", "no": "“”", "pl": "»«", "ps": "«»", "pt": "«»", "rw": "“”", "sd": "«»", "sk": "»«",
        "sl": "»«", "sq": "“” „“", "sr": "„” »«", "sv": "»» »«", "ti": "«»", "tg": "«»", "tr": "«»", "ug": "«» ‹›",
        "bs": "„“ »«",
        "ur": "“” «»", "uz": "«» „“", "vi": "«»", "zh": "《》 〈〉 「」 『』", "zh-Hant": "《》 〈〉 “” ‘’", "mn": "«»",
        "fi": "»»", "eo": "«» „“", "az": "«»", "mk": "“”", "ps-AF": "«»", "xh": "“”", "ja": "“” 《》 〈〉", "ka": "“”",
    }
)  # fmt: skip
"""Pairs that are customary beside CLDR's."""

REDUPLICATING = frozenset(
    "am as awa bho bn brx ceb ckb doi dv fa fil gn gu haw hi hil hmn ht id ilo jv kk kn kok ks ky lg ln mag mai mg mi "  # noqa: SIM905
    "ml mn mni mnj mr ms ne ny om or pa pnb ps qu rn rw sa sat sd si skr sm sn so st su sw ta te ti tk tl tn to tr ts "
    "tt ty ug ur uz ve vi war wo xh yo zu az ay fj bi tpi gil kab rm sg ff ha ig ach hy ka".split()
)
"""Languages that double whole words for plurals, “each”, or stress."""

UNSPACED = frozenset(("Hans", "Hant", "Jpan", "Thai", "Laoo", "Khmr", "Mymr", "Tibt", "Java", "Bali", "Yiii", "Lana"))
"""Scripts without spaces between words."""

DUPLICATES_ALLOWED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "": frozenset(("bla", "blah", "ha", "ho", "hi", "na", "tic", "knock")),
        "fr": frozenset(("nous", "vous", "en", "faire")),
        "de": frozenset(("die", "der", "das", "sie", "den", "dem", "ihr", "sich")),
        "nl": frozenset(("die", "dat", "ze", "je", "had", "is", "zijn", "ons")),
        "en": frozenset(("that", "had", "is")),
        "it": frozenset(("via", "piano", "man", "quasi", "poco", "ora")),
        "es": frozenset(("si", "casi")),
        "sv": frozenset(("som", "den", "det", "om")),
        "da": frozenset(("der", "som", "det", "den")),
        "nb": frozenset(("som", "det", "den")),
        "af": frozenset(("die", "dat", "nie", "hulle", "gou", "kort", "staan")),
        "hu": frozenset(("egy",)),
        "cs": frozenset(("se", "si")),
        "sk": frozenset(("sa", "si")),
        "pl": frozenset(("tak",)),
        "pt": frozenset(("se",)),
        "gl": frozenset(("se",)),
        "ca": frozenset(("que", "si")),
        "sq": frozenset(("të", "e", "i", "së")),
    }
)
"""Words that may stand twice in a row, by language; "" is for all."""

_PERSIAN = {"\u064a": "\u06cc", "\u0643": "\u06a9", "\u0649": "\u06cc"}

LETTERS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "fa": _PERSIAN,
        "ckb": {"\u064a": "\u06cc", "\u0643": "\u06a9"},
        "ur": {**_PERSIAN, "\u0647": "\u06c1", "\u0629": "\u06c3"},
        "pnb": {**_PERSIAN, "\u0647": "\u06c1"},
        "skr": {**_PERSIAN, "\u0647": "\u06c1"},
        "ps": {"\u0643": "\u06a9"},
        "ar": {"\u06cc": "\u064a", "\u06a9": "\u0643", "\u06c1": "\u0647", "\u06d2": "\u064a"},
        "bn": {"\u09f0": "\u09b0", "\u09f1": "\u09ac"},
        "as": {"\u09b0": "\u09f0"},
        "ro": {"\u015f": "\u0219", "\u0163": "\u021b", "\u015e": "\u0218", "\u0162": "\u021a"},
        "uk": {"\u044b": "\u0438", "\u044d": "\u0435", "\u0451": "\u044c\u043e", "\u044a": "\u02bc"},
        "ru": {"\u0456": "\u0438", "\u0457": "\u0438", "\u0454": "\u044d", "\u0491": "\u0433", "\u045e": "\u0443"},
        "be": {"\u0438": "\u0456", "\u0449": "\u0448\u0447", "\u044a": "\u2019"},
    }
)
"""Letters that a language does not have, and those for which they are mistaken."""

LOOK_ALIKES: Mapping[str, str] = MappingProxyType(
    dict(zip("аесорхуіјѕԁһАВЕКМНОРСТУХІЈЅЗӏԛԝ", "aecopxyijsdhABEKMHOPCTYXIJS3lqw", strict=True))
    | dict(zip("οναρτιυκΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ovaptiukABEZHIKMNOPTYX", strict=True))
)
"""Cyrillic and Greek letters and the Latin ones that look like them (Unicode Technical Standard 39, confusables)."""

SCRIPT_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Latn": ("LATIN",), "Cyrl": ("CYRILLIC",), "Grek": ("GREEK",), "Arab": ("ARABIC",), "Hebr": ("HEBREW",),
        "Deva": ("DEVANAGARI",), "Beng": ("BENGALI",), "Guru": ("GURMUKHI",), "Gujr": ("GUJARATI",),
        "Orya": ("ORIYA",), "Taml": ("TAMIL",), "Telu": ("TELUGU",), "Knda": ("KANNADA",), "Mlym": ("MALAYALAM",),
        "Sinh": ("SINHALA",), "Thai": ("THAI",), "Laoo": ("LAO",), "Tibt": ("TIBETAN",), "Mymr": ("MYANMAR",),
        "Khmr": ("KHMER",), "Ethi": ("ETHIOPIC",), "Hans": ("CJK", "IDEOGRAPHIC"), "Hant": ("CJK", "IDEOGRAPHIC"),
        "Jpan": ("CJK", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HALFWIDTH"),
        "Kore": ("HANGUL", "CJK"), "Armn": ("ARMENIAN",), "Geor": ("GEORGIAN",), "Thaa": ("THAANA",),
        "Syrc": ("SYRIAC",), "Nkoo": ("NKO",), "Cher": ("CHEROKEE",), "Adlm": ("ADLAM",), "Tfng": ("TIFINAGH",),
        "Olck": ("OL",), "Mong": ("MONGOLIAN",), "Java": ("JAVANESE",), "Bali": ("BALINESE",),
    }
)  # fmt: skip
"""How the Unicode names of a script's letters begin."""

RATIOS: Mapping[str, float] = MappingProxyType(
    {
        "Hans": 0.33, "Hant": 0.33, "Jpan": 0.5, "Kore": 0.55, "Ethi": 0.7, "Hebr": 0.8, "Arab": 0.9, "Thai": 0.85,
        "Laoo": 0.9, "Khmr": 0.95, "Mymr": 1.1, "Taml": 1.2, "Mlym": 1.2,
    }
)  # fmt: skip
"""Code points that a text takes, English taking 1: medians of this project's catalogs, others estimated; else 1.1."""

ORDER: tuple[tuple[str, str, str], ...] = (
    ("[\u0e48-\u0e4b][\u0e31\u0e34-\u0e39]", "has a tone mark in front of its vowel sign", "type the vowel sign first"),
    ("\u0e40\u0e40", "has the vowel sign U+0E40 twice", "type U+0E41 (แ)"),
    ("\u0e4d[\u0e48-\u0e4b]?\u0e32", "has the vowel AM in two characters", "type U+0E33 (ำ)"),
    ("[\u0e48-\u0e4b]{2}", "has two tone marks on one letter", "delete one"),
    ("[\u0ec8-\u0ecb][\u0eb1\u0eb4-\u0eb9\u0ebb]", "has a tone mark in front of its vowel sign",
     "type the vowel sign first"),
    ("\u0ec0\u0ec0", "has the vowel sign U+0EC0 twice", "type U+0EC1 (ແ)"),
    ("[\u0ec8-\u0ecb]{2}", "has two tone marks on one letter", "delete one"),
    ("\u17d2(?![\u1780-\u17b3])", "has a sign for a subscript without the letter", "type the letter, or delete U+17D2"),
    ("[\u17b6-\u17c5][\u17d2\u17c9\u17ca]", "has a vowel sign in front of what belongs to the letter",
     "type the subscript or shifter first"),
    ("\u17c1\u17b8", "has one vowel in two characters", "type U+17BE (ើ)"),
    ("\u17c1\u17b6", "has one vowel in two characters", "type U+17C4 (ោ)"),
    ("\u103c\u103b|\u103d[\u103b\u103c]|\u103e[\u103b-\u103d]", "has the signs under a letter in the wrong order",
     "type them in the order ya, ra, wa, ha"),
    ("\u1031[\u103b-\u103e]", "has the vowel U+1031 in front of a sign of its letter", "type the vowel after the sign"),
    ("\u1025\u103a", "has the vowel letter U+1025 where a consonant belongs", "type U+1009 (ဉ)"),
    ("\u1040(?=[\u102b-\u103e])|(?<=[\u1000-\u1021])\u1040(?=[\u1000-\u1021])", "has the digit U+1040 as a letter",
     "type the letter U+101D (ဝ)"),
    ("\u1047(?=[\u102b-\u103e])", "has the digit U+1047 as a letter", "type the letter U+101B (ရ)"),
    ("\u0905\u093e", "has one letter in two characters", "type U+0906 (आ)"),
    ("\u0905\u094b", "has one letter in two characters", "type U+0913 (ओ)"),
    ("\u0905\u094c", "has one letter in two characters", "type U+0914 (औ)"),
    ("\u090f\u0947", "has one letter in two characters", "type U+0910 (ऐ)"),
    ("\u0985\u09be", "has one letter in two characters", "type U+0986 (আ)"),
    ("\u0a85\u0abe", "has one letter in two characters", "type U+0A86 (આ)"),
    ("[\u094d][\u093e-\u094c]|[\u09cd][\u09be-\u09cc]", "has a vowel sign after a virama", "delete one of the two"),
)  # fmt: skip
"""Sequences that are seen as they should be, but are not stored so: a pattern, what it is, how to mend it."""
