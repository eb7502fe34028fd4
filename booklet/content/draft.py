# SPDX-License-Identifier: Apache-2.0
"""A booklet on its way to being a :class:`~booklet.content.model.SourceBooklet`: read, not yet checked."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec
from msgspec.structs import replace

from booklet.content.blocks import READING_ORDER
from booklet.content.facts import CountryFacts, LocalFacts
from booklet.content.interface import UI_MESSAGES
from booklet.content.model import (
    Abbreviation,
    Address,
    Block,
    Callout,
    Cover,
    Definition,
    Discreet,
    Footnote,
    Glossary,
    GlossaryEntry,
    Imprint,
    Message,
    PictureRef,
    SourceBooklet,
    TargetKind,
    ValueSpec,
    walk_blocks,
)
from booklet.content.record import Findings, messages_in
from booklet.problems import Problems, Span

__all__ = ["Draft"]


class Draft(msgspec.Struct):
    """What the booklet's files say, with the overlays applied. Mutable until :meth:`finish`."""

    problems: Problems
    findings: Findings
    span: Span  # of the booklet's file
    folders: list[Path]
    slug: str
    language: str
    title: Message
    subject: Message | None
    author: str
    edition: str
    date: datetime.date
    keywords: tuple[str, ...]
    notice_below: int
    blocks: tuple[Block, ...]
    footnotes: Mapping[str, Footnote]
    addresses: dict[str, Address]
    abbreviations: Mapping[str, Abbreviation]
    values: Mapping[str, ValueSpec]
    theme: Path | None = None
    discreet: Discreet | None = None
    facts: LocalFacts = msgspec.field(default_factory=dict)
    country_facts: CountryFacts = msgspec.field(default_factory=dict)
    fact_lists: dict[str, Span] = msgspec.field(default_factory=dict)
    targets: dict[str, TargetKind] = msgspec.field(default_factory=dict)

    def walk(self) -> Iterator[Block]:
        """Yield all blocks in reading order, nested ones after the block that holds them."""
        return walk_blocks(self.blocks)

    def entries(self) -> Iterator[GlossaryEntry]:
        """Yield the entries of all glossaries."""
        for block in self.walk():
            if isinstance(block, Glossary):
                yield from block.entries

    def change(self, function: Callable[[Block], Block]) -> None:
        """Replace every block, nested ones first, by what ``function`` makes of it."""

        def changed(block: Block) -> Block:
            if isinstance(block, Callout | Imprint):
                block = replace(block, blocks=tuple(changed(inner) for inner in block.blocks))
            return function(block)

        self.blocks = tuple(changed(block) for block in self.blocks)

    def resolve(self) -> None:
        """Give the cover its title, and definitions the terms of their glossary entries where these exist."""
        terms = {entry.id: entry.term for entry in self.entries()}

        def resolved(block: Block) -> Block:
            if isinstance(block, Cover) and block.title is None:
                return replace(block, title=self.title)
            if isinstance(block, Definition) and block.entry in terms:
                return replace(block, term=terms[block.entry])
            return block

        self.change(resolved)

    def set_logo(self, logo: PictureRef) -> None:
        """Put a logo on the cover."""
        self.change(lambda block: replace(block, logo=logo) if isinstance(block, Cover) else block)

    def messages(self) -> tuple[Message, ...]:
        """Every message once, in reading order: a footnote after the outermost block that holds its mark."""
        found: dict[str, Message] = {}

        def take(part: object) -> None:
            for message in messages_in(part, READING_ORDER):
                found.setdefault(message.id, message)

        take(self.title)
        take(self.subject)
        take(self.discreet)
        for block in self.blocks:
            take(block)
            for message in messages_in(block, READING_ORDER):
                for reference in self._notes(message):
                    take(self.footnotes.get(reference))
        for mapping in (self.footnotes, self.addresses, self.abbreviations):
            for part in mapping.values():
                take(part)
        return tuple(found.values())

    def _notes(self, message: Message) -> Iterator[str]:
        parsed = self.findings.parsed.get(message)
        for reference in parsed.references if parsed else ():
            if reference.kind == "note":
                yield reference.name

    def finish(self) -> SourceBooklet:
        """Freeze it. Only a draft that passed its checks may be finished."""
        return SourceBooklet(
            folders=tuple(self.folders),
            slug=self.slug,
            language=self.language,
            title=self.title,
            subject=self.subject,
            author=self.author,
            edition=self.edition,
            date=self.date,
            keywords=self.keywords,
            blocks=self.blocks,
            footnotes=self.footnotes,
            addresses=MappingProxyType(self.addresses),
            abbreviations=self.abbreviations,
            values=self.values,
            facts=MappingProxyType(self.facts),
            country_facts=MappingProxyType(self.country_facts),
            targets=MappingProxyType(self.targets),
            theme=self.theme,
            discreet=self.discreet,
            fallback_notice_below=self.notice_below,
            messages=self.messages() + UI_MESSAGES,
            digest=self._digest(),
        )

    def _digest(self) -> bytes:
        digest = hashlib.sha256()
        for document in self.findings.documents:
            text = document.text.encode("utf-8", "surrogatepass")
            name = document.file.encode("utf-8", "surrogatepass")
            digest.update(b"%d %d\0%b%b" % (len(name), len(text), name, text))
        return digest.digest()
