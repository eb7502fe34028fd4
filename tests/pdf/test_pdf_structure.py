# SPDX-License-Identifier: Apache-2.0
"""The structure tree in the file is the one that was given, and everything drawn is in it or an artifact."""

from __future__ import annotations

import io
import re

import pdfsamples as samples
import pypdf
import pytest
from msgspec.structs import replace
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from booklet.tagging.model import Element, Slot, StructureTree


@pytest.fixture(scope="module")
def reader() -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(samples.pdf(*samples.everything())))


def kids(element: DictionaryObject) -> list:
    content = element.get("/K", ArrayObject())
    return [kid.get_object() for kid in (content if isinstance(content, ArrayObject) else [content])]


def outline(element: DictionaryObject, pages: dict[int, int], depth: int = 0) -> list[str]:
    """Tags with their content: bare MCIDs, page:MCID of other pages, OBJ for annotations."""
    marks, below = [], []
    for kid in kids(element):
        if isinstance(kid, int):
            marks.append(str(int(kid)))
        elif kid.get("/Type") == "/MCR":
            marks.append(f"{pages[kid.raw_get('/Pg').idnum]}:{int(kid['/MCID'])}")
        elif kid.get("/Type") == "/OBJR":
            marks.append(kid["/Obj"]["/Subtype"][1:])
        else:
            below += outline(kid, pages, depth + 1)
    return [" ".join((". " * depth + element["/S"][1:], *marks)), *below]


def test_elements_stand_in_the_order_of_the_tree_and_empty_ones_are_gone(reader):
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages)}
    assert outline(root["/K"], pages) == [
        "Document",
        ". Title 0",
        ". TOC",
        ". . TOCI",
        ". . . Reference",
        ". . . . Link 1 2 Link",
        ". Sect",
        ". . P 3",
        ". . . Reference",
        ". . . . Link 4 Link",
        ". . . Span 5",
        ". . Note",
        ". . . Lbl 13",
        ". . . P 14",
        ". . P",
        ". . . Link 6 1:0 Link Link",
        ". . L",
        ". . . LI",
        ". . . . Lbl 7",
        ". . . . LBody",
        ". . . . . P 8",
        ". . Figure 9",
        ". . . Caption 11",
        ". . Figure 10",
        ". . Figure 12",
        ". . Table",
        ". . . THead",
        ". . . . TR",
        ". . . . . TH 1",
        ". . . . . TH 2",
        ". . . TBody",
        ". . . . TR",
        ". . . . . TD 3",
        ". . . . . TD 4",
        ". . . . TR",
        ". . . . . TD",
        ". . . . . TD",
    ]


def elements(element: DictionaryObject):
    yield element
    for kid in kids(element):
        if isinstance(kid, DictionaryObject) and "/S" in kid:
            yield from elements(kid)


def test_properties_of_elements(reader):
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    assert root["/RoleMap"] == {"/Title": "/P"}
    found = list(elements(root["/K"]))
    assert [item["/Lang"] for item in found if "/Lang" in item] == ["en", "ar"]
    assert [item["/E"] for item in found if "/E" in item] == ["Expanded"]
    note = next(item for item in found if item["/S"] == "/Note")
    assert note["/ID"] == "note.1"
    names = root["/IDTree"]["/Names"]
    assert dict(zip(names[::2], [item.get_object()["/S"] for item in names[1::2]], strict=True)) == {
        "h0": "/TH",
        "h1": "/TH",
        "note.1": "/Note",
    }
    cell = next(item for item in found if item["/S"] == "/TD")
    assert cell["/A"] == {"/O": "/Table", "/Headers": ["h0"]}
    figures = [item for item in found if item["/S"] == "/Figure"]
    assert figures[0]["/A"] == {"/O": "/Layout", "/BBox": [40, 325, 90, 375]}
    assert figures[2]["/A"] == {"/O": "/Layout", "/Placement": "/Block", "/BBox": [220, 345, 260, 375]}
    assert all(item["/Alt"] == "A star" for item in figures)


