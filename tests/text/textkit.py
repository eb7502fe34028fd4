# SPDX-License-Identifier: Apache-2.0
"""Helpers of the text engine's tests: a library of the shipped fonts, locales, pieces, and lines as plain text."""

from __future__ import annotations

import functools

from msgspec.structs import replace

from booklet.l10n.model import Locale
from booklet.paths import bundled_fonts
from booklet.problems import Problems
from booklet.text.fonts import FontFace, FontLibrary
from booklet.text.manifest import read_manifest
from booklet.text.model import Piece, Style
from booklet.text.typeset import Typesetter

FACTS = {
    "en": ("Latn", "ltr", "en_US"),
    "fr": ("Latn", "ltr", "fr"),
    "vi": ("Latn", "ltr", ""),
    "ru": ("Cyrl", "ltr", "ru_RU"),
    "ar": ("Arab", "rtl", ""),
    "th": ("Thai", "ltr", ""),
    "ja": ("Jpan", "ltr", ""),
    "ko": ("Kore", "ltr", ""),
    "zh-Hans": ("Hans", "ltr", ""),
    "ur": ("Aran", "rtl", ""),
    "hi": ("Deva", "ltr", ""),
    "bn": ("Beng", "ltr", ""),
}

STYLE = Style(("Andika", "Noto Naskh Arabic"), size=12, leading=17)
NOTE = Style(STYLE.families, size=8, leading=17, rise=4)
BOLD = Style(STYLE.families, size=12, leading=17, bold=True)

ENGLISH = (
    "Child trafficking happens in every region of the world. It is a serious crime and a violation of human rights. "
    "Traffickers make a child feel special; they trick, they threaten — “just between us” — and they earn money. "
    "In 2024 about 120 countries met in Bogotá and made pledges (see page 16). AVATAR, Wave, office, fjord, To, Ty. "
)
FRENCH = (
    "La traite des enfants existe partout\u202f; c’est un crime grave et une violation des droits de l’homme. "
    "Qui peut t’aider\u202f? «\u00a0Parle à un adulte en qui tu as confiance\u00a0», dit l’œuvre d’à côté. "
)
VIETNAMESE = "Trẻ em có quyền được bảo vệ khỏi bạo lực, bóc lột và buôn bán ở mọi nơi trên thế giới. "
RUSSIAN = "Торговля детьми — тяжкое преступление и нарушение прав человека. Её не оправдать ничем. "
ARABIC = (
    "الاتجار بالأطفال جريمة خطيرة وانتهاك لحقوق الإنسان. يحدث في كل منطقة من مناطق العالم، وفي كل بلد. "
    "«لست وحدك؛ هل تحتاج إلى مساعدة؟» اتّصِلْ بخطّ نجدةِ الطّفل، وأخبِر شخصًا بالغًا تثق به في ١٢٠ بلدًا. "
)


@functools.cache
def library():
    problems = Problems()
    found = FontLibrary.load([bundled_fonts()], problems)
    assert not list(problems)
    return found


def locale(tag):
    script, direction, hyphens = FACTS[tag]
    return Locale(tag, tag, script, direction, tag, "0123456789", ("•",), "✓", "{}.", hyphens)


def typesetter(tag="en", fits=None):
    return Typesetter(library(), locale(tag), fits or {})


@functools.cache
def bundled_entries():
    return read_manifest(bundled_fonts(), Problems())


@functools.cache
def shipped_library():
    """The fonts that come with the program, whatever the one who runs the tests has fetched."""
    entries = [replace(each, here=False) if each.download else each for each in bundled_entries()]
    absent = {system: each.family for each in entries if not each.here for system in each.scripts}
    return FontLibrary([FontFace(each) for each in entries if each.here], absent)


def with_stand_in(tag):
    """A typesetter with the Chinese font in the place of those for Japanese, Korean and traditional Chinese."""
    systems = frozenset({"Hans", "Hant", "Jpan", "Kore"})
    entries = [replace(each, scripts=systems) if "Hans" in each.scripts else each for each in bundled_entries()]
    return Typesetter(FontLibrary(FontFace(each) for each in entries if not each.download), locale(tag))


def piece(text, lang="en", style=STYLE, *, slot="s", start=0, isolate=False):
    return Piece(text, style, lang, slot, "m", start, isolate)


def set_text(text, tag="en", measure=200.0, **options):
    """Set one piece, or a list of pieces, in a locale."""
    pieces = [piece(text, tag)] if isinstance(text, str) else text
    return typesetter(tag).paragraph(pieces, measure, direction=FACTS[tag][1], **options)


def line_texts(paragraph):
    """Each line's text in the order of reading, hyphens shown as ``|-``."""
    return [
        "".join(run.text if run.message or run.slot else "|-" for run in line.runs).rstrip(" ")
        for line in paragraph.lines
    ]


def visual(line):
    """A line's text as it is seen, from left to right, cluster by cluster; runs apart by bars."""
    runs = sorted(line.runs, key=lambda run: (run.x, run.start))
    return "|".join("".join(cluster.text for cluster in run.clusters) for run in runs)


def logical(paragraph):
    """The text of all runs in logical order, hyphens left out."""
    return "".join(run.text for line in paragraph.lines for run in line.runs if run.message or run.slot)
