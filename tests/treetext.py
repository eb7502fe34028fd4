# SPDX-License-Identifier: Apache-2.0
"""A structure tree as text, one element a line, so that tests can state what they expect."""

from __future__ import annotations

from collections.abc import Mapping

from booklet.tagging.model import Attribute, Element, StructureTree


def tree_as_text(tree: StructureTree, words: Mapping[str, str]) -> str:
    """``Tag lang=… alt="…" "words"``, indented by depth. ``words`` gives the text of the slots."""
    return "\n".join(_lines(tree.root, words, 0)) + "\n"


def _lines(element: Element, words: Mapping[str, str], depth: int) -> list[str]:
    facts = [f"{name}={value}" for name, value in (("lang", element.lang), ("id", element.id)) if value]
    facts += [
        f"{name}={value!r}"
        for name, value in (("alt", element.alt), ("expansion", element.expansion), ("title", element.title))
        if value
    ]
    facts += [f"{entry.name}={_value(entry)}" for entry in element.attributes]
    head = " ".join([f"{'  ' * depth}{element.tag}", *facts])
    lines = [head]
    for child in element.children:
        if isinstance(child, Element):
            lines += _lines(child, words, depth + 1)
        elif len(lines) == 1:
            lines[0] += f" {words.get(child.key, f'<{child.key}>')!r}"
        else:
            lines.append(f"{'  ' * (depth + 1)}{words.get(child.key, f'<{child.key}>')!r}")
    return lines


def _value(entry: Attribute) -> str:
    return "+".join(str(part) for part in entry.value) if isinstance(entry.value, tuple) else str(entry.value)
