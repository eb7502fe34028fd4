# SPDX-License-Identifier: Apache-2.0
"""The command line: parse, call, print; nothing else.

Exit codes: 0 done (warnings allowed), 1 problems, all of them listed, 2 wrong usage.

A new command is a row of the table in ``commands.py``, and in one of the modules that the table imports a function that
adds its arguments to a parser and one that runs it. What it needs of the program is imported when it runs, so that
``--help`` costs nothing.
"""

from __future__ import annotations

from booklet.cli.entry import main

__all__ = ["main"]
