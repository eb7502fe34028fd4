# SPDX-License-Identifier: Apache-2.0
"""Theme and blocks in; immutable pages out. Our own flow engine: every step places content or reports it."""
