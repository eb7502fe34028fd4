# SPDX-License-Identifier: Apache-2.0
"""Where a text comes from when a locale has none: nearer forms of the language first, then the source.

``fr-CA`` → ``fr`` → source. The chain never changes the script (:func:`booklet.l10n.tags.parents`), and every text
keeps the language that it is really in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from pathlib import Path

from booklet.content.words import counted, listed
from booklet.l10n.polint import Translation, first_few
from booklet.l10n.tags import Tag, parents, same_language
from booklet.problems import Problems, Span
from booklet.values import Immutable

__all__ = ["Resolved", "chain", "is_unsure", "resolve", "warn_of_fallbacks"]


class Resolved(Immutable, frozen=True):
    """The best text for a message: its language and its translation; None stands for the source's own text."""

    tag: Tag
    translation: Translation | None


def chain(tag: Tag, source: Tag) -> tuple[Tag, ...]:
    """The languages in which a text of ``tag`` is looked for, in order; the source's language is always the last."""
    found: list[Tag] = []
    for candidate in (tag, *parents(tag)):
        if candidate == source:
            break
        found.append(candidate)
    return (*found, source)


def is_unsure(found: Resolved) -> bool:
    """Whether a text is a translation that is marked fuzzy, which a build would not take."""
    return found.translation is not None and found.translation.unsure


def resolve(message_id: str, texts: Iterable[tuple[Tag, Mapping[str, Translation]]], source: Tag) -> Resolved:
    """The first translation of a message along a chain, else the source's text."""
    for tag, translations in texts:
        if message_id in translations:
            return Resolved(tag, translations[message_id])
    return Resolved(source, None)


def warn_of_fallbacks(
    tag: Tag, resolved: Mapping[str, Resolved], own: Set[str], catalog: Path | None, problems: Problems
) -> None:
    """Say in one warning how many texts are not in ``tag``, where they come from instead, and name the first ones.

    ``own`` are the ids of the booklet's own messages; where only such are missing, those of the booklets that it
    extends are not spoken of. ``catalog`` is the file of ``tag`` itself. Without one (``fr-CA`` built from ``fr``) the
    nearer form of the language is what was meant, and only texts in another language count.
    """
    missing = [
        message_id
        for message_id, found in resolved.items()
        if found.tag != tag and (catalog is not None or not same_language(found.tag, tag))
    ]
    if not missing:
        return
    missing.sort(key=lambda message_id: message_id not in own)
    number = len(own & resolved.keys()) if missing[-1] in own else len(resolved)
    languages = Counter(str(resolved[message_id].tag) for message_id in missing)
    taken = listed([f"{count} from {language}" for language, count in languages.items()], "and")
    are = "is" if len(missing) == 1 else "are"
    problems.warn(
        Span(str(catalog)) if catalog else None,
        f"{len(missing)} of {counted(number, 'text')} {are} not translated into {tag}; taken instead: {taken}",
        f"translate {first_few(missing)}",
    )
