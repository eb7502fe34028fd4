# SPDX-License-Identifier: Apache-2.0
"""The cache of finished files: whatever changes, what comes out is what would come out without it."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from badinput import badinput_kit as kit
from strategies import png

from booklet.build import filecache, task
from booklet.build.filecache import FileCache, Kept, program_digest
from booklet.build.run import build
from booklet.problems import Problem, Severity, Span

ROOT = Path(__file__).parents[2]
TODAY = datetime.date(2026, 11, 24)
CONTACTS = """\
  - kind: contacts
    id: lines
    facts: helplines
    items:
      - {id: line, type: phone, label: Helpline, shown: "116 111", href: "tel:116111"}
"""
FACTS = """\
helplines:
  - id: line
    type: phone
    label: Ligne
    shown: "119"
    href: "tel:119"
    source: Somebody
    checked: 2026-10-01
"""
EVERYTHING = ["en", "fr"]


class Bench:
    """A booklet in English and French, and a cache; ``laid`` are the locales that were laid out."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = home / "small"
        self.out = home / "dist"
        self.cache: Path | None = home / "cache"
        self.laid: list[str] = []
        real = task.lay_out

        def lay_out(booklet, *rest):
            self.laid.append(booklet.locale.tag)
            return real(booklet, *rest)

        monkeypatch.setattr(task, "lay_out", lay_out)

    def build(self, *, cache: bool = True, today: datetime.date = TODAY):
        """Build and return the files by name, and the problems."""
        self.laid.clear()
        done = build(
            self.folder, self.out, locales=EVERYTHING, jobs=1, today=today, cache=self.cache if cache else None
        )
        return {made.name: (made.data, made.pages) for made in done.written}, done.problems

    def renewed(self, **options) -> list[str]:
        """Build with the cache and without; see that the same comes out, and return what had to be laid out."""
        made = self.build(**options)
        laid = list(self.laid)
        assert made == self.build(cache=False, **options)
        assert self.laid == EVERYTHING
        return laid

    @property
    def entries(self) -> list[Path]:
        return sorted((self.cache / "files").iterdir()) if (self.cache / "files").is_dir() else []


@pytest.fixture(scope="session")
def _good(tmp_path_factory):
    """The booklet and a cache that has its files."""
    home = tmp_path_factory.mktemp("filecache")
    folder = home / "small"
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BOOKLET_CACHE", str(home / "pictures"))
        patch.setattr(kit, "BOOKLET", kit.BOOKLET.replace("  - kind: imprint", CONTACTS + "  - kind: imprint"))
        kit.make_booklet(folder)
        kit.write("logo.png", png(60, 30))(folder)
        kit.swap(kit.YAML, "alt: A boat on the water}}", "alt: A boat on the water}, logo: {file: logo.png, alt: Us}}")(
            folder
        )
        kit.write("facts/fr.yaml", FACTS)(folder)
        build(folder, home / "dist", jobs=1, today=TODAY, cache=home / "cache")
    return home


@pytest.fixture
def bench(_good, tmp_path, monkeypatch):
    monkeypatch.setenv("BOOKLET_CACHE", str(_good / "pictures"))
    monkeypatch.setenv("BOOKLET_FONTS", str(tmp_path / "fetched"))
    shutil.copytree(_good / "small", tmp_path / "small")
    bench = Bench(tmp_path, monkeypatch)
    assert bench.build()[1] == bench.build()[1]
    assert bench.laid == []
    return bench


# --- what changes, and what is made anew ----------------------------------------------------------------------------


