# SPDX-License-Identifier: Apache-2.0
"""Prints how many pages some PDFs have together: ``python -m tests.benchmarks.count FILE.pdf…``."""

from __future__ import annotations

import sys

from pypdf import PdfReader

if __name__ == "__main__":
    sys.stdout.write(f"{sum(len(PdfReader(name).pages) for name in sys.argv[1:])}\n")
