# SPDX-License-Identifier: Apache-2.0
"""Which files are built, what is written and what is not."""

from __future__ import annotations

import datetime
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from booklet.build import pool
from booklet.build import run as module
from booklet.build import task as task_module
from booklet.build.run import UnknownChoiceError, build
from booklet.build.task import Made, Outcome, Task, open_workshop
from booklet.content.load import load_booklet
from booklet.content.scaffold import new_booklet
from booklet.l10n.extract import init_po
from booklet.problems import BookletError, Problem, Problems, Severity

ERROR = Problem(None, "broken", "mend it")
WARNING = Problem(None, "odd", "look at it", Severity.WARNING)
TODAY = datetime.date(2026, 1, 1)


@pytest.fixture
def shop(monkeypatch):
    """A booklet in English, Arabic and Chinese whose tasks are performed in no time."""
    made = SimpleNamespace(source=SimpleNamespace(slug="b"), own_papers={"screen": ""}, problems=(), found={}, tasks=[])

    def perform(tasks, _shop, _cache):
        for task in tasks:
            made.tasks.append(task)
            yield outcome(task, made.found.get(task.locale, ()))

    monkeypatch.setattr(module, "open_workshop", lambda _folder, *_editions, **_choices: made)
    monkeypatch.setattr(module, "available_locales", lambda _source: ("en", "ar", "zh-Hans"))
    monkeypatch.setattr(pool, "perform", perform)
    return made


def outcome(task, problems):
    good = ERROR not in problems
    file = Made(f"b-{task.locale}-{task.edition}.pdf", b"pdf", 4, 100, False, ())
    return Outcome(task, file if good else None, tuple(problems))


def run(out, **more):
    return build(Path("b"), out, jobs=1, today=TODAY, **more)


