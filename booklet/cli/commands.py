# SPDX-License-Identifier: Apache-2.0
"""The table of all commands: what each is called, what it does in a line, its arguments, and the function it runs."""

from __future__ import annotations

from booklet.cli import authoring, building, catalogs, exchanging, inspecting, previewing, translating
from booklet.cli.arguments import add_source
from booklet.cli.parser import Command

__all__ = ["COMMANDS"]

COMMANDS = (
    Command("build", "make the PDFs (what happens without a command)", building.define_build, building.build),
    Command(
        "check",
        "check finished PDFs: veraPDF on the standards they claim, and rules of our own",
        inspecting.define_check,
        inspecting.check,
    ),
    Command(
        "tree",
        "print a PDF's structure tree as text: what a screen reader gets",
        inspecting.define_tree,
        inspecting.tree,
    ),
    Command(
        "pictures",
        "draw pages as pictures (PNG), with contact sheets",
        building.define_pictures,
        building.pictures,
    ),
    Command(
        "lint",
        "list what is wrong with a booklet's source or hard to read in it, and count its sentences",
        add_source,
        authoring.lint,
    ),
    Command(
        "translate",
        "catalogs for translators: init, update, status, extract, lint, preview, export, import",
        below=(
            Command(
                "init",
                "begin a language: write its empty catalog, locales/LANGUAGE/LC_MESSAGES/booklet.po",
                catalogs.define_init,
                catalogs.init,
            ),
            Command(
                "update",
                "bring the template and the catalogs up to the booklet's text; no translation is lost",
                catalogs.define_update,
                catalogs.update,
            ),
            Command(
                "status",
                "list the booklet's languages: how far each is translated, and how many pages it has",
                catalogs.define_status,
                catalogs.status,
            ),
            Command(
                "export",
                "write catalogs as XLIFF files, which translation agencies work with",
                exchanging.define_export,
                exchanging.export,
            ),
            Command(
                "import",
                "bring the translations of XLIFF files into the catalogs",
                exchanging.define_import,
                exchanging.take_back,
            ),
            Command(
                "extract",
                "write the template for translators, locales/booklet.pot",
                add_source,
                translating.extract,
            ),
            Command(
                "lint",
                "check catalogs strictly (default: all of the booklet's)",
                translating.define_lint,
                translating.lint,
            ),
            Command(
                "preview",
                "show a language's pages in the browser while it is translated, or write pictures of all its strings",
                previewing.define_preview,
                previewing.preview,
            ),
        ),
    ),
    Command(
        "fonts",
        "list the fonts there are, or fetch one that is too large to ship: fonts get NAME",
        add_source,
        authoring.list_fonts,
        below=(
            Command(
                "get",
                "fetch a font family that is too large to ship, by its name",
                authoring.define_get_fonts,
                authoring.get_fonts,
            ),
        ),
    ),
    Command("new", "begin a booklet of your own in a new folder", authoring.define_new, authoring.new),
    Command(
        "schema",
        "print the JSON Schema of booklet.yaml, for editors that complete and check",
        authoring.define_schema,
        authoring.schema,
    ),
)
