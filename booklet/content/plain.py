# SPDX-License-Identifier: Apache-2.0
"""Advice on plain words for the language that a booklet is written in: warnings, never errors.

What is looked at, and in which texts:

- **Sentences** of more than :data:`MAX_WORDS` words, in all that is read or read aloud. A list's item that goes on its
  lead's sentence is counted with the lead, a key fact that begins small with its figure. For the mean (at most
  :data:`MAX_MEAN`) only whole sentences count: they begin with a capital letter, or what has none, and have a mark at
  their end. So a heading, a label, a table's cell or an alternative text counts where it is a sentence, and a list's
  item “a teacher;” does not pull the mean down.
- **Abbreviations**: words of two or more capitals (SRSG-VAC, NGOs, COVID-19), once each where they are first used. One
  is explained if it is linked there to its entry under ``abbreviations``, if a glossary's term has it, or if the long
  form stands beside it, “United Nations (UN)”. Roman numerals up to 39, what everybody knows (TV), licences,
  addresses, values and foreign words need no explanation.
- **Words in capitals**: a whole sentence of them.
- **Links** whose words do not say where they lead, and words that speak of clicking: a booklet is printed, too.
- **Colours** as the only sign of something on the page (WCAG 2.2, 1.3.3 and 1.4.1). The panels of stories and
  alternative texts may have all colours: they tell what is in a picture.

The limits on length are this project's own, for readers of ten; standards (ISO 24495-1) name no number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from booklet.content.addresses import bare_address
from booklet.content.model import Facts, Glossary, Item, Listing, Message, SourceBooklet, Story, walk_blocks
from booklet.content.nodes import Document, MappingNode, Node, Scalar, SequenceNode
from booklet.content.plainwords import PlainWords, plain_words
from booklet.content.reader import read_yaml
from booklet.content.running import Running, running_text
from booklet.content.sentences import can_be_counted, count_words, ends_sentence, sentence_spans
from booklet.content.words import quote
from booklet.problems import Problems, Span
from booklet.values import Immutable

__all__ = ["MAX_MEAN", "MAX_WORDS", "Figures", "Sentence", "advise"]

MAX_WORDS = 25
"""Words that a sentence may have."""

MAX_MEAN = 12
"""Words that the sentences of a whole booklet may have on average."""

_UNREAD = frozenset(("interface", "expansion", "metadata"))
"""Kinds of message that no reader meets in the booklet, or that are the program's."""

_CAPITALS = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*")
_ROMAN = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})\Z")
_LICENCE = re.compile(r"\bCC(?:[ -](?:BY|SA|NC|ND|0)|0)(?:-(?:SA|NC|ND))*\b")
_NO_WORD = re.compile(r"[@#_]|://|\w\.\w")


class Sentence(Immutable, frozen=True):
    """A sentence or another piece of text, its number of words, and its place."""

    text: str
    words: int
    span: Span


class Figures(Immutable, frozen=True):
    """What was counted: whole sentences, all their words, and the longest piece of text of any kind."""

    sentences: int
    words: int
    longest: Sentence | None

    @property
    def mean(self) -> float:
        """Words a sentence has on average; 0 where there is none."""
        return self.words / self.sentences if self.sentences else 0.0


def advise(source: SourceBooklet, problems: Problems) -> Figures | None:
    """Warn of what is hard to read in the texts of ``source``.

    Args:
        source: A booklet, checked. Its files are read again, to find the places of sentences.
        problems: Takes the warnings, each at the place of its sentence, word or link.

    Returns:
        What was counted, or None where words cannot be counted in the booklet's language.
    """
    return _Advisor(source, problems).run()


