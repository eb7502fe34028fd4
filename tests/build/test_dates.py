# SPDX-License-Identifier: Apache-2.0
"""Telephone numbers that nobody has checked for a year are warned of."""

from __future__ import annotations

import datetime
from types import SimpleNamespace

import pytest

from booklet.build.dates import check_all_contacts, check_contacts
from booklet.content.model import Callout, Contact, Contacts, Message
from booklet.problems import Problems, Span

SPAN = Span("facts/fr.yaml", 7, 3)
LABEL = Message("c.a.label", "Helpline", SPAN, "contact")


def told(today, **fields):
    """Whether a contact is remarked on, and how."""
    contact = Contact("c.a", SPAN, "phone", LABEL, "119", "tel:119", **fields)
    callout = Callout("k", SPAN, "get-help", None, (Contacts("c", SPAN, (contact,)),))
    problems = Problems()
    check_contacts((callout,), datetime.date.fromisoformat(today), problems)
    assert all(each.span == SPAN for each in problems)
    return [str(each.severity.value) for each in problems]


@pytest.mark.parametrize(
    ("checked", "warned"), [("2025-01-01", ["warning"]), ("2025-06-01", []), ("2026-06-02", []), (None, [])]
)
def test_a_year_is_the_limit(checked, warned):
    assert told("2026-06-01", checked=checked and datetime.date.fromisoformat(checked)) == warned


@pytest.mark.parametrize(
    ("today", "warned"), [("2026-05-01", []), ("2026-05-02", ["warning"]), ("9999-12-31", ["warning"])]
)
def test_a_contact_may_expire_sooner_or_later(today, warned):
    checked, expires = datetime.date(2026, 4, 1), datetime.date(2026, 5, 1)
    assert told(today, checked=checked, expires=expires) == warned
    assert told("2027-12-01", checked=checked, expires=datetime.date(2027, 12, 1)) == []


def test_nobody_has_checked_it_on_a_day_to_come():
    assert told("2026-06-01", checked=datetime.date(2026, 6, 3)) == ["error"]
    assert told("9999-12-30", checked=datetime.date(9999, 12, 31)) == []


def test_the_contacts_of_all_locales_are_looked_at():
    old = Contact("c.a", SPAN, "phone", LABEL, "119", "tel:119", checked=datetime.date(2020, 1, 1))
    older = Contact("c.a", Span("facts/ar.yaml"), "phone", LABEL, "110", "tel:110", checked=datetime.date(2019, 1, 1))
    source = SimpleNamespace(blocks=(Contacts("c", SPAN, (old,)),), facts={("ar", "lines"): (older,)}, country_facts={})
    problems = Problems()
    check_all_contacts(source, datetime.date(2026, 6, 1), problems)
    assert [each.span for each in problems] == [SPAN, Span("facts/ar.yaml")]
