# SPDX-License-Identifier: Apache-2.0
"""A small booklet built by hand, and catalogs for it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from booklet.content.model import (
    Callout,
    Contact,
    Contacts,
    Contents,
    Cover,
    Glossary,
    GlossaryEntry,
    Heading,
    Imprint,
    Message,
    Paragraph,
    SourceBooklet,
    ValueSpec,
)
from booklet.problems import Span

UI = {
    "ui.callout.example": "For example",
    "ui.notice": "Some parts of this booklet are not translated yet. They are in {language}.",
    "ui.draft": "A machine drafted this translation. No native speaker has checked it yet.",
    "ui.translators": "Translated by {names}",
    "ui.edition": "Edition {edition}, {date}",
    "ui.link.page": "Go to page {number}",
}
TEXTS = {
    "booklet.title": "Stay **safe**",
    "contents.title": "Contents",
    "help.text": "Help",
    "p.text": "In {countries} countries, {share} of [children](child) see [page {page:help}](help) since {since}.",
    "q.text": "[Hola](lang:es), *friend*.[^n]",
    "words.zebra.term": "zebra",
    "words.zebra.text": "An animal",
    "words.apple.term": "Äpple",
    "words.apple.text": "A fruit",
    "lines.web.label": "World",
    "lines.web.note": "Free of charge",
    "img.alt": "A hand",
}
PLAIN = {"img.alt"}


def sample(folder: Path, texts: Mapping[str, str] = TEXTS, **changes: object) -> SourceBooklet:
    """The sample booklet; ``texts`` may be cut or changed as long as the blocks below find theirs."""
    folder.mkdir(parents=True, exist_ok=True)
    span = Span(str(folder / "booklet.yaml"), 3, 5)
    kinds = {"term": "term", "alt": "alternative text", "title": "title", "note": "contact"}
    messages = {
        key: Message(key, text, span, kinds.get(key.rsplit(".", 1)[-1], "paragraph"), key in PLAIN)
        for key, text in texts.items()
    }
    messages |= {key: Message(key, text, Span("interface.py"), "interface") for key, text in UI.items()}
    contact = Contact(
        "lines.web", span, "web", messages["lines.web.label"], "example.org", "https://example.org",
        messages["lines.web.note"],
    )  # fmt: skip
    fields: dict[str, object] = {
        "folders": (folder,),
        "slug": "sample",
        "language": "en",
        "title": messages["booklet.title"],
        "subject": None,
        "author": "Us",
        "edition": "2",
        "date": datetime.date(2026, 11, 1),
        "keywords": (),
        "blocks": (
            Cover("cover", span, messages["booklet.title"]),
            Contents("contents", span, messages["contents.title"]),
            Heading("help", span, messages["help.text"]),
            Paragraph("p", span, messages["p.text"]),
            Callout("box", span, "example", None, (Paragraph("q", span, messages["q.text"]),)),
            Glossary(
                "words", span,
                tuple(
                    GlossaryEntry(word, span, messages[f"words.{word}.term"], messages[f"words.{word}.text"])
                    for word in ("zebra", "apple")
                ),
            ),
            Contacts("lines", span, (contact,), facts="helplines"),
            Imprint("imprint", span, ()),
        ),
        "values": {
            "countries": ValueSpec("countries", span, Decimal(1200), "number"),
            "share": ValueSpec("share", span, Decimal("0.5"), "percent"),
            "since": ValueSpec("since", span, datetime.date(2024, 11, 7), "date", "yMMMM"),
        },
        "messages": tuple(messages.values()),
    }  # fmt: skip
    return SourceBooklet(**(fields | changes))  # type: ignore[arg-type]


HEADER = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
"""Five lines with nothing wrong."""


def entry(key: str, source: str, translation: str) -> str:
    """One entry of a PO file, with an empty line before it."""
    return f'\nmsgctxt "{key}"\nmsgid "{source}"\nmsgstr "{translation}"\n'


def catalog(folder: Path, posix: str, translations: Mapping[str, str], *header: str) -> Path:
    """Write ``locales/<posix>/LC_MESSAGES/booklet.po`` with these translations of the sample's messages."""
    path = folder / "locales" / posix / "LC_MESSAGES" / "booklet.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = HEADER.replace("fr", posix, 1) + "".join(f'"{field}\\n"\n' for field in header)
    everything = {**TEXTS, **UI}
    path.write_text(text + "".join(entry(k, everything[k], v) for k, v in translations.items()), encoding="utf-8")
    return path
