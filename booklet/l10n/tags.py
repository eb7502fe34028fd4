# SPDX-License-Identifier: Apache-2.0
"""Language tags: reading BCP 47 and POSIX spellings, their one canonical form, likely scripts and parents.

The canonical form is CLDR's: old codes become new ones (``iw`` → ``he``), and a script is written out exactly where a
region alone would mean another one than the language alone does (``zh-TW`` → ``zh-Hant-TW``, because ``zh`` is
``Hans``). Sources: RFC 5646; UTS #35, part 1, sections 3.2 and 4.3 (likely subtags, parent locales).
"""

from __future__ import annotations

import functools
import re

from babel import Locale as CldrLocale
from babel import localedata
from babel.core import get_global
from msgspec.structs import replace

from booklet.l10n.localedata import ALIASES, LANGUAGES, NASTALIQ
from booklet.problems import BookletError, Problem
from booklet.values import Immutable

__all__ = ["Tag", "parents", "parse_tag", "same_language", "suggest"]

_SYNTAX = re.compile(
    r"(?P<language>[a-z]{2,3})(?:[-_](?P<script>[a-z]{4}))?(?:[-_](?P<region>[a-z]{2}|\d{3}))?"
    r"(?P<variants>(?:[-_](?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*)(?:@(?P<modifier>[a-z0-9]{1,12}))?",
    re.ASCII | re.IGNORECASE,
)
_OWN_NAMES = (
    "am", "ar", "bn", "de", "es", "fa", "fr", "hi", "id", "it", "ja", "ko", "ne", "nl", "pl", "pt", "ru", "so", "sw",
    "th", "tr", "uk", "ur", "vi", "zh",
)  # fmt: skip
"""Languages found by their own names as well; reading all of CLDR for a typing error would take a second."""

_MODIFIER_SCRIPTS = {"latin": "Latn", "cyrillic": "Cyrl", "arabic": "Arab", "devanagari": "Deva"}


class Tag(Immutable, frozen=True):
    """A canonical language tag in its parts. ``script`` is the one that is written in it, or None."""

    language: str
    script: str | None = None
    region: str | None = None
    variants: tuple[str, ...] = ()

    def _parts(self) -> list[str]:
        return [part for part in (self.language, self.script, self.region, *self.variants) if part]

    def __str__(self) -> str:
        return "-".join(self._parts())

    @property
    def posix(self) -> str:
        """The tag as a folder's name, ``zh_Hans``."""
        return "_".join(self._parts())

    @property
    def likely_script(self) -> str:
        """The script that text with this tag is in (ISO 15924)."""
        return self.script or _likely_script(self.language, self.region)

    @property
    def writing_system(self) -> str:
        """The script, told more finely where ISO 15924 can: ``Aran`` for Urdu, ``Hans`` or ``Hant`` for Chinese."""
        script = self.likely_script
        return "Aran" if script == "Arab" and self.language in NASTALIQ else script

    @property
    def cldr(self) -> str:
        """The nearest locale that Babel has data for."""
        if self.language in LANGUAGES:
            return LANGUAGES[self.language].formats
        script = self.likely_script
        candidates: tuple[str, ...] = (
            f"{self.language}_{self.region}", f"{self.language}_{script}_{self.region}", f"{self.language}_{script}",
            self.language,
        )  # fmt: skip
        if self.script and self.script != _likely_script(self.language, None):
            candidates = candidates[1:]  # zh_Hant must not be read as zh
        return next(name for name in candidates if "None" not in name and localedata.exists(name))


@functools.lru_cache(maxsize=512)
def parse_tag(text: str) -> Tag:
    """Read a tag as people, folders and platforms write it: ``fr-CA``, ``fr_CA``, ``sr@latin``, ``zh-hans``.

    Raises:
        BookletError: it is not a tag, or no language, script or region of that name is known; with suggestions.
    """
    match = _SYNTAX.fullmatch(text) if len(text) <= 40 else None
    if match is None:
        raise _unknown(text)
    script = match["script"]
    variants = [v.lower() for v in re.split("[-_]", match["variants"]) if v]
    modifier = (match["modifier"] or "").lower()
    if modifier in _MODIFIER_SCRIPTS:
        script = script or _MODIFIER_SCRIPTS[modifier]
    elif modifier:
        variants.append(modifier)
    region = match["region"].upper() if match["region"] else None
    tag = _canonical(Tag(match["language"].lower(), script.title() if script else None, region, tuple(variants)))
    if not _is_known(tag):
        raise _unknown(text)
    return tag


def _canonical(tag: Tag) -> Tag:
    alias = ALIASES.get(tag.language) or get_global("language_aliases").get(tag.language)
    if alias:
        parts = alias.split("_")
        script = next((p for p in parts[1:] if len(p) == 4), None)
        region = next((p for p in parts[1:] if len(p) in {2, 3}), None)
        tag = replace(tag, language=parts[0], script=tag.script or script, region=tag.region or region)
    successors = get_global("territory_aliases").get(tag.region or "")
    if successors:
        tag = replace(tag, region=successors[0])
    if tag.script is None and tag.region is not None:
        by_region = _likely_script(tag.language, tag.region)
        if by_region != _likely_script(tag.language, None):
            tag = replace(tag, script=by_region)
    return tag