class _Places:
    """Finds the place of a character of a message by the YAML that it was read from."""

    def __init__(self) -> None:
        self._files: dict[str, tuple[Document, dict[Span, Scalar]] | None] = {}

    def at(self, message: Message, offset: int) -> Span:
        """Return the place of the character at ``offset``, or the message's where the file does not tell."""
        file = message.span.file
        if file not in self._files:
            self._files[file] = self._read(file)
        known = self._files[file]
        scalar = known[1].get(message.span) if known else None
        return known[0].place(scalar, offset) if known and scalar else message.span

    def _read(self, file: str) -> tuple[Document, dict[Span, Scalar]] | None:
        path = Path(file)
        try:
            document = read_yaml(path, path.parent, Problems())
        except ValueError:  # a name that cannot be one of a file
            document = None
        if document is None:
            return None
        return document, {document.place(scalar): scalar for scalar in _scalars(document.root)}


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, SequenceNode):
        for item in node.items:
            yield from _scalars(item)
    elif isinstance(node, MappingNode):
        for entry in node:
            yield from _scalars(entry.value)


class _Piece(msgspec.Struct):
    """A sentence of a message: its part (from, to) of the running text, and its words with those it goes on."""

    start: int
    end: int
    words: int


class _Advisor:
    def __init__(self, source: SourceBooklet, problems: Problems) -> None:
        self._source = source
        self._problems = problems
        self._language = source.language
        self._words: PlainWords = plain_words(source.language)
        self._places = _Places()
        # Each once, but for what is not the booklet's own wording.
        self._texts = {
            message: running_text(message, source.values) for message in source.messages if message.kind not in _UNREAD
        }
        self._leads: dict[Message, tuple[Message, ...]] = {}  # what a message may go on, from the beginning
        self._leading: set[Message] = set()
        self._told: set[Message] = set()  # panels of stories
        self._explained: set[str] = set()  # abbreviations, as they are written
        self._abbreviations: dict[str, str] = {}  # as they are written, and their ids
        self._sentences: list[Sentence] = []
        self._longest: Sentence | None = None

    def run(self) -> Figures | None:
        self._look_at_blocks()
        self._look_at_abbreviations()
        counts = can_be_counted([running.text for running in self._texts.values()], self._language)
        for message, running in self._texts.items():
            if counts:
                self._check_sentences(message, running)
            self._check_abbreviations(message, running)
            self._check_links(message, running)
            self._check_wording(message, running)
        if not counts:
            return None
        figures = Figures(len(self._sentences), sum(each.words for each in self._sentences), self._longest)
        if figures.mean > MAX_MEAN:
            what = f"the sentences of this booklet have {figures.mean:.1f} words on average, more than {MAX_MEAN}"
            self._problems.warn(self._source.title.span, what, "divide long sentences, one idea in each")
        return figures

    def _warn(self, message: Message, running: Running, at: int, what: str, mend: str) -> None:
        self._problems.warn(self._places.at(message, running.offsets[at]), what, mend)

    # Sentences

    def _look_at_blocks(self) -> None:
        for block in walk_blocks(self._source.blocks):
            if isinstance(block, Listing) and block.style == "continuing" and block.lead:
                self._lead_to(block.items, (block.lead,))
            elif isinstance(block, Facts):
                for fact in block.items:
                    if self._begins_small(fact.text):
                        self._leads[fact.text] = (fact.figure,)
            elif isinstance(block, Story):
                self._told.update(panel.text for panel in block.panels)

    def _lead_to(self, items: tuple[Item, ...], before: tuple[Message, ...]) -> None:
        self._leading.add(before[-1])
        for item in items:
            self._leads[item.text] = before
            if item.items:
                self._lead_to(item.items, (*before, item.text))

    def _begins_small(self, message: Message) -> bool:
        return _first_letter(self._texts[message].text).islower() if message in self._texts else False

    def _pieces(self, running: Running) -> list[_Piece]:
        spans = sentence_spans(running.text, self._language, self._words.stopped)
        return [_Piece(start, end, count_words(running.text[start:end])) for start, end in spans]

    def _check_sentences(self, message: Message, running: Running) -> None:
        pieces = self._pieces(running)
        before = [self._pieces(self._texts[lead])[-1:] for lead in self._leads.get(message, ()) if lead in self._texts]
        led = sum(piece.words for last in before for piece in last)
        for index, piece in enumerate(pieces):
            text = running.text[piece.start : piece.end]
            goes_on = led > 0 and index == 0
            words = piece.words + (led if goes_on else 0)
            if not piece.words or (index == len(pieces) - 1 and message in self._leading):
                continue  # nothing to read, or counted with what goes on from here
            sentence = Sentence(text, words, self._places.at(message, running.offsets[piece.start]))
            if self._longest is None or words > self._longest.words:
                self._longest = sentence
            if words > MAX_WORDS:
                with_lead = " with the beginning that it goes on" if goes_on else ""
                what = f"the sentence {quote(text)} has {words} words{with_lead}, more than {MAX_WORDS}"
                self._problems.warn(sentence.span, what, "make two sentences of it, one idea in each")
            if goes_on or (ends_sentence(text, self._language) and not _first_letter(text).islower()):
                self._sentences.append(sentence)

    # Abbreviations

    def _look_at_abbreviations(self) -> None:
        ids = self._source.abbreviations
        for block in walk_blocks(self._source.blocks):
            if isinstance(block, Glossary):
                for entry in block.entries:
                    self._explained.update(word for _, word in _abbreviations(entry.term.text))
        for running in self._texts.values():
            for link in running.links:
                if link.target in ids:
                    for _, word in _abbreviations(running.text[link.start : link.end]):
                        self._abbreviations.setdefault(word, link.target)

    def _declared(self, word: str) -> str | None:
        """The id of an abbreviation that is declared, or None."""
        own = word.casefold().replace("\u2010", "-").replace("\u2011", "-")
        return self._abbreviations.get(word) or (own if own in self._source.abbreviations else None)

    def _needs_none(self, word: str) -> bool:
        return word in self._explained or word.casefold() in self._words.familiar or bool(_ROMAN.match(word))

    def _check_abbreviations(self, message: Message, running: Running) -> None:
        text = running.text
        shouted = self._shouted(running)
        for start, end in shouted:
            what = f"{quote(text[start:end])} is all in capitals"
            mend = "write it in small letters; make words strong (**…**) where they have to stand out"
            self._warn(message, running, start, what, mend)
        no_words = [*_no_words(text), *(match.span() for match in _LICENCE.finditer(text))]
        for at, word in _abbreviations(text):
            if self._needs_none(word) or running.is_apart(at) or _within(at, shouted) or _within(at, no_words):
                continue
            own = self._declared(word)
            link = running.link_at(at)
            if own and message.plain:
                continue  # there can be no link in it; its first use elsewhere is what counts
            self._explained.add(word)
            if (own and link and link.target == own) or _stands_in_brackets(text, at, at + len(word)):
                continue
            if own:
                mend = f"link it here: [{word}]({own})"
                self._warn(message, running, at, f"{quote(word)} is not explained where it is first used", mend)
            else:
                where = "its first use in the text" if message.plain else "its first use"
                mend = f"put it under “abbreviations” and link {where}, or write “long form ({word})”"
                self._warn(message, running, at, f"the abbreviation {quote(word)} is not explained", mend)

    def _shouted(self, running: Running) -> list[tuple[int, int]]:
        """Sentences of two words or more, all in capitals, that are no row of abbreviations which are known."""
        found = []
        for start, end in sentence_spans(running.text, self._language, self._words.stopped):
            text = running.text[start:end]
            cased = [word for word in _CAPITALS.findall(_LICENCE.sub("", text)) if word.upper() != word.lower()]
            unknown = [word for word in cased if not (self._needs_none(word) or self._declared(word))]
            # Single letters (a title “A B C”) shout nothing.
            shouts = len(cased) > 1 and all(word.isupper() for word in cased) and any(len(word) > 1 for word in unknown)
            if shouts and not running.is_apart(start):
                found.append((start, end))
        return found

    # Links and wording

    def _check_links(self, message: Message, running: Running) -> None:
        for link in running.links:
            words = running.text[link.start : link.end]
            if self._source.targets.get(link.target) == "abbreviation":
                continue
            if self._says_nothing(words):
                what = f"the words {quote(words)} do not say where the link leads"
                self._warn(message, running, link.start, what, "link the words that name what is there")
            elif _is_address(words) and not bare_address(message.text):  # else reading the booklet reported it
                what = f"the link shows an address instead of words, {quote(words)}"
                self._warn(message, running, link.start, what, "link words that name what is there")

    def _says_nothing(self, words: str) -> bool:
        """Whether a link's words are those of a link to anywhere."""
        return " ".join(re.findall(r"[^\W_]+(?:[’'-][^\W_]+)*", words.casefold())) in self._words.empty_links

    def _check_wording(self, message: Message, running: Running) -> None:
        clicks = self._words.clicks
        for match in clicks.finditer(running.text) if clicks else ():
            link = running.link_at(match.start())
            if link and self._says_nothing(running.text[link.start : link.end]):  # reported as a link
                continue
            what = f"{quote(match.group())} is no use to readers on paper"
            self._warn(message, running, match.start(), what, "say what is there, and link these words")
        if message in self._told or message.kind == "alternative text":
            return
        seen: list[tuple[int, int]] = []
        for pattern in self._words.colour_signs:
            for match in pattern.finditer(running.text):
                if _overlaps(match.span(), seen):
                    continue
                seen.append(match.span())
                what = f"only its colour says what is meant by {quote(match.group())}"
                mend = "name it by its words, number or place as well: not everybody sees colours"
                self._warn(message, running, match.start(), what, mend)


