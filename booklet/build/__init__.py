# SPDX-License-Identifier: Apache-2.0
"""From a booklet's folder to finished files: which files there are, how each is made, how they get to their place."""
