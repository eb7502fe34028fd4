# SPDX-License-Identifier: Apache-2.0
"""The structure tree in the file (ISO 32000-1, 14.7): elements, their content, parent tree, role map and IDs.

Elements are written child before parent; a number is reserved for each one first, since each names its parent too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from booklet.pdf.content import MarkedContent
from booklet.pdf.links import LinkAnnotation
from booklet.pdf.objects import BookletDocument
from booklet.pdf.syntax import array, byte_string, dictionary, name, number, reference, text_string
from booklet.tagging.model import ROLE_MAP, Attribute, Element, Slot, StructureTree

__all__ = ["StructureWriter", "slot_tags"]

_KEPT_EMPTY: Final = frozenset({"TD", "TH"})  # an empty cell still holds its place in the row
_LEAF: Final = 64  # entries in a leaf of a number or name tree

Box = tuple[float, float, float, float]


def slot_tags(tree: StructureTree) -> dict[str, str]:
    """The standard structure type of every slot's element, by slot. Raises ValueError where a slot stands twice."""
    tags: dict[str, str] = {}
    for element in _walk(tree.root):
        for child in element.children:
            if isinstance(child, Slot):
                if child.key in tags:
                    raise ValueError(f"the slot {child.key!r} stands twice in the structure tree")
                tags[child.key] = ROLE_MAP.get(element.tag, element.tag)
    return tags


def _walk(root: Element) -> Iterator[Element]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        waiting.extend(child for child in reversed(element.children) if isinstance(child, Element))


class StructureWriter:
    """Writes a structure tree for content that has been drawn."""

    def __init__(
        self, document: BookletDocument, tree: StructureTree, marked: MarkedContent, links: Iterable[LinkAnnotation]
    ) -> None:
        self._document = document
        self._tree = tree
        self._marked = marked
        self._places: dict[str, list[tuple[int, int]]] = {}  # slot → (page, MCID)
        for page, slots in enumerate(marked.pages):
            for mcid, slot in enumerate(slots):
                self._places.setdefault(slot, []).append((page, mcid))
        self._links: dict[str, list[LinkAnnotation]] = {}
        for link in links:
            self._links.setdefault(link.element, []).append(link)
        self._owners: dict[str, int] = {}  # slot → its element's number
        self._numbers: dict[str, int] = {}
        self._ids: dict[bytes, int] = {}
        self._roles: set[str] = set()
        self._kept: set[str] = set()

    @property
    def numbers(self) -> Mapping[str, int]:
        """The object numbers of the elements that were written, by key."""
        return self._numbers

    def write(self) -> int:
        """Write the tree and return the number of the StructTreeRoot. Raises ValueError for links without element."""
        self._keep(self._tree.root)
        self._kept.add(self._tree.root.key)
        root = self._document.reserve()
        for element in _walk(self._tree.root):  # numbers in reading order
            if element.key in self._kept:
                if element.key in self._numbers:
                    raise ValueError(f"the element {element.key!r} stands twice in the structure tree")
                self._numbers[element.key] = self._document.reserve()
        lost = [key for key in self._links if key not in self._numbers]
        if lost:
            raise ValueError(f"links of {lost[:3]} have no element in the structure tree")
        self._element(self._tree.root, root)
        entries = {
            "Type": b"/StructTreeRoot",
            "K": reference(self._numbers[self._tree.root.key]),
            "ParentTree": reference(self._parent_tree()),
            "ParentTreeNextKey": b"%d" % (len(self._marked.pages) + sum(map(len, self._links.values()))),
        }
        if self._roles:
            entries["RoleMap"] = dictionary({tag: name(ROLE_MAP[tag]) for tag in sorted(self._roles)})
        if self._ids:
            pairs = [(byte_string(key), reference(number_)) for key, number_ in sorted(self._ids.items())]
            entries["IDTree"] = reference(_tree(self._document, "Names", pairs))
        self._document.put(root, dictionary(entries))
        return root

    def _keep(self, element: Element) -> bool:
        """Note which elements stay; tell whether anything is drawn in this one."""
        drawn = element.key in self._links
        for child in element.children:
            drawn |= child.key in self._places if isinstance(child, Slot) else self._keep(child)
        if element.tag == "Table" and not drawn:  # cells alone keep no table
            self._kept.difference_update(inner.key for inner in _walk(element))
        elif drawn or element.tag in _KEPT_EMPTY or any(child.key in self._kept for child in element.children):
            self._kept.add(element.key)
        return drawn

    def _element(self, element: Element, parent: int) -> None:
        own = self._numbers[element.key]
        kids: list[tuple[int, int] | bytes] = []
        for child in element.children:
            if isinstance(child, Slot):
                kids += self._places.get(child.key, ())
                self._owners[child.key] = own
            elif child.key in self._kept:
                kids.append(reference(self._numbers[child.key]))
                self._element(child, own)
        links = self._links.get(element.key, ())
        page = next((kid[0] for kid in kids if isinstance(kid, tuple)), links[0].page if links else None)
        entries = {"Type": b"/StructElem", "S": name(element.tag), "P": reference(parent)}
        if element.tag in ROLE_MAP:
            self._roles.add(element.tag)
        if page is not None:
            entries["Pg"] = reference(self._document.page_number(page))
        content = [kid if isinstance(kid, bytes) else self._marked_content(kid, page) for kid in kids]
        content += [self._annotation(link, page) for link in links]
        if content:
            entries["K"] = content[0] if len(content) == 1 else array(content)
        entries |= self._properties(element)
        self._document.put(own, dictionary(entries))

    def _marked_content(self, place: tuple[int, int], page: int | None) -> bytes:
        """A bare MCID on the element's own page, a reference with its page elsewhere."""
        if place[0] == page:
            return b"%d" % place[1]
        return b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (self._document.page_number(place[0]), place[1])

    def _annotation(self, link: LinkAnnotation, page: int | None) -> bytes:
        place = b"" if link.page == page else b"/Pg %d 0 R" % self._document.page_number(link.page)
        return b"<</Type/OBJR/Obj %d 0 R%s>>" % (link.number, place)

    def _properties(self, element: Element) -> dict[str, bytes]:
        entries: dict[str, bytes] = {}
        texts = (("T", element.title), ("Lang", element.lang), ("Alt", element.alt))
        for key, value in (*texts, ("E", element.expansion), ("ActualText", element.actual)):
            if value is not None:
                entries[key] = text_string(value)
        if element.id is not None:
            identifier = element.id.encode("utf-8")
            if identifier in self._ids:
                raise ValueError(f"two structure elements have the ID {element.id!r}")
            self._ids[identifier] = self._numbers[element.key]
            entries["ID"] = byte_string(identifier)
        attributes = list(element.attributes)
        box = self._box(element) if element.tag == "Figure" else None
        if box is not None:
            attributes.append(Attribute("Layout", "BBox", box))
        if attributes:
            entries["A"] = _attributes(attributes)
        return entries

    def _box(self, element: Element) -> Box | None:
        """The box around a figure's pictures on its first page (14.8.5.4.3)."""
        slots = [child.key for child in element.children if isinstance(child, Slot)]
        drawn = [place for slot in slots for place in self._marked.boxes.get(slot, ())]
        if not drawn:
            return None
        lefts, bottoms, rights, tops = zip(*(box for page, box in drawn if page == drawn[0][0]), strict=True)
        return min(lefts), min(bottoms), max(rights), max(tops)

    def _parent_tree(self) -> int:
        """From a page's key and MCID, or an annotation's key, back to the element."""
        pairs: list[tuple[bytes, bytes]] = []
        for page, slots in enumerate(self._marked.pages):
            owners = array(reference(self._owners[slot]) for slot in slots)
            pairs.append((b"%d" % page, reference(self._document.add(owners))))
        links = sorted((link.key, key) for key, links in self._links.items() for link in links)
        pairs += [(b"%d" % key, reference(self._numbers[element])) for key, element in links]
        return _tree(self._document, "Nums", pairs)


