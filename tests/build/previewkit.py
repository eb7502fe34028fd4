# SPDX-License-Identifier: Apache-2.0
"""A little booklet with a French catalog that tests edit."""

from __future__ import annotations

BOOKLET = """\
format: 1
slug: small
language: en
title: A small book
author: Somebody
edition: "1"
date: 2026-01-31
blocks:
  - {kind: cover, id: cover, subtitle: Only for tests}
  - {kind: heading, id: one, text: First part}
  - {kind: paragraph, id: a, text: "Boats come <in> with **fish**."}
  - {kind: paragraph, id: b, text: The gulls cry.}
  - {kind: heading, id: two, text: Second part}
  - {kind: paragraph, id: c, text: The rain has gone.}
"""

HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: small 1\\n"
"Language: fr\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"
"X-Translators: \\n"
"""

SOURCE = {
    "booklet.title": "A small book",
    "cover.subtitle": "Only for tests",
    "one.text": "First part",
    "a.text": "Boats come <in> with **fish**.",
    "b.text": "The gulls cry.",
    "two.text": "Second part",
    "c.text": "The rain has gone.",
}
FRENCH = {
    "booklet.title": "Un petit livre",
    "one.text": "Première partie",
    "a.text": "Les bateaux rapportent du **poisson**.",
    "two.text": "Deuxième partie",
    "c.text": "La pluie est partie.",
}


def catalog(texts, fuzzy=()):
    entries = []
    for key, source in SOURCE.items():
        flags = "#, fuzzy\n" if key in fuzzy else ""
        entries.append(f'{flags}msgctxt "{key}"\nmsgid "{source}"\nmsgstr "{texts.get(key, "")}"\n')
    return "\n".join([HEADER, *entries])


def small_booklet(folder, texts=None, fuzzy=()):
    """Write the booklet; return the path of its catalog."""
    folder.mkdir(exist_ok=True)
    (folder / "booklet.yaml").write_text(BOOKLET, "utf-8")
    path = folder / "locales" / "fr" / "LC_MESSAGES" / "booklet.po"
    path.parent.mkdir(parents=True)
    path.write_text(catalog(FRENCH if texts is None else texts, fuzzy), "utf-8")
    return path