def names(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else None


def test_without_choices_every_locale_is_built(shop, tmp_path):
    report = run(tmp_path / "dist")
    assert names(tmp_path / "dist") == ["b-ar-screen.pdf", "b-en-screen.pdf", "b-zh-Hans-screen.pdf", "manifest.json"]
    assert [made.name for made in report.written] == ["b-en-screen.pdf", "b-ar-screen.pdf", "b-zh-Hans-screen.pdf"]
    assert not report.failed


def test_locales_may_be_written_in_any_manner_and_count_once(shop, tmp_path):
    run(tmp_path / "dist", locales=["ZH_hans", "zh-Hans", "ar"])
    assert [task.locale for task in shop.tasks] == ["zh-Hans", "ar"]


def test_regional_forms_of_known_languages_are_built_on_request(shop, tmp_path):
    run(tmp_path / "dist", locales=["en_ke", "ar-EG", "en-KE", "zh-CN"])
    assert [task.locale for task in shop.tasks] == ["en-KE", "ar-EG", "zh-CN"]
    for other in ("zh-TW", "sw", "en-XQ"):
        with pytest.raises(UnknownChoiceError):
            run(tmp_path / "dist", locales=[other])


@pytest.mark.parametrize(
    ("kind", "choices"),
    [
        ("locale", {"locales": ["xx"]}),
        ("edition", {"editions": ["press"]}),
        ("paper", {"paper": "A5"}),
        ("theme", {"theme": "plian"}),
        ("cover", {"cover": "none"}),
    ],
)
def test_unknown_choices_name_what_there_is(shop, tmp_path, kind, choices):
    with pytest.raises(UnknownChoiceError) as caught:
        run(tmp_path / "dist", **choices)
    assert caught.value.kind == kind
    known = {
        "locale": ("en", "ar", "zh-Hans"),
        "edition": ("screen", "large-print"),
        "paper": ("A4", "Letter"),
        "theme": ("default", "plain"),
        "cover": ("open", "discreet"),
    }
    assert caught.value.known == known[kind]
    assert names(tmp_path) == []


def test_one_bad_file_leaves_everything_as_it_was(shop, tmp_path):
    run(tmp_path, locales=["en"])
    before = {name: (tmp_path / name).read_bytes() for name in names(tmp_path)}
    shop.found["ar"] = [WARNING, ERROR]
    report = run(tmp_path)
    assert report.failed
    assert report.written == ()
    assert report.problems == (WARNING, ERROR)
    assert {name: (tmp_path / name).read_bytes() for name in names(tmp_path)} == before


def test_keep_going_writes_the_good_files_and_still_fails(shop, tmp_path):
    shop.found["ar"] = [ERROR]
    report = run(tmp_path, keep_going=True)
    assert report.failed
    assert names(tmp_path) == ["b-en-screen.pdf", "b-zh-Hans-screen.pdf", "manifest.json"]
    listed = json.loads((tmp_path / "manifest.json").read_text())["files"]
    assert [entry["locale"] for entry in listed] == ["en", "zh-Hans"]


def test_keep_going_names_the_earlier_files_that_were_not_renewed(shop, tmp_path):
    assert run(tmp_path, locales=["en", "ar"]).kept == ()
    shop.found = {"ar": [ERROR], "zh-Hans": [ERROR]}
    assert run(tmp_path, keep_going=True).kept == ("b-ar-screen.pdf",)  # there was none in Chinese
    assert run(tmp_path).kept == ()  # nothing was renewed, and that is said already


def test_without_an_output_folder_the_files_are_in_the_report_and_nothing_is_written(shop, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    report = run(None, locales=["en", "ar"])
    assert [(made.name, made.data) for made in report.written] == [
        ("b-en-screen.pdf", b"pdf"),
        ("b-ar-screen.pdf", b"pdf"),
    ]
    assert report.kept == ()
    assert names(tmp_path) == []


def test_keep_going_writes_nothing_where_nothing_is_good(shop, tmp_path):
    shop.found = {"en": [ERROR], "ar": [ERROR], "zh-Hans": [ERROR]}
    assert run(tmp_path / "dist", keep_going=True).failed
    assert names(tmp_path / "dist") is None


def test_warnings_fail_a_release_only(shop, tmp_path):
    shop.found["ar"] = [WARNING]
    assert not run(tmp_path / "draft").failed
    assert run(tmp_path / "release", release=True).failed
    assert names(tmp_path / "release") is None
    run(tmp_path / "some", release=True, keep_going=True)
    assert names(tmp_path / "some") == ["b-en-screen.pdf", "b-zh-Hans-screen.pdf", "manifest.json"]


def test_a_release_writes_nothing_while_the_source_itself_has_warnings(shop, tmp_path):
    shop.problems = (WARNING,)
    assert run(tmp_path / "dist", release=True, keep_going=True).failed
    assert names(tmp_path / "dist") is None


@pytest.mark.parametrize(
    ("system", "tasks", "processors", "jobs"),
    [
        ("darwin", 1, 8, 1), ("darwin", 3, 8, 1), ("darwin", 8, 8, 2), ("win32", 100, 8, 8), ("darwin", 100, None, 1),
        ("linux", 3, 8, 1), ("linux", 4, 8, 2),
    ],
)  # fmt: skip
def test_few_files_are_not_worth_a_process(monkeypatch, system, tasks, processors, jobs):
    monkeypatch.setattr(pool.sys, "platform", system)
    monkeypatch.setattr(pool.threading, "active_count", lambda: 1)
    monkeypatch.setattr(pool.os, "cpu_count", lambda: processors)
    assert pool.worthwhile_jobs(tasks) == jobs


def test_every_file_is_told_of_when_it_is_made(tmp_path):
    folder = tmp_path / "b"
    new_booklet(folder)
    (folder / "locales" / "fr" / "LC_MESSAGES").mkdir(parents=True)
    catalog = init_po(load_booklet(folder, Problems()), "fr")
    (folder / "locales" / "fr" / "LC_MESSAGES" / "booklet.po").write_bytes(catalog)
    for jobs in (1, 2):
        told = []
        build(folder, tmp_path / "out", jobs=jobs, progress=lambda *each, told=told: told.append(each))
        assert sorted((outcome.task.locale, total) for outcome, total in told) == [("en", 2), ("fr", 2)]


def test_the_number_of_processes_does_not_change_a_byte(tmp_path, monkeypatch):
    folder = tmp_path / "b"
    new_booklet(folder)
    for language in ("fr", "ar"):
        (folder / "locales" / language / "LC_MESSAGES").mkdir(parents=True)
        catalog = init_po(load_booklet(folder, Problems()), language)
        (folder / "locales" / language / "LC_MESSAGES" / "booklet.po").write_bytes(catalog)
    ways = [(1, "fork"), (2, "spawn"), *([(2, "fork")] if sys.platform == "linux" else [])]
    for jobs, way in ways:
        monkeypatch.setattr(pool, "_method", lambda way=way: way)
        out = tmp_path / f"{way}{jobs}"
        build(folder, out, jobs=jobs, today=TODAY, editions=["screen", "large-print"], theme="plain")
    assert len(names(tmp_path / "fork1")) >= 7
    for jobs, way in ways:
        for name in names(tmp_path / "fork1"):
            assert (tmp_path / "fork1" / name).read_bytes() == (tmp_path / f"{way}{jobs}" / name).read_bytes()


def test_a_booklet_that_cannot_be_read_in_another_process_fails_each_task(monkeypatch):
    def open_workshop(_folder, _editions, **_choices):
        raise BookletError([ERROR])

    monkeypatch.setattr(pool, "open_workshop", open_workshop)
    tasks = [Task(Path("b"), locale) for locale in ("en", "ar")]
    pool._opened.clear()
    assert [(each.made, each.problems) for each in pool._perform_in_worker(tasks)] == [(None, (ERROR,))] * 2


def test_a_process_makes_all_editions_in_a_language_those_with_most_to_read_first(monkeypatch):
    sizes = {"en": 1, "ta": 9, "ur": 5}
    monkeypatch.setattr(pool, "_bytes_to_read", lambda task, _shop: sizes[task.locale])
    tasks = [Task(Path("b"), locale, edition) for locale in sizes for edition in ("screen", "large-print")]
    english, tamil, urdu = (tuple(tasks[start : start + 2]) for start in (0, 2, 4))
    assert pool._parts(tasks, None, 3) == [tamil, urdu, english]
    assert pool._parts(tasks, None, 4) == [(task,) for task in tasks]


def test_what_is_to_be_read_of_a_locale_are_its_catalogs(starter):
    shop = open_workshop(starter)
    assert pool._bytes_to_read(Task(starter, "lo"), shop) == 0
    file = starter / "locales" / "lo" / "LC_MESSAGES" / "booklet.po"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"#" * 1000)
    assert pool._bytes_to_read(Task(starter, "lo"), shop) == 1000
    assert pool._bytes_to_read(Task(starter, "de", beside="lo"), shop) == 1000


def test_editions_share_their_booklet_and_tell_of_the_same_problems(starter, monkeypatch):
    (starter / "locales" / "fr" / "LC_MESSAGES").mkdir(parents=True)
    catalog = starter / "locales" / "fr" / "LC_MESSAGES" / "booklet.po"
    catalog.write_bytes(init_po(load_booklet(starter, Problems()), "fr"))
    shop = open_workshop(starter, ["screen", "large-print"])
    tasks = [Task(starter, locale, edition) for locale in ("en", "fr") for edition in ("screen", "large-print")]
    read = []
    localise = task_module.localise
    monkeypatch.setattr(task_module, "localise", lambda *each: read.append(each[1]) or localise(*each))
    together = list(task_module.perform(tasks, shop))
    assert read == ["en", "fr"]
    assert together == [task_module.perform_task(task, shop) for task in tasks]
    assert together[3].problems == together[2].problems != ()
    catalog.write_bytes(b"msgid")
    read.clear()
    broken = list(task_module.perform(tasks[2:], shop))
    assert read == ["fr"]
    assert broken[0].problems == broken[1].problems != ()
    assert broken[0].made is broken[1].made is None


@pytest.fixture
def starter(tmp_path):
    """The booklet that ``new`` makes, with a discreet cover."""
    folder = tmp_path / "b"
    new_booklet(folder)
    file = folder / "booklet.yaml"
    text = file.read_text("utf-8")
    assert "\nslug: fire-safety" in text
    file.write_text(text.replace("slug: fire-safety", "discreet: {slug: sums, title: Sums}\nslug: b"), "utf-8")
    return folder


@pytest.mark.parametrize(
    ("choices", "made"),
    [
        ({}, ["b-en-screen.pdf"]),
        ({"editions": ["large-print", "screen"]}, ["b-en-large-print.pdf", "b-en-screen.pdf"]),
        ({"editions": ["large-print"], "paper": "A4"}, ["b-en-large-print.pdf"]),
        ({"editions": ["large-print"], "paper": "letter"}, ["b-en-large-print-letter.pdf"]),
        ({"theme": "plain"}, ["b-en-screen-plain.pdf"]),
        ({"theme": "default", "cover": "open"}, ["b-en-screen-default.pdf"]),
        (
            {"editions": ["large-print"], "paper": "Letter", "theme": "Plain", "cover": "discreet"},
            ["sums-en-large-print-letter-plain.pdf"],
        ),
    ],
)
def test_choices_stand_in_the_names_of_files(starter, tmp_path, choices, made):
    report = build(starter, tmp_path / "out", locales=["en"], jobs=1, today=TODAY, **choices)
    assert [each.name for each in report.written] == made, report.problems
    listed = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))["files"]
    for entry in listed:
        assert entry["theme"] == (choices["theme"].lower() if "theme" in choices else None)
        assert entry["cover"] == choices.get("cover", "open")
        papers = {"screen": None, "large-print": choices.get("paper", "A4").capitalize()}
        assert entry["paper"] == papers[entry["edition"]]


