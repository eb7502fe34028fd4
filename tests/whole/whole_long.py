# SPDX-License-Identifier: Apache-2.0
"""The test document, and a copy of it whose paragraphs, list items, steps, definitions and notes go over pages."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml
from babel.messages.pofile import read_po, write_po

EVERY_KIND = Path(__file__).parents[1] / "data" / "every-kind"


def copy_with_long_texts(folder: Path) -> None:
    """Copy the test document and its Arabic catalog with long texts; the first is a link, and in parts strong."""
    shutil.copytree(EVERY_KIND, folder)
    path = folder / "booklet.yaml"
    content = yaml.safe_load(path.read_text("utf-8"))
    catalog_path = folder / "locales" / "ar" / "LC_MESSAGES" / "booklet.po"
    with catalog_path.open("rb") as file:
        catalog = read_po(file)

    def longer(text: str, context: str, times: int, form: str = "{}") -> str:
        translation = catalog.get(text, context).string
        catalog.delete(text, context)
        text, translation = (form.format(" ".join([words] * times)) for words in (text, translation))
        catalog.add(text, translation, context=context)
        return text

    blocks = {block["id"]: block for block in content["blocks"]}
    blocks |= {block["id"]: block for block in blocks["box-example"]["blocks"]}
    prose, boxed = blocks["prose-3"], blocks["box-2"]
    prose["text"] = longer(prose["text"], "prose-3.text", 4, "[{0} **{0}**](tables)")
    boxed["text"] = longer(boxed["text"], "box-2.text", 8)
    for owner, number, times in (("bullets", 3, 28), ("steps", 1, 30)):
        item = blocks[owner]["items"][number]
        item["text"] = longer(item["text"], f"{owner}.{item['id']}.text", times)
    entry = blocks["words"]["entries"][0]
    entry["text"] = longer(entry["text"], f"{entry['id']}.text", 60)
    content["footnotes"]["second"] = longer(content["footnotes"]["second"], "note.second.text", 4)
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
    with catalog_path.open("wb") as file:
        write_po(file, catalog, width=0)
