# SPDX-License-Identifier: Apache-2.0
"""The words that the builder itself puts into a booklet. They are translated like the booklet's own.

``{…}`` stands for what the builder fills in. Their place is the module's path in the project, which catalogs name in
their ``#:`` comments, wherever the program is installed.
"""

from __future__ import annotations

from booklet.content.model import Message
from booklet.problems import Span

__all__ = ["CONTACT_LABELS", "LABEL", "UI_MESSAGES"]

_SPAN = Span("booklet/content/interface.py")

LABEL = "ui.contact."
"""What the ids of the standard labels of contacts begin with."""


def _message(name: str, text: str, note: str) -> Message:
    return Message(f"ui.{name}", text, _SPAN, "interface", note=note)


UI_MESSAGES: tuple[Message, ...] = (
    _message("callout.example", "For example", "Stands first in a box that gives an example."),
    _message("callout.key-fact", "Key fact", "Stands first in a box with an important fact."),
    _message("callout.warning", "Watch out", "Stands first in a box that warns. It must not frighten."),
    _message("callout.get-help", "Get help", "Stands first in a box that says where to find help."),
    _message(
        "notice",
        "Some parts of this booklet are not translated yet. They are in {language}.",
        "A notice on the first pages. {language} is the name of a language, in your language.",
    ),
    _message(
        "draft",
        "A machine drafted this translation. No native speaker has checked it yet.",
        "A notice in the imprint, for readers.",
    ),
    _message("translators", "Translated by {names}", "In the imprint. {names} is a list of people's names."),
    _message("reviewers", "Checked by {names}", "In the imprint. {names} is a list of those who read the translation."),
    _message("edition", "Edition {edition}, {date}", "In the imprint. {edition} is a number, {date} a full date."),
    _message("link.internal", "Go to: {title}", "A screen reader says it of a link. {title} is a heading or a term."),
    _message("link.page", "Go to page {number}", "A screen reader says it of a link. {number} is a page number."),
    _message("link.contact", "{name}: {address}", "A screen reader says it of a link. {name} is whom one reaches."),
    _message("link.note", "Footnote {number}", "A screen reader says it of a footnote's mark. {number} is its number."),
    _message("toc.page", "page {number}", "A screen reader says it in the table of contents, after a section's title."),
    _message(
        "contact.child-helpline",
        "Child helpline",
        "Stands before a telephone number: people who listen to children and help them.",
    ),
    _message(
        "contact.emergency",
        "Emergency number",
        "Stands before a telephone number for great danger: police, ambulance or fire brigade.",
    ),
    _message(
        "contact.trafficking",
        "Hotline against human trafficking",
        "Stands before a telephone number: people who help victims of human trafficking.",
    ),
    _message(
        "contact.missing-children",
        "Hotline for missing children",
        "Stands before a telephone number: people who help when a child is missing or has run away.",
    ),
)
"""Every ``ui.*`` message in English."""

CONTACT_LABELS = tuple(each.id.removeprefix(LABEL) for each in UI_MESSAGES if each.id.startswith(LABEL))
"""The names of the standard labels of contacts, as files of local facts give them."""
