# SPDX-License-Identifier: Apache-2.0
"""The base of the values that stages hand on."""

from __future__ import annotations

import msgspec

__all__ = ["Immutable"]


class Immutable(msgspec.Struct, frozen=True, gc=False):
    """A value: fields that never change, compared and hashed by what they hold.

    Subclasses say ``frozen=True`` again, for type checkers. There are tens of thousands of these in a booklet, so
    Python's search for cycles passes them over (``gc=False``): what is complete when it is made, and holds nothing that
    learns of it afterwards, is never part of one. What changes is a plain :class:`msgspec.Struct`.
    """
