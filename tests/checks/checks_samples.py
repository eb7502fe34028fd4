# SPDX-License-Identifier: Apache-2.0
"""Small PDFs written by hand. ``sample()`` conforms to PDF/UA-1 and PDF/A-2a; each argument breaks one thing in it."""

from __future__ import annotations

import functools
import io
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import ImageCms

LETTERS = " abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:-ًبتل"
LAM_ALEF = chr(0xE000)  # stands for one glyph that means two letters
TEXTS = [*LETTERS, LAM_ALEF]


def code(text: str) -> str:
    """The hex string that shows a text: CID = place in TEXTS + 1."""
    return "<" + "".join(f"{TEXTS.index(character) + 1:04X}" for character in text) + ">"


@functools.cache
def font_file() -> bytes:
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    pen.lineTo((50, 500))
    pen.lineTo((450, 500))
    pen.lineTo((450, 0))
    pen.closePath()
    box = pen.glyph()
    names = [".notdef", *(f"g{index}" for index in range(len(TEXTS)))]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(character): f"g{index}" for index, character in enumerate(TEXTS)})
    builder.setupGlyf({name: TTGlyphPen(None).glyph() if name == "g0" else box for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Sample", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200)
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 0
    target = io.BytesIO()
    builder.save(target)
    return target.getvalue()


@functools.cache
def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def to_unicode(lam_alef: str = "06440627") -> str:
    lines = [f"<{index + 1:04X}> <{ord(text):04X}>" for index, text in enumerate(TEXTS[:-1])]
    lines.append(f"<{len(TEXTS):04X}> <{lam_alef}>")
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /S def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(lines)} beginbfchar\n" + "\n".join(lines) + "\nendbfchar endcmap end end"
    )


XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">A sample</rdf:li></rdf:Alt></dc:title></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="2" pdfaid:conformance="A"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""

CONTENT = f"""/Artifact <</Type /Background>> BDC 0.9 0.9 1 rg 0 0 300 400 re f EMC
BT /F1 10 Tf 0 g
/H1 <</MCID 0>> BDC 1 0 0 1 20 370 Tm {code("A title")} Tj EMC
/P <</MCID 1>> BDC 1 0 0 1 20 350 Tm [{code("Some ")} -20 {code("plain ")}] TJ EMC
/Strong <</MCID 2>> BDC {code("strong")} Tj EMC
/P <</MCID 3>> BDC {code(" words ")} Tj EMC
/Span <</MCID 4>> BDC {code("ol")} Tj EMC
/Artifact <</Type /Layout>> BDC {code("-")} Tj EMC
/Span <</MCID 5>> BDC 1 0 0 1 20 335 Tm {code("e.")} Tj EMC
/Link <</MCID 6>> BDC 1 0 0 1 20 300 Tm {code("the site")} Tj EMC
/Lbl <</MCID 7>> BDC 1 0 0 1 20 280 Tm {code("1.")} Tj EMC
/LBody <</MCID 8>> BDC {code("item")} Tj EMC
/TH <</MCID 9>> BDC 1 0 0 1 20 260 Tm {code("head")} Tj EMC
/TD <</MCID 10>> BDC 1 0 0 1 20 240 Tm {code("cell")} Tj EMC
ET
/Figure <</MCID 11>> BDC q 1 0 0 RG 20 100 50 50 re S Q EMC
/Artifact <</Type /Pagination /Subtype /Footer>> BDC BT 1 0 0 1 150 20 Tm {code("1")} Tj ET EMC"""

CONTENT_2 = f"""BT /F1 10 Tf 0 g
/P <</MCID 0>> BDC 1 0 0 1 20 370 Tm {code(LAM_ALEF + "ً" + "ب")} Tj EMC
ET"""

