# SPDX-License-Identifier: Apache-2.0
"""Rules about the structure tree: it and the pages must speak of the same content, in both directions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from booklet.checks.findings import Findings
from booklet.checks.pdfcontent import PageContent, SequenceKey
from booklet.checks.pdffile import dictionary, entry, items, number_of, resolve, text_of
from booklet.checks.structure import StructNode, page_numbers
from booklet.checks.tree import link_target

__all__ = ["check_links", "check_structure"]

_MAX_TREE_NODES = 100_000


def check_structure(
    reader: PdfReader, nodes: Sequence[StructNode], pages: Sequence[PageContent], findings: Findings
) -> None:
    """Marked content, tree and parent tree agree."""
    owners: dict[SequenceKey, int] = {}
    counts: Counter[SequenceKey] = Counter()
    for node in nodes:
        if node.sequence is not None:
            owners[node.sequence] = node.parent
            counts[node.sequence] += 1
    present = {key for page in pages for key in page.sequences}
    for key in sorted(present - counts.keys()):
        findings.add("structure", "marked content is in no structure element", f"page {key[0] + 1}")
    for key in sorted(counts.keys() - present):
        what = "a structure element refers to marked content that is not there"
        findings.add("structure", what, f"page {key[0] + 1}")
    for key, count in sorted(counts.items()):
        if count > 1:
            findings.add("structure", "marked content is in several structure elements", f"page {key[0] + 1}")
    _check_ids(nodes, findings)
    _check_parent_tree(reader, nodes, owners, present, findings)


def _check_ids(nodes: Sequence[StructNode], findings: Findings) -> None:
    ids = Counter(node.id for node in nodes if node.id)
    for identity, count in ids.items():
        if count > 1:
            findings.add("structure", f"the id “{identity[:40]}” is given to several structure elements")
    for node in nodes:
        headers = node.attributes.get("Headers")
        for header in headers if isinstance(headers, list) else []:
            if text_of(header) not in ids:
                findings.add("structure", "a table cell names a header that does not exist")


def _check_parent_tree(
    reader: PdfReader,
    nodes: Sequence[StructNode],
    owners: dict[SequenceKey, int],
    present: set[SequenceKey],
    findings: Findings,
) -> None:
    """Each marked-content id and annotation leads back to the element that holds it (ISO 32000-1, 14.7.4.4)."""
    root = entry(resolve(reader.trailer.get("/Root")), "/StructTreeRoot")
    if not isinstance(root, DictionaryObject):
        return
    parents = _number_tree(dictionary(root, "/ParentTree"), findings)
    lists: dict[tuple[int, int], list[Any]] = {}
    for index, page in enumerate(reader.pages):
        lists[index, 0] = _parent_list(page, parents)
    for index, owner, mcid in sorted(present):
        if (index, owner) not in lists:
            lists[index, owner] = _parent_list(reader.get_object(owner), parents)
        entries = lists[index, owner]
        number = number_of(entries[mcid]) if 0 <= mcid < len(entries) else None
        holder = owners.get((index, owner, mcid))
        if holder is not None and (number is None or number != nodes[holder].number):
            what = "the parent tree does not lead from marked content to its element"
            findings.add("structure", what, f"page {index + 1}")
    for node in nodes:
        if node.annotation is not None:
            key = entry(node.annotation, "/StructParent")
            number = number_of(parents.get(key)) if isinstance(key, int) else None
            if number is None or node.parent < 0 or number != nodes[node.parent].number:
                findings.add("structure", "the parent tree does not lead from an annotation to its element")


def _parent_list(holder: Any, parents: dict[int, Any]) -> list[Any]:  # noqa: ANN401 - whatever the file holds
    key = entry(holder, "/StructParents")
    return items(parents.get(key)) if isinstance(key, int) else []


def _number_tree(tree: DictionaryObject, findings: Findings) -> dict[int, Any]:
    """All entries of a number tree (7.9.7), unresolved."""
    found: dict[int, Any] = {}
    waiting, visited = [tree], 0
    while waiting:
        node = waiting.pop()
        visited += 1
        if visited > _MAX_TREE_NODES:
            findings.add("structure", "the parent tree leads in circles")
            break
        numbers = items(node.get("/Nums"))
        for key, value in zip(numbers[::2], numbers[1::2], strict=False):
            key = resolve(key)
            if isinstance(key, int):
                found[int(key)] = value
        waiting += [kid for kid in map(resolve, items(node.get("/Kids"))) if isinstance(kid, DictionaryObject)]
    return found


def check_links(reader: PdfReader, nodes: Sequence[StructNode], findings: Findings) -> None:
    """Links stand in Link elements, lead somewhere, and are described; other annotations are in the tree too."""
    holders: dict[int, str] = {}
    for node in nodes:
        if node.annotation is not None and node.number is not None and node.parent >= 0:
            holders[node.number] = nodes[node.parent].role
    numbers = page_numbers(reader)
    for index, page in enumerate(reader.pages):
        place = f"page {index + 1}"
        for item in items(page.get("/Annots")):
            annotation = resolve(item)
            if not isinstance(annotation, DictionaryObject) or entry(annotation, "/Subtype") == "/Popup":
                continue
            role = holders.get(number_of(item) or -1)
            if entry(annotation, "/Subtype") != "/Link":
                if role is None:
                    findings.add("links", "an annotation is not in the structure tree", place)
                continue
            if role is None:
                findings.add("links", "a link is not in the structure tree", place)
            elif role not in ("Link", "Reference"):
                findings.add("links", f"a link is in an element {role[:40]} instead of Link", place)
            if not (text_of(annotation.get("/Contents")) or "").strip():
                findings.add("links", "a link has no description (Contents)", place)
            if link_target(annotation, reader, numbers) == "nowhere":
                findings.add("links", "a link leads nowhere", place)
