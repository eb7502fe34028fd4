# SPDX-License-Identifier: Apache-2.0
"""Wording that messages share: quoting what an author wrote, naming lists, suggesting what was meant."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["Suggester", "counted", "listed", "quote"]

_LONGEST_QUOTE = 60


def quote(text: str) -> str:
    """Return ``text`` in quotation marks, shortened, on one line, and safe to print on any terminal."""
    if len(text) > _LONGEST_QUOTE:
        text = text[: _LONGEST_QUOTE - 1] + "…"
    return "‘" + "".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in text) + "’"


def counted(number: int, one: str, many: str = "") -> str:
    """Return ``1 cell``, ``2 cells``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(words: Iterable[str], last: str = "or") -> str:
    """Return ``a, b or c``."""
    *head, tail = list(words) or [""]
    return f"{', '.join(head)} {last} {tail}" if head else tail


def _plain(word: str) -> str:
    """A word without what people seldom mean: capitals, and the kind of what joins its parts."""
    return word.lower().replace("_", "-").replace(" ", "-")


class Suggester:
    """Finds the known word that a misspelt one was meant to be.

    Comparing words is slow (quadratic in the number of names in the worst file), so there is a budget of comparisons
    for the whole run; past it messages come without a suggestion.
    """

    def __init__(self, budget: int = 50_000) -> None:
        self._budget = budget

    def closest(self, word: str, known: Iterable[str]) -> str | None:
        """Return the known word most like ``word``, or None."""
        candidates = list(known)
        self._budget -= len(candidates)
        if self._budget < 0 or len(word) > _LONGEST_QUOTE:
            return None
        import difflib  # only needed when something is wrong

        by_plain = {_plain(candidate): candidate for candidate in reversed(candidates)}
        found = difflib.get_close_matches(_plain(word), by_plain, n=1, cutoff=0.6)
        return by_plain[found[0]] if found else None

    def mend(self, word: str, known: Iterable[str], otherwise: str) -> str:
        """Return ``did you mean ‘x’?``, or ``otherwise`` where nothing is alike."""
        found = self.closest(word, known)
        return f"did you mean {quote(found)}?" if found else otherwise
