# SPDX-License-Identifier: Apache-2.0
"""``translate preview``: a locale's pages in a browser while its catalog is edited, or pictures of all its strings."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from booklet.cli.arguments import add_source, folder, pixels, source
from booklet.cli.console import clear_counter, counter, print_problems
from booklet.cli.parser import Parser, UsageError
from booklet.cli.suggest import NotThereError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["define_preview", "preview"]


def define_preview(parser: Parser) -> None:
    """Add the arguments of ``translate preview``."""
    parser.add_argument("locale", metavar="LOCALE", help="the language, as in zh-Hans")
    parser.add_argument("--edition", default="screen", metavar="NAME", help="edition: screen (default), large-print")
    parser.add_argument("--watch", action="store_true", help="show what changes as soon as a file is saved")
    parser.add_argument("--port", type=port, metavar="N", help="port on this computer (default: one that is free)")
    parser.add_argument("--open", action="store_true", help="open the browser")
    shots = "write a picture of its page for every string into DIR, with a list of all (JSON), and show nothing"
    parser.add_argument("--screenshots", type=folder, metavar="DIR", help=shots)
    parser.add_argument("--width", type=pixels, metavar="PIXELS", help="width of a page in these pictures (800)")
    add_source(parser)


def port(text: str) -> int:
    """The number of a port.

    Raises:
        argparse.ArgumentTypeError: if it is none from 0 to 65535.
    """
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else -1
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to 65535")
    return number


def preview(options: argparse.Namespace) -> int:
    """Show a locale to its translator.

    Raises:
        NotThereError: there is no such locale or edition.
        UsageError: options that have nothing to do with each other.
    """
    from booklet.build.run import UnknownChoiceError

    if options.screenshots is not None and (options.watch or options.open or options.port is not None):
        raise UsageError("--screenshots writes files and shows nothing: leave --watch, --port and --open out")
    if options.width is not None and options.screenshots is None:
        raise UsageError("--width is for --screenshots")
    try:
        if options.screenshots is not None:
            return _screenshots(options, options.screenshots)
        return _serve(options)
    except UnknownChoiceError as error:
        raise NotThereError(error) from None


def _serve(options: argparse.Namespace) -> int:
    import threading

    from booklet.build.preview import Preview
    from booklet.build.previewserver import PreviewServer

    shown = Preview(source(options), options.locale, options.edition)
    if shown.problems:
        print_problems(shown.problems)
    if shown.broken and not options.watch:
        return 1
    with PreviewServer(shown, options.port or 0) as server:
        print(f"{server.address}  (Ctrl-C ends it)", flush=True)
        if options.watch:
            threading.Thread(target=shown.watch, daemon=True).start()
        if options.open:
            import webbrowser

            webbrowser.open(server.address)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print("The preview has ended.", file=sys.stderr)
        finally:
            shown.close()
    return 0


def _screenshots(options: argparse.Namespace, out: Path) -> int:
    from booklet.build.proof import open_proof
    from booklet.build.screenshots import LIST, SCREENSHOT_WIDTH, write_screenshots

    proof = open_proof(source(options), options.locale, options.edition)
    try:
        names = write_screenshots(proof, out, options.width or SCREENSHOT_WIDTH, counter())
    finally:
        clear_counter()
    print_problems(proof.problems)
    print(f"{out / LIST}  ({len(names) - 1} strings with a picture, {len(proof.messages) - len(names) + 1} not drawn)")
    return 0
