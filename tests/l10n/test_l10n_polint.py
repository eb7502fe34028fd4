# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from l10n_samples import HEADER, TEXTS, entry, sample

from booklet.l10n import poread
from booklet.l10n.polint import lint_po
from booklet.l10n.poread import read_po
from booklet.problems import Problems, Severity

GOOD = entry("help.text", "Help", "Aide")
H = HEADER
P_FR = "Dans {countries} pays, {share} des [enfants](child) voient [la page {page:help}](help) depuis {since}."


def plural_header(forms: str) -> str:
    return HEADER + f'"Plural-Forms: {forms}\\n"\n'


FRENCH = plural_header("nplurals=2; plural=(n > 1);")
PLURAL = '\nmsgctxt "help.text"\nmsgid "Help"\nmsgid_plural "Helps"\nmsgstr[0] "Aide"\n'


def french(key: str, translation: str) -> str:
    """A catalog with one translation of the sample's texts; its msgstr begins at 8:9."""
    return HEADER + entry(key, TEXTS[key], translation)


# name, the file's text, line:column of the problem, what it says, how it is to be mended
ERRORS = [
    ("empty", "", "1:1", "no header", 'begin it with msgid ""'),
    ("no header", GOOD, "1:1", "no header", 'begin it with msgid ""'),
    ("header later", GOOD + H, "7:2", "not the first entry", "move it"),
    ("second header", H + "\n" + H, "6:1", "a second header, after line 1", "keep"),
    ("no content type", 'msgid ""\nmsgstr "Language: fr\\n"\n', "2:9", "no Content-Type", "charset=UTF-8"),
    ("wrong charset", H.replace("UTF-8", "ISO-8859-1"), "4:2", "charset ‘ISO-8859-1’", "charset=UTF-8"),
    ("no charset", H.replace("; charset=UTF-8", ""), "4:2", "names no charset", "charset=UTF-8"),
    ("header junk", H + '"nonsense\\n"\n', "5:2", "is no header field", "Name: value"),
    ("field twice", H + '"Language: fr\\n"\n', "5:2", "twice", "keep one"),
    ("other language", H.replace(": fr", ": de"), "3:2", "Language ‘de’", "Language: fr"),
    ("unknown language", H.replace(": fr", ": french"), "3:2", "unknown locale 'french'", "did you mean fr?"),
    ("wrong plural forms", plural_header("nplurals=2; plural=(n != 1);"), "5:2", "does not fit", "plural=(n > 1)"),
    ("bad plural forms", plural_header("nplurals=x"), "5:2", "cannot be read", "plural=(n > 1)"),
    ("plurals without forms", H + PLURAL, "3:2", "no Plural-Forms", "plural=(n > 1)"),
    ("a plural form missing", FRENCH + PLURAL, "7:1", "1 plural forms", "msgstr[0] to msgstr[1]"),
    ("unknown status", H + '"X-Booklet-Status: fine\\n"\n', "5:2", "unknown X-Booklet-Status", "machine draft"),
    ("unterminated msgstr", H + '\nmsgctxt "help.text"\nmsgid "Help"\nmsgstr "Aide\n', "8:8", "not terminated", '"'),
    ("unterminated msgid", H + '\nmsgctxt "help.text"\nmsgid "Help\nmsgstr "Aide"\n', "7:7", "not terminated", '"'),
    ("backslash at the end", H + '\nmsgid "a\\\nmsgstr ""\n', "6:7", "not terminated", '"'),
    ("junk after string", H + '\nmsgid "a" b\nmsgstr ""\n', "6:11", "after the closing", "inside a string"),
    ("quote inside", H + '\nmsgid "a"\nmsgstr "say "no""\n', "7:14", "after the closing", '\\"'),
    ("unknown escape", H + '\nmsgid "a\\q"\nmsgstr ""\n', "6:9", "unknown escape ‘\\q’", "\\\\"),
    ("octal escape", H + '\nmsgid "a\\101"\nmsgstr ""\n', "6:9", "unknown escape ‘\\1’", "the character itself"),
    ("syntax junk", H + "\nhello\n", "6:1", "no part of a PO file: ‘hello’", "remarks after #"),
    ("merge conflict", H + "\n<<<<<<< HEAD\n", "6:1", "merge conflict", "choose"),
    ("domain", H + '\ndomain "x"\n', "6:1", "no part of a PO file", "msgid"),
    ("string alone", H + '\n"x"\n', "6:1", "without a keyword", "msgid or msgstr"),
    ("keyword without string", H + "\nmsgid\nmsgstr \"\"\n", "6:1", "msgid has no string", 'msgid ""'),
    ("msgstr without msgid", H + '\nmsgstr "a"\n', "6:1", "without a msgid", "add the msgid"),
    ("msgid without msgstr", H + '\nmsgid "a"\n', "6:1", "has no msgstr", "add msgstr"),
    ("msgid and msgid", H + '\nmsgid "a"\nmsgid "b"\nmsgstr ""\n', "6:1", "has no msgstr", "add msgstr"),
    ("msgctxt alone", H + '\nmsgctxt "a"\n', "6:1", "without a msgid", "add the msgid"),
    ("msgctxt twice", H + '\nmsgctxt "a"\nmsgctxt "b"\nmsgid "c"\nmsgstr ""\n', "7:1", "a second msgctxt", "keep"),
    ("msgstr twice", H + '\nmsgid "c"\nmsgstr ""\nmsgstr "d"\n', "8:1", "a second msgstr", "keep"),
    ("late msgid_plural", H + '\nmsgid "c"\nmsgstr ""\nmsgid_plural "d"\n', "8:1", "without a msgstr", "add"),
    ("msgid with number", H + '\nmsgid[0] "c"\nmsgstr ""\n', "6:1", "takes no number", "away"),
    ("msgstr with number", H + '\nmsgid "c"\nmsgstr[0] ""\n', "7:1", "takes no number", "msgstr[0]"),
    ("plural without number", H + '\nmsgid "c"\nmsgid_plural "d"\nmsgstr ""\n', "8:1", "needs a number", "msgstr[0]"),
    ("duplicate", H + GOOD + GOOD, "10:1", "‘help.text’ stands here a second time, after line 6", "keep the better"),
    ("placeholder lost", french("p.text", P_FR.replace("{share}", "50 %")), "8:9", "lacks ‘{share}’", "repeat"),
    ("placeholder added", french("help.text", "Aide {x}"), "8:9", "has ‘{x}’ too many", "repeat"),
    ("placeholder changed", french("p.text", P_FR.replace("{since}", "{depuis}")), "8:9",
     "lacks ‘{since}’ and has ‘{depuis}’ too many", "repeat"),
    ("link target translated", french("p.text", P_FR.replace("(child)", "(enfant)")), "8:9", "](child)", "repeat"),
    ("strong lost", french("booklet.title", "En sécurité"), "8:9", "lacks ‘**…**’", "repeat"),
    ("note lost", french("q.text", "[Hola](lang:es), *ami*."), "8:9", "lacks ‘[^n]’", "repeat"),
    ("strong not closed", french("booklet.title", "En **or"), "8:12", "never closed", "**"),
    ("address in the text", french("help.text", "[A](https://a.b)"), "8:13", "stands in the text", "links"),
    ("markup in a plain text", french("img.alt", "Une **main**"), "8:13", "takes no markup", "without"),
    ("only spaces", french("help.text", "  "), "8:9", "nothing but spaces", 'msgstr ""'),
    ("control character", french("help.text", "Ai\x07de"), "8:11", "control character U+0007", "delete"),
    ("isolate not closed", french("help.text", "Ai\u2067de"), "8:11", "never closed", "close it"),
    ("stray closing control", french("help.text", "Aide\u2069"), "8:13", "closes nothing", "delete"),
    ("override", french("help.text", "\u202eediA\u202c"), "8:9", "turns", "delete"),
    ("lost character", french("help.text", "A\ufffdde"), "8:10", "U+FFFD", "type the character"),
    ("in a later line", H + '\nmsgctxt "help.text"\nmsgid "Help"\nmsgstr ""\n"A"\n"\x07e"\n', "10:2", "U+0007", ""),
]  # fmt: skip

