# SPDX-License-Identifier: Apache-2.0
"""The file around the pages: objects, metadata, links, bookmarks, labels, pictures."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pdfsamples as samples
import pypdf
import pytest
from msgspec.structs import replace
from PIL import Image, PngImagePlugin

from booklet.pdf.outline import page_labels
from booklet.pictures.raster import read_raster
from booklet.problems import Problems, Span


@pytest.fixture(scope="module")
def data() -> bytes:
    return samples.pdf(*samples.everything())


@pytest.fixture(scope="module")
def reader(data) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data))


def test_bytes_depend_on_the_arguments_alone():
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import pdfsamples as s, hashlib;"
        "print(*(hashlib.sha256(s.pdf(*s.everything(d))).hexdigest() for d in ('ltr', 'rtl')))"
    )
    here = [hashlib.sha256(samples.pdf(*samples.everything(d))).hexdigest() for d in ("ltr", "rtl")]
    env = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Kathmandu", "LC_ALL": "C"}
    roots = [str(Path(__file__).parent)]
    there = subprocess.run(
        [sys.executable, "-c", script, *roots], env=env, capture_output=True, text=True, check=True,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert there.stdout.split() == here


def test_the_file_is_compact_and_whole(data):
    assert data.startswith(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    assert data.endswith(b"%%EOF\n")
    assert b"/ObjStm" in data
    assert b"Helvetica" not in data
    assert b"\nxref" not in data
    assert not re.search(rb"[^\n]endstream", data)
    start = int(data.rsplit(b"startxref\n", 1)[1].split()[0])
    assert re.match(rb"\d+ 0 obj\n<<", data[start:])


def test_the_catalog(reader):
    catalog = reader.trailer["/Root"]
    assert catalog["/Lang"] == "en"
    assert catalog["/MarkInfo"] == {"/Marked": True}
    assert catalog["/ViewerPreferences"] == {"/DisplayDocTitle": True}
    assert catalog["/PageMode"] == "/UseOutlines"
    (intent,) = catalog["/OutputIntents"]
    assert intent["/S"] == "/GTS_PDFA1"
    assert intent["/DestOutputProfile"].get_object()["/N"] == 3
    assert [page["/Tabs"] for page in reader.pages] == ["/S", "/S"]
    right_to_left = pypdf.PdfReader(io.BytesIO(samples.pdf(*samples.everything("rtl"))))
    assert right_to_left.trailer["/Root"]["/ViewerPreferences"] == {"/DisplayDocTitle": True, "/Direction": "/R2L"}


def test_bookmarks_may_stay_closed():
    data = samples.pdf(*samples.paragraphs(["x"]), open_bookmarks=False)
    assert pypdf.PdfReader(io.BytesIO(data)).trailer["/Root"]["/PageMode"] == "/UseNone"


def test_metadata_agree(reader):
    packet = ElementTree.fromstring(reader.trailer["/Root"]["/Metadata"].get_data())
    names = {"dc": "http://purl.org/dc/elements/1.1/", "xmp": "http://ns.adobe.com/xap/1.0/"}
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    titles = {item.get(language): item.text for item in packet.findall(".//dc:title//*", names) if item.get(language)}
    assert titles == {"x-default": "A title", "en": "A title"}
    assert packet.findtext(".//xmp:CreateDate", None, names) == "2026-11-01T00:00:00Z"
    text = ElementTree.tostring(packet, encoding="unicode")
    assert re.search(r"pdfuaid|ns\d+:part>1<", text)
    info = reader.metadata
    assert (info.title, info.author, info.subject) == ("A title", "An author", "A subject")
    assert info["/CreationDate"] == info["/ModDate"] == "D:20261101000000Z"
    assert info["/Keywords"] == "one, two"


def test_metadata_may_hold_anything():
    layout, tree = samples.paragraphs(["x"])
    data = samples.pdf(layout, tree, title='<&">\x01 ()\\ عنوان', author="", subject="", keywords=())
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert reader.metadata.title == '<&">\x01 ()\\ عنوان'
    ElementTree.fromstring(reader.trailer["/Root"]["/Metadata"].get_data())


def test_links(reader):
    external, contents, note = (item.get_object() for item in reader.pages[0]["/Annots"])
    assert external["/A"] == {"/S": "/URI", "/URI": "https://example.org/%C3%A9?a=(b)"}
    assert external["/Rect"] == [30, 431, 330, 445]
    assert external["/Contents"] == "Example"
    assert external["/F"] == 4
    assert external["/Border"] == [0, 0, 0]
    assert external["/Lang"] == "ar"
    assert len(contents["/QuadPoints"]) == 16
    assert contents["/QuadPoints"][:8] == [30, 525, 230, 525, 30, 511, 230, 511]
    assert contents["/Dest"][0].get_object() == reader.pages[1]
    assert [str(item) for item in contents["/Dest"][1:]] == ["/XYZ", "NullObject", "505", "NullObject"]
    assert note["/Dest"][0].get_object() == reader.pages[0]
    (second,) = (item.get_object() for item in reader.pages[1]["/Annots"])
    assert [item["/StructParent"] for item in (external, contents, note, second)] == [2, 3, 4, 5]


def test_a_link_to_nowhere_is_an_error():
    layout, tree = samples.paragraphs(["one"])
    area = samples.LinkArea("p0", (samples.Rect(0, 0, 9, 9),), "gone", None, "x", "en")
    with pytest.raises(ValueError, match="'gone', which is nowhere"):
        samples.pdf(replace(layout, pages=(replace(layout.pages[0], links=(area,)),)), tree)


def test_bookmarks_nest_and_skipped_levels_make_no_gap(reader):
    def titles(items):
        return [titles(item) if isinstance(item, list) else item.title for item in items]

    assert titles(reader.outline) == ["A booklet of everything", ["A footnote with its number.", "T"]]
    assert reader.trailer["/Root"]["/Outlines"]["/Count"] == 3


@pytest.mark.parametrize(
    "labels", [["", "", "1", "2", "3"], ["i", "ii", "1"], ["", "١", "٢", "١٠"], ["9", "10", "12", "01"]]
)
def test_page_labels_are_what_is_printed(labels):
    layout, tree = samples.paragraphs(["x"])
    pages = tuple(replace(layout.pages[0], index=i, label=label) for i, label in enumerate(labels))
    reader = pypdf.PdfReader(io.BytesIO(samples.pdf(replace(layout, pages=pages), tree)))
    assert reader.page_labels == labels
    assert page_labels(layout.pages) == b"<</Nums [0 <</S /D/St 1>>]>>"


def test_a_colour_that_the_theme_lacks_is_an_error():
    layout, tree = samples.paragraphs(["x"])
    with pytest.raises(samples.BookletError, match="the theme has no colour 'text'"):
        samples.pdf(replace(layout, palette={}), tree)


SECRETS = ("Secret Camera", "SecretXmp", "Secret Press", "Secret remark", "SecretText", "SecretTrailer")


def photograph(format_: str, mode: str, orientation: int) -> samples.Raster:
    """A picture 40 pixels wide and 24 high once it is upright, its top left quarter black; it tells a lot."""
    upright = Image.new("RGB", (40, 24), "white")
    upright.paste("black", (0, 0, 20, 12))
    back = {1: None, 3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
    turned = upright.transpose(back[orientation]) if back[orientation] is not None else upright
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, "Secret Camera"
    exif.get_ifd(0x8825)[2] = (47.0, 22.0, 11.0)
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", "SecretText")
    target = io.BytesIO()
    options = {"pnginfo": texts} if format_ == "png" else {"xmp": b"<x>SecretXmp</x>", "comment": b"Secret remark"}
    turned.convert(mode).save(target, format_.upper(), exif=exif, **options)
    data = target.getvalue()
    if format_ == "jpeg":
        iptc = b"Photoshop 3.0\0Secret Press"
        data = data[:2] + b"\xff\xed" + (len(iptc) + 2).to_bytes(2, "big") + iptc + data[2:] + b"SecretTrailer"
    problems = Problems()
    found = read_raster(data, format_, Span("booklet.yaml"), problems)
    assert isinstance(found, samples.Raster), list(map(str, problems))
    assert (found.width, found.height) == (40, 24)
    return found


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
@pytest.mark.parametrize(("format_", "mode"), [("jpeg", "RGB"), ("jpeg", "L"), ("png", "RGB"), ("png", "RGBA")])
def test_photographs_stand_upright_and_tell_nothing(format_, mode, orientation):
    picture = photograph(format_, mode, orientation)
    layout, tree = samples.paragraphs(["x"])
    fragment = samples.PictureFragment(picture, samples.Rect(20, 20, 80, 48), None, "layout")
    page = replace(layout.pages[0], fragments=(*layout.pages[0].fragments, fragment))
    data = samples.pdf(replace(layout, pages=(page, *layout.pages[1:])), tree)
    again = samples.pdf(replace(layout, pages=(page, *layout.pages[1:])), tree)
    assert data == again
    reader = pypdf.PdfReader(io.BytesIO(data))
    (image,) = [
        item.get_object()
        for item in reader.pages[0]["/Resources"]["/XObject"].values()
        if item.get_object()["/Subtype"] == "/Image"
    ]
    stored = bytes(image._data)
    for secret in SECRETS:
        assert secret.encode() not in data
        assert secret.encode() not in stored
    assert b"Exif" not in data
    assert (image["/Width"], image["/Height"]) == (40, 24)
    pixels = image.get_data()
    shown = Image.open(io.BytesIO(stored)) if format_ == "jpeg" else Image.frombytes("RGB", (40, 24), pixels)
    assert shown.size == (40, 24)
    levels = [shown.convert("L").getpixel(at) for at in ((5, 4), (35, 4), (5, 20), (35, 20))]
    assert [level > 128 for level in levels] == [False, True, True, True]


def test_pictures_are_stored_once_and_in_rgb_or_grey(reader):
    objects = reader.pages[0]["/Resources"]["/XObject"]
    forms = [item.get_object() for item in objects.values() if item.get_object()["/Subtype"] == "/Form"]
    images = [item.get_object() for item in objects.values() if item.get_object()["/Subtype"] == "/Image"]
    assert len(forms) == 1
    assert b"MCID" not in forms[0].get_data()
    assert sorted(image["/ColorSpace"] for image in images) == ["/DeviceGray"] * 2 + ["/DeviceRGB"] * 3
    masks = [image["/SMask"].get_object() for image in images if "/SMask" in image]
    assert [mask["/ColorSpace"] for mask in masks] == ["/DeviceGray"]
    filters = sorted(str(image["/Filter"]) for image in images)
    assert filters == ["['/DCTDecode']"] * 2 + ["['/FlateDecode']"] * 3
