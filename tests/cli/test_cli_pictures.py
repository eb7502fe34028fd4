# SPDX-License-Identifier: Apache-2.0
"""The command line of ``pictures``: its options, what it prints, and that help costs nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from booklet.build import pageimages
from booklet.build import run as build_module
from booklet.build.pageimages import PAGE_WIDTH, SHEET_WIDTH, Drawn, Wanted
from booklet.build.run import Report, UnknownChoiceError
from booklet.build.task import Made
from booklet.cli import building, main
from booklet.pictures.colourvision import SIMULATIONS
from booklet.problems import BookletError, Problem, Severity

ROOT = Path(__file__).parents[2]
FILE = Made("b-en-screen.pdf", b"pdf", 4, 100, False, ())
ODD = Problem(None, "odd", "look", Severity.WARNING)


@pytest.fixture
def seen(monkeypatch):
    """What the build and the drawing were asked for; ``report`` and ``drawn`` are what they answer."""
    answers = {
        "report": Report((FILE,), ()),
        "drawn": Drawn((("b-page-01.png", 10, 14), ("b-sheet.png", 20, 30)), ()),
    }

    def build(folder, out, **options):
        answers.update(options, folder=folder, built_into=out)
        if isinstance(answers["report"], BaseException):
            raise answers["report"]
        return answers["report"]

    def draw(files, out, wanted, progress):
        answers.update(files=files, out=out, wanted=wanted)
        if isinstance(answers["drawn"], BaseException):
            raise answers["drawn"]
        return answers["drawn"]

    monkeypatch.setattr(build_module, "build", build)
    monkeypatch.setattr(pageimages, "draw_pages", draw)
    return answers


def test_without_options_all_pages_of_all_languages_are_drawn(seen, capsys):
    assert main(["pictures"]) == 0
    out = Path("dist/pictures")
    assert (seen["locales"], seen["editions"], seen["built_into"]) == ([], [], None)  # no file of dist is touched
    assert (seen["files"], seen["out"], seen["wanted"]) == ((FILE,), out, Wanted())
    assert capsys.readouterr() == (f"{out / 'b-page-01.png'}  (10 × 14)\n{out / 'b-sheet.png'}  (20 × 30)\n", "")


def test_options_of_pictures(seen):
    words = "ar en --edition screen large-print --theme plain --paper Letter --cover discreet --source s --out o"
    more = "--pages 1,4-7 --spreads --width 300 --sheet-only --simulate grey Tritanopia --simulate grey"
    assert main(["pictures", *words.split(), *more.split()]) == 0
    assert (seen["locales"], seen["editions"]) == (["ar", "en"], ["screen", "large-print"])
    assert (seen["theme"], seen["paper"], seen["cover"]) == ("plain", "Letter", "discreet")
    assert (seen["folder"], seen["out"]) == (Path("s"), Path("o"))
    assert seen["wanted"] == Wanted(((1, 1), (4, 7)), True, 300, True, ("grey", "tritanopia"))


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--pages", "7-4", "'7-4' has a range that ends before it begins: '7-4'"),
        ("--pages", "1,,3", "'1,,3' is not pages as in 1,4-7: ''"),
        ("--pages", "0", "'0' is not pages as in 1,4-7: '0'"),
        ("--pages", "3-", "'3-' is not pages as in 1,4-7: '3-'"),
        ("--pages", "1-2-3", "'1-2-3' is not pages as in 1,4-7: '1-2-3'"),
        ("--pages", "-3", "'-3' is not pages as in 1,4-7: '-3'"),
        ("--width", "15", "'15' is not a number from 16 to 4000"),
        ("--width", "4001", "'4001' is not a number from 16 to 4000"),
        ("--simulate", "red", "'red' is none of grey, protanopia, deuteranopia, tritanopia; languages stand before"),
        ("--out", "", "the name of the folder is empty"),
    ],
)
def test_wrong_usage_is_one_line(seen, capsys, option, value, message):
    assert main(["pictures", option, value]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert len(err.splitlines()) == 1
    assert "wanted" not in seen


def test_unknown_choices_name_what_there_is(seen, capsys):
    seen["report"] = UnknownChoiceError("edition", "screan", ["screen"])
    assert main(["pictures", "--edition", "screan"]) == 1
    assert "did you mean 'screen'?" in capsys.readouterr().err


def test_a_build_with_errors_draws_nothing(seen, capsys):
    seen["report"] = Report((), (ODD, Problem(None, "broken", "mend it")))
    assert main(["pictures", "--out", "o"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "broken — mend it" in err
    assert err.endswith("1 error, 1 warning\nNo picture was written; o is as it was.\n")
    assert "wanted" not in seen


def test_problems_of_building_and_of_drawing_are_told_together(seen, capsys):
    seen["report"] = Report((FILE,), (ODD,))
    seen["drawn"] = Drawn((("b-sheet.png", 20, 30),), (Problem(None, "small", "ask", Severity.WARNING),))
    assert main(["pictures"]) == 0
    assert capsys.readouterr().err == "warning: odd — look\nwarning: small — ask\n2 warnings\n"
    seen["drawn"] = BookletError([Problem(None, "no page 9", "ask")])
    assert main(["pictures"]) == 1
    assert capsys.readouterr().err == "no page 9 — ask\nwarning: odd — look\n1 error, 1 warning\n"


def test_the_words_for_simulations_and_the_sizes_are_those_that_there_are(capsys):
    assert building.SIMULATIONS == SIMULATIONS
    with pytest.raises(SystemExit):
        main(["pictures", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert f"default: {PAGE_WIDTH}; on a contact sheet {SHEET_WIDTH}" in told
    assert all(word in told for word in SIMULATIONS)


def test_help_loads_neither_the_renderer_nor_the_picture_library():
    program = (
        "import sys\nfrom booklet.cli import main\n"
        "try: main(['pictures', '--help'])\nexcept SystemExit: pass\n"
        "print([name for name in ('pypdfium2', 'PIL', 'booklet.build') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_pictures_of_a_new_booklet(tmp_path, capsys):
    assert main(["new", str(tmp_path / "b")]) == 0
    capsys.readouterr()
    words = ["pictures", "--source", str(tmp_path / "b"), "--out", str(tmp_path / "o"), "--width", "120", "--spreads"]
    assert main([*words, "en"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == len(list((tmp_path / "o").iterdir())) > 2
    for line in printed:
        path, size = line.split("  ")
        with Image.open(path) as picture:
            assert f"({picture.width} × {picture.height})" == size
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b", "o"]
