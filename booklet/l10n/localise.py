# SPDX-License-Identifier: Apache-2.0
"""A source booklet becomes a booklet in one locale.

Every message gets its best text along the locale's chain, with values filled in; glossaries are sorted, contacts
replaced by those of the locale or its country, and the paragraphs that the builder adds (edition, translators, draft,
missing translations) put in their places.

``ui.*`` messages come in two kinds. Those that the builder prints as paragraphs are filled in here. The others keep
their ``{placeholders}`` as characters; :func:`fill` fills them, once what goes in is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from msgspec.structs import replace

from booklet.content.inline import Emphasis, Foreign, Inline, Link, Strong, Text, Value
from booklet.content.interface import LABEL
from booklet.content.markup import parse
from booklet.content.model import (
    Block,
    Callout,
    Contacts,
    Contents,
    Cover,
    Glossary,
    Imprint,
    Message,
    PageBreak,
    Paragraph,
    SourceBooklet,
)
from booklet.l10n.catalog import INTERFACE, Catalog, available_locales, catalog_path, own_messages, read_catalog
from booklet.l10n.collation import sort_key
from booklet.l10n.fallback import Resolved, chain, is_unsure, resolve, warn_of_fallbacks
from booklet.l10n.formats import format_names, format_value, long_date
from booklet.l10n.locale import language_name, locale_facts
from booklet.l10n.localfacts import Chosen, LocalFacts
from booklet.l10n.model import Booklet, Locale, LocalText, plain_text
from booklet.l10n.polint import Translation
from booklet.l10n.pseudo import is_pseudo, pseudo_texts
from booklet.l10n.tags import Tag, parse_tag, same_language
from booklet.problems import BookletError, Problem, Problems, Span

__all__ = ["fill", "localise"]

_Tables = Sequence[tuple[Tag, Mapping[str, Translation]]]
"""Translations by message id, of the languages in which a text is looked for, in order."""

_PLACEHOLDER = re.compile(r"\{([a-z-]+)\}")


def localise(
    source: SourceBooklet, tag: str, problems: Problems, country: str = "", *, unsure: bool = False
) -> Booklet:
    """Make the booklet of one locale.

    Args:
        source: The booklet, checked.
        tag: The locale, BCP 47. It must have a catalog somewhere on its chain, or be a form of the source's language.
        problems: Takes the faults of catalogs. A text with a fault falls back like one that is missing, so that all
            faults are found in one run; the caller stops when there are errors.
        country: The country that was asked for, the one that ``tag`` names: that it has no contacts is worth a warning.
        unsure: Take translations that are marked fuzzy too, for previews. They count as missing all the same.

    Raises:
        BookletError: the locale is unknown, or there is no translation into it.
    """
    return _Localiser(source, parse_tag(tag), problems, country, unsure=unsure).run()


def fill(booklet: Booklet, message_id: str, **values: str) -> str:
    """The words of a ``ui.*`` message with its placeholders filled in: ``fill(b, "ui.link.page", number="7")``."""
    text = plain_text(booklet.texts[message_id].inlines)
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), text)


_ENGLISH = parse_tag("en")
"""The language in which the program's own words (``ui.*``) are written."""


