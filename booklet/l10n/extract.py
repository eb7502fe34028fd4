# SPDX-License-Identifier: Apache-2.0
"""A booklet's messages as a gettext template and as a new catalog.

The same booklet always gives the same bytes: no clock is read (dates are the booklet's own), files are named relative
to the booklet's folder, messages stand in reading order, and nothing is wrapped. A message's id is its ``msgctxt``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from booklet.content.inline import Emphasis, Foreign, Inline, Link, NoteMark, PageRef, Strong, Value, flat
from booklet.content.markup import parse, plain
from booklet.content.model import Message, SourceBooklet
from booklet.l10n.catalog import INTERFACE, catalog_roots, has_catalog, own_messages
from booklet.l10n.formats import format_value
from booklet.l10n.locale import language_name, locale_facts
from booklet.l10n.plurals import plural_forms
from booklet.l10n.powrite import PoMessage, po_bytes
from booklet.l10n.tags import Tag, parents, parse_tag, same_language
from booklet.l10n.writing import write_whole
from booklet.problems import Problems

__all__ = ["catalog_messages", "extract_pot", "init_po", "message_comments", "po_messages", "write_template"]

_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "title": "Title.",
        "heading": "Heading of a section; also in the table of contents and the bookmarks.",
        "paragraph": "Paragraph of running text.",
        "quotation": "Quotation, set apart from the text.",
        "caption": "Caption of a picture or table.",
        "alternative text": "What a picture shows, for readers who cannot see it; spoken by screen readers only.",
        "list item": "Item of a list.",
        "step": "One of several numbered steps.",
        "table header": "Header of a column or row of a table.",
        "table cell": "Cell of a table; there is little room.",
        "term": "Word explained in the list of words; links in the text lead to it.",
        "definition": "Meaning of a word, in words a child knows.",
        "footnote": "Footnote at the bottom of a page.",
        "label": "Short label.",
        "contact": "Says what a telephone number or an address in the list of contacts is for.",
        "cover": "Words on the front cover, in large type; there is little room.",
        "metadata": "Property of the PDF file; shown in windows' titles and in searches, not printed.",
        "abbreviation": "An abbreviation.",
        "expansion": "What an abbreviation stands for; spoken by screen readers, not printed.",
        "interface": "Words that the program adds to every booklet.",
    }
)
"""What a message's kind means to somebody who sees nothing but the message."""


def extract_pot(source: SourceBooklet) -> bytes:
    """The template for translators: every message of the booklet, untranslated.

    A booklet that extends another one gives only its own messages; the others are in that one's catalogs.
    """
    header = {
        "Project-Id-Version": f"{source.slug} {source.edition}",
        "Report-Msgid-Bugs-To": "",
        "POT-Creation-Date": _date(source),
        "PO-Revision-Date": "YEAR-MO-DA HO:MI+ZONE",
        "Last-Translator": "FULL NAME <EMAIL@ADDRESS>",
        "Language-Team": "LANGUAGE <LL@li.org>",
        "Language": "",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    return po_bytes(
        header,
        [f"Template for translations of the booklet “{_title(source)}”."],
        po_messages(source, own_messages(source)),
    )


def catalog_messages(source: SourceBooklet, tag: Tag) -> tuple[Message, ...]:
    """The messages of the booklet's own catalog of a locale.

    They are the booklet's own, and those of booklets that it extends as well where these have no catalog of this
    language: nobody else would translate them.
    """
    roots = catalog_roots(source)[1:]
    if any(has_catalog(root, each) for root in roots for each in (tag, *parents(tag)) if same_language(each, tag)):
        return own_messages(source)
    return source.messages


def init_po(source: SourceBooklet, tag: str) -> bytes:
    """A new, untranslated catalog for a locale, with a whole header.

    Raises:
        BookletError: the locale is unknown.
    """
    parsed = parse_tag(tag)
    header = {
        "Project-Id-Version": f"{source.slug} {source.edition}",
        "Report-Msgid-Bugs-To": "",
        "POT-Creation-Date": _date(source),
        "PO-Revision-Date": _date(source),
        "Last-Translator": "",
        "Language-Team": "",
        "Language": parsed.posix,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms(parsed),
        "X-Translators": "",
    }
    name = language_name(parsed, parse_tag("en"))
    remarks = [
        f"{name} translation of the booklet “{_title(source)}”.",
        "X-Translators takes the names to print, with ; between them.",
    ]
    return po_bytes(header, remarks, po_messages(source, catalog_messages(source, parsed)))


def write_template(source: SourceBooklet, path: Path) -> bool:
    """Write the template to ``path`` unless it stands there already; say whether it was written.

    The file is replaced in one step, so that a failure leaves the old one.

    Raises:
        BookletError: the file cannot be written.
    """
    return write_whole(path, extract_pot(source), "the template", path.parent.parent)


def _title(source: SourceBooklet) -> str:
    return plain(parse(source.title.text, source.title.span, Problems()))


def _date(source: SourceBooklet) -> str:
    return f"{source.date.isoformat()} 00:00+0000"


def po_messages(source: SourceBooklet, messages: Iterable[Message]) -> tuple[PoMessage, ...]:
    """Messages of a booklet as entries of catalogs, untranslated, with their comments."""
    folder = source.folders[0].resolve()
    values = _value_hints(source)
    found = []
    for message in messages:
        nodes = flat(parse(message.text, message.span, Problems(), plain=message.plain))
        braces = any(isinstance(node, Value | PageRef) for node in nodes)
        found.append(
            PoMessage(
                context=message.id,
                id=message.text,
                comments=_comments(message, nodes, values),
                reference="" if message.id.startswith(INTERFACE) else _place(message, folder),
                flags=("python-brace-format",) if braces else (),
            )
        )
    return tuple(found)


def message_comments(source: SourceBooklet) -> Mapping[str, tuple[str, ...]]:
    """What translators are told of each message, by its id: what it is, the author's hint, what markup it has."""
    values = _value_hints(source)
    return {
        message.id: _comments(message, flat(parse(message.text, message.span, Problems(), plain=message.plain)), values)
        for message in source.messages
    }


def _place(message: Message, folder: Path) -> str:
    """A message's file, relative to the booklet's folder."""
    file = Path(message.span.file).resolve()
    return file.relative_to(folder).as_posix() if file.is_relative_to(folder) else file.name


def _comments(message: Message, nodes: list[Inline], values: Mapping[str, str]) -> tuple[str, ...]:
    lines = [_KINDS.get(message.kind, message.kind)]
    if message.note:
        lines.append(message.note)
    if any(isinstance(node, Link | Foreign) for node in nodes):
        lines.append("Translate the words in […]; keep what stands in (…) behind them.")
    if any(isinstance(node, Strong | Emphasis) for node in nodes):
        lines.append("Keep the asterisks around the words that carry the stress.")
    for node in nodes:
        if isinstance(node, Value):
            lines.append(f"{{{node.name}}} is replaced by {values.get(node.name, 'what its name says')}.")
        elif isinstance(node, PageRef):
            lines.append(f"{{page:{node.target}}} is replaced by a page number.")
        elif isinstance(node, NoteMark):
            lines.append(f"[^{node.note}] is the mark of a footnote.")
    return tuple(dict.fromkeys(lines))


def _value_hints(source: SourceBooklet) -> dict[str, str]:
    locale = locale_facts(source.language)
    hints = {}
    for name, spec in source.values.items():
        try:
            hints[name] = f"“{format_value(spec, locale)}”, written as the language writes it"
        except ValueError:  # reported when the booklet is built
            hints[name] = f"“{spec.value}”"
    return hints
