# SPDX-License-Identifier: Apache-2.0
"""The text of the booklet that ``new DIR`` makes. It is small, whole, and says what everything in it is for."""

from __future__ import annotations

__all__ = ["BOOKLET_YAML", "COVER_SVG", "FACTS_README", "LOCALES_README"]

BOOKLET_YAML = r"""# yaml-language-server: $schema=booklet.schema.json
#
# This is a whole booklet, made to be changed. Editors that know YAML complete and check it with booklet.schema.json.
#
# Every block has a `kind` and an `id`. Translations find their text by the id: move blocks as you like, but never
# change an id. Text with : or # in it, or with [ { * at its beginning, stands in quotation marks.

format: 1                     # the version of this format
slug: fire-safety             # begins the names of the finished files
language: en                  # the language that this file is written in
title: Fire Safety at School
subject: How to keep safe when there is a fire at school
author: Your organisation
edition: "1"
date: 2026-11-01              # the day of this edition
keywords: [fire safety, school, children]

# Addresses stand here, never in the text. A text links to them by their id: [words](fire-site)
links:
  fire-site: {href: "https://example.org/fire-safety", name: Pages about fire safety}

# An abbreviation is marked in the text in the same way: [PE](pe)
abbreviations:
  pe: {expansion: physical education}

# Numbers and dates look different in other languages, so a text names them: {minutes}
values:
  minutes: {number: 3}

# A footnote's text; its mark in a text is [^drill]
footnotes:
  drill: Many schools practise two times a year. Ask at yours.

blocks:
  - kind: cover               # the first block; it shows the title from above
    id: cover
    subtitle: What to do, step by step
    call: Know the way out!
    picture:
      file: images/cover.svg
      alt: A school with an open green door and a path that leads to a tree.

  - {kind: contents, id: contents, title: What is inside}

  - {kind: heading, id: alarm, level: 1, text: When you hear the alarm}
  - kind: paragraph
    id: alarm-1
    lead: true
    text: >-
      A fire at school is rare. If you know what to do, you can stay calm. Everybody can be outside in {minutes}
      minutes.
  - kind: steps
    id: alarm-steps
    items:
      - {id: stop, text: "**Stop** what you are doing. Leave your things where they are."}
      - {id: walk, text: "Walk to the nearest [exit](exit). Do not run and do not push."}
      - {id: meet, text: "Go to the [meeting point](meeting-point) and stay with your class."}
  - kind: callout             # the types are example, key-fact, warning and get-help
    id: alarm-smoke
    type: warning
    blocks:
      - kind: paragraph
        id: alarm-smoke-1
        text: Do you see smoke? Keep low, near the floor. The air is better there.

  - {kind: heading, id: before, level: 1, text: Before anything happens}
  - kind: paragraph
    id: before-1
    text: >-
      Your school can practise the way out with you.[^drill] You can practise it in [PE](pe), too. You will find games
      on the [pages about fire safety](fire-site).
  - kind: list                # the styles are bullet, number, check, picture and continuing
    id: before-check
    style: check
    items:
      - {id: exits, text: I know two ways out of my classroom.}
      - {id: point, text: I know where we meet outside.}
      - {id: helper, text: I know which grown-up I can ask.}
  - {kind: heading, id: before-places, level: 2, text: Ways out}
  - kind: table               # it needs a header for each column; `corner` heads the column of row headers
    id: before-table
    caption: Where you are and where you go
    corner: Where you are
    columns:
      - {id: first, text: First way out}
      - {id: second, text: Second way out}
    rows:
      - {id: classroom, header: Classroom, cells: [The stairs, The door to the yard]}
      - {id: gym, header: Gym, cells: [The main door, The door behind the stage]}

  - {kind: heading, id: words, level: 1, text: Words to know}
  - kind: glossary            # a text links to a word by its id; each language sorts the words anew
    id: glossary
    entries:
      - {id: exit, term: Exit, text: A door that leads outside.}
      - {id: meeting-point, term: Meeting point, text: The place outside where all classes come together.}

  - {kind: heading, id: help, level: 1, text: Who can help}
  - kind: contacts
    id: help-contacts
    facts: emergency          # a list “emergency” in facts/KE.yaml has the numbers for Kenya: see facts/README.md
    items:
      - id: office
        type: email
        label: School office
        shown: office@example.org
        href: "mailto:office@example.org"
        note:
          text: Ask here when you have a question.
          note: This is a hint to translators. Any text can have one.

  - kind: imprint             # the edition and the translators' names are added to it
    id: imprint
    blocks:
      - {kind: paragraph, id: imprint-1, text: Write here who made this booklet and who may copy it.}
"""