def _likely_script(language: str, region: str | None) -> str:
    if language in LANGUAGES:
        return LANGUAGES[language].script
    likely = get_global("likely_subtags")
    full = (region and likely.get(f"{language}_{region}")) or likely.get(language, "")
    return next((part for part in full.split("_") if len(part) == 4), "Zyyy")


def _is_known(tag: Tag) -> bool:
    english = CldrLocale("en")
    language = tag.language in LANGUAGES or localedata.exists(tag.language)
    script = tag.script is None or tag.script in english.scripts
    region = tag.region is None or tag.region in english.territories
    # A script that CLDR never writes the language in has no data, and would read its neighbour's instead.
    written = (
        tag.script is None
        or tag.script == _likely_script(tag.language, None)
        or localedata.exists(f"{tag.language}_{tag.script}")
    )
    return language and script and region and written


def _unknown(text: str) -> BookletError:
    shown = text if len(text) <= 40 else text[:40] + "…"
    near = suggest(text)
    mend = f"did you mean {' or '.join(near)}?" if near else "use a language tag such as fr, pt-BR or zh-Hans"
    return BookletError([Problem(None, f"unknown locale {shown!r}", mend)])


def suggest(text: str) -> tuple[str, ...]:
    """Up to three tags that ``text`` may have meant: by spelling, or by a language's English or own name."""
    import difflib  # only needed when something is wrong

    wanted = text[:40].replace("_", "-").casefold()
    english = CldrLocale("en")
    names = {str(name).casefold(): code for code, name in english.languages.items() if localedata.exists(code)}
    names |= {own.name.casefold(): code for code, own in LANGUAGES.items()}
    names |= {str(CldrLocale(code).display_name).casefold(): code for code in _OWN_NAMES}
    if len(wanted) > 3:
        by_name = [names[name] for name in difflib.get_close_matches(wanted, names, n=2, cutoff=0.8)]
        by_name += [code for name, code in names.items() if name.startswith(wanted)][:1]
        if by_name:
            return tuple(dict.fromkeys(by_name))
    tags = {name.replace("_", "-").casefold(): name.replace("_", "-") for name in localedata.locale_identifiers()}
    if wanted.split("-")[0] in tags and wanted not in tags:
        language = wanted.split("-")[0]
        near = difflib.get_close_matches(wanted, [t for t in tags if t.startswith(language + "-")], n=2, cutoff=0.5)
        return tuple(dict.fromkeys([*(tags[t] for t in near), tags[language]]))
    return tuple(tags[t] for t in difflib.get_close_matches(wanted, tags, n=3, cutoff=0.6))


def same_language(one: Tag, other: Tag) -> bool:
    """Whether readers of ``one`` read ``other`` as their own language: same language, same script."""
    return _base(one.language) == _base(other.language) and one.likely_script == other.likely_script


def _base(language: str) -> str:
    return "no" if language == "nb" else language


def parents(tag: Tag) -> tuple[Tag, ...]:
    """The tags whose text can stand in for ``tag``, nearest first, without ``tag`` itself.

    CLDR's parents (``es-MX`` → ``es-419`` → ``es``), then less and less of the tag itself. The script never changes
    (``sr-Latn`` has no parent, because ``sr`` is Cyrillic), nor does the language.
    """
    found: dict[Tag, None] = {}
    here: Tag | None = tag
    while here is not None:
        for near in (here, _with_script(here), _without_script(here)):
            if near not in (tag, None):
                found.setdefault(near)
        here = _parent(here)
    return tuple(found)


def _parent(tag: Tag) -> Tag | None:
    if tag.variants:
        return replace(tag, variants=tag.variants[:-1])
    exception = get_global("parent_exceptions").get(tag.posix)
    if exception is not None:
        parts = exception.split("_")
        script = next((p for p in parts[1:] if len(p) == 4), None)
        region = next((p for p in parts[1:] if len(p) in {2, 3}), None)
        parent = Tag(parts[0], script, region)
        if same_language(tag, parent):
            return parent
    if tag.region:
        parent = replace(tag, region=None)
        return parent if same_language(tag, parent) else None
    return None


def _with_script(tag: Tag) -> Tag | None:
    """``zh-CN`` → ``zh-Hans-CN`` for languages that CLDR knows in several scripts."""
    script = tag.likely_script
    if tag.script is None and localedata.exists(f"{tag.language}_{script}"):
        return replace(tag, script=script)
    return None


def _without_script(tag: Tag) -> Tag | None:
    if tag.script is None:
        return None
    bare = replace(tag, script=None)
    # zh-HK is read as zh-Hant-HK, so that no catalog can have it as its name.
    return bare if tag.script == bare.likely_script == _likely_script(tag.language, None) else None
