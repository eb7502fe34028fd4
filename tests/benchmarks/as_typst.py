# SPDX-License-Identifier: Apache-2.0
"""A document as Typst markup. Sizes, margins, colours and spaces are those of our built-in theme."""

from __future__ import annotations

from .document import Block, Bullets, Document, Heading, Paragraph, Picture, Run, Table

__all__ = ["typst_markup"]

# A line is 1 em high, from 0.75 em above the baseline to 0.25 em below it: leading is then the theme's less the size.
_PREAMBLE = """\
#set document(title: [{title}], author: "Benchmark")
#set text(lang: "{language}", font: ("Andika", "Noto Naskh Arabic"), size: {size}pt, fill: rgb("#22303c"),
  hyphenate: true, top-edge: 0.75em, bottom-edge: -0.25em)
#set par(leading: {leading}pt, spacing: {spacing}pt)
#set page(width: 148mm, height: 210mm, margin: (inside: 18mm, outside: 16mm, top: 19mm, bottom: 18mm),
  header-ascent: 9mm, footer-descent: 8mm)
#show heading: set text(hyphenate: false)
#show heading.where(level: 1): set text(size: 23pt, fill: rgb("#0b5563"))
#show heading.where(level: 1): set par(leading: 4pt)
#show heading.where(level: 1): set block(below: 16pt)
#show heading.where(level: 1): it => {{ pagebreak(weak: true); it }}
#show heading.where(level: 2): set text(size: 16pt, fill: rgb("#a8430f"))
#show heading.where(level: 2): set par(leading: 4pt)
#show heading.where(level: 2): set block(above: 18pt, below: 10pt)
#set list(indent: 8pt, body-indent: 6pt, spacing: 9pt, marker: text(fill: rgb("#a8430f"))[•])
#show list: set block(above: 13pt, below: 13pt)
#set footnote.entry(gap: 3.5pt, clearance: 10pt)
#show footnote.entry: set text(size: 10pt)
#show footnote.entry: set par(leading: 3.5pt)
#set figure(numbering: none, gap: 9pt)
#show figure: set block(above: 16pt, below: 19pt, breakable: true)
#show figure.caption: set text(size: 11pt)
#show figure.caption: set par(leading: 4pt)
#show figure.where(kind: table): set figure.caption(position: top)
#show figure.where(kind: table): set align(start)
#set table(inset: 6pt, stroke: (x, y) => (bottom: 0.7pt + rgb("#c7ced4")),
  fill: (x, y) => if y == 0 {{ rgb("#0b5563") }})
#show table: set text(size: 11.5pt)
#show table: set par(leading: 3.5pt)
#show table.cell.where(y: 0): set text(fill: white, weight: "bold")
#show outline.entry: set block(spacing: 7pt)
#[
  #set page(fill: rgb("#bfe0ea"))
  #text(size: 34pt, weight: "bold", fill: rgb("#0b5563"))[#par(leading: 4pt)[{title}]]
  #text(size: 15pt)[{subtitle}]
]
#set page(
  header: context {{
    let next = query(selector(heading.where(level: 1)).after(here())).at(0, default: none)
    if next == none or next.location().page() != here().page() {{
      let last = query(selector(heading.where(level: 1)).before(here())).at(-1, default: none)
      if last != none {{ align(if calc.odd(here().page()) {{ end }} else {{ start }}, text(size: 9pt, last.body)) }}
    }}
  }},
  footer: context align(if calc.odd(here().page()) {{ end }} else {{ start }},
    text(size: 11pt, weight: "bold", fill: rgb("#0b5563"), counter(page).display())),
)
#outline(title: [{contents}], depth: 1)
"""


def typst_markup(document: Document) -> str:
    """The whole source file; pictures lie in the folder ``images`` beside it."""
    # Our theme sets Arabic letters larger: by 1.14, and lines further apart, by 1.16.
    size, pitch = (12 * 1.14, 17 * 1.16) if document.language == "ar" else (12.0, 17.0)
    leading = pitch - size
    preamble = _PREAMBLE.format(
        title=document.title,
        subtitle=document.subtitle,
        contents=document.contents,
        language=document.language,
        size=round(size, 2),
        leading=round(leading, 2),
        spacing=round(leading + 8, 2),
    )
    return preamble + "".join(_block(block) for block in document.blocks)


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"\n{'=' * block.level} {block.text}\n"
        case Paragraph():
            return f"\n{' '.join(_run(run) for run in block.runs)}\n"
        case Bullets():
            return "\n" + "".join(f"- {text}\n" for text in block.items)
        case Table():
            header = ", ".join(f"[{text}]" for text in block.columns)
            rows = "".join("  " + ", ".join(f"[{text}]" for text in row) + ",\n" for row in block.rows)
            columns = ", ".join(["1fr"] * len(block.columns))
            table = f"table(columns: ({columns}), table.header({header}),\n{rows})"
            return f"\n#figure(caption: [{block.caption}], {table})\n"
        case Picture():
            image = f'image("images/{block.name}", width: 100%, alt: "{block.alt}")'
            return f"\n#figure(caption: [{block.caption}], {image})\n"


def _run(run: Run) -> str:
    text = f"*{run.text}*" if run.strong else run.text
    return f"{text}#footnote[{run.note}]" if run.note else text
