# SPDX-License-Identifier: Apache-2.0
"""Every proof by its name: a finished file in, findings in plain words out; none if it is proven."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from proof_build import Built
from proof_raster import pages_show_what_harfbuzz_draws
from proof_shaping import lines_equal_direct_shaping, no_missing_glyph, words_equal_direct_shaping
from proof_text import READER_PROOFS, tree_says_what_the_catalog_says

__all__ = ["PROOFS"]

PROOFS: Mapping[str, Callable[[Built], list[str]]] = {
    "glyphs": no_missing_glyph,
    "words": words_equal_direct_shaping,
    "lines": lines_equal_direct_shaping,
    "pictures": pages_show_what_harfbuzz_draws,
    "tree": tree_says_what_the_catalog_says,
    **READER_PROOFS,
}
"""All but the standards, which are quicker for many files at once."""
