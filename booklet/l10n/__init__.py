# SPDX-License-Identifier: Apache-2.0
"""Localisation: locale facts, catalogs, fallback; a source booklet becomes a booklet in one locale."""
