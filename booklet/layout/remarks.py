# SPDX-License-Identifier: Apache-2.0
"""What an art director would remark on a layout: no fault of the booklet, but worth a look."""

from __future__ import annotations

from collections.abc import Sequence

from booklet.content.words import quote
from booklet.layout.paginate import PagePlan

__all__ = ["ENOUGH", "remarks"]

ENOUGH = 1 / 3
"""A page that holds less looks forgotten."""

_SHOWN = 12
_WORDS_SHOWN = 3


def remarks(plans: Sequence[PagePlan], multiple: int, divided: Sequence[str] = ()) -> tuple[str, ...]:
    """Sentences on pages that are nearly empty or end where no break was meant, and on a number that does not fold.

    ``divided`` are words that were cut because their column is narrower than they are.

    Pages are counted from 1. Whole-page pictures and pages that only carry footnotes are as they are meant to be, and
    the booklet ends where it ends.
    """
    found: list[str] = []
    sparse = [
        number for number, plan in enumerate(plans, 1) if plan.boxes and plan.fill < ENOUGH and number < len(plans)
    ]
    blank = [number for number, plan in enumerate(plans, 1) if plan.blank and not plan.boxes]
    torn = [number for number, plan in enumerate(plans, 1) if plan.torn]
    if sparse:
        found.append(f"less than a third full: {_listed(sparse)}")
    if blank:
        found.append(f"empty: {_listed(blank)}")
    if torn:
        found.append(f"more keeps together than fits, so it is cut at the end of: {_listed(torn)}")
    if divided:
        more = f" and {len(divided) - _WORDS_SHOWN} more" if len(divided) > _WORDS_SHOWN else ""
        words = ", ".join(map(quote, divided[:_WORDS_SHOWN]))
        one = len(divided) == 1
        found.append(f"wider than {'its' if one else 'their'} column, so cut without a hyphen: {words}{more}")
    if len(plans) % multiple:
        stay = f"{-len(plans) % multiple} {'stays' if -len(plans) % multiple == 1 else 'stay'} empty when folded"
        number = "1 page is" if len(plans) == 1 else f"{len(plans)} pages are"
        found.append(f"{number} no multiple of {multiple}: {stay}")
    return tuple(found)


def _listed(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:_SHOWN]))
    more = f" and {len(numbers) - _SHOWN} more" if len(numbers) > _SHOWN else ""
    return f"page{'' if len(numbers) == 1 else 's'} {shown}{more}"
