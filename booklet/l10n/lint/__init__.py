# SPDX-License-Identifier: Apache-2.0
"""What a careful reader marks in catalogs, beyond what would print wrongly: a check is a function of a text."""
