# SPDX-License-Identifier: Apache-2.0
"""The structure tree: what a screen reader meets, built from content and the names of what was drawn."""
