# SPDX-License-Identifier: Apache-2.0
"""Renders files with WeasyPrint: ``python drive_weasyprint.py OUT FILE.html…``. Each claims PDF/UA-1."""

from __future__ import annotations

import os
import sys

from weasyprint import HTML

for file in sys.argv[2:]:
    target = os.path.join(sys.argv[1], os.path.basename(file)[:-5] + ".pdf")  # noqa: PTH118, PTH119 - no imports
    HTML(filename=file).write_pdf(target, pdf_variant="pdf/ua-1")
