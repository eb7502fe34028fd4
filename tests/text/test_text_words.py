# SPDX-License-Identifier: Apache-2.0
"""Scripts without spaces between words: where lines rather end, and words that stay whole."""

from __future__ import annotations

import re

import pytest
from textkit import line_texts, piece, set_text, typesetter

from booklet.text.breaks import line_breaks, sense_breaks
from booklet.text.lines import Breakpoints, choose_lines
from booklet.text.penalties import break_penalties, inside_words
from booklet.text.words import own_words


def our_breaks(text, lang):
    return line_breaks(text, lang, [(0, 0, 0)], [piece(text, lang)])


def lines(text, measure, lang, *, balance=False, whole=()):
    """Set text, each base character one wide."""
    places = Breakpoints()
    places.add(0, 0, 0)
    start = 0
    at = 0.0
    for end in our_breaks(text, lang):
        part = text[start:end]
        places.add(end, at + len(part), at + len(part.rstrip()))
        start, at = end, at + len(part)
    pattern = re.compile("|".join(map(re.escape, whole))) if whole else None
    penalties = break_penalties(text, places.offsets, lang, balance=balance, whole=pattern)
    ends = [places.offsets[end] for end in choose_lines(places, measure, balance=balance, penalties=penalties)]
    return [text[start:end].rstrip() for start, end in zip([0, *ends], ends, strict=False)]


@pytest.mark.parametrize(
    ("lang", "text", "measure", "expected"),
    [
        ("th", "เด็กทุกคนมีสิทธิ ไม่มีใครซื้อขายได้", 30, ["เด็กทุกคนมีสิทธิ", "ไม่มีใครซื้อขายได้"]),
        ("th", "เด็กทุกคนมีสิทธิ จริงหรือไม่จริง", 20, ["เด็กทุกคนมีสิทธิ", "จริงหรือไม่จริง"]),
        ("km", "កុមារមានសិទ្ធិ។ អ្នកណាអាចជួយបាន", 26, ["កុមារមានសិទ្ធិ។", "អ្នកណាអាចជួយបាន"]),
        ("my", "ကလေးတိုင်းမှာ အခွင့်အရေးရှိတယ်", 28, ["ကလေးတိုင်းမှာ", "အခွင့်အရေးရှိတယ်"]),
        ("zh-Hans", "为什么会发生、什么能帮忙", 10, ["为什么会发生、", "什么能帮忙"]),
        ("zh-Hans", "保护孩子是所有国家共同的责任", 12, ["保护孩子是所有", "国家共同的责任"]),
        ("am", "የልጆች መብት፦ ሕጉ ምን ይላል", 16, ["የልጆች መብት፦", "ሕጉ ምን ይላል"]),
        ("hi", "हर बच्चे का अधिकार। कानून क्या है", 24, ["हर बच्चे का अधिकार।", "कानून क्या है"]),
    ],
)
def test_headings_end_their_lines_where_phrases_end(lang, text, measure, expected):
    assert lines(text, measure, lang, balance=True) == expected


def test_running_text_ends_lines_at_a_space_where_little_is_lost():
    text = "เด็กทุกคนมีสิทธิ ได้รับการคุ้มครองจากทุกประเทศ และทุกคนช่วยได้"
    assert lines(text, 19, "th")[0] == "เด็กทุกคนมีสิทธิ"  # three more would fit
    assert lines(text, 26, "th")[0] != "เด็กทุกคนมีสิทธิ"  # too much white


def test_burmese_particles_rather_stay_with_their_word():
    text = "ကလေးတွေကို ဘယ်သူမှ မရောင်းရဘူး။"
    ends = our_breaks(text, "my")
    costs = break_penalties(text, ends, "my", balance=False)
    dear = {text[at:].split()[0] for at, cost in zip(ends, costs, strict=True) if cost > 0.05}
    assert dear == {"တွေကို", "ကို", "မှ", "ဘူး။"}


@pytest.mark.parametrize(
    ("lang", "marked"),
    [
        ("my", "ဝက်ဘ်|ဆိုက် |အာ|ဒမ် |ချတ်"),  # a consonant that closes its syllable
        ("my", "သူ့|ကို |မမေ့|ပါ|နဲ့ |မကြောက်|ပါ|နဲ့"),  # the negation
        ("th", "เด็ก ๆ |อยู่|ข้าง ๆ |บ้าน ฯลฯ"),  # signs that repeat and shorten
        ("th", "เอ|เลนา|ไป"),  # vowels with their consonant
        ("km", "ផ្សេងៗ|និង|កុមារ"),
    ],
)
def test_what_begins_no_line(lang, marked):
    text = marked.replace("|", "")
    ends = our_breaks(text, lang)
    assert "|".join(text[start:end] for start, end in zip([0, *ends], ends, strict=False)) == marked


