# SPDX-License-Identifier: Apache-2.0
"""The booklet as its author writes it: YAML is read, checked and turned into a frozen, typed model."""