def test_parent_tree_leads_back(reader):
    nums = reader.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    tree = dict(zip(nums[::2], nums[1::2], strict=True))
    for page in reader.pages:
        owners = tree[page["/StructParents"]].get_object()
        for mcid, owner in enumerate(owners):
            content = [
                int(kid.get("/MCID", -1) if isinstance(kid, DictionaryObject) else kid)
                for kid in kids(owner.get_object())
            ]
            assert mcid in content
        for annotation in page.get("/Annots", ()):
            link = tree[annotation.get_object()["/StructParent"]].get_object()
            assert link["/S"] == "/Link"
            assert any(isinstance(kid, DictionaryObject) and kid.raw_get("/Obj") == annotation
                       for kid in kids(link) if isinstance(kid, DictionaryObject) and "/Obj" in kid)  # fmt: skip
    assert isinstance(nums[1], IndirectObject)


def test_everything_painted_is_marked_once(reader):
    for page in reader.pages:
        depth = 0
        mcids = []
        for operands, operator in page.get_contents().operations:
            if operator == b"BDC":
                depth += 1
                assert depth == 1
                mcids += [operands[1]["/MCID"]] if "/MCID" in operands[1] else []
            elif operator == b"EMC":
                depth -= 1
            elif operator in {b"Tj", b"TJ", b"f", b"S", b"B", b"f*", b"Do"}:
                assert depth == 1, operator
        assert depth == 0
        assert mcids
        assert mcids == list(range(len(mcids)))


def test_artifacts_say_what_they_are(reader):
    content = reader.pages[0].get_contents().get_data().decode("latin-1")
    artifacts = re.findall(r"/Artifact<<(.*?)>>BDC", content)
    assert artifacts[0] == "/Type/Pagination/Subtype/Header"
    assert artifacts[1] == "/Type/Background/BBox[20 455 400 505]"
    assert artifacts[-1] == "/Type/Pagination/Subtype/Footer"


def test_a_slot_or_link_without_element_is_an_error():
    layout, tree = samples.paragraphs(["one", "two"])
    short = StructureTree(replace(tree.root, children=tree.root.children[:1]))
    with pytest.raises(ValueError, match=r"draws 'p1\.text/0'"):
        samples.pdf(layout, short)
    link = samples.LinkArea("nobody", (samples.Rect(0, 0, 9, 9),), None, "https://example.org", "x", "en")
    with pytest.raises(ValueError, match="nobody"):
        samples.pdf(replace(layout, pages=(replace(layout.pages[0], links=(link,)),)), tree)
    twice = StructureTree(Element("d", "Document", (*tree.root.children, Element("x", "P", (Slot("p0.text/0"),)))))
    with pytest.raises(ValueError, match="twice"):
        samples.pdf(layout, twice)


def test_long_documents_get_trees_with_leaves():
    layout, tree = samples.paragraphs(["page"])
    page = layout.pages[0]
    pages = tuple(replace(page, index=i, label=str(i + 1)) for i in range(200))
    notes = tuple(Element(f"n{i}", "Note", id=f"n{i:03}", children=(Slot(f"n{i}"),)) for i in range(130))
    fragment = page.fragments[0]
    last = replace(pages[-1], fragments=tuple(replace(fragment, slot=f"n{i}") for i in range(130)))
    root = replace(tree.root, children=(*tree.root.children, *notes))
    data = samples.pdf(replace(layout, pages=(*pages[:-1], last)), StructureTree(root))
    structure = pypdf.PdfReader(io.BytesIO(data)).trailer["/Root"]["/StructTreeRoot"]
    for name, count in (("/ParentTree", 200), ("/IDTree", 130)):
        leaves = [kid.get_object() for kid in structure[name]["/Kids"]]
        entries = [leaf["/Nums" if name == "/ParentTree" else "/Names"] for leaf in leaves]
        assert sum(map(len, entries)) == 2 * count
        assert all(leaf["/Limits"] == [entry[0], entry[-2]] for leaf, entry in zip(leaves, entries, strict=True))