WARNINGS = [
    ("no language", H.replace('"Language: fr\\n"\n', ""), "3:2", "does not say the language", "Language: fr"),
    ("unknown message", H + entry("old.text", "Old", "Vieux"), "6:1", "of an older booklet", "delete"),
    ("no context", H + '\nmsgid "Help"\nmsgstr "Aide"\n', "6:1", "1 message is of an older booklet", "msgctxt"),
    ("older text", H + entry("help.text", "Help!", "Aide"), "6:1", "translated from an older text", "the new text"),
    ("fuzzy", H + GOOD.replace("\nmsgctxt", "\n#, fuzzy\nmsgctxt"), "7:1", "fuzzy and not used: ‘help.text’", "check"),
    ("space in front", french("help.text", " Aide"), "8:9", "begins with a space", "alike"),
    ("space behind", french("help.text", "Aide\\n"), "8:9", "ends with a space or line break", "alike"),
    ("line break", french("help.text", "A\\nide"), "8:9", "number of line breaks", "\\n"),
]

FINE = {
    "header only": H,
    "one message": H + GOOD,
    "untranslated": french("help.text", ""),
    "no empty line between": H + GOOD.lstrip("\n"),
    "windows line ends": (H + GOOD).replace("\n", "\r\n"),
    "any order of markup": french("p.text", "{since}, {share} [e](child) [p. {page:help}](help), {countries}"),
    "joined lines": H + '\nmsgctxt "help.text"\nmsgid "" "He"\n  "lp"\nmsgstr "Ai" "de"\n',
    "obsolete and unsure": H + '\n#, fuzzy\n#~ msgctxt "x"\n#~ msgid "y"\n#~ msgstr "z"\n' + GOOD,
    "obsolete": H + '\n#~ msgctxt "x"\n#~ msgid "unterminated\n#~ msgstr "y"\n',
    "remarks": H + '\n# a\n#. b\n#: c.yaml\n#, python-brace-format\n#| msgid "Old"\n' + GOOD.lstrip("\n") + "# end\n",
    "joiners and marks": french("help.text", "م\u200cی\u200f\u2068x\u2069"),
    "two spellings of one language": H.replace(": fr", ": fr_FR") + GOOD,
    "all plural forms": FRENCH + PLURAL + 'msgstr[1] "Aides"\n',
    "byte order mark": "\ufeff" + H + GOOD,
    "status": H + '"X-Booklet-Status: reviewed by Marie\\n"\n' + GOOD,
    "last line without end": (H + GOOD).rstrip("\n"),
}


