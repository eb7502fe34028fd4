# SPDX-License-Identifier: Apache-2.0
"""Text: styled pieces in, lines of positioned glyph clusters out.

The modules in the order of the work: ``bidi`` (embedding levels), ``scripts`` and ``itemise`` (runs of one font),
``shape`` (glyphs), ``breaks`` and ``hyphenate`` (where a line may end), ``nodes`` and ``lines`` (where it does),
``compose`` (runs in place), ``typeset`` (the whole). ``fonts`` and what it uses know the font files.
"""
