# SPDX-License-Identifier: Apache-2.0
"""Where lines may end: all of Unicode's LineBreakTest, then the rules of languages, as text with bars at the places."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icu4py._version import icu_version_info
from icu4py.breakers import CharacterBreaker, LineBreaker
from textkit import piece, set_text
from unicodekit import cases

from booklet.text.breaks import line_breaks
from booklet.text.characters import extends
from booklet.text.lines import Breakpoints, choose_lines
from booklet.text.penalties import break_penalties
from booklet.text.segments import readable, segment_ends

STACKERS = "\u17d2\u1039\u1a60\u1bab\uaaf6"
CLUSTERS = "\u0e33\u0eb3\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff\U000113d0\U00011f42"
BEGIN_NO_LINE = "·～"  # of what we keep from beginning a line, those that the file has
DIFFERENCES = {
    "× 002D ÷ 05D0 ÷": "ICU keeps a hyphen that begins a word with a Hebrew letter, too (LB20a), as with other letters",
    "× 002D × 0308 ÷ 05D0 ÷": "the same",
    "× 2010 ÷ 05D0 ÷": "the same",
    "× 2010 × 0308 ÷ 05D0 ÷": "the same",
}
"""Cases of LineBreakTest 16.0 that ICU 78 answers otherwise, and why."""


def parsed(case):
    """The text of a case and the offsets of its breaks."""
    marks = case.split()
    text = "".join(chr(int(point, 16)) for point in marks[1::2])
    return text, [place for place, mark in enumerate(marks[::2]) if mark == "÷"]


def icu_breaks(text):
    return segment_ends(LineBreaker(text, "en"), text)


def our_breaks(text, lang="en"):
    return line_breaks(text, lang, [(0, 0, 0)], [piece(text, lang)])


def shown(text, lang):
    ends = our_breaks(text, lang)
    return "|".join(text[start:end] for start, end in zip([0, *ends], ends, strict=False))


def test_icu_without_our_rules_breaks_as_unicode_does():
    wrong = {case for case in cases("LineBreakTest") if icu_breaks((read := parsed(case))[0]) != read[1]}
    assert len(cases("LineBreakTest")) == 16_672
    if icu_version_info[0] == 78:
        assert wrong == set(DIFFERENCES)
    else:  # each ICU follows its own version of Unicode: what changed from one to the next is little
        assert len(wrong) < 0.01 * len(cases("LineBreakTest")), sorted(wrong)[:20]


def test_our_rules_only_take_breaks_away():
    """Each break of ICU that is missing from ours stands where one of our rules looks."""
    taken = 0
    for case in cases("LineBreakTest"):
        text, _ = parsed(case)
        text = readable(text)
        ours, theirs = set(our_breaks(text)), set(icu_breaks(text))
        assert ours <= theirs
        for at in theirs - ours:
            taken += 1
            before, after = text[at - 1], text[at]
            dash = any("\u2013" <= char <= "\u2015" for char in (before, after, text[at - 2 : at - 1] or " "))
            sign = "[%$¢-¥\u20a0-\u20cf°℃℉‰٪№§]"
            unit = before == " " and re.match(sign, after + text[at - 2 : at - 1] if after.isdigit() else after)
            number = before in " -/" and after.isdigit()
            cluster = extends[after] or after in CLUSTERS or before in STACKERS or after in BEGIN_NO_LINE
            assert dash or unit or number or cluster, case
    assert taken


@pytest.mark.parametrize(
    ("lang", "marked"),
    [
        # Dictionaries.
        ("th", "เด็ก|ทุก|คน|มี|สิทธิ|ได้|รับ|การ|คุ้มครอง"),
        ("lo", "ສິດທິ|ຂອງ|ເດັກນ້ອຍ"),
        ("km", "ប្រទេស|កម្ពុជា|មានច្បាប់|ការពារ|កុមារ"),
        ("my", "ကလေးသူငယ်|များ|အခွင့်အရေး"),
        ("en", "The |word |สวัสดี|ครับ |is |Thai"),
        # Chinese (clreq) and Japanese (jlreq): what may not begin or end a line.
        ("zh-Hans", "他|说|“你|好”，|又|说|‘走|吧’。"),
        ("zh-Hans", "看|《书|名》|（注）|和|【图】！"),
        ("zh-Hans", "他|说……|再|见|吧——|好"),
        ("zh-Hans", "占|全|国|91.5％，|约|￥300、|5%"),
        ("zh-Hans", "中|文|English|混|排，|“Hello”。"),
        ("ja", "「日|本|語」|（注）|と|“引|用”|で|す。"),
        ("ja", "コー|ヒー・|ジュー|ス、|チョ|コ|レー|ト"),
        ("ja", "人々|が、|こゝ|に|い|る。"),
        ("ja", "等々……|だ！？|50％|を|¥300|で"),
        # Korean: at spaces.
        ("ko", "한국어 |어린이 |책은 |1,000원"),
        ("ko", "漢字를 |(大韓民國)에서 |50%의"),
        # Numbers, units, signs.
        ("fr", "« Bonjour ! » |dit-|il ; |« oui » : |50 % |et |20 € |le |n° 5, |§ 3"),
        ("de", "Das |kostet |€ 20 |bei |5 °C |und |№ 7"),
        ("en", "call |+44 20 7946 0958 |or |116 111, |1 200 000 |people"),
        ("en", "in |2024 |$5 |or |3 |or |4 |on |2024-03-15"),
        ("en", "1 |2 |3 |4 |5 |6"),
        # Dashes and addresses.
        ("ru", "«Привет» – |сказал |он — |да"),
        ("es", "Ven |—dijo |él—. |Sí"),
        ("en", "A—|B – |C; |first-|aid |e/|f"),
        ("en", "https://|www.example.org/|child-|care/|a_b.html?|x=1"),
        ("am", "ኢትዮጵያ፡|ልጆች፡|መብት። |አለ፤"),
        ("bo", "བོད་|ཡིག་|ནི"),
    ],
)
def test_where_lines_may_end(lang, marked):
    assert shown(marked.replace("|", ""), lang) == marked


def test_korean_words_in_another_language_stay_whole():
    pieces = [piece("The word "), piece("어린이", "ko", start=9), piece(" means child", start=12)]
    text = "".join(each.text for each in pieces)
    assert line_breaks(text, "en", [(0, 0, 0), (9, 1, 0), (12, 2, 0)], pieces) == [4, 9, 13, 19, len(text)]


TEXT = st.text(
    st.sampled_from(
        "กำเด็้ ກຳ្ក្ខិា្រ က္ကျင်း က္ဂ हिंक्ष 한국ᄒᆞ e\u0301-–/. 5%€ 漢ょー”、\U0001f1e6\U0001f1f6\U0001f468\u200d\U0001f467\ufe0f"
    ),
    max_size=40,
)


@settings(max_examples=300, deadline=None)
@given(text=TEXT, lang=st.sampled_from(["en", "th", "km", "my", "ja", "zh-Hans", "ko", "hi"]))
def test_no_line_ends_inside_a_grapheme_cluster(text, lang):
    if text:
        whole = set(segment_ends(CharacterBreaker(text, "en"), text))
        assert set(our_breaks(text, lang)) <= whole
        assert our_breaks(text, lang)[-1] == len(text)


# Where nothing else fits, between clusters.


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "e\u0301" * 60),
        ("th", "กำ" * 40),
        ("th", "เกี้" * 30),
        ("en", "ស្ត្រី" * 20),
        ("en", "က္ကျွန်" * 20),
        ("ar", "سَلَّمَنَا" * 8),
        ("ja", "ょ" * 40),
        ("en", "https://example.org/" + "q1w2" * 30),
    ],
)
def test_anywhere_between_clusters_where_nothing_fits(tag, text):
    paragraph = set_text(text, tag, 60)
    texts = ["".join(run.text for run in line.runs) for line in paragraph.lines]
    assert len(texts) > 2
    assert "".join(texts) == text
    assert all(line.width <= 60.001 for line in paragraph.lines)
    whole = set(segment_ends(CharacterBreaker(text, "en"), text))
    at = 0
    for part in texts:
        at += len(part)
        assert at in whole
        assert part[-1] not in "\u17d2\u1039"


# Which of the places are taken.


def lines(marked, measure, lang="en", *, balance=True):
    """Set text, each character one wide, at the bars."""
    places = Breakpoints()
    places.add(0, 0, 0)
    text = marked.replace("|", "")
    offset = 0
    for word in marked.split("|"):
        offset += len(word)
        places.add(offset, offset, offset - len(word) + len(word.rstrip()))
    penalties = break_penalties(text, places.offsets, lang, balance=balance)
    ends = [places.offsets[end] for end in choose_lines(places, measure, balance=balance, penalties=penalties)]
    return [text[start:end].rstrip() for start, end in zip([0, *ends], ends, strict=False)]


@pytest.mark.parametrize(
    ("marked", "measure", "expected"),
    [
        ("Your |rights: |what |the |law |says", 20, ["Your rights:", "what the law says"]),
        ("Your |safety |in |the |open |sea", 20, ["Your safety", "in the open sea"]),
        ("Who |can |help, |and |how", 17, ["Who can help,", "and how"]),
        ("My |first-|aid |kit |for |home", 20, ["My first-aid", "kit for home"]),
        ("Хто |може |допомогти |і |як |саме", 25, ["Хто може допомогти", "і як саме"]),
    ],
)
def test_headings_end_their_lines_by_sense(marked, measure, expected):
    assert lines(marked, measure) == expected


def test_a_line_rather_ends_at_a_space_than_at_a_hyphen():
    marked = "We |keep |everything |here |in |a |good |first-|aid |kit"
    assert lines(marked, 40, balance=False) == ["We keep everything here in a good", "first-aid kit"]
    assert break_penalties("Keep a kit", [0, 5, 7, 10], "en", balance=False) is None


@pytest.mark.parametrize("lang", ["cs", "pl", "ru", "uk"])
def test_letters_that_are_words_do_not_end_a_line(lang):
    marked = "Dom |a |ulice |v |noci |jsou |tiche"
    assert not any(line.endswith((" a", " v")) for line in lines(marked, 12, lang, balance=False))


def test_a_line_more_is_better_than_such_a_letter_at_an_end():
    marked = "Не |залишайся |з |цим |на |самоті"
    assert lines(marked, 14, "uk", balance=False) == ["Не залишайся", "з цим на", "самоті"]
    assert lines(marked, 14, "en", balance=False) == ["Не залишайся з", "цим на самоті"]


def test_particles_of_one_letter_begin_no_line():
    assert lines("Що |нам |допомогло |б |там", 16, "uk", balance=False) == ["Що нам", "допомогло б там"]


def test_line_breaks_take_linear_time():
    for text in ("1 200 " * 10_000, "a" * 60_000, "+" * 60_000, "— " * 20_000, "0-" * 30_000, "1-" * 30_000):
        started = time.process_time()
        our_breaks(text)
        assert time.process_time() - started < 3
