# SPDX-License-Identifier: Apache-2.0
"""What the passing of time makes wrong. It decides warnings and errors, never bytes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from booklet.content.model import Block, Contact, Contacts, CountryContact, SourceBooklet, walk_blocks
from booklet.problems import Problems

__all__ = ["check_all_contacts", "check_contacts"]

MAX_AGE = datetime.timedelta(days=365)
"""How long a telephone number may be trusted after somebody checked it."""

_AHEAD = datetime.timedelta(days=1)
"""East of Greenwich it may be tomorrow already."""


def check_contacts(blocks: tuple[Block, ...], today: datetime.date, problems: Problems) -> None:
    """Warn of every contact that has expired by ``today``; one that is checked on a day to come is an error."""
    for block in walk_blocks(blocks):
        if isinstance(block, Contacts):
            _check(block.items, today, problems)


def check_all_contacts(source: SourceBooklet, today: datetime.date, problems: Problems) -> None:
    """The same for a booklet with the contacts of all its locales and countries."""
    check_contacts(source.blocks, today, problems)
    for contacts in source.facts.values():
        _check(contacts, today, problems)
    for of_country in source.country_facts.values():
        _check(of_country, today, problems)


def _check(contacts: Iterable[Contact | CountryContact], today: datetime.date, problems: Problems) -> None:
    for contact in contacts:
        checked = contact.checked
        if checked is None:
            continue
        if checked - today > _AHEAD:
            what = f"{contact.shown!r} was checked on {checked}, a day that is yet to come"
            problems.error(contact.span, what, "write the day on which somebody checked it")
            continue
        expired = today > contact.expires if contact.expires else today - checked > MAX_AGE
        if expired:
            past = f"and expired on {contact.expires}" if contact.expires else "more than a year ago"
            mend = "ask there whether it still holds, then write today's date at ‘checked’"
            mend += " and a later one at ‘expires’" if contact.expires else ""
            problems.warn(contact.span, f"{contact.shown!r} was last checked on {checked}, {past}", mend)
