# SPDX-License-Identifier: Apache-2.0
"""Settings for all tests."""

from __future__ import annotations

import os

from hypothesis import settings

# The same examples in every run of CI: what it finds, it finds whenever it runs. At home they are new each time.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")