def _abbreviations(text: str) -> Iterator[tuple[int, str]]:
    """Words of two or more capitals with their offsets: ``SRSG-VAC`` whole, ``UN`` of UN-led, ``NGO`` of NGOs."""
    for match in _CAPITALS.finditer(text):
        whole = _bare(match.group())
        parts = re.split("[-\u2010\u2011]", whole)
        if any(map(_is_capitals, parts)) and all(_is_capitals(part) or part.isdecimal() for part in parts):
            yield match.start(), whole
            continue
        for part in re.finditer("[^-\u2010\u2011]+", match.group()):
            if _is_capitals(_bare(part.group())):
                yield match.start() + part.start(), _bare(part.group())


def _no_words(text: str) -> Iterator[tuple[int, int]]:
    """Addresses, handles, file names, signs of documents (A/HRC/58/19)."""
    for match in re.finditer(r"\S+", text):
        chunk = match.group()
        if _NO_WORD.search(chunk) or ("/" in chunk and any(map(str.isdecimal, chunk))):
            yield match.span()


def _bare(word: str) -> str:
    """A word without the small letters of a plural at its end (NGOs)."""
    return word[:-1] if word.endswith("s") and _is_capitals(word[:-1]) else word


def _is_capitals(word: str) -> bool:
    return word.isupper() and sum(map(str.isupper, word)) > 1


def _first_letter(text: str) -> str:
    return next((char for char in text if char.isalnum()), "")


def _stands_in_brackets(text: str, start: int, end: int) -> bool:
    """United Nations (UN), or UN (United Nations)."""
    inside = text[:start].endswith("(") and text[end:].startswith(")") and bool(text[: start - 1].strip())
    return inside or re.match(r"\s\([^\W\d_]{2,}", text[end:]) is not None


def _within(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _overlaps(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _is_address(words: str) -> bool:
    """Say whether a link's words are nothing but an address."""
    return re.fullmatch(r"(?:\w+://)?(?:[\w-]+\.)+[^\W\d_]{2,}(?:[/?#]\S*)?", words.strip(" <>()")) is not None