def lint(folder: Path, data: str | bytes, name: str = "locales/fr/LC_MESSAGES/booklet.po") -> list:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    problems = Problems()
    lint_po(path, sample(folder), problems)
    for problem in problems:
        assert problem.span is not None
        assert problem.span.file == str(path)
    return list(problems)


def check(problems: list, severity: Severity, place: str, what: str, mend: str) -> None:
    hits = [p for p in problems if p.severity is severity and what in p.what]
    assert hits, [str(problem) for problem in problems]
    assert f"{hits[0].span.line}:{hits[0].span.column}" == place
    assert mend in hits[0].mend


@pytest.mark.parametrize(("text", "place", "what", "mend"), [row[1:] for row in ERRORS], ids=[row[0] for row in ERRORS])
def test_errors(tmp_path, text, place, what, mend):
    check(lint(tmp_path, text), Severity.ERROR, place, what, mend)


@pytest.mark.parametrize(("text", "place", "what", "mend"), [r[1:] for r in WARNINGS], ids=[row[0] for row in WARNINGS])
def test_warnings(tmp_path, text, place, what, mend):
    problems = lint(tmp_path, text)
    check(problems, Severity.WARNING, place, what, mend)
    assert all(problem.severity is Severity.WARNING for problem in problems)


@pytest.mark.parametrize("text", FINE.values(), ids=FINE)
def test_nothing_to_say(tmp_path, text):
    assert lint(tmp_path, text) == []


@pytest.mark.parametrize(
    ("data", "place", "what", "mend"),
    [
        (HEADER.encode() + b'\nmsgid "a"\nmsgstr "caf\xe9"\n', "7:12", "byte 0xe9 is not UTF-8", "convert"),
        (HEADER.replace("UTF-8", "latin1").encode() + b"# \xe9\n", "5:3", "(its header says latin1)", "charset=UTF-8"),
        (HEADER.encode("utf-16"), "1:1", "UTF-16", "UTF-8"),
        (b"\x00\xff\xfe" * 50, "1:2", "not UTF-8", "convert"),
    ],
)
def test_bytes(tmp_path, data, place, what, mend):
    check(lint(tmp_path, data), Severity.ERROR, place, what, mend)


