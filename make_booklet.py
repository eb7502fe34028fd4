# SPDX-License-Identifier: Apache-2.0
"""The command ``booklet`` from a checkout: the same, with nothing added."""

from __future__ import annotations

import sys

from booklet.cli import main

if __name__ == "__main__":
    sys.exit(main())
