# SPDX-License-Identifier: Apache-2.0
"""``python -m booklet`` is the command ``booklet``."""

from __future__ import annotations

import sys

from booklet.cli import main

if __name__ == "__main__":
    sys.exit(main())
