# SPDX-License-Identifier: Apache-2.0
"""Compiles files with Typst and nothing else: ``python drive_typst.py FONTS OUT FILE.typ…``.

The PyPI package has no command, so this is what stands for one. Fonts are looked for once for all files. The file
claims PDF/UA-1 and PDF/A-2a, as ours does.
"""

from __future__ import annotations

import os
import sys

import typst

fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[sys.argv[1]])
for file in sys.argv[3:]:
    target = os.path.join(sys.argv[2], os.path.basename(file)[:-4] + ".pdf")  # noqa: PTH118, PTH119 - no imports
    typst.compile(file, output=target, font_paths=fonts, pdf_standards=["ua-1", "a-2a"], timestamp=0)