OBJECTS = {
    1: "<</Type /Catalog /Pages 2 0 R /Lang (en) /MarkInfo <</Marked true>> /StructTreeRoot 10 0 R /Metadata 6 0 R "
    "/ViewerPreferences <</DisplayDocTitle true>> /OutputIntents [<</Type /OutputIntent /S /GTS_PDFA1 "
    "/OutputConditionIdentifier (sRGB) /Info (sRGB) /DestOutputProfile 7 0 R>>]>>",
    2: "<</Type /Pages /Kids [3 0 R 4 0 R] /Count 2>>",
    3: "<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents 5 0 R /StructParents 0 /Tabs /S /Annots [9 0 R] "
    "/Resources <</Font <</F1 40 0 R>>>>>>",
    4: "<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents 8 0 R /StructParents 1 /Tabs /S "
    "/Resources <</Font <</F1 40 0 R>>>>>>",
    9: "<</Type /Annot /Subtype /Link /Rect [20 295 80 312] /Border [0 0 0] /F 4 /StructParent 2 /Contents (The site) "
    "/A <</S /URI /URI (https://example.org/)>>>>",
    10: "<</Type /StructTreeRoot /K 11 0 R /ParentTree 12 0 R /ParentTreeNextKey 3 /RoleMap <</Strong /Span>>>>",
    11: "<</S /Document /P 10 0 R /Lang (en) /K [13 0 R 14 0 R 17 0 R 19 0 R 22 0 R 28 0 R 29 0 R]>>",
    12: "<</Nums [0 [13 0 R 14 0 R 15 0 R 14 0 R 16 0 R 16 0 R 18 0 R 20 0 R 21 0 R 25 0 R 27 0 R 28 0 R] "
    "1 [29 0 R] 2 18 0 R]>>",
    13: "<</S /H1 /P 11 0 R /Pg 3 0 R /K 0 /T (Title of it)>>",
    14: "<</S /P /P 11 0 R /Pg 3 0 R /K [1 15 0 R 3 16 0 R]>>",
    15: "<</S /Strong /P 14 0 R /Pg 3 0 R /K [2]>>",
    16: "<</S /Span /P 14 0 R /Pg 3 0 R /K [4 <</Type /MCR /MCID 5 /Pg 3 0 R>>] /Lang (es) /E (something)>>",
    17: "<</S /P /P 11 0 R /K 18 0 R>>",
    18: "<</S /Link /P 17 0 R /Pg 3 0 R /K [6 <</Type /OBJR /Obj 9 0 R>>]>>",
    19: "<</S /L /P 11 0 R /A <</O /List /ListNumbering /Decimal>> /K 30 0 R>>",
    30: "<</S /LI /P 19 0 R /K [20 0 R 21 0 R]>>",
    20: "<</S /Lbl /P 30 0 R /Pg 3 0 R /K 7>>",
    21: "<</S /LBody /P 30 0 R /Pg 3 0 R /K 8>>",
    22: "<</S /Table /P 11 0 R /K [24 0 R 26 0 R]>>",
    24: "<</S /TR /P 22 0 R /K 25 0 R>>",
    25: "<</S /TH /P 24 0 R /Pg 3 0 R /ID (th1) /A [<</O /Table /Scope /Column>> 0] /K 9>>",
    26: "<</S /TR /P 22 0 R /K 27 0 R>>",
    27: "<</S /TD /P 26 0 R /Pg 3 0 R /A <</O /Table /Headers [(th1)]>> /K 10>>",
    28: "<</S /Figure /P 11 0 R /Pg 3 0 R /Alt (A \\(red\\) square) /A <</O /Layout /Placement /Block "
    "/BBox [20 100 70 150]>> /K 11>>",
    29: "<</S /P /P 11 0 R /Pg 4 0 R /Lang (ar) /K 0>>",
    40: "<</Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Sample /Encoding /Identity-H /DescendantFonts [41 0 R] "
    "/ToUnicode 44 0 R>>",
    41: "<</Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Sample /CIDSystemInfo <</Registry (Adobe) "
    "/Ordering (Identity) /Supplement 0>> /FontDescriptor 42 0 R /DW 500 /CIDToGIDMap 45 0 R>>",
    42: "<</Type /FontDescriptor /FontName /ABCDEF+Sample /Flags 4 /FontBBox [0 -200 500 800] /ItalicAngle 0 "
    "/Ascent 800 /Descent -200 /CapHeight 500 /StemV 80 /FontFile2 43 0 R>>",
}


def streams(lam_alef: str = "06440627", gids: dict[int, int] | None = None) -> dict[int, tuple[str, bytes]]:
    cid_to_gid = [0] * (len(TEXTS) + 1)
    for cid in range(1, len(TEXTS) + 1):
        cid_to_gid[cid] = (gids or {}).get(cid, cid)
    return {
        5: ("", CONTENT.encode()),
        6: ("/Type /Metadata /Subtype /XML", XMP.encode()),
        7: ("/N 3", srgb()),
        8: ("", CONTENT_2.encode()),
        43: (f"/Length1 {len(font_file())}", font_file()),
        44: ("", to_unicode(lam_alef).encode()),
        45: ("", b"".join(gid.to_bytes(2, "big") for gid in cid_to_gid)),
    }


def assemble(objects: dict[int, bytes], trailer: str = "", version: str = "1.7") -> bytes:
    """Number objects, write the cross-reference table."""
    out = bytearray(f"%PDF-{version}\n%\xe2\xe3\xcf\xd3\n".encode("latin-1"))
    offsets = {}
    for number, body in sorted(objects.items()):
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 00000 f \n"
    identity = "/ID [<0123456789abcdef0123456789abcdef> <0123456789abcdef0123456789abcdef>]"
    out += f"trailer\n<</Size {size} /Root 1 0 R {identity} {trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def stream(entries: str, data: bytes) -> bytes:
    return f"<<{entries} /Length {len(data)}>>\nstream\n".encode() + data + b"\nendstream"


def sample(
    *changes: tuple[str, str],
    extra: dict[int, bytes] | None = None,
    lam_alef: str = "06440627",
    gids: dict[int, int] | None = None,
    trailer: str = "",
) -> bytes:
    """The sample, with every (old, new) replaced wherever it stands; each must stand somewhere."""
    missing = {old for old, _ in changes}
    objects = {number: text.encode() for number, text in OBJECTS.items()}
    bodies = dict(streams(lam_alef, gids))
    for old, new in changes:
        for number, body in objects.items():
            if old.encode() in body:
                objects[number] = body.replace(old.encode(), new.encode())
                missing.discard(old)
        for number, (entries, data) in bodies.items():
            if old.encode() in data and number != 43:
                bodies[number] = (entries, data.replace(old.encode(), new.encode()))
                missing.discard(old)
            if old in entries:
                bodies[number] = (entries.replace(old, new), bodies[number][1])
                missing.discard(old)
    assert not missing, missing
    objects.update({number: stream(entries, data) for number, (entries, data) in bodies.items()})
    return assemble(objects | (extra or {}), trailer)


def deep_tree(depth: int) -> bytes:
    """A structure tree ``depth`` elements deep."""
    first = 100
    extra = {first + index: b"<</S /Sect /P %d 0 R /K %d 0 R>>" % (first + index - 1, first + index + 1)
             for index in range(depth)}  # fmt: skip
    extra[first + depth] = b"<</S /P /P %d 0 R>>" % (first + depth - 1)
    return sample(("/K [13 0 R 14 0 R", f"/K [{first} 0 R 13 0 R 14 0 R"), extra=extra)


def save(folder: Path, data: bytes, name: str = "a.pdf") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path
