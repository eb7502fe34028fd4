# SPDX-License-Identifier: Apache-2.0
"""Booklets in pseudo-locales: longer or mirrored texts fit every page, and no word is out of translators' reach."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pypdfium2
import pytest
from whole_files import BUNDLED
from whole_long import EVERY_KIND

from booklet.build.run import build
from booklet.content.inline import Foreign, flat, plain
from booklet.content.load import load_booklet
from booklet.content.markup import parse
from booklet.content.model import Address, Contact, Message, SourceBooklet, ValueSpec
from booklet.l10n.formats import format_value, long_date
from booklet.l10n.locale import locale_facts
from booklet.problems import Problems
from booklet.values import Immutable

PSEUDO = ("en-XA", "ar-XB")
WORD = re.compile(r"[A-Za-z]{3,}")


@pytest.fixture(scope="module", params=[BUNDLED, EVERY_KIND], ids=["bundled", "every-kind"])
def folder(request: pytest.FixtureRequest) -> Path:
    return request.param


def values(value: object) -> Iterator[object]:
    """Everything that a booklet is made of."""
    yield value
    if isinstance(value, tuple):
        parts = list(value)
    elif isinstance(value, Mapping):
        parts = list(value.values())
    else:
        parts = [getattr(value, name) for name in value.__struct_fields__] if isinstance(value, Immutable) else []
    for part in parts:
        yield from values(part)


def not_for_translators(source: SourceBooklet) -> str:
    """Addresses, values, and words in other languages: what every translation has in common."""
    words = [source.author, *(long_date(source.date, locale_facts(tag)) for tag in PSEUDO)]
    for each in values(source):
        if isinstance(each, Contact):
            words.append(each.shown)
        elif isinstance(each, Address):
            words.append(each.href)
        elif isinstance(each, ValueSpec):
            words += [format_value(each, locale_facts(tag)) for tag in PSEUDO]
        elif isinstance(each, Message):
            nodes = flat(parse(each.text, each.span, Problems(), plain=each.plain))
            words += [plain(node.children) for node in nodes if isinstance(node, Foreign)]
    return " ".join(words)


@pytest.mark.parametrize("locale", PSEUDO)
def test_nothing_overflows_and_nothing_is_out_of_reach(folder: Path, locale: str) -> None:
    source = load_booklet(folder, Problems())
    report = build(folder, None, locales=[locale], editions=["screen", "large-print"], jobs=1)
    own = build(folder, None, locales=[source.language], editions=["screen", "large-print"], jobs=1)
    assert {str(problem) for problem in report.problems} <= {str(problem) for problem in own.problems}
    known = set(WORD.findall(not_for_translators(source)))
    for made in report.written:
        assert made.translated == 100
        document = pypdfium2.PdfDocument(made.data)
        drawn = " ".join(page.get_textpage().get_text_range() for page in document)
        titles = " ".join(entry.get_title() for entry in document.get_toc())
        words = set(WORD.findall(f"{drawn} {titles} {document.get_metadata_value('Title')}"))
        assert words - known == set(), made.name
        assert len(drawn) > 3000
