# SPDX-License-Identifier: Apache-2.0
"""Telephone numbers that nobody has checked for a year are warned of."""

from __future__ import annotations

import datetime
from types import SimpleNamespace

import pytest

from booklet.build.dates import warn_of_all_old_contacts, warn_of_old_contacts
from booklet.content.model import Callout, Contact, Contacts, Message
from booklet.problems import Problems, Severity, Span

SPAN = Span("facts/fr.yaml", 7, 3)
LABEL = Message("c.a.label", "Helpline", SPAN, "contact")


@pytest.mark.parametrize(
    ("checked", "warned"),
    [
        (datetime.date(2025, 1, 1), True),
        (datetime.date(2025, 6, 1), False),
        (datetime.date(2027, 1, 1), False),
        (None, False),
    ],
)
def test_a_year_is_the_limit(checked, warned):
    contact = Contact("c.a", SPAN, "phone", LABEL, "119", "tel:119", checked=checked)
    callout = Callout("k", SPAN, "get-help", None, (Contacts("c", SPAN, (contact,)),))
    problems = Problems()
    warn_of_old_contacts((callout,), datetime.date(2026, 6, 1), problems)
    assert [(each.span, each.severity) for each in problems] == ([(SPAN, Severity.WARNING)] if warned else [])


def test_the_contacts_of_all_locales_are_looked_at():
    old = Contact("c.a", SPAN, "phone", LABEL, "119", "tel:119", checked=datetime.date(2020, 1, 1))
    older = Contact("c.a", Span("facts/ar.yaml"), "phone", LABEL, "110", "tel:110", checked=datetime.date(2019, 1, 1))
    source = SimpleNamespace(blocks=(Contacts("c", SPAN, (old,)),), facts={("ar", "lines"): (older,)})
    problems = Problems()
    warn_of_all_old_contacts(source, datetime.date(2026, 6, 1), problems)
    assert [each.span for each in problems] == [SPAN, Span("facts/ar.yaml")]
