# SPDX-License-Identifier: Apache-2.0
"""A document as HTML and CSS for WeasyPrint. Sizes, margins, colours and spaces are those of our built-in theme."""

from __future__ import annotations

from html import escape

from .document import Block, Bullets, Document, Heading, Paragraph, Picture, Run, Table

__all__ = ["html_markup"]

_FACES = (
    ("Andika", "Andika-Regular.ttf", "normal"),
    ("Andika", "Andika-Bold.ttf", "bold"),
    ("Noto Naskh Arabic", "NotoNaskhArabic-Regular.ttf", "normal"),
    ("Noto Naskh Arabic", "NotoNaskhArabic-Bold.ttf", "bold"),
)

_CSS = """\
@page { size: 148mm 210mm; margin: 19mm 16mm 18mm 18mm }
@page :right {
  @top-right { content: string(chapter, first-except); font-size: 9pt; vertical-align: top; padding-top: 7mm }
  @bottom-right { content: counter(page); font: bold 11pt Andika; color: #0b5563; padding-bottom: 4mm }
}
@page :left {
  margin: 19mm 18mm 18mm 16mm;
  @top-left { content: string(chapter, first-except); font-size: 9pt; vertical-align: top; padding-top: 7mm }
  @bottom-left { content: counter(page); font: bold 11pt Andika; color: #0b5563; padding-bottom: 4mm }
}
@page cover { background: #bfe0ea; @top-right { content: none } @bottom-right { content: none } }
html { font: SIZEpt/PITCHpt Andika, "Noto Naskh Arabic"; color: #22303c; hyphens: auto }
p, ul, li, figure, table, h1, h2 { margin: 0; padding: 0 }
p { margin-bottom: 8pt }
h1, h2, .title { hyphens: none; break-after: avoid }
h1 { font-size: 23pt; line-height: 27pt; margin-bottom: 12pt; color: #0b5563; break-before: page }
h1 { string-set: chapter content() }
h2 { font-size: 16pt; line-height: 20pt; margin: 16pt 0 5pt; color: #a8430f }
ul { margin-bottom: 8pt; padding-inline-start: 19pt }
li { margin-bottom: 4pt }
li:last-child { margin-bottom: 0 }
li::marker { color: #a8430f }
.cover { page: cover }
.title { font-size: 34pt; line-height: 38pt; font-weight: bold; color: #0b5563 }
.subtitle { font-size: 15pt; line-height: 20pt }
nav ul { list-style: none; padding: 0 }
nav li { line-height: 15.5pt; margin-bottom: 3.5pt }
nav a { color: inherit; text-decoration: none }
nav a::after { content: leader(".") target-counter(attr(href), page) }
.note { float: footnote; font-size: 10pt; line-height: 13.5pt }
figure { margin: 14pt 0 }
img { display: block; width: 100% }
figcaption, caption { font-size: 11pt; line-height: 15pt; text-align: center; padding-top: 5pt }
caption { text-align: start; font-weight: bold; padding: 0 0 4pt }
table { width: 100%; border-collapse: collapse; table-layout: fixed; margin: 14pt 0 }
th, td { font-size: 11.5pt; line-height: 15pt; padding: 6pt; text-align: start; vertical-align: top }
th, td { border-bottom: 0.7pt solid #c7ced4 }
th { background: #0b5563; color: #ffffff }
tr { break-inside: avoid }
"""


def html_markup(document: Document, fonts: str) -> str:
    """The whole page. ``fonts`` is the URL of the folder of fonts, with a slash at its end."""
    size, pitch = (12 * 1.14, 17 * 1.16) if document.language == "ar" else (12, 17)
    faces = "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url("{fonts}{file}") }}\n'
        for family, file, weight in _FACES
    )
    css = faces + _CSS.replace("SIZE", f"{size:g}").replace("PITCH", f"{pitch:g}")
    entries, parts = [], []
    for number, block in enumerate(document.blocks):
        if isinstance(block, Heading) and block.level == 1:
            entries.append(f'<li><a href="#b{number}">{escape(block.text)}</a></li>\n')
        parts.append(_block(f"b{number}", block))
    return (
        f'<!DOCTYPE html>\n<html lang="{document.language}" dir="{document.direction}">\n<head><meta charset="utf-8">\n'
        f'<title>{escape(document.title)}</title><meta name="author" content="Benchmark">\n'
        f"<style>\n{css}</style></head>\n"
        f'<body>\n<div class="cover"><p class="title">{escape(document.title)}</p>\n'
        f'<p class="subtitle">{escape(document.subtitle)}</p></div>\n'
        f"<h1>{escape(document.contents)}</h1>\n<nav><ul>\n{''.join(entries)}</ul></nav>\n"
        f"{''.join(parts)}</body>\n</html>\n"
    )


def _block(name: str, block: Block) -> str:
    match block:
        case Heading():
            return f'<h{block.level} id="{name}">{escape(block.text)}</h{block.level}>\n'
        case Paragraph():
            return f"<p>{' '.join(_run(run) for run in block.runs)}</p>\n"
        case Bullets():
            return "<ul>\n" + "".join(f"<li>{escape(text)}</li>\n" for text in block.items) + "</ul>\n"
        case Table():
            head = "".join(f'<th scope="col">{escape(text)}</th>' for text in block.columns)
            rows = ("".join(f"<td>{escape(text)}</td>" for text in row) for row in block.rows)
            body = "".join(f"<tr>{row}</tr>\n" for row in rows)
            return (
                f"<table><caption>{escape(block.caption)}</caption>\n<thead><tr>{head}</tr></thead>\n"
                f"<tbody>\n{body}</tbody></table>\n"
            )
        case Picture():
            image = f'<img src="images/{block.name}" alt="{escape(block.alt)}">'
            return f"<figure>{image}<figcaption>{escape(block.caption)}</figcaption></figure>\n"


def _run(run: Run) -> str:
    text = f"<strong>{escape(run.text)}</strong>" if run.strong else escape(run.text)
    return f'{text}<span class="note">{escape(run.note)}</span>' if run.note else text
