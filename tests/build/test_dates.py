# SPDX-License-Identifier: Apache-2.0
"""Telephone numbers that nobody has checked for a year are warned of."""

from __future__ import annotations

import datetime

import pytest

from booklet.build.dates import warn_of_old_contacts
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
