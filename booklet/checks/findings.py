# SPDX-License-Identifier: Apache-2.0
"""Values of the checks that need no PDF reader: what a file claims, and what our own rules find in it."""

from __future__ import annotations

from booklet.values import Immutable

__all__ = ["NO_SUCH_FILE", "Claim", "Finding", "Findings"]

NO_SUCH_FILE = "there is no such file"


class Claim(Immutable, frozen=True):
    """A standard that a file claims. ``flavour`` is veraPDF's name for it, None if veraPDF has no rules for it."""

    standard: str
    flavour: str | None


class Finding(Immutable, frozen=True):
    """A broken rule: its short name, what is wrong in plain words, where it was met first, and how often."""

    rule: str
    what: str
    place: str = ""
    count: int = 1

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.place, f"{self.count} times" if self.count > 1 else "") if part)
        return f"{self.rule}: {self.what}" + (f" ({where})" if where else "")


class Findings:
    """Collects findings in the order they are met; the same one again only counts."""

    MAX = 1_000  # different ones; a hostile file must not fill the memory with them

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], tuple[str, int]] = {}

    def add(self, rule: str, what: str, place: str = "", times: int = 1) -> None:
        """Note a finding."""
        first, count = self._found.get((rule, what), (place, 0))
        if count or len(self._found) < self.MAX:
            self._found[rule, what] = (first, count + times)

    def all(self) -> tuple[Finding, ...]:
        """Everything found."""
        return tuple(Finding(rule, what, place, count) for (rule, what), (place, count) in self._found.items())