class _Localiser:
    """The state of making one booklet."""

    def __init__(self, source: SourceBooklet, tag: Tag, problems: Problems, country: str, *, unsure: bool) -> None:
        self.unsure = unsure
        self.source = source
        self.country = country
        self.tag = tag
        self.problems = problems
        self.found = Problems()
        self.source_tag = parse_tag(source.language)
        self.messages = {message.id: message for message in source.messages}
        self.values: dict[Tag, Mapping[str, str]] = {}
        self.texts: dict[str, LocalText] = {}
        self.replaced: set[str] = set()
        self.labels: set[str] = set()
        self.lists: dict[str, tuple[Span, str]] = {}

    def run(self) -> Booklet:
        catalogs = self.read_catalogs()
        tables = [(catalog.tag, catalog.texts) for catalog in catalogs]
        interface = [*tables, *self.interface_tables()]
        facts = LocalFacts(self.source, self.tag, chain(self.tag, self.source_tag), self.found)
        blocks = tuple(self.localise_contacts(self.source.blocks, facts, interface))
        if self.country:
            facts.warn_of_missing(self.country, self.lists)
        resolved = {
            message_id: resolve(message_id, interface, _ENGLISH)
            if message_id.startswith(INTERFACE)
            else resolve(message_id, tables, self.source_tag)
            for message_id in self.messages
        }
        own = [catalog for catalog in catalogs if same_language(catalog.tag, self.tag)]
        translators = tuple(dict.fromkeys(name for catalog in own for name in catalog.translators))
        draft = any(catalog.machine_draft for catalog in own)
        reviewers = tuple(dict.fromkeys(name for catalog in own for name in catalog.reviewers))
        unused = self.replaced | {key for key in resolved if key.startswith(LABEL) and key not in self.labels}
        counted = {key: found for key, found in resolved.items() if key not in unused}
        translated = self.percentage(counted)
        notice = translated < self.source.fallback_notice_below

        filled = self.interface_values(resolved, translators, reviewers)
        for message_id, found in resolved.items():
            if message_id not in self.texts:  # the contacts of the locale came first
                self.texts[message_id] = self.text(self.messages[message_id], found, filled.get(message_id))
        if not self.found.errors:  # else what is missing is what is faulty, and that has been said
            has_file = any(catalog.path for catalog in catalogs if catalog.tag == self.tag)
            path = catalog_path(self.source, str(self.tag)) if has_file else None
            warn_of_fallbacks(self.tag, counted, self.own_ids(), path, self.found)
        self.problems.extend(self.found)
        blocks = tuple(self.sort_glossaries(blocks))
        return Booklet(
            source=self.source,
            locale=locale_facts(str(self.tag)),
            blocks=self.insert_generated(
                blocks, notice=notice, draft=draft, translators=bool(translators), reviewers=bool(reviewers)
            ),
            texts=MappingProxyType(self.texts),
            translators=translators,
            machine_draft=draft,
            translated=translated,
            notice=notice,
            country=next((country for _, country in self.lists.values() if country), ""),
        )

    def read_catalogs(self) -> list[Catalog]:
        """The catalogs of the chain that exist, nearest first."""
        if is_pseudo(self.tag):
            return [Catalog(self.tag, None, pseudo_texts(self.source.messages, self.tag))]
        languages = chain(self.tag, self.source_tag)[:-1]
        catalogs = [read_catalog(self.source, language, self.found, unsure=self.unsure) for language in languages]
        if not any(catalog.path for catalog in catalogs) and not same_language(self.tag, self.source_tag):
            available = available_locales(self.source)
            raise BookletError(
                [
                    Problem(
                        None,
                        f"the booklet has no translation into {language_name(self.tag, _ENGLISH)} ({self.tag})",
                        f"choose from {', '.join(available)}, or add locales/{self.tag.posix}/LC_MESSAGES/booklet.po",
                    )
                ]
            )
        return catalogs

    def interface_tables(self) -> list[tuple[Tag, Mapping[str, Translation]]]:
        """The program's own words in the booklet's language, which need not be the English that they are written in."""
        languages = chain(self.source_tag, _ENGLISH)[:-1]
        # Faults of these catalogs are told where they are what the reader is to get.
        return [(tag, read_catalog(self.source, tag, Problems()).texts) for tag in languages]

    def own_ids(self) -> frozenset[str]:
        """What can be translated in the booklet's own catalog by its own template."""
        return frozenset(message.id for message in own_messages(self.source))

    def percentage(self, resolved: Mapping[str, Resolved]) -> int:
        """Share of texts in the locale's own language; rounded down, so that 100 means all of them."""
        own = sum(same_language(found.tag, self.tag) and not is_unsure(found) for found in resolved.values())
        return own * 100 // len(resolved) if resolved else 100

    # Texts

    def text(self, message: Message, found: Resolved, values: Mapping[str, str] | None = None) -> LocalText:
        """A message's text with its values. What has no value keeps its placeholder, for :func:`fill`."""
        translation = found.translation
        if translation is None:  # the source has been checked: what it says of markup is known already
            inlines = parse(message.text, message.span, Problems(), plain=message.plain)
        else:
            inlines = translation.inlines
        known = values if values is not None else self.formatted(found.tag)
        return LocalText(
            message=message,
            inlines=_with_values(inlines, known),
            lang=str(found.tag),
            direction=locale_facts(str(found.tag)).direction,
            span=message.span if translation is None else translation.span,
            fallback=found.tag != self.tag,
            unsure=is_unsure(found),
        )

    def facts_for(self, tag: Tag) -> Locale:
        """The locale whose formats a text in ``tag`` takes: the booklet's own for its own language, else the text's."""
        return locale_facts(str(self.tag if same_language(tag, self.tag) else tag))

    def formatted(self, tag: Tag) -> Mapping[str, str]:
        """The booklet's values as texts in ``tag`` write them."""
        if tag not in self.values:
            locale = self.facts_for(tag)
            formatted = {}
            for name, spec in self.source.values.items():
                try:
                    formatted[name] = format_value(spec, locale)
                except ValueError:
                    self.found.error(
                        spec.span, f"no date pattern for ‘{spec.pattern}’ in {locale.tag}",
                        "write a CLDR skeleton such as yMMMM, yMMMMd or MMMMd",
                    )  # fmt: skip
                    formatted[name] = str(spec.value)
            self.values[tag] = formatted
        return self.values[tag]

    def interface_values(
        self, resolved: Mapping[str, Resolved], translators: tuple[str, ...], reviewers: tuple[str, ...]
    ) -> Mapping[str, Mapping[str, str]]:
        """What goes into the interface messages that stand in the booklet as paragraphs, by message id."""
        filled: dict[str, Mapping[str, str]] = {}
        names = {"ui.translators": translators, "ui.reviewers": reviewers}
        for message_id in ("ui.notice", "ui.translators", "ui.reviewers", "ui.edition"):
            if message_id not in resolved or not names.get(message_id, True):
                continue
            tag = resolved[message_id].tag
            locale = self.facts_for(tag)
            edition = self.source.edition
            filled[message_id] = {
                "ui.notice": {"language": language_name(self.source_tag, tag)},
                "ui.translators": {"names": format_names(translators, locale)},
                "ui.reviewers": {"names": format_names(reviewers, locale)},
                "ui.edition": {
                    "edition": locale.number(int(edition)) if edition.isascii() and edition.isdigit() else edition,
                    "date": long_date(self.source.date, locale),
                },
            }[message_id]
        return filled

    # Blocks

    def localise_contacts(self, blocks: tuple[Block, ...], facts: LocalFacts, interface: _Tables) -> Iterator[Block]:
        """Replace lists of contacts by those of the locale or country; what is right everywhere stays below them."""
        for block in blocks:
            if isinstance(block, Callout | Imprint):
                yield replace(block, blocks=tuple(self.localise_contacts(block.blocks, facts, interface)))
            elif isinstance(block, Contacts) and block.facts is not None:
                chosen = facts.choose(block.facts)
                self.lists[block.facts] = block.span, chosen.country if chosen else ""
                yield self.with_contacts(block, chosen, interface) if chosen else block
            else:
                yield block

    def with_contacts(self, block: Contacts, chosen: Chosen, interface: _Tables) -> Contacts:
        everywhere = tuple(contact for contact in block.items if contact.everywhere)
        gone = (contact for contact in block.items if not contact.everywhere)
        self.replaced.update(each.id for contact in gone for each in (contact.label, contact.note) if each)
        for words in chosen.words:
            message, found = words.message, Resolved(words.lang, None)
            if words.standard is not None:
                standard = self.messages[words.standard]
                self.labels.add(standard.id)
                found = resolve(standard.id, interface, _ENGLISH)
                message = replace(message, text=standard.text)
            text = self.text(message, found)
            fallback = not same_language(found.tag, self.tag)
            self.texts[message.id] = replace(text, message=words.message, fallback=fallback)
        return replace(block, items=chosen.contacts + everywhere)

    def sort_glossaries(self, blocks: tuple[Block, ...]) -> Iterator[Block]:
        language = self.tag.language
        for block in blocks:
            if isinstance(block, Callout | Imprint):
                yield replace(block, blocks=tuple(self.sort_glossaries(block.blocks)))
            elif isinstance(block, Glossary):
                keys = {e.id: sort_key(plain_text(self.texts[e.term.id].inlines), language) for e in block.entries}
                yield replace(block, entries=tuple(sorted(block.entries, key=lambda entry: keys[entry.id])))
            else:
                yield block

    def insert_generated(
        self, blocks: tuple[Block, ...], *, notice: bool, draft: bool, translators: bool, reviewers: bool
    ) -> tuple[Block, ...]:
        """Add the notice after cover and contents, and edition, names and draft at the imprint's end."""
        has_imprint = any(isinstance(block, Imprint) for block in blocks)
        # A reader must learn that nobody checked the text, even from a booklet without an imprint.
        front = [("ui-notice", notice), ("ui-draft", draft and not has_imprint)]
        names = [("ui-translators", translators), ("ui-reviewers", reviewers)]
        back = [("ui-edition", True), *names, ("ui-draft", draft)]
        out: list[Block] = []
        for block in blocks:
            if isinstance(block, Imprint) and back:
                block = replace(block, blocks=(*block.blocks, *self.generated(back, block)))
                back = []
            out.append(block)
        at = 0
        for number, block in enumerate(out):
            if isinstance(block, Cover | Contents):
                at = number + 1
            elif not isinstance(block, PageBreak):
                break
        if out:
            out[at:at] = self.generated(front, out[0])
        return tuple(out)

    def generated(self, ids: list[tuple[str, bool]], beside: Block) -> list[Paragraph]:
        wanted = [(block_id, block_id.replace("-", ".", 1)) for block_id, due in ids if due]
        return [
            Paragraph(block_id, beside.span, self.messages[message_id])
            for block_id, message_id in wanted
            if message_id in self.messages
        ]


def _with_values(inlines: tuple[Inline, ...], values: Mapping[str, str]) -> tuple[Inline, ...]:
    """Replace values by isolated texts, and those without a value by their own placeholder."""
    out: list[Inline] = []
    for node in inlines:
        if isinstance(node, Value):
            known = node.name in values
            out.append(Text(values[node.name], isolate=True) if known else Text(f"{{{node.name}}}"))
        elif isinstance(node, Strong | Emphasis | Link | Foreign):
            out.append(replace(node, children=_with_values(node.children, values)))
        else:
            out.append(node)
    return tuple(out)
