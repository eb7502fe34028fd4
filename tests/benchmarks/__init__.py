# SPDX-License-Identifier: Apache-2.0
"""The same documents through this program, Typst and WeasyPrint; README.md says how to run and to read it."""
