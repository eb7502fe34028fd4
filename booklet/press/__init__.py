# SPDX-License-Identifier: Apache-2.0
"""Editions for paper: the place for marks, colour and imposition. There are none yet."""
