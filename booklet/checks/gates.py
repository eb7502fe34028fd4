# SPDX-License-Identifier: Apache-2.0
"""Our own rules over a finished PDF. veraPDF is told apart: none of these is one of its rules by name.

=================  ================================================================================================
file               the file opens, its cross-reference table is sound, it is not encrypted
document           language, title, DisplayDocTitle, marked as tagged, tab order follows structure
forbidden          no JavaScript, forms, layers, media, other actions than links, embedded files
marked-content     marked content nests properly: no artifact in tagged content, none in an artifact, every end meets
untagged           whatever is painted is tagged or an artifact
glyph-zero         no character is shown by glyph 0, also behind a CIDToGIDMap, where veraPDF does not look
fonts              all fonts are embedded and say what their codes mean
unicode            no private-use, presentation-form or invalid characters in what fonts say
colour             device colours agree with the output intent
structure          tree, marked content, annotations and the parent tree agree, in both directions
links              links are tagged, lead somewhere and have a description
round-trip         the text comes out as it is drawn: ToUnicode, the fonts' own characters, bookmarks, pypdf and PDFium
=================  ================================================================================================
"""

from __future__ import annotations

from pathlib import Path

from booklet.checks import gates_content, gates_document, gates_roundtrip, gates_structure
from booklet.checks.claims import claims
from booklet.checks.findings import Claim, Finding, Findings
from booklet.checks.pdfcontent import read_pages
from booklet.checks.pdffile import UnreadableError, open_pdf, plain_faults
from booklet.checks.structure import read_structure
from booklet.values import Immutable

__all__ = ["GateResult", "check_gates"]


class GateResult(Immutable, frozen=True):
    """What our rules found in a file, and which standards it claims.

    ``readable`` is False if the file could not be examined to its end; the reason is the last finding. ``skipped`` are
    second opinions that were not asked, and why; the rules ran without them.
    """

    findings: tuple[Finding, ...]
    claims: tuple[Claim, ...]
    readable: bool = True
    skipped: tuple[str, ...] = ()


def check_gates(path: Path) -> GateResult:
    """Examine a file. Nothing is raised: what cannot be read is a finding of the rule ``file``."""
    findings = Findings()
    claimed: list[Claim] = []
    skipped: list[str] = []
    try:
        with plain_faults():
            _check(path, findings, claimed, skipped)
    except UnreadableError as error:
        findings.add("file", str(error))
        return GateResult(findings.all(), tuple(claimed), readable=False)
    return GateResult(findings.all(), tuple(claimed), skipped=tuple(skipped))


def _check(path: Path, findings: Findings, claimed: list[Claim], skipped: list[str]) -> None:
    reader = open_pdf(path)
    claimed += claims(reader)
    gates_document.check_soundness(path, findings)
    gates_document.check_document(reader, findings)
    gates_document.check_forbidden(reader, findings)
    # The tree comes before the pages: a hostile tree is found out at once.
    nodes = read_structure(reader, findings)
    pages = read_pages(reader, findings)
    gates_content.check_fonts(pages, findings)
    gates_content.check_colours(reader, pages, findings, archival=any("PDF/A" in claim.standard for claim in claimed))
    gates_structure.check_structure(reader, nodes, pages, findings)
    gates_structure.check_links(reader, nodes, findings)
    gates_roundtrip.check_fonts_against_text(pages, findings)
    gates_roundtrip.check_repeated_texts(reader, nodes, pages, findings)
    gates_roundtrip.check_pypdf(reader, pages, findings)
    # PDFium is no Python: a file that breaks it takes this process along, so only what is sound so far gets there.
    reason = "there are findings without it" if findings.all() else gates_roundtrip.check_pdfium(path, pages, findings)
    if reason:
        skipped.append(f"round-trip with PDFium: {reason}")