def test_words_of_chinese():
    text = "你的权利：联合国的规定"
    assert sense_breaks(text) == {2, 5, 7, 8, 9, 11}


STORY = ["เอเลนายิ้ม", "แม่ของเอเลนาไปตลาด", "ครูถามเอเลนาก่อน", "เอเลนาไม่อยากไป", "ปีนี้มีเอกสาร เอ"]


def test_names_are_known_from_the_booklets_own_text():
    assert "เอเลนา" in own_words(STORY, (), "th")
    assert own_words(STORY[:2], (), "th") == ()  # too few to tell
    assert "埃莱娜" in own_words(["埃莱娜和行星", "她是埃莱娜。", "埃莱娜，你好", "老师和埃莱娜说话"], (), "zh-Hans")


def test_words_beside_a_sign_or_a_number_are_no_neighbours():
    assert own_words(["เล่น, บ้าน", "เล่น 5 บ้าน", "เล่น บ้าน"] * 4, (), "th") == ()


def test_terms_count_as_they_are():
    terms = ("คนค้ามนุษย์ ฟ้อง", "ก", "ยาวมากๆยาวมากๆยาวมากๆยาวมากๆ")
    assert own_words((), terms, "th") == ("คนค้ามนุษย์", "ฟ้อง")


def test_languages_with_spaces_have_no_such_list():
    assert own_words(["Elena smiles"] * 9, ["word"], "en") == ()


def test_a_word_that_stays_whole_begins_a_line_of_its_own():
    text = "เด็กชายและเอเลนาไปโรงเรียน"
    assert lines(text, 14, "th") == ["เด็กชายและเอ", "เลนาไปโรงเรียน"]
    assert lines(text, 14, "th", whole=["เอเลนา"]) == ["เด็กชายและ", "เอเลนาไป", "โรงเรียน"]


def test_a_word_that_is_wider_than_its_column_is_divided_all_the_same():
    whole = typesetter("th")
    whole.keep_whole(["เอเลนา"])
    pieces = [piece("เอเลนา", "th")]
    widest = whole.narrowest(pieces)
    assert widest > typesetter("th").narrowest(pieces)
    paragraph = whole.paragraph(pieces, widest - 5, direction="ltr")
    assert len(paragraph.lines) == 2
    assert "".join(line_texts(paragraph)) == "เอเลนา"
    assert all(line.width <= widest - 5 for line in paragraph.lines)


def test_emergency_cuts_keep_thai_vowels_beside_their_consonant():
    texts = line_texts(set_text("เกาะแก่โมะไมา" * 8, "en", 40))
    assert len(texts) > 3
    assert not any(line[0] in "ะา" or line[-1] in "เแโไ" for line in texts)


def test_emergency_cuts_keep_burmese_syllables():
    text = "အင်္ဂလန်နိုင်ငံ" * 6
    texts = line_texts(set_text(text, "en", 60))
    assert len(texts) > 3
    assert "".join(texts) == text
    assert not any(re.match("[က-အ]\u1037?[\u103a\u1039]", line) for line in texts)


def test_words_that_are_cut_are_kept_for_a_remark():
    setter = typesetter("en")
    for text in ("Responsibilities matter", "https://example.org/a-long-address", "Hi"):
        setter.paragraph([piece(text)], 50, direction="ltr")
    assert list(setter.divided) == ["Responsibilities"]
    setter = typesetter("en")
    setter.paragraph([piece("Responsibilities matter")], 50, direction="ltr", hyphenate=True)
    assert list(setter.divided) == []  # by its hyphens


def test_words_are_whole_beside_a_space_too():
    word = re.compile("ผู้ค้ามนุษย์")
    text = "คือผู้ค้ามนุษย์ ที่"
    start = text.index("ผู้")
    offsets = [start, start + 3, start + 6, text.index("ที่"), len(text)]
    assert inside_words(text, offsets, word) == {start + 3, start + 6}
    assert inside_words("x" + text, [start + 4], word) == set()


@pytest.mark.parametrize(
    ("lang", "text", "particle"),
    [("my", "သွားတယ်။ စား", "တယ်"), ("km", "មិនទៅទេ។ គេ", "ទេ")],
)
def test_a_line_does_not_begin_with_the_particle_that_ends_a_sentence(lang, text, particle):
    at = text.index(particle)
    after = text.index(" ") + 1
    costs = break_penalties(text, [2, at, after, len(text)], lang, balance=False)
    assert costs is not None
    assert costs[1] > 10
    assert costs[2] == 0
