# SPDX-License-Identifier: Apache-2.0
"""Words that advice on plain language has to know, by language. A language without an entry is not advised on them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from booklet.values import Immutable

__all__ = ["PLAIN_WORDS", "PlainWords", "plain_words"]


class PlainWords(Immutable, frozen=True):
    """The words of one language; all that is compared with a text is written small.

    ``empty_links`` say nothing of where a link leads. ``familiar`` abbreviations are words by now. ``stopped``
    abbreviations have a full stop (left out here) that ends no sentence. ``colour_signs`` find a colour that is the
    sign of something on the page; what they match is shown to the author. ``clicks`` speak of a mouse or a screen.
    """

    empty_links: frozenset[str] = frozenset()
    familiar: frozenset[str] = frozenset()
    stopped: frozenset[str] = frozenset()
    colour_signs: tuple[re.Pattern[str], ...] = ()
    clicks: re.Pattern[str] | None = None


def _patterns(words: Mapping[str, str], *patterns: str) -> tuple[re.Pattern[str], ...]:
    """Compile patterns in which ``{name}`` stands for one of the words of that name."""
    groups = {name: f"(?:{'|'.join(listed.split())})" for name, listed in words.items()}
    for name, group in groups.items():
        patterns = tuple(pattern.replace(f"{{{name}}}", group) for pattern in patterns)
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


_ENGLISH = {
    "colour": """red green blue yellow orange purple violet pink brown black white gr[ae]y turquoise teal
        colou?red""",
    "shade": "dark light bright pale deep",
    # Things on a page; a word that is as often a thing in the world (field, sign, table, border) is not one of them.
    "thing": r"""box(?:es)? texts? words? letters? print(?!s) lines? buttons? parts? pages? arrows? icons? circles?
        triangles? rectangles? panels? columns? rows? headings? titles? frames? dots? bullets? symbols? links?
        sections? captions? sentences? paragraphs? background bubbles? numbers? callouts?""",
    "size": r"""big small large little long round square bold dotted dashed thick thin first second third last next
        warning help text info speech""",
    "set": "shown marked printed written highlighted underlined set drawn coloured colored",
    "be": "is are was were stands? appears?",
    "person": r"""wom[ae]n m[ae]n girls? boys? child(?:ren)? teenagers? people persons? lady ladies nurses? players?
        team dressed clothed clad everyone all painted paint someone somebody""",
    # Behind the thing: something else than its colour tells which one is meant.
    "named": "called named with labelled labeled that[ ]says? which[ ]says? saying",
}

_CLICKS = re.compile(
    r"""\b(?:
        please[ ]click | click[ ](?:here|on|the|this|below) | (?:left|right)-click | swipe[ ](?:left|right|up|down)
        # tap here; press on the name — but: the press here, a tap on the wall, press on with it, tap on the door
        | (?<!\bthe[ ])(?<!\ba[ ])(?:tap|press|swipe)[ ](?:here | on(?!\s*[.,;:!?]|\s*\Z|[ ]with\b|[ ]\w+[ ](?:
            doors?|windows?|walls?|tables?|shoulders?|wounds?|cuts?|burns?|arms?|legs?|backs?|chests?|hands?)\b))
    )\b""".replace("[ ]", r"\s"),
    re.IGNORECASE | re.VERBOSE,
)

PLAIN_WORDS: Mapping[str, PlainWords] = MappingProxyType(
    {
        "en": PlainWords(
            empty_links=frozenset(
                (
                    "click",
                    "click here",
                    "click on this",
                    "click this",
                    "click this link",
                    "details",
                    "find out more",
                    "follow this link",
                    "for more",
                    "for more information",
                    "further information",
                    "go",
                    "go here",
                    "go there",
                    "here",
                    "info",
                    "it",
                    "learn more",
                    "link",
                    "look here",
                    "more",
                    "more details",
                    "more here",
                    "more info",
                    "more information",
                    "page",
                    "press here",
                    "read more",
                    "read this",
                    "read on",
                    "see",
                    "see here",
                    "see more",
                    "tap here",
                    "that",
                    "the link",
                    "the page",
                    "the site",
                    "the website",
                    "there",
                    "this",
                    "this address",
                    "this link",
                    "this one",
                    "this page",
                    "this site",
                    "this website",
                    "website",
                )
            ),
            familiar=frozenset(("cd", "dj", "dvd", "id", "ok", "pin", "qr", "sim", "sms", "sos", "tv", "usb", "wc")),
            stopped=frozenset(
                (
                    "approx",
                    "art",
                    "cf",
                    "ch",
                    "dr",
                    "e.g",
                    "fig",
                    "figs",
                    "gen",
                    "hon",
                    "i.e",
                    "jr",
                    "mr",
                    "mrs",
                    "ms",
                    "mt",
                    "no",
                    "nos",
                    "p",
                    "pp",
                    "prof",
                    "rev",
                    "sen",
                    "st",
                    "vol",
                    "vs",
                )
            ),
            colour_signs=_patterns(
                _ENGLISH,
                # the red box; the dark blue first word; the red one — but: the red box called “Get help”, the red box 3
                r"""\b{colour}\s+(?:and\s+{colour}\s+)?(?:{size}\s+)?(?:{thing}|ones?)\b(?!\s*(?:["“‘'«(]|\d|{named}\b))""",
                # the words that are printed in green; the box is red
                r"\b{thing}\s+(?:(?:that|which)\s+)?(?:(?:{be}|{set})\s+(?:{set}\s+)?(?:in\s+)?|in\s+)(?:{shade}\s+)?"
                r"{colour}\b(?!\s+and\s+(?!{colour})\w)",
                # marked in red
                r"\b{set}\s+in\s+(?:{shade}\s+)?{colour}\b(?!\s+and\s+white)",
                # see the names in blue — but: the girl in blue, a picture in black and white
                r"\b(?!{person}\b)[\w’'-]{1,40}\s+in\s+(?:{shade}\s+)?{colour}"
                r"(?=\s*(?:[.,;:!?)]|\Z)|\s+(?:{be}|have|has|means?|shows?|says?|leads?|tells?)\b)",
                # red means danger; red and orange are for danger — but: the girl in red means it, an orange is for you
                r"(?<!\bin )(?<!\bof )(?<!\bwith )(?<!\bis )(?<!\bare )(?<!ing )(?<!\ba )(?<!\ban )"
                r"\b(?:{colour}\s+(?:means|shows|stands\s+for|is\s+for)"
                r"|{colour}\s+(?:and|or)\s+{colour}\s+(?:means?|shows?|stands?\s+for|(?:is|are)\s+for))\b",
            ),
            clicks=_CLICKS,
        ),
    }
)


def plain_words(language: str) -> PlainWords:
    """Return the words of a language (a BCP 47 tag); none where it has no entry."""
    return PLAIN_WORDS.get(language.split("-")[0].lower(), PlainWords())
