# SPDX-License-Identifier: Apache-2.0
"""The README is true: its commands exist, and what it names is there."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from strategies import png

from booklet.cli import main

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
FORMS = re.findall(r"^booklet (.+?)(?: +#.*)?$", README, re.MULTILINE)

EXAMPLES = re.findall(r"```yaml\n(.+?)```", README, re.DOTALL)


def test_its_first_two_commands_build_and_test():
    build, test = [line for line in README.splitlines() if line.startswith("python3 -m venv")]
    assert build.endswith("python make_booklet.py")
    assert test.endswith("python -m pytest -n auto")


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_the_command_line_is_known(form, capsys):
    words = form.replace("[", " ").replace("]", " ").split()
    command = words[0]
    for option in re.findall(r"--[\w-]+", form):
        assert option in help_of(command, capsys)
    for name in words[1].split("|") if command == "translate" else ():
        assert name in help_of(command, capsys)


def help_of(command, capsys):
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    return capsys.readouterr().out


def test_its_links_lead_somewhere():
    for page in (ROOT / "README.md", ROOT / "docs" / "ARCHITECTURE.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")):
            if "/" in target or target.endswith(".md") or target == "LICENSE":
                assert (page.parent / target).exists(), target


def test_the_architecture_page_lists_every_package_in_order():
    page = (ROOT / "docs" / "ARCHITECTURE.md").read_text("utf-8")
    listed = re.findall(r"^\| `booklet/(\w+)", page, re.MULTILINE)
    packages = {path.parent.name for path in (ROOT / "booklet").glob("*/__init__.py")}
    assert set(listed) == packages | {"values", "problems", "paths", "cli"}


def test_its_example_of_an_edition_and_theme_of_ones_own_builds(tmp_path, capsys):
    edition, theme, *_ = EXAMPLES
    (tmp_path / "booklet.yaml").write_text(edition, "utf-8")
    (tmp_path / "theme.yaml").write_text(theme, "utf-8")
    (tmp_path / "logo.png").write_bytes(png(400, 200))
    code = main(["build", "en", "--source", str(tmp_path), "--out", str(tmp_path / "out")])
    assert code == 0, capsys.readouterr().err
    assert (tmp_path / "out" / "our-edition-en-screen.pdf").is_file()


def test_its_example_of_a_theme_with_an_edition_builds(tmp_path, capsys):
    edition, _, theme, _ = EXAMPLES
    (tmp_path / "booklet.yaml").write_text(edition, "utf-8")
    (tmp_path / "theme.yaml").write_text(theme, "utf-8")
    (tmp_path / "logo.png").write_bytes(png(400, 200))
    out = tmp_path / "out"
    code = main(["build", "en", "--edition", "screen", "large-print", "--source", str(tmp_path), "--out", str(out)])
    assert code == 0, capsys.readouterr().err
    made = sorted(path.name for path in out.glob("*.pdf"))
    assert made == ["our-edition-en-large-print.pdf", "our-edition-en-screen.pdf"]


def test_its_entry_for_a_font_of_ones_own_is_all_that_is_needed(tmp_path, capsys):
    from booklet.paths import bundled_fonts

    font = (bundled_fonts() / "NotoSansLao-Regular.ttf").read_bytes()
    edition, _, _, manifest = EXAMPLES
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts/manifest.yaml").write_text(manifest.replace("…", hashlib.sha256(font).hexdigest()), "utf-8")
    (tmp_path / "fonts/NotoSansCherokee-Regular.ttf").write_bytes(font)
    (tmp_path / "fonts/OFL.txt").write_text("a licence")
    (tmp_path / "booklet.yaml").write_text(edition, "utf-8")
    (tmp_path / "logo.png").write_bytes(png(40, 40))
    assert main(["fonts", "--source", str(tmp_path)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.splitlines()[0].split() == ["Noto", "Sans", "Cherokee", "Cher", "regular"]


def test_it_names_the_fonts_that_there_are(capsys):
    assert main(["fonts"]) == 0
    listed = capsys.readouterr().out
    fonts = re.search(r"^### Fonts\n(.+?)^## ", README, re.DOTALL | re.MULTILINE)[1]
    for family in re.findall(r'"(Noto Sans [A-Z]{2})"', fonts):
        assert family in listed
    names = " ".join(fonts.split()).split("for Latin, ")[1].split(". Each is")[0]
    shipped = {
        "Cyrillic": "Cyrl", "Greek": "Grek", "Armenian": "Armn", "Georgian": "Geor", "Naskh": "Arab",
        "Nastaliq": "Aran", "Hebrew": "Hebr", "Devanagari": "Deva", "Bengali": "Beng", "Gujarati": "Gujr",
        "Gurmukhi": "Guru", "Tamil": "Taml",
        "Telugu": "Telu", "Kannada": "Knda", "Malayalam": "Mlym", "Sinhala": "Sinh", "Thai": "Thai",
        "Lao": "Laoo", "Khmer": "Khmr", "Burmese": "Mymr", "Ethiopic": "Ethi", "simplified Chinese": "Hans",
    }  # fmt: skip
    assert all(name in names and f" {code} " in listed for name, code in shipped.items())
