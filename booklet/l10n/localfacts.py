# SPDX-License-Identifier: Apache-2.0
"""Which contacts a locale takes: its own, its country's, its language's, else those that the booklet has for everybody.

A helpline that does not answer is worse than none. So nothing comes from another country, even where CLDR lets texts do
so (``pt-AO`` takes those of ``pt-PT``), and a language alone has no country: its readers may live anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from booklet.content.languages import country_name
from booklet.content.model import Contact, CountryContact, Message, SourceBooklet
from booklet.content.words import quote
from booklet.l10n.tags import Tag, parents, parse_tag, same_language
from booklet.problems import BookletError, Problems, Span
from booklet.values import Immutable

__all__ = ["Chosen", "ChosenWords", "LocalFacts", "country_of"]


class ChosenWords(Immutable, frozen=True):
    """A message of a contact and the language that it is in; ``standard`` names the interface message it repeats."""

    message: Message
    lang: Tag
    standard: str | None = None


class Chosen(Immutable, frozen=True):
    """The contacts that take a list's place, their words, and the country that they are for ("" for no one country)."""

    contacts: tuple[Contact, ...]
    words: tuple[ChosenWords, ...]
    country: str


def country_of(tag: Tag) -> str:
    """The country that a locale names, "" where it names none (``fr``) or a part of the world (``es-419``)."""
    return tag.region if tag.region and tag.region.isalpha() else ""


class LocalFacts:
    """The facts of a booklet as one locale takes them. ``chain`` are the languages in which it looks for texts."""

    def __init__(self, source: SourceBooklet, tag: Tag, chain: Iterable[Tag], problems: Problems) -> None:
        self._tag = tag
        self._country = country_of(tag)
        self._problems = problems
        self._locales = self._by_tag(source)
        self._countries = source.country_facts
        self._languages = tuple(dict.fromkeys((tag, *parents(tag), *chain)))

    def _by_tag(self, source: SourceBooklet) -> Mapping[tuple[Tag, str], tuple[Contact, ...]]:
        """The source's facts by canonical locale; their files may be named ``en-KE`` or ``en_KE``."""
        found = {}
        for (locale, name), contacts in source.facts.items():
            span = Span(contacts[0].span.file) if contacts else None
            tag = self._parsed(locale, span, "name the file by a language tag")
            if tag is not None:
                found[tag, name] = contacts
        return found

    def _parsed(self, locale: str, span: Span | None, mend: str) -> Tag | None:
        try:
            return parse_tag(locale)
        except BookletError as error:
            for problem in error.problems:
                self._problems.error(span, problem.what, f"{mend}; {problem.mend}")
            return None

    def choose(self, name: str) -> Chosen | None:
        """The contacts of a list, or None where those of the booklet itself stand."""
        ways = (self._tag, *parents(self._tag))
        own = [way for way in ways if country_of(way) == self._country]
        # A part of the world or a language says less of where a reader lives than the country does.
        wider = [way for way in ways if not country_of(way)] if self._country else []
        return self._of_locales(own, name) or self._of_country(name) or self._of_locales(wider, name)

    def _of_locales(self, tags: Iterable[Tag], name: str) -> Chosen | None:
        for tag in tags:
            contacts = self._locales.get((tag, name))
            if contacts is not None:
                words = [
                    ChosenWords(message, parse_tag(contact.lang) if contact.lang else tag)
                    for contact in contacts
                    for message in (contact.label, contact.note)
                    if message is not None
                ]
                return Chosen(contacts, tuple(words), country_of(tag))
        return None

    def _of_country(self, name: str) -> Chosen | None:
        found = self._countries.get((self._country, name))
        if found is None:
            return None
        contacts: list[Contact] = []
        words: list[ChosenWords] = []
        for contact in found:
            label = self._label(contact)
            note = self._spoken(contact, contact.notes, "note") if contact.notes else None
            words += [each for each in (label, note) if each]
            contacts.append(
                Contact(
                    contact.id,
                    contact.span,
                    contact.type,
                    label.message,
                    contact.shown,
                    contact.href,
                    note.message if note else None,
                    source=contact.source,
                    checked=contact.checked,
                    expires=contact.expires,
                )
            )
        return Chosen(tuple(contacts), tuple(words), self._country)

    def _label(self, contact: CountryContact) -> ChosenWords:
        if contact.standard is None:
            return self._spoken(contact, contact.labels, "label")
        message = Message(f"{contact.id}.label", "", contact.span, "contact")  # a message of its own: a slot's name
        return ChosenWords(message, self._tag, contact.standard)

    def _spoken(self, contact: CountryContact, texts: tuple[tuple[str, Message], ...], what: str) -> ChosenWords:
        """Words in the nearest language there is; warn where a reader of the locale may not know it."""
        by_tag: dict[Tag, Message] = {}
        for lang, message in texts:
            tag = self._parsed(lang, message.span, "write the language's tag")
            if tag is not None:
                by_tag.setdefault(tag, message)
        found = next((each for each in self._languages if each in by_tag), next(iter(by_tag), self._tag))
        if by_tag and not same_language(found, self._tag):
            span = by_tag[found].span
            self._problems.warn(
                span, f"the {what} of {contact.shown!r} has no words in {self._tag}; taken instead: {found}",
                f"add “{replace(self._tag, region=None)}: …”",
            )  # fmt: skip
        return ChosenWords(by_tag.get(found, texts[0][1]), found)

    def warn_of_missing(self, country: str, lists: Mapping[str, tuple[Span, str]]) -> None:
        """Warn where a country was asked for and a table has none of its contacts.

        ``lists`` are the lists that the booklet's tables name: where, and for which country their contacts are.
        """
        whose = f"{country_name(country)} ({country})"
        if not lists:
            self._problems.warn(
                None, f"no table of contacts takes those of a country, so there are none of {whose}",
                "give a table of contacts “facts: …”, and a list of that name to the country's file",
            )  # fmt: skip
        for name, (span, found) in lists.items():
            if found != country:
                self._problems.warn(
                    span, f"the list {quote(name)} has no contacts of {whose}; those for everybody stand here instead",
                    f"put them into facts/{country}.yaml, with the page that says so and the day on which you saw it",
                )  # fmt: skip
