# SPDX-License-Identifier: Apache-2.0
"""The command line: what is printed where, and the exit code."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from booklet import __version__
from booklet.build import run as build_module
from booklet.build.run import Report, UnknownChoiceError
from booklet.build.task import Made, Outcome, Task
from booklet.cli import main
from booklet.cli.commands import COMMANDS
from booklet.problems import BookletError, Problem, Severity, Span

ROOT = Path(__file__).parents[2]


def answer(monkeypatch, result):
    """Let the build return or raise ``result``; the keyword arguments it was called with are returned."""
    seen = {}

    def build(folder, out, **options):
        seen.update(options, folder=folder, out=out)
        if isinstance(result, BaseException):
            raise result
        return result

    monkeypatch.setattr(build_module, "build", build)
    return seen


def report(*problems):
    return Report((Made("b-en-screen.pdf", b"x" * 5400, 12, 100, False, ()),), problems)


def test_without_a_command_it_builds_everything_into_dist(monkeypatch, capsys):
    seen = answer(monkeypatch, report())
    assert main([]) == 0
    assert capsys.readouterr() == (f"{Path('dist/b-en-screen.pdf')}  (12 pages, 5 kB)\n", "")
    assert (seen["locales"], seen["editions"], seen["out"], seen["jobs"]) == ([], [], Path("dist"), None)


@pytest.mark.parametrize("front", [[], ["build"]])
def test_options_of_build(monkeypatch, front):
    seen = answer(monkeypatch, report())
    words = "ar zh-Hans --edition screen --standard ua1 --out o --jobs 3 --release --keep-going --today 2026-02-01"
    assert main([*front, *words.split(), "--source", "s"]) == 0
    assert (seen["locales"], seen["editions"], seen["jobs"]) == (["ar", "zh-Hans"], ["screen"], 3)
    assert (seen["release"], seen["keep_going"], str(seen["today"])) == (True, True, "2026-02-01")
    assert (seen["folder"], seen["out"]) == (Path("s"), Path("o"))
    assert (seen["paper"], seen["theme"], seen["cover"]) == ("", "", "")


def test_a_second_language_can_be_chosen(monkeypatch):
    seen = answer(monkeypatch, report())
    assert main(["build", "en", "fr", "--with", "ar"]) == 0
    assert (seen["locales"], seen["beside"]) == (["en", "fr"], "ar")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("build en --with en", "en cannot stand beside itself — choose another language behind --with: ar"),
        ("build ar en --with AR", "ar cannot stand beside itself — choose another language behind --with: en"),
        ("build en --with arr", "unknown locale 'arr' — did you mean 'ar'? There are: en, ar"),
    ],
)
def test_a_second_language_that_cannot_be(words, told, tmp_path, capsys):
    source = str(ROOT / "tests" / "data" / "every-kind")
    assert main([*words.split(), "--source", source, "--out", str(tmp_path / "out")]) == 1
    assert told in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_looks_can_be_chosen(monkeypatch):
    seen = answer(monkeypatch, report())
    words = "build fr --edition screen large-print --paper Letter --theme plain --cover discreet"
    assert main(words.split()) == 0
    assert (seen["editions"], seen["paper"]) == (["screen", "large-print"], "Letter")
    assert (seen["theme"], seen["cover"], seen["locales"]) == ("plain", "discreet", ["fr"])


@pytest.mark.parametrize("cover", ["Discreet", "DISCREET"])
def test_choices_may_be_written_in_any_case(booklet, cover, capsys):
    yaml = booklet / "booklet.yaml"
    yaml.write_text(yaml.read_text("utf-8") + "discreet: {slug: sums, title: Sums}\n", "utf-8")
    options = ["--cover", cover, "--theme", "PLAIN", "--edition", "Large-Print", "--paper", "LETTER"]
    assert main(["EN", "--source", "b", "--out", "out", *options]) == 0, capsys.readouterr().err
    assert [path.name for path in Path("out").glob("*.pdf")] == ["sums-en-large-print-letter-plain.pdf"]


def test_the_cache_can_be_named_and_turned_off(monkeypatch, tmp_path):
    monkeypatch.setenv("BOOKLET_CACHE", str(tmp_path))
    seen = answer(monkeypatch, report())
    assert main(["fr"]) == 0
    assert seen["cache"] == tmp_path
    assert main(["fr", "--no-cache"]) == 0
    assert seen["cache"] is None


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("locales", "shown"),
    [
        (["en", "fr", "ar"], ["1 of 3: en", "2 of 3: fr", "3 of 3: ar", ""]),
        (["en"], [""]),  # nobody waits for one file
    ],
)
def test_progress_is_shown_on_a_terminal_and_taken_away(monkeypatch, locales, shown):
    def build(*_, progress, **_options):
        for locale in locales:
            progress(Outcome(Task(Path(), locale), None, ()), len(locales))
        return report()

    monkeypatch.setattr(build_module, "build", build)
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert main([]) == 0
    lines = sys.stderr.getvalue().split("\r\x1b[K")  # back to the start, and clear the line
    assert lines[0] == ""
    assert lines[1:] == shown


@pytest.mark.parametrize(
    ("editions", "shown"),
    [
        (["screen"], ["1 of 2: en", "2 of 2: fr"]),
        (["screen", "Screen"], ["1 of 2: en", "2 of 2: fr"]),  # one edition, said twice
        (["screen", "large-print"], ["1 of 2: en screen", "2 of 2: fr large-print"]),
    ],
)
@pytest.mark.parametrize("command_", ["build", "pictures"])
def test_progress_names_the_edition_where_there_are_several(monkeypatch, command_, editions, shown):
    def build(*_, progress, **_options):
        progress(Outcome(Task(Path(), "en", editions[0]), None, ()), 2)
        progress(Outcome(Task(Path(), "fr", editions[-1]), None, ()), 2)
        return Report((), (Problem(None, "broken", "mend it"),))  # so that there is nothing to draw

    monkeypatch.setattr(build_module, "build", build)
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert main([command_, "--edition", *editions]) == 1
    lines = sys.stderr.getvalue().split("\r\x1b[K")
    assert lines[1:-1] == shown


def test_remarks_stand_below_their_file(monkeypatch, capsys):
    remarks = ("page 3 is half empty", "page 7 is tight")
    files = (
        Made("b-en-screen.pdf", b"x", 12, 100, False, (), remarks),
        Made("b-fr-screen.pdf", b"x", 9, 100, False, ()),
    )
    answer(monkeypatch, Report(files, ()))
    assert main([]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{Path('dist/b-en-screen.pdf')}  (12 pages, 1 kB)",
        "  page 3 is half empty",
        "  page 7 is tight",
        f"{Path('dist/b-fr-screen.pdf')}  (9 pages, 1 kB)",
    ]


def test_no_progress_is_shown_elsewhere(monkeypatch, capsys):
    seen = answer(monkeypatch, report())
    assert main([]) == 0
    assert seen["progress"] is None


def test_a_command_wins_over_a_locale_of_its_name(monkeypatch, capsys):
    seen = answer(monkeypatch, report())
    assert main(["build", "new"]) == 0
    assert seen["locales"] == ["new"]


def test_problems_are_sorted_by_place_one_a_line_with_a_count(monkeypatch, capsys):
    problems = (
        Problem(None, "no place", "think", Severity.WARNING),
        Problem(Span("b.yaml", 10, 1), "ten", "mend"),
        Problem(Span("b.yaml", 9, 4), "nine\nand more", "mend"),
        Problem(Span("a.po", 99, 1), "other", "mend", Severity.WARNING),
    )
    answer(monkeypatch, Report((), problems))
    assert main([]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "a.po:99:1: warning: other — mend",
        "b.yaml:9:4: nine and more — mend",
        "b.yaml:10:1: ten — mend",
        "warning: no place — think",
        "2 errors, 2 warnings",
        "No file was written; dist is as it was.",
    ]


def test_warnings_alone_are_no_failure(monkeypatch, capsys):
    answer(monkeypatch, report(Problem(None, "odd", "look", Severity.WARNING)))
    assert main([]) == 0
    assert capsys.readouterr().err == "warning: odd — look\n1 warning\n"


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (["fra"], UnknownChoiceError("locale", "fra", ["en", "fr"]), "did you mean 'fr'? There are: en, fr"),
        (["zh_hanz"], UnknownChoiceError("locale", "zh_hanz", ["en", "zh-Hans"]), "did you mean 'zh-Hans'?"),
        (["chekc"], UnknownChoiceError("locale", "chekc", ["en"]), "did you mean the command 'check'? There is: en"),
        (["--jobs", "1", "tree"], UnknownChoiceError("locale", "tree", ["en"]), "a command's name comes first"),
        (["qqq"], UnknownChoiceError("locale", "qqq", ["en", "ar"]), "unknown locale 'qqq' — there are: en, ar"),
        (["--edition", "scren"], UnknownChoiceError("edition", "scren", ["screen"]), "did you mean 'screen'?"),
        (["--edition", "screen", "en"], UnknownChoiceError("edition", "en", ["screen"]), "stand before all options"),
        (["--cover", "hidden"], UnknownChoiceError("cover", "hidden", ["open", "discreet"]), "are: open, discreet"),
    ],
)
def test_unknown_choices_are_problems_with_a_suggestion(monkeypatch, capsys, arguments, error, message):
    answer(monkeypatch, error)
    assert main(arguments) == 1
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--jobs", "0"], "'0' is not a number from 1 to 9999"),
        (["--jobs", "9" * 5000], "is not a number"),
        (["--today", "tomorrow"], "'tomorrow' is not a date like 2026-11-30"),
        (["--standard", "ua9"], "ua1"),
        (["--nonsense"], "unrecognized arguments: --nonsense"),
        (["check"], "FILE.pdf"),
        (["translate"], "COMMAND"),
        (["translate", "extrakt"], "extract"),
        (["new"], "DIR"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(arguments, message, capsys):
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert message in err
    assert "--help" in err


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (BookletError([Problem(Span("b.yaml", 2, 3), "wrong", "mend")]), "b.yaml:2:3: wrong — mend\n1 error\n"),
        (KeyboardInterrupt(), "Interrupted: nothing was changed.\n"),
        (OSError(errno.ENOSPC, "Full", "x"), "x: Full — see to that, then try again\n1 error\n"),
    ],
    ids=["problems", "interrupt", "system"],
)  # fmt: skip
def test_what_goes_wrong_is_said_without_a_traceback(monkeypatch, capsys, error, line):
    answer(monkeypatch, error)
    assert main([]) == 1
    assert capsys.readouterr() == ("", line)


def test_a_console_that_is_not_utf_8_gets_escapes(monkeypatch):
    stderr = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stderr", stderr)
    answer(monkeypatch, Report((), (Problem(Span("كتاب.yaml"), "خطأ", "mend"),)))
    assert main([]) == 1
    stderr.flush()
    assert b"\\u0643\\u062a\\u0627\\u0628.yaml:1:1: \\u062e\\u0637\\u0623 \\u2014 mend" in stderr.buffer.getvalue()


def command(*arguments, **more):
    return subprocess.run([sys.executable, "-m", "booklet", *arguments], cwd=ROOT, capture_output=True, **more)


def test_help_and_version_speak_ascii_consoles_too():
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    for arguments in (["--help"], ["build", "--help"], ["translate", "lint", "--help"]):
        done = command(*arguments, env=environment)
        assert (done.returncode, done.stderr) == (0, b"")
    assert command("--version").stdout.decode().strip() == f"booklet {__version__}"


def test_a_reader_that_leaves_early_is_no_error():
    child = subprocess.Popen(
        [sys.executable, "-m", "booklet", "schema"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    child.stdout.close()
    assert child.stderr.read() == b""
    assert child.wait() == 0


def test_schema_is_json(capsys):
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["type"] == "object"


def test_new_makes_a_booklet_that_has_no_problems_and_builds(tmp_path, capsys):
    folder = tmp_path / "mein Büchlein"
    assert main(["new", str(folder)]) == 0
    assert str(folder) in capsys.readouterr().out
    assert main(["lint", "--source", str(folder)]) == 0
    out, err = capsys.readouterr()
    first, sentences, longest, last = out.splitlines()
    assert (first, err) == ("The booklet's source has no problems.", f"Reading the booklet in {folder}\n")
    assert re.fullmatch(r"[0-9]+ sentences, [0-9]\.[0-9] words on average \(at most 12\)", sentences)
    assert re.fullmatch(r"longest: [0-9]+ words \(at most 25\), .+booklet\.yaml:[0-9]+:[0-9]+", longest)
    assert last == "Its pages and translations are checked when it is built."
    assert main(["--source", str(folder), "--out", str(tmp_path / "out")]) == 0
    assert len(list((tmp_path / "out").glob("*.pdf"))) >= 1


def test_new_does_not_touch_a_folder_that_has_something_in_it(tmp_path, capsys):
    (tmp_path / "precious").write_text("x")
    assert main(["new", str(tmp_path)]) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["precious"]


def test_extract_writes_the_template_once(tmp_path, capsys):
    main(["new", str(tmp_path / "b")])
    capsys.readouterr()
    assert main(["translate", "extract", "--source", str(tmp_path / "b")]) == 0
    first = (tmp_path / "b/locales/booklet.pot").read_bytes()
    assert "booklet.pot written" in capsys.readouterr().out
    assert main(["translate", "extract", "--source", str(tmp_path / "b")]) == 0
    assert "booklet.pot is up to date" in capsys.readouterr().out
    assert (tmp_path / "b/locales/booklet.pot").read_bytes() == first


def test_lint_of_the_bundled_catalogs_is_clean(capsys):
    assert main(["translate", "lint"]) == 0
    assert "checked: no problems" in capsys.readouterr().out


@pytest.fixture
def booklet(tmp_path, monkeypatch, capsys):
    """A new booklet as ``b`` in the current folder, and German begun."""
    monkeypatch.chdir(tmp_path)
    assert main(["new", "b"]) == 0
    assert main(["translate", "extract", "--source", "b"]) == 0
    template = (tmp_path / "b/locales/booklet.pot").read_text("utf-8")
    (tmp_path / "b/locales/de/LC_MESSAGES").mkdir(parents=True)
    german = tmp_path / "b/locales/de/LC_MESSAGES/booklet.po"
    german.write_text(template.replace('"Language: ', '"Language: de'), "utf-8")
    capsys.readouterr()
    return tmp_path / "b"


def test_the_current_folders_booklet_is_read_unless_another_is_named(booklet, monkeypatch, capsys):
    seen = answer(monkeypatch, report())
    assert main([]) == 0
    assert (seen["folder"].name, capsys.readouterr().err) == ("child-trafficking", "")
    monkeypatch.chdir(booklet)
    assert main([]) == 0
    assert (seen["folder"], capsys.readouterr().err) == (Path(), "Reading the booklet in this folder\n")
    assert main(["--source", "../b"]) == 0
    assert (seen["folder"], capsys.readouterr().err) == (Path("../b"), "")
    for command_ in (["lint"], ["translate", "lint"], ["translate", "extract"]):
        assert main(command_) == 0
        assert capsys.readouterr().err == "Reading the booklet in this folder\n"
        assert main([*command_, "--source", "../b"]) == 0
        assert capsys.readouterr().err == f"Reading the booklet in {Path('../b')}\n"
    with pytest.raises(SystemExit):
        main(["build", "--help"])
    assert "this folder if it has a booklet.yaml" in " ".join(capsys.readouterr().out.split())


def test_a_booklet_in_the_current_folder_may_extend_one_with_a_theme(booklet, tmp_path, monkeypatch, capsys):
    (booklet / "theme.yaml").write_text('colours:\n  link: "#0b5d66"\n', "utf-8")
    (tmp_path / "own").mkdir()
    (tmp_path / "own/booklet.yaml").write_text("format: 1\nslug: own\nextends: ../b\n", "utf-8")
    monkeypatch.chdir(tmp_path / "own")
    assert main(["lint"]) == 0, capsys.readouterr().err


def test_the_template_of_the_bundled_booklet_is_written_where_it_says(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("booklet.paths.bundled_locales", lambda: tmp_path / "site" / "locales")
    assert main(["translate", "extract"]) == 0
    out, err = capsys.readouterr()
    assert err == "Reading the bundled booklet child-trafficking\n"
    assert out == f"{Path('site/locales/booklet.pot')} written\n"


def test_lint_of_an_extending_booklets_catalogs_takes_those_there_are(booklet, tmp_path, capsys):
    (tmp_path / "own").mkdir()
    (tmp_path / "own/booklet.yaml").write_text(
        "format: 1\nslug: own\nextends: ../b\ncontacts:\n  help-contacts:\n"
        '    - {id: mine, type: phone, label: Ours, shown: "111", href: "tel:111"}\n',
        "utf-8",
    )
    assert main(["translate", "lint", "--source", "own"]) == 0
    assert capsys.readouterr().out == "1 catalog checked: no problems.\n"
    (tmp_path / "own/locales/de/LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "own/locales/de/LC_MESSAGES/booklet.po").write_text("x", "utf-8")
    assert main(["translate", "lint", "--source", "own"]) == 1
    assert f"{Path('own/locales/de/LC_MESSAGES/booklet.po')}:1:1: this line is no part" in capsys.readouterr().err


def test_unused_catalogs_are_named_by_build_and_both_lints(booklet, capsys):
    (booklet / "locales/fr.po").write_text("", "utf-8")
    line = "locales/fr.po is not used — move it to locales/fr/LC_MESSAGES/booklet.po"
    for arguments in (["lint"], ["translate", "lint"], ["en"]):
        assert main([*arguments, "--source", "b"]) == 0
        assert line in capsys.readouterr().err


def test_lint_advises_on_plain_words(booklet, capsys):
    path = booklet / "booklet.yaml"
    text = path.read_text("utf-8").replace("A fire at school is rare.", "Read the red box on what FIFA says.")
    path.write_text(text, "utf-8")
    line = next(number for number, each in enumerate(text.splitlines(), 1) if "red box" in each)
    assert main(["lint", "--source", "b"]) == 0
    err = capsys.readouterr().err.splitlines()
    assert err[1].startswith(f"{Path('b/booklet.yaml')}:{line}:16: warning: only its colour says what is meant by ")
    assert err[2].startswith(f"{Path('b/booklet.yaml')}:{line}:32: warning: the abbreviation ‘FIFA’ is not explained ")
    assert err[3:] == ["2 warnings"]
    assert main(["en", "--source", "b"]) == 0  # a build is not held up by it
    assert "FIFA" not in capsys.readouterr().err


def test_lint_warns_of_what_only_other_editions_forbid(booklet, capsys):
    theme = booklet / "theme.yaml"
    theme.write_text('colours: {primary: "#0b6570"}\n', "utf-8")  # 6.6 to 1 on white
    assert main(["lint", "--source", "b"]) == 0
    out, err = capsys.readouterr()
    assert "theme.yaml:1:20: warning: in the large-print edition 'paper' on 'primary' has a contrast of " in err
    assert "no problems" not in out
    assert main(["en", "--source", "b", "--out", "out"]) == 0
    assert capsys.readouterr().err == ""
    assert main(["en", "--source", "b", "--out", "out", "--edition", "large-print"]) == 1
    theme.write_text('colours: {primary: "#eeeeee"}\n', "utf-8")
    capsys.readouterr()
    assert main(["lint", "--source", "b"]) == 1
    err = capsys.readouterr().err
    assert "theme.yaml:1:20: 'paper' on 'primary' has a contrast of " in err
    assert "warning" not in err


def test_one_page_is_one_page(monkeypatch, capsys):
    answer(monkeypatch, Report((Made("b-en-screen.pdf", b"x", 1, 100, False, ()),), ()))
    assert main([]) == 0
    assert capsys.readouterr().out == f"{Path('dist/b-en-screen.pdf')}  (1 page, 1 kB)\n"


def test_lint_of_a_language_without_spaces_says_that_nothing_is_counted(booklet, capsys):
    path = booklet / "booklet.yaml"
    path.write_text(path.read_text("utf-8").replace("language: en ", "language: vi "), "utf-8")
    assert main(["lint", "--source", "b"]) == 0
    assert "are not counted" in capsys.readouterr().out


def test_lint_looks_at_the_dates_of_contacts(booklet, capsys):
    path = booklet / "facts/en-KE.yaml"
    contact = '{id: a, type: phone, label: A, shown: "999", href: "tel:999", source: B, checked: 2001-01-01}'
    path.write_text(f"emergency:\n  - {contact}\n", "utf-8")
    assert main(["lint", "--source", "b"]) == 0
    out, err = capsys.readouterr()
    assert "'999' was last checked on 2001-01-01" in err
    assert out.endswith("\nIts pages and translations are checked when it is built.\n")
    assert "no problems" not in out


def test_files_that_were_not_renewed_are_named(monkeypatch, capsys):
    broken = Problem(None, "broken", "mend it")
    answer(monkeypatch, Report(report().written, (broken,), ("b-ar-screen.pdf", "b-fr-screen.pdf")))
    assert main(["--keep-going"]) == 1
    err = capsys.readouterr().err
    assert f"not renewed: {Path('dist/b-ar-screen.pdf')}, {Path('dist/b-fr-screen.pdf')}\n" in err


def test_an_unused_catalog_is_named_where_its_language_is_unknown(booklet, capsys):
    (booklet / "locales/fr.po").write_text("", "utf-8")
    assert main(["fr", "--source", "b"]) == 1
    err = capsys.readouterr().err
    assert "locales/fr.po is not used" in err
    assert "unknown locale 'fr' — there are: en, de\n" in err


@pytest.mark.parametrize("name", ["b", "b/booklet.yaml"])
def test_a_booklets_folder_in_a_locales_place(booklet, capsys, name):
    assert main([name]) == 1
    assert capsys.readouterr().err == f"unknown locale {name!r} — it is a booklet: did you mean --source b?\n"


def test_lint_of_a_broken_catalog_names_its_place(tmp_path, capsys):
    (tmp_path / "x.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "a\n', "utf-8"
    )
    assert main(["translate", "lint", str(tmp_path / "x.po")]) == 1
    assert f"{tmp_path / 'x.po'}:4:" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["tree", "no.pdf"], ["check", "no.pdf"], ["lint", "--source", "no"], ["--source", "no"]]
)
def test_what_is_not_there_is_a_plain_problem(arguments, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 1
    said = "".join(capsys.readouterr())
    assert "Traceback" not in said
    assert "no.pdf" in said or "no: " in said or "no/booklet.yaml" in said.replace("\\", "/")
    assert list(tmp_path.iterdir()) == []


def rows(commands, words=()):
    """All commands of the table with the words that call them."""
    for each in commands:
        yield (*words, each.name), each
        yield from rows(each.below, (*words, each.name))


def test_every_command_can_be_run_or_has_commands_below_it():
    assert [words for words, each in rows(COMMANDS) if each.run is None and not each.below] == []


@pytest.mark.parametrize("words", [words for words, _ in rows(COMMANDS)], ids=" ".join)
def test_every_command_explains_itself(words, capsys):
    """Its summary stands in its own help, as a sentence, and in that of the command above it."""
    summary = dict(rows(COMMANDS))[words].summary
    for line, said in ((words, f"{summary[0].upper()}{summary[1:]}."), (words[:-1], f" {words[-1]} {summary}")):
        with pytest.raises(SystemExit) as ended:
            main([*line, "--help"])
        assert ended.value.code == 0
        assert said in " ".join(capsys.readouterr().out.split())