def test_a_problem_reads_file_line_column_what_mend(tmp_path):
    (problem,) = lint(tmp_path, HEADER + entry("help.text", "Help", "Ai\x07de"))
    path = tmp_path / "locales/fr/LC_MESSAGES/booklet.po"
    assert str(problem) == f"{path}:8:11: control character U+0007 — delete it"


def test_one_fault_does_not_hide_the_next(tmp_path):
    text = HEADER + GOOD.replace('Aide"', "Aide") + entry("booklet.title", "Stay **safe**", "x") + "\nhello\n"
    assert [problem.span.line for problem in lint(tmp_path, text)] == [8, 14, 12]


def test_a_folder_that_is_no_locale(tmp_path):
    (problem,) = lint(tmp_path, HEADER, "locales/nowhere/LC_MESSAGES/booklet.po")
    assert "unknown locale 'nowhere'" in problem.what


def test_a_template_needs_no_language(tmp_path):
    assert lint(tmp_path, HEADER.replace(": fr", ": "), "booklet.pot") == []


def test_without_a_booklet_a_translation_is_held_against_its_msgid(tmp_path):
    path = tmp_path / "x.po"
    path.write_text(HEADER + entry("any", "See {x}", "Voir"), encoding="utf-8")
    problems = Problems()
    lint_po(path, None, problems)
    assert [problem.what for problem in problems] == ["the translation of ‘any’ lacks ‘{x}’"]


def test_missing_and_huge_files(tmp_path, monkeypatch):
    problems = Problems()
    lint_po(tmp_path / "none.po", None, problems)
    monkeypatch.setattr(poread, "MAX_BYTES", 1000)
    (tmp_path / "big.po").write_bytes(b"#" * 1001)
    lint_po(tmp_path / "big.po", None, problems)
    lint_po(tmp_path, None, problems)
    unread, huge = "the catalog cannot be re", "the catalog is larger th"
    assert [problem.what[:24] for problem in problems] == [unread, huge, unread]


def test_a_file_full_of_faults_stays_readable_and_quick(tmp_path):
    start = time.perf_counter()
    problems = lint(tmp_path, HEADER + "junk\n" * 200_000)
    assert len(problems) == poread.MAX_PROBLEMS + 1
    assert "too many faults" in problems[-1].what
    text = HEADER + "".join(entry(f"old{n}", "x" * 50, "y" * 50) for n in range(5000))
    assert len(lint(tmp_path, text + '\nmsgid "' + "\\\\" * 200_000 + '"\nmsgstr ""\n')) == 1
    assert [problem.what[-29:] for problem in lint(tmp_path, french("help.text", "[{**" * 100_000))] == [
        "is longer than 20,000 characters"[-29:]
    ]
    assert len(lint(tmp_path, french("help.text", "[{**" * 4_000))) == 5
    assert time.perf_counter() - start < 8


PIECES = st.sampled_from(
    ["msgid ", "msgstr ", "msgctxt ", "msgid_plural ", "msgstr[0] ", "msgstr[99] ", '"', "\\", "\n", '""', "help.text",
     "Help", "#, fuzzy\n", "#~ ", "**", "{x}", "[", "](", ")", "\u2067", "\x00", "é", " ", "\r",
     "Plural-Forms: nplurals=", "Content-Type: text/plain; charset=", "Language: ", "\\n", "\ufeff", "\u2028"]
)  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200), st.booleans())
def test_any_text_gives_problems_and_no_exception(tmp_path, text, with_header):
    for problem in lint(tmp_path, (HEADER if with_header else "") + text.replace("\ud800", "")):
        assert problem.what
        assert problem.mend
        assert (problem.what + problem.mend).isprintable()
        assert problem.span.column >= 1


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_any_bytes_give_problems_and_no_exception(tmp_path, data):
    assert lint(tmp_path, data)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_good_file_cut_anywhere_is_noticed_or_loses_whole_entries_only(tmp_path, data):
    whole = HEADER + GOOD + entry("booklet.title", "Stay **safe**", "En **sécurité**")
    cut = data.draw(st.integers(0, len(whole)))
    path = tmp_path / "cut.po"
    path.write_text(whole[:cut], encoding="utf-8")
    problems = Problems()
    po = read_po(path, problems)
    read = [entry.translations[0].text for entry in po.entries if not entry.damaged and not entry.is_header]
    if not problems.errors:
        assert read == ["Aide", "En **sécurité**"][: len(read)]