CHANGES = {
    "nothing": (lambda folder: None, []),
    "a word": (kit.swap(kit.YAML, "author: Tests", "author: Other tests"), EVERYTHING),
    "a text": (kit.swap(kit.YAML, "Somebody counted", "We counted"), EVERYTHING),
    "a place in the file": (kit.insert(kit.YAML, "footnotes:", "\n"), EVERYTHING),
    "the date": (kit.swap(kit.YAML, "2026-11-01", "2026-11-02"), EVERYTHING),
    "a drawing": (kit.swap(kit.SVG, "#a8430f", "#a8430e"), EVERYTHING),
    "a photograph": (kit.write(kit.PNG, png(400, 301)), EVERYTHING),
    "a picture in another place": (kit.write("logo.png", png(61, 30)), EVERYTHING),
    "a picture that nothing shows": (kit.write("images/other.png", png(61, 30)), []),
    "local facts": (kit.swap("facts/fr.yaml", "label: Ligne", "label: Appelle"), EVERYTHING),
    "no local facts": (kit.remove("facts/fr.yaml"), EVERYTHING),
    "facts of another locale": (kit.write("facts/en-KE.yaml", FACTS.replace("Ligne", "Line")), EVERYTHING),
    "a note beside the facts": (kit.write("facts/README.txt", "Ask Ana."), []),
    "the theme": (kit.write(kit.THEME, 'colours:\n  primary: "#0b5564"\n'), EVERYTHING),
    "a remark in the theme": (kit.write(kit.THEME, "# Ours\n" + kit.LOOK), []),
    "a theme that changed nothing": (kit.remove(kit.THEME), []),
    "a translation": (kit.swap(kit.PO, 'msgstr "Le port"', 'msgstr "Un port"'), ["fr"]),
    "no translation": (kit.swap(kit.PO, 'msgstr "Le port"', 'msgstr ""'), ["fr"]),
    "a draft": (kit.swap(kit.PO, '"X-Translators', '"X-Booklet-Status: machine draft\\n"\n"X-Translators'), ["fr"]),
    "a translator": (kit.swap(kit.PO, "X-Translators: Ana", "X-Translators: Bea"), ["fr"]),
    "fonts": (kit.own_fonts, EVERYTHING),
    "another locale's catalog": (
        lambda folder: shutil.copytree(folder / "locales/fr", folder / "locales/es"), [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_what_comes_out_is_what_would_come_out_without_a_cache(bench, change):
    alter, laid = CHANGES[change]
    before = {path.name for path in bench.entries}
    alter(bench.folder)
    assert bench.renewed() == laid
    assert bench.renewed() == []
    assert len({path.name for path in bench.entries} - before) == len(laid)


def test_what_was_there_before_a_change_is_there_after_it_is_undone(bench):
    kit.swap(kit.YAML, "Somebody counted", "We counted")(bench.folder)
    assert bench.renewed() == EVERYTHING
    kit.swap(kit.YAML, "We counted", "Somebody counted")(bench.folder)
    assert bench.renewed() == []


def test_a_review_takes_the_draft_off(bench):
    kit.swap(kit.PO, '"X-Translators', '"X-Booklet-Status: machine draft\\n"\n"X-Translators')(bench.folder)
    draft, _ = bench.build()
    kit.swap(kit.PO, "Status: machine draft", "Status: reviewed by Bea")(bench.folder)
    assert bench.renewed() == ["fr"]
    assert bench.build()[0]["small-fr-screen.pdf"] != draft["small-fr-screen.pdf"]


def test_the_manifest_of_fonts_of_ones_own(bench):
    kit.own_fonts(bench.folder)
    bench.build()
    kit.swap(kit.MANIFEST, "scripts: [Latn]", "scripts: [Latn, Cher]")(bench.folder)
    assert bench.renewed() == EVERYTHING
    kit.swap(kit.MANIFEST, "family: Andika", "family: Mine")(bench.folder)
    assert bench.renewed() == EVERYTHING


def test_a_font_file_that_is_not_what_it_was_is_found_out(bench):
    kit.own_fonts(bench.folder)
    assert bench.renewed() == EVERYTHING
    kit.write("fonts/Own.ttf", b"something else")(bench.folder)
    made, problems = bench.build()
    assert made == {}
    assert any(problem.severity is Severity.ERROR for problem in problems)
    assert (made, problems) == bench.build(cache=False)


def test_a_booklet_in_another_folder_is_named_by_that_folder(bench):
    shutil.move(bench.folder, bench.folder.with_name("moved"))
    bench.folder = bench.folder.with_name("moved")
    assert bench.renewed() == EVERYTHING
    _, problems = bench.build()
    assert all(problem.span is None or "moved" in problem.span.file for problem in problems)


def test_a_folder_that_is_named_from_within_may_lie_anywhere(bench, tmp_path, monkeypatch):
    for place, laid in (("one", EVERYTHING), ("other", [])):
        shutil.copytree(bench.folder, tmp_path / place / "small")
        monkeypatch.chdir(tmp_path / place)
        bench.folder = Path("small")
        assert bench.renewed() == laid


def test_a_booklet_that_another_one_extends(bench, tmp_path):
    edition = tmp_path / "edition"
    kit.write(kit.YAML, "format: 1\nextends: ../small\nslug: edition\n")(edition)
    base, bench.folder = bench.folder, edition
    assert bench.renewed() == EVERYTHING
    kit.swap(kit.YAML, "Somebody counted", "We counted")(base)
    assert bench.renewed() == EVERYTHING
    kit.swap(kit.PO, 'msgstr "Le port"', 'msgstr "Un port"')(base)
    assert bench.renewed() == ["fr"]
    kit.write("images/new.png", png(9, 9))(edition)
    assert bench.renewed() == []


def test_a_file_that_changes_while_it_is_read_is_kept_as_what_was_read(bench, monkeypatch):
    """Somebody saves the booklet after it was read: the next build must not find the old text under the new one."""
    real = task.localise
    changed = []

    def localise(*arguments):
        if not changed:
            changed.append(kit.swap(kit.YAML, "author: Tests", "author: Late")(bench.folder))
        return real(*arguments)

    kit.swap(kit.YAML, "Somebody counted", "We counted")(bench.folder)
    monkeypatch.setattr(task, "localise", localise)
    early, _ = bench.build()
    assert bench.laid == EVERYTHING
    assert bench.renewed() == EVERYTHING
    assert bench.build()[0] != early


# --- the program and its libraries ----------------------------------------------------------------------------------


def test_another_program_makes_everything_anew(bench, monkeypatch):
    monkeypatch.setattr(filecache, "program_digest", lambda: b"another")
    assert bench.renewed() == EVERYTHING
    assert bench.renewed() == []


def test_a_program_is_another_when_one_of_its_files_is(tmp_path, monkeypatch):
    package = tmp_path / "booklet"
    kit.write("build/filecache.py", "pass")(package)
    kit.write("pdf/data/profile.icc", "inks")(package)
    monkeypatch.setattr(filecache, "__file__", str(package / "build/filecache.py"))
    seen = [program_digest.__wrapped__()]
    for name, text, alike in (
        ("__pycache__/x.pyc", "1", True), ("booklets/one/booklet.yaml", "1", True),
        ("pdf/data/profile.icc", "colours", False), ("layout/new.py", "pass", False),
    ):  # fmt: skip
        kit.write(name, text)(package)
        seen.append(program_digest.__wrapped__())
        assert (seen[-1] == seen[-2]) is alike, name
    os.utime(package / "layout/new.py", (1, 1))
    assert program_digest.__wrapped__() != seen[-1]


@pytest.mark.parametrize("name", sorted(filecache._LIBRARIES))
def test_a_library_of_another_version_makes_everything_anew(name, tmp_path, monkeypatch):
    before = filecache._installed(name)
    installed = [part for part in before[-1] if part.endswith("-info")]
    assert len(installed) == 1, "its version is known"
    (tmp_path / name).mkdir()
    (tmp_path / name / "__init__.py").touch()
    (tmp_path / installed[0]).mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    seen = [before, filecache._installed(name)]
    (tmp_path / installed[0]).rename(tmp_path / f"{filecache._LIBRARIES[name]}-99.dist-info")
    filecache._listing.cache_clear()
    seen.append(filecache._installed(name))
    filecache._listing.cache_clear()
    assert len(set(map(repr, seen))) == 3


# --- warnings and errors --------------------------------------------------------------------------------------------


def test_warnings_come_out_the_same(bench, monkeypatch):
    real = task.lay_out

    def lay_out(booklet, typesetter, theme, problems):
        span = Span("a file", 3, 4) if booklet.locale.tag == "fr" else None
        problems.warn(span, "a line is “loose” 児", "shorten it")
        return real(booklet, typesetter, theme, problems)

    monkeypatch.setattr(task, "lay_out", lay_out)
    kit.swap(kit.PO, 'msgstr "Le port"', 'msgstr ""')(bench.folder)
    kit.swap(kit.YAML, "author: Tests", "author: Others")(bench.folder)
    first, again = bench.build(), bench.build()
    assert bench.laid == []
    assert first == again == bench.build(cache=False)
    texts = [str(problem) for problem in first[1]]
    assert "a file:3:4: warning: a line is “loose” 児 — shorten it" in texts
    assert "warning: a line is “loose” 児 — shorten it" in texts
    assert len(texts) > 2  # what is not translated is among them


def test_warnings_of_dates_follow_the_clock(bench):
    old = "was last checked on 2026-10-01"
    for year, warned in ((2026, False), (2028, True), (2027, False)):
        made, problems = bench.build(today=datetime.date(year, 10, 1))
        assert bench.laid == []
        assert len(made) == 2
        assert any(old in problem.what for problem in problems) is warned
        assert bench.renewed(today=datetime.date(year, 10, 1)) == []


def test_errors_are_never_kept(bench):
    before = bench.entries
    kit.swap(kit.PO, 'msgstr "Le port"', 'msgstr "Le \U00012000"')(bench.folder)  # no font has this
    for _ in range(2):
        made, problems = bench.build()
        assert bench.laid == ["fr"]
        assert made == {}
        assert [problem.what[:11] for problem in problems if problem.severity is Severity.ERROR] == ["no font has"]
    assert bench.entries == before


# --- entries that are not what they should be -----------------------------------------------------------------------


def flip(where: float):
    def damage(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[int(where * (len(data) - 1))] ^= 1
        path.write_bytes(data)

    return damage


def forged(head: object):
    """An entry with the right digest that no build has written."""

    def damage(path: Path) -> None:
        rest = (head if isinstance(head, bytes) else json.dumps(head).encode()) + b"\n%PDF"
        path.write_bytes(hashlib.sha256(path.name.encode() + rest).hexdigest().encode() + b"\n" + rest)

    return damage


def in_its_place(make):
    def damage(path: Path) -> None:
        path.unlink()
        make(path)

    return damage


DAMAGES = {
    "empty": lambda path: path.write_bytes(b""),
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "longer": lambda path: path.write_bytes(path.read_bytes() + b"\n"),
    "another first byte": flip(0),
    "another byte": flip(0.5),
    "another last byte": flip(1),
    "more pages": lambda path: path.write_bytes(path.read_bytes().replace(b'"pages": ', b'"pages": 1', 1)),
    "no line": lambda path: path.write_bytes(b"\xff" * 3000),
    "huge": lambda path: os.truncate(path, 2 * filecache.MAX_BYTES + 1),
    "a number": forged(7),
    "a list": forged([]),
    "no pages": forged({"problems": []}),
    "no problems": forged({"pages": 1}),
    "bad problems": forged({"pages": 1, "problems": [[]]}),
    "a problem of no kind": forged({"pages": 1, "problems": [[None, "a", "b", "joke"]]}),
    "a place that is none": forged({"pages": 1, "problems": [[[1, 2, 3, 4], "a", "b", "warning"]]}),
    "deep": forged(b"[" * 200_000),
    "not JSON": forged(b"{"),
    "a folder": in_its_place(Path.mkdir),
    "a link to nothing": in_its_place(lambda path: path.symlink_to("nowhere")),
    "a link to itself": in_its_place(lambda path: path.symlink_to(path)),
    "a pipe": in_its_place(getattr(os, "mkfifo", Path.mkdir)),
    "an endless device": in_its_place(lambda path: path.symlink_to("/dev/zero")),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_entry_is_as_if_there_were_none(bench, damage):
    for path in bench.entries:
        DAMAGES[damage](path)
    assert bench.renewed() == EVERYTHING
    assert bench.renewed() == (EVERYTHING if damage == "a folder" else [])


def test_entries_under_each_others_names_are_as_if_there_were_none(bench):
    one, other = bench.entries
    one.rename(one.with_name("aside"))
    other.rename(one)
    one.with_name("aside").rename(other)
    assert bench.renewed() == EVERYTHING


def refuse(*_arguments, **_options):
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("trouble", ["a file in the way", "no folder possible", "full", "nothing may be moved"])
def test_a_cache_that_cannot_be_written_changes_nothing(bench, tmp_path, trouble, monkeypatch):
    bench.cache = tmp_path / "other"
    if trouble == "a file in the way":
        bench.cache.write_bytes(b"mine")
    elif trouble == "no folder possible":
        bench.cache = tmp_path / ("x" * 300)
    elif trouble == "full":
        monkeypatch.setattr(filecache.tempfile, "mkstemp", refuse)
    else:
        real = Path.replace
        monkeypatch.setattr(Path, "replace", lambda path, to: refuse() if "files" in to.parts else real(path, to))
    for _ in range(2):
        assert bench.renewed() == EVERYTHING
    if trouble == "nothing may be moved":
        assert bench.entries == []  # nothing half done


def test_what_may_only_be_read_is_used(bench, monkeypatch):
    monkeypatch.setattr(filecache.os, "utime", refuse)
    assert bench.renewed() == []


# --- what stays -----------------------------------------------------------------------------------------------------


def numbered(cache: FileCache, folder: Path, numbers: range, size: int = 10) -> None:
    for number in numbers:
        cache.put(f"{number:02}", Kept(b"x" * size, 1, ()))
        os.utime(folder / "files" / f"{number:02}", (number, number))


def kept(folder: Path) -> list[int]:
    return sorted(int(path.name) for path in (folder / "files").iterdir())


def test_the_newest_stay(tmp_path, monkeypatch):
    monkeypatch.setattr(filecache, "MAX_ENTRIES", 8)
    cache = FileCache(tmp_path)
    numbered(cache, tmp_path, range(1, 9))
    assert kept(tmp_path) == list(range(1, 9))
    assert cache.get("02") is not None  # what is used is as good as new
    cache.put("09", Kept(b"x", 1, ()))
    assert kept(tmp_path) == [2, 5, 6, 7, 8, 9]


def test_the_newest_stay_where_there_is_too_much(tmp_path, monkeypatch):
    monkeypatch.setattr(filecache, "MAX_TOTAL", 10_000)
    numbered(FileCache(tmp_path), tmp_path, range(1, 10), 1000)
    assert kept(tmp_path) == list(range(1, 10))
    FileCache(tmp_path).put("10", Kept(b"x" * 1000, 1, ()))
    assert kept(tmp_path) == list(range(5, 11))
    FileCache(tmp_path).put("11", Kept(b"x" * 20_000, 1, ()))
    assert kept(tmp_path) == [11]


def test_a_file_that_is_too_large_is_not_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(filecache, "MAX_BYTES", 999)
    numbered(FileCache(tmp_path), tmp_path, range(1, 2), 999)
    FileCache(tmp_path).put("02", Kept(b"x" * 1000, 1, ()))
    assert kept(tmp_path) == [1]


def test_without_a_folder_there_is_no_cache():
    FileCache(None).put("01", Kept(b"x", 1, ()))
    assert FileCache(None).get("01") is None


def test_what_is_kept_comes_back(tmp_path):
    problems = (Problem(Span("a\nb", 2, 3), "é\udcff", "", Severity.WARNING), Problem(None, "x", "y"))
    whole = Kept(b"%PDF\n\0{}\n", 3, problems)
    FileCache(tmp_path).put("01", whole)
    assert FileCache(tmp_path).get("01") == whole
    assert FileCache(tmp_path).get("02") is None


# --- one process and another ----------------------------------------------------------------------------------------


def test_every_process_finds_what_another_has_kept(bench):
    """Whatever the seed of hashes, the number of processes, and what happens to be imported by then."""
    seen = []
    for seed, jobs in (("1", "1"), ("2", "1"), ("3", "2"), ("4", "2")):
        shutil.rmtree(bench.out, ignore_errors=True)
        subprocess.run(
            [sys.executable, "-m", "booklet", *EVERYTHING, "--source", str(bench.folder), "--out", str(bench.out),
             "--jobs", jobs],
            env=os.environ | {"PYTHONHASHSEED": seed, "BOOKLET_CACHE": str(bench.folder.parent / "shared")},
            cwd=ROOT, check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        files = sorted((bench.folder.parent / "shared/files").iterdir())
        seen.append(([(path.name, path.read_bytes()) for path in files], kit.snapshot(bench.out)))
    assert len(seen[0][0]) == 2
    assert seen == [seen[0]] * 4
