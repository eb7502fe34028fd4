# SPDX-License-Identifier: Apache-2.0
"""A structure tree as text, one element a line, so that tests can state what they expect."""

from __future__ import annotations

from collections.abc import Mapping

from booklet.layout.model import Layout, TextFragment
from booklet.tagging.model import Attribute, Element, Slot, StructureTree


def tree_as_text(tree: StructureTree, words: Mapping[str, str]) -> str:
    """``Tag lang=… alt="…" "words"``, indented by depth. ``words`` gives the text of the slots."""
    return "\n".join(_lines(tree.root, words, 0)) + "\n"


def slot_words(layout: Layout) -> dict[str, str]:
    """What the pages show in each slot, in the order in which it is drawn."""
    words: dict[str, str] = {}
    for page in layout.pages:
        for fragment in page.fragments:
            if isinstance(fragment, TextFragment) and fragment.slot is not None:
                words[fragment.slot] = words.get(fragment.slot, "") + fragment.run.text
    return words


def tree_words(tree: StructureTree, words: Mapping[str, str]) -> str:
    """All words of the tree in its order."""
    return "".join(_words(tree.root, words))


def _words(element: Element, words: Mapping[str, str]) -> list[str]:
    parts: list[str] = []
    for child in element.children:
        if isinstance(child, Slot):
            parts.append(words.get(child.key, ""))
        else:
            parts.extend(_words(child, words))
    return parts


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
