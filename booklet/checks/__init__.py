# SPDX-License-Identifier: Apache-2.0
"""Checks of finished PDFs: veraPDF, our own rules, the structure tree as text."""