def _tree(document: BookletDocument, kind: str, pairs: Sequence[tuple[bytes, bytes]]) -> int:
    """A number or name tree (7.9.6, 7.9.7) of sorted pairs: one node where they are few, else leaves below a root."""
    leaves = [pairs[start : start + _LEAF] for start in range(0, len(pairs), _LEAF)]
    if len(leaves) <= 1:
        return document.add(dictionary({kind: array(part for pair in pairs for part in pair)}))
    kids = []
    for leaf in leaves:
        entries = {"Limits": array([leaf[0][0], leaf[-1][0]]), kind: array(part for pair in leaf for part in pair)}
        kids.append(document.add(dictionary(entries)))
    return document.add(dictionary({"Kids": array(map(reference, kids))}))


def _attributes(attributes: Iterable[Attribute]) -> bytes:
    """One attribute object for each owner (14.7.5)."""
    owners: dict[str, dict[str, bytes]] = {}
    for attribute in attributes:
        entries = owners.setdefault(attribute.owner, {"O": name(attribute.owner)})
        entries[attribute.name] = _value(attribute.value)
    objects = [dictionary(entries) for entries in owners.values()]
    return objects[0] if len(objects) == 1 else array(objects)


def _value(value: str | float | tuple[str, ...] | tuple[float, ...]) -> bytes:
    if isinstance(value, str):
        return name(value)
    if isinstance(value, tuple):
        return array(byte_string(item.encode("utf-8")) if isinstance(item, str) else _value(item) for item in value)
    return number(value).encode("ascii")