def test_a_paper_stands_in_names_where_it_is_not_the_editions_own(starter, tmp_path):
    (starter / "theme.yaml").write_text("editions: {large-print: {page: {paper: Letter}}}\n", "utf-8")
    found = {}
    for paper in ("", "A4", "Letter"):
        report = build(starter, tmp_path, locales=["en"], editions=["large-print"], paper=paper, jobs=1, today=TODAY)
        found[paper] = report.written[0]
    assert {paper: (made.name, made.paper) for paper, made in found.items()} == {
        "": ("b-en-large-print.pdf", "Letter"),
        "A4": ("b-en-large-print-a4.pdf", "A4"),
        "Letter": ("b-en-large-print.pdf", "Letter"),
    }
    assert found[""].data == found["Letter"].data != found["A4"].data


def test_the_cache_knows_all_choices(starter, tmp_path):
    ways = [
        {},
        {"editions": ["large-print"]},
        {"editions": ["large-print"], "paper": "Letter"},
        {"theme": "plain"},
        {"cover": "discreet"},
    ]
    cache, made = tmp_path / "cache", []
    for number, choices in enumerate(ways, 1):
        made.append(build(starter, tmp_path, locales=["en"], jobs=1, today=TODAY, cache=cache, **choices).written[0])
        assert len(list((cache / "files").iterdir())) == number
    assert len({each.data for each in made}) == len(ways)
    both = build(
        starter, tmp_path, locales=["en"], jobs=1, today=TODAY, cache=cache, editions=["screen", "large-print"]
    )
    assert list(both.written) == made[:2]  # an edition is the same with others beside it
    assert len(list((cache / "files").iterdir())) == len(ways)


def test_paper_is_for_editions_of_offices(starter, tmp_path):
    with pytest.raises(BookletError, match="the screen edition has a page of its own"):
        build(starter, tmp_path / "out", editions=["screen", "large-print"], paper="Letter", jobs=1)
    assert names(tmp_path / "out") is None


def test_a_booklet_without_a_discreet_cover_says_so(tmp_path):
    new_booklet(tmp_path / "b")
    with pytest.raises(BookletError, match="no discreet cover"):
        build(tmp_path / "b", tmp_path / "out", cover="discreet", jobs=1)