COVER_SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 595">
  <rect width="420" height="595" fill="var(--sky, #bfe0ea)"/>
  <path d="M0 430 C120 390 300 390 420 430 L420 595 L0 595 Z" fill="var(--leaf-tint, #e4f0e8)"/>
  <path d="M190 420 C190 480 260 500 300 595 L180 595 C170 520 150 480 150 420 Z" fill="var(--sand, #f2e3cf)"/>
  <rect x="70" y="270" width="200" height="150" fill="var(--warm-tint, #fdebdd)"/>
  <path d="M50 275 L170 190 L290 275 Z" fill="var(--warm, #c2541b)"/>
  <rect x="150" y="340" width="42" height="80" fill="var(--leaf, #2f6b4a)"/>
  <rect x="92" y="310" width="34" height="34" fill="var(--primary-tint, #e3f1f2)"/>
  <rect x="216" y="310" width="34" height="34" fill="var(--primary-tint, #e3f1f2)"/>
  <rect x="336" y="390" width="14" height="70" fill="var(--skin-4, #5b3a29)"/>
  <circle cx="343" cy="350" r="52" fill="var(--leaf, #2f6b4a)"/>
  <circle cx="350" cy="90" r="34" fill="var(--sun, #f6b93b)"/>
</svg>
"""

LOCALES_README = """# Translations

Each language has a folder of its own here, named like `fr` or `pt_BR`, with its catalog in it:
`fr/LC_MESSAGES/booklet.po`. Catalogs in other places are not used. To begin one, German for example:

1. In the booklet's folder run `booklet translate init de --source .`. It writes the catalog with all texts of the
   booklet, and tells you if a font is missing.
2. Translate `locales/de/LC_MESSAGES/booklet.po` in an editor for such files (Poedit) or on a platform (Weblate).
3. Whenever the booklet's texts have changed, `booklet translate update --source .` brings all catalogs and the template
   `locales/booklet.pot` up to them. What was translated from another text is marked for you to look at.
4. `booklet translate lint --source .` checks the catalogs, and `booklet de --source .` builds the booklet in German.
"""

FACTS_README = """# Contacts of a country

A file here, named by the country (`KE.yaml` for Kenya, ISO 3166-1), holds contacts that take the place of those in
`booklet.yaml` in every language, when the booklet is built for that country: `booklet en --country KE` or
`booklet en-KE`. No other country ever gets them. Contacts in `booklet.yaml` with `everywhere: true` stay below them.

Say which page of the helpline or the government has the number, and when you last saw it there: a wrong number is worse
than none. After a year, or after the day that you write at `expires`, a build warns you, and `--release` stops.

```yaml
emergency:
  - id: emergency
    type: phone
    label: emergency
    shown: "999"
    href: "tel:999"
    source: "https://www.example.org/emergency"
    checked: 2026-11-01
  - id: fire-brigade
    type: phone
    label: {en: Fire brigade, sw: Zimamoto}
    shown: "0800 000 000"
    href: "tel:0800000000"
    note: {en: Day and night, sw: Usiku na mchana}
    source: "https://www.example.org/fire"
    checked: 2026-11-01
    expires: 2027-05-01
```

Labels that the program has in all languages are `child-helpline`, `emergency`, `trafficking` and `missing-children`.
Words of your own stand by language.

A file that is named by a locale, `en-KE.yaml`, is for readers of that language in that country alone, and goes before
`KE.yaml`. Its `label` and `note` are plain texts in that language. That locale is then built with the others.
"""
