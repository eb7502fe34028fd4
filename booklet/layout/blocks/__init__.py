# SPDX-License-Identifier: Apache-2.0
"""Block builders: one function for each kind of block, from its content to items of the vertical list.

A new kind is one function, registered with :func:`booklet.layout.blocks.registry.builder`.
"""
