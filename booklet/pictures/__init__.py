# SPDX-License-Identifier: Apache-2.0
"""Pictures: drawings in a subset of SVG, photographs, QR codes."""
