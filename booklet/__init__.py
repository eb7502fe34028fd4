# SPDX-License-Identifier: Apache-2.0
"""Booklet: structured content and translation catalogs in, tagged and accessible PDF out."""

__version__ = "0.1.0"
