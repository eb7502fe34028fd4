# SPDX-License-Identifier: Apache-2.0
"""What a careful reader marks in a translation.

The tables hold a language, a source, its translation and the complaints: each is the check's name and words that the
message or its remedy has. A row without complaints is a text that must be left in peace.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from l10n_samples import HEADER as H
from l10n_samples import TEXTS, catalog, entry, sample

from booklet import paths
from booklet.content.load import load_booklet
from booklet.l10n.lint.catalogs import findings, lint_catalog
from booklet.l10n.lint.model import NOTE, VALUE, Pair, shown, writing_of
from booklet.l10n.lint.words import too_long
from booklet.l10n.locale import locale_facts
from booklet.l10n.tags import parse_tag
from booklet.problems import Problems, Severity


def judged(tag, source, text, kind="paragraph", flags=()):
    """The findings for one translation; ``tag`` "" is a language that nobody knows."""
    writing = writing_of(parse_tag(tag), locale_facts(tag).digits[0]) if tag else writing_of(None)
    return list(findings(Pair(shown(source).text, shown(text).text, writing, kind, frozenset(flags))))


def check_rows(table):
    failed = []
    for tag, source, text, *wanted in table:
        found = judged(tag, source, text)
        told = [(finding.check, f"{finding.what} — {finding.mend}") for finding in found]
        expected = [tuple(complaint.split(": ", 1)) for complaint in wanted]
        fits = len(told) == len(expected) and all(
            check == name and words in line for (check, line), (name, words) in zip(told, expected, strict=True)
        )
        if not fits:
            failed.append(f"{tag} {source!r} -> {text!r}: {told}, not {expected}")
    assert failed == []


ENDS = [
    ("hi", "Stop.", "रुको।"),
    ("hi", "Stop.", "रुको", "end-stop: end it with ‘।’"),
    ("bn", "Stop.", "থামো", "end-stop: ‘।’"),
    ("mr", "Stop.", "थांबा."),
    ("ur", "Go.", "جاؤ", "end-stop: ‘۔’"),
    ("ar", "Go.", "اذهب."),
    ("am", "Go.", "ሂድ", "end-stop: ‘።’"),
    ("am", "Go.", "ሂድ።"),
    ("am", "Go.", "ሂድ፡፡", "marks: U+1362"),
    ("km", "Go.", "ទៅ", "end-stop: ‘។’"),
    ("my", "Go.", "သွားပါ", "end-stop: ‘။’"),
    ("my", "What?", "ဘာလဲ"),
    ("my", "What? Tell me!", "ဘာလဲ။ ပြောပါ။"),
    ("th", "Go.", "ไปเถอะ"),
    ("th", "Go.", "ไปโรงเรียนเถอะ.", "end-stop: Thai does not use"),
    ("th", "At 8 o’clock.", "เวลา 8 น."),
    ("th", "What?", "อะไร"),
    ("zh-Hans", "Go.", "走", "end-stop: ‘。’"),
    ("zh-Hans", "They are:", "有", "end-colon: ‘：’"),
    ("ja", "Why?", "なぜですか。"),
    ("ja", "Why.", "なぜ", "end-stop: ‘。’"),
    ("hy", "Go.", "Գնա։"),
    (
        "hy",
        "Go.",
        "Գնա:",
    ),
    ("hy", "Are you going?", "Գնո՞ւմ ես։"),
    ("hy", "Are you going?", "Գնում ես։", "end-question: ends with a full stop"),
    ("el", "Who is it?", "Ποιος είναι;"),
    ("el", "Who is it?", "Ποιος είναι.", "end-question: ‘;’"),
    ("ar", "Who?", "من؟"),
    ("ar", "Who?", "من", "end-question: end it with ‘؟’"),
    ("fr", "Who?", "Qui", "end-question: ends without a question mark, the source with one"),
    ("fr", "Go!", "Va", "end-exclamation: ‘!’"),
    ("sw", "Go!", "Nenda.", "end-exclamation: ends with a full stop, the source with an exclamation mark"),
    ("ru", "a helper;", "помощник,"),
    ("ru", "a helper;", "помощник.", "end-semicolon: ends with a full stop"),
    ("fa", "a helper;", "یار", "end-semicolon: ‘؛’"),
    ("fr", "And then…", "Et puis…"),
    ("de", "And then…", "Und dann", "end-ellipsis: ‘…’"),
    ("zh-Hans", "And then…", "然后……"),
    ("fr", "Girls", "Les filles.", "end-stop: the source does not"),
    ("id", "An example", "Contohnya?", "end-question: the source does not — delete it"),
    ("id", "What helps", "Apa yang membantu?"),
    ("ta", "United Nations", "ஐ.நா."),
    ("ru", "and others", "и др."),
    ("es", "“I play!”", "«¡Juego!»."),
    ("ta", "She waits. Even the dog gets a hug.", "அவள் காத்திருக்கிறாள். நாய்க்கும் ஓர் அணைப்பு!"),
    ("fr", "See [page {page:x}](x).[^n]", "Voir la [page {page:x}](x).[^n]"),
    ("", "Go.", "Zo", "end-stop: ‘.’"),
    ("es", "Who are you?", "¿Quién eres?"),
    ("es", "Who are you?", "Quién eres?", "inverted: open it with ‘¿’"),
    ("es", "Run! Who?", "Corre! ¿Quién?", "inverted: ‘¡’"),
    ("pt", "Who?", "Quem?"),
]


def test_the_mark_at_the_end():
    check_rows(ENDS)


def test_what_leads_to_a_list_may_end_in_a_colon():
    assert judged("zh-Hans", "Be careful when someone", "要当心：", kind="lead") == []
    assert [finding.check for finding in judged("zh-Hans", "Be careful when someone", "要当心：")] == ["end-colon"]


MARKS = [
    ("ar", "Hello, you", "مرحبا, أنت", "marks: write ‘،’"),
    ("ar", "Facebook, Instagram", "Facebook, Instagram"),
    ("fa", "Who? I.", "کی? من.", "marks: write ‘؟’"),
    ("ur", "Go. Now.", "جاؤ. ابھی.", "marks: write ‘۔’"),
    ("ur", "It is 2.5.", "یہ 2.5 ہے۔"),
    ("hi", "Come. Go.", "आओ। जाओ.", "marks: write ‘।’"),
    ("hi", "Dr. Rao.", "डॉ. राव।"),
    ("hi", "Come.", "आओ|", "marks: U+0964"),
    ("bn", "Come.", "এসো.", "marks: write ‘।’"),
    ("ta", "Come.", "வா."),
    ("am", "Here, there", "እዚህ, እዚያ", "marks: write ‘፣’"),
    ("am", "Year 2000", "እ.ኤ.አ. በ2000"),
    ("am", "They are:", "እነዚህ ናቸው:", "marks: write ‘፦’"),
    ("zh-Hans", "One, two", "一,二", "marks: write ‘，’"),
    ("zh-Hans", "Children (all)", "孩子(所有)", "marks: write ‘（’", "marks: write ‘）’"),
    ("zh-Hans", "At 3:30, 1,000", "3:30，1,000人"),
    ("ja", "One, two", "一,二", "marks: write ‘、’"),
    ("my", "One, two.", "တစ်, နှစ်.", "marks: write ‘။’", "marks: write ‘၊’"),
    ("km", "Big goals:", "គោលដៅធំៗ៖"),
    ("km", "Big goals:", "គោលដៅធំ:", "marks: write ‘៖’"),
    ("el", "Who?", "Ποιος?", "marks: write ‘;’"),
    ("ru", "One, two", "Один， два", "marks: wide Chinese punctuation"),
    ("vi", "One, two", "Một، hai", "marks: Arabic punctuation"),
]


def test_marks_of_the_language():
    check_rows(MARKS)


SPACES = [
    ("fr", "One. Two.", "Un.  Deux.", "double-space: has two spaces"),
    ("hi", "One two", "एक  दो", "double-space: delete one"),
    ("fr", "One.  Two.", "Un.  Deux."),
    ("sw", "One[^n] two", "Moja[^n] mbili"),
    ("ru", "One. Two", "Один.. Два", "double-mark: has ‘.’ twice"),
    ("hi", "One. Two.", "एक।। दो।", "double-mark: U+0965"),
    ("zh-Hans", "And…", "然后……"),
    ("es", "One, two", "Uno , dos", "punctuation-spacing: a space before ‘,’"),
    ("hi", "Go.", "जाओ ।", "punctuation-spacing: a space before ‘।’"),
    ("km", "Go.", "ទៅ ។"),
    ("de", "One, two", "Eins,zwei", "punctuation-spacing: no space behind ‘,’"),
    ("am", "One, two", "አንድ፣ሁለት", "punctuation-spacing: no space behind ‘፣’"),
    ("th", "One two", "หนึ่ง,สอง"),
    ("fr", "Who: me?", "Qui\u00a0: moi\u202f?"),
    (
        "fr",
        "Who: me?",
        "Qui : moi ?",
        "punctuation-spacing: before ‘:’ at which a line may break",
        "punctuation-spacing: U+202F",
    ),
    ("fr", "Who: me?", "Qui: moi?", "punctuation-spacing: has no space before ‘:’", "punctuation-spacing: U+202F"),
    ("fr-CA", "Who: me?", "Qui\u00a0: moi?"),
    ("fr-CA", "Who: me?", "Qui : moi?", "punctuation-spacing: U+00A0"),
    ("fr", "Say “yes”", "Dis «\u00a0oui\u00a0»"),
    ("fr", "Say “yes”", "Dis «oui»", "punctuation-spacing: before ‘»’", "punctuation-spacing: behind ‘«’"),
    ("fr", "{name}: {address}", "{name}\u00a0: {address}"),
    ("fr", "{name}: {address}", "{name}: {address}", "punctuation-spacing: U+00A0"),
    ("fr", "At 10:30, see https://a.org", "À 10:30, voir https://a.org"),
    ("ru", "Say “yes”: go", "Скажи «да»: иди"),
]


def test_spaces():
    check_rows(SPACES)


QUOTES = [
    ("fr", "Say “yes”", "Dis “oui”", "quotes: write «…»"),
    ("ru", "Say “yes”", "Скажи “да”", "quotes: write «…»"),
    ("ru", "“Say ‘yes’”", "«Скажи „да“»"),
    ("uk", "Say “yes”", "Скажи „так“", "quotes: quotations within quotations"),
    ("de", "Say “yes”", "Sag „ja“"),
    ("de", "Say “yes”", "Sag “ja”", "quotes: write „…“"),
    ("ar", "Say “yes”", "قل «نعم»"),
    ("ar", "“a” and “b”", "”أ“ و”ب“"),
    ("fa", "Say “yes”", "بگو «بله»"),
    ("es", "Say “yes”", "Di “sí”"),
    ("ja", "Say “yes”", "「はい」と言う"),
    ("pl", "Say “yes”", "Powiedz „tak”"),
    ("sw", "Say “yes”", 'Sema "ndiyo"', "quotes: straight", "quotes: “…”"),
    ("hi", "Say “yes”", "कहो 'हाँ'", "quotes: straight"),
    ("", "Say “yes”", 'Zo "ya"', "quotes: straight", "quotes: straight"),
    ("he", "UN", 'או"ם'),
    ("vi", 'a 5" pipe', 'ống 5"'),
    ("fa", "Say “yes”", "بگو «بله", "unpaired: has more ‘«’ than ‘»’"),
    ("id", "all (children)", "semua (anak", "unpaired: has more ‘(’ than ‘)’"),
    ("id", "a) one", "a) satu"),
    ("fr", "The friend’s", "L'ami", "apostrophe: U+2019"),
    ("uk", "Family", "Сім'я", "apostrophe: U+2019"),
    ("sw", "Cow", "Ng’ombe"),
    ("fr", "And so…", "Et puis...", "ellipsis: U+2026"),
    ("zh-Hans", "And so on", "等等...等", "ellipsis: ……"),
]


def test_quotation_marks_and_apostrophes():
    check_rows(QUOTES)


LETTERS = [
    ("fr", "One two", "Un\u200b deux", "zero-width-space: U+200B"),
    ("km", "One two", "មួយ\u200bពីរ"),
    ("ru", "One", "Оди\u00adн", "invisible: a soft hyphen"),
    ("sw", "One", "\u2060Moja", "invisible: a word joiner"),
    ("vi", "One", "M\u200dột", "invisible: a zero-width joiner"),
    ("fa", "Wants", "می\u200cخواهد"),
    ("fa", "Wants", "می\u200c خواهد", "invisible: where it does nothing"),
    ("bn", "Risk", "র\u200d্যাম"),
    ("sw", "Family", "👨\u200d👩\u200d👧"),
    ("fr", "One", "\u200eUn", "invisible: left-to-right mark"),
    ("ar", "One", "\u200fواحد"),
    ("ar", "Beautiful", "جمـــيل", "kashida: U+0640"),
    ("fa", "Beautiful", "زیـبا", "kashida: delete it"),
    ("ar", "AH", "1445 هـ"),
    ("fa", "Big city", "شهر بزرگي", "letters: type ی (U+06CC)"),
    ("ur", "Book", "كتاب", "letters: type ک (U+06A9)"),
    ("ar", "Big", "کبير", "letters: type ك (U+0643)"),
    ("ro", "And", "şi", "letters: type ș (U+0219)"),
    ("uk", "You", "ты", "letters: another language"),
    ("ru", "Help", "Пoмощь", "letters: Latin o (U+006F)"),
    ("ru", "Man and boy", "Мужчина c мальчиком", "letters: Cyrillic letter (U+0441)"),
    ("sw", "Mother", "Mаma", "letters: Cyrillic а (U+0430)"),
    (
        "el",
        "Father",
        "Πατέραs",
    ),
    ("ru", "SMS text", "SMS-текст, IT, vitamin A"),
    ("bn", "Child", "बच्चा", "letters: another script (Devanagari)"),
    ("sw", "Child", "Mtoto 儿童", "letters: (Cjk)"),
    ("hi", "Pi", "पाई π"),
    ("ta", "Photo", "PDFகள்"),
    (
        "th",
        "At",
        "ที่",
    ),
    ("th", "At", "ท่ี", "order: type the vowel sign first"),
    ("th", "Tell", "เเจ้ง", "order: U+0E41"),
    ("th", "Water", "นํ้า", "order: U+0E33"),
    ("lo", "Tell", "ເເຈ້ງ", "order: U+0EC1"),
    ("my", "Way", "လှ\u103bမ်း", "order: ya, ra, wa, ha"),
    (
        "my",
        "Joy",
        "၀မ်း",
    ),
    ("my", "Text", "၀ါသနာ", "order: U+101D"),
    ("my", "Old", "ျမန္မာ႐ႈ\u1060", "order: Zawgyi", "signs: without a letter"),
    ("hi", "Come", "अाओ", "order: U+0906"),
    (
        "hi",
        "Come",
        "आओो",
    ),
    ("hi", "Child", "बच््चा", "order: U+094D twice"),
    ("hi", "Child", "बच ्चा", "signs: has a sign without a letter"),
    ("ta", "Child", " ா", "signs: U+0BBE"),
    ("ta", "In 2024", "{year}இல் {year}ா"),
    ("vi", "Friend", "ba\u0323n", "decomposed: type ạ"),
    ("fr", "Summer", "e\u0301te\u0301", "decomposed: type é"),
    ("bn", "Made", "তৈরি হয়"),
    ("hi", "18 or 20", "१८ या 20", "digits: two kinds"),
    ("fa", "18 or 20", "۱۸ یا ٢٠", "digits: ۰–۹"),
    ("hi", "Page A4, 18", "A4 पर १८"),
    ("mr", "In {year}, 18", "{year} मध्ये १८"),
    ("mr", "In {year}, 18", "{year} मध्ये ۱۸", "digits: another kind than the numbers"),
]


def test_characters():
    check_rows(LETTERS)


WORDS = [
    ("fr", "In the house", "dans dans la maison", "duplicate: ‘dans’ twice"),
    ("ru", "In the house", "в в доме", "duplicate: ‘в’"),
    ("fr", "We meet", "nous nous voyons"),
    ("id", "Friends", "sama sama"),
    ("hi", "Slowly", "धीरे धीरे"),
    ("vi", "Always", "luôn luôn"),
    ("de", "No, no", "Nein, nein"),
    ("fr", "You can stop reading", "You can stop reading", "same: is the same"),
    ("ar", "You can stop reading", "You can stop reading", "same: translate it"),
    ("ar", "Question", "Question"),
    ("ar", "words", "words", "same: translate it"),
    ("fr", "violence", "violence"),
    ("fr", "{share}", "{share}"),
    ("fr", "Take It Down", "Take It Down"),
    ("en-GB", "You can stop reading", "You can stop reading"),
    ("hi", "Ask a helpline", "helpline से पूछो", "untranslated: ‘helpline’"),
    ("ru", "Set it to private", "Закрой его (private)"),
    ("th", "by The Booklet contributors", "โดย The Booklet contributors"),
    ("sw", "The house", "NYumba", "multiple-capital: ‘NYumba’"),
    ("ru", "Organisation", "ОРганизация", "multiple-capital: write one"),
    ("id", "UN and NGOs", "PBB dan LSM"),
    ("zh-Hans", "From Child Helpline", "由Child Helpline提供"),
    ("fr", "A strong word", "Un mot <b>fort</b>", "xml-tags: ‘<b>’", "xml-tags: strong"),
    ("hi", "A and B", "अ &amp; ब", "xml-tags: the character itself"),
    ("fr", "less < more > less", "moins < plus > moins"),
    ("fr", "Call 116 111 or see example.org", "Appelle le 116 111 ou va sur example.org"),
    ("fr", "Call 116 111 now", "Appelle le 116 112 vite", "url: the number ‘116 111’"),
    ("mr", "Call 116 111 now", "११६ १११ ला फोन करा"),
    ("sw", "Write to help@example.org.", "Andika kwa helpexample.org.", "url: ‘help@example.org’"),
    ("fr", "From 2019-2022, 1,000,000 children", "De 2019 à 2022, un million d’enfants"),
    ("fr", "This is a text that is long enough to compare, more or less.", "Un.", "length: less than a quarter"),
    ("zh-Hans", "This is a text that is long enough to compare, more or less.", "字。" * 40, "length: three times"),
    ("zh-Hans", "This is a text that is long enough to compare, more or less.", "这段文字够长，可以比较一下。"),
]


def test_words():
    check_rows(WORDS)


def test_a_flag_silences_one_check_and_a_longer_one_all():
    assert [finding.check for finding in judged("hi", "Go.", "जाओ  तुम?")] == ["end-stop", "double-space"]
    silenced = judged("hi", "Go.", "जाओ  तुम?", flags=["ignore-end-stop"])
    assert [finding.check for finding in silenced] == ["double-space"]
    assert judged("hi", "Go.", "जाओ  तुम?", flags=["ignore-all-checks"]) == []
    assert [finding.check for finding in judged("fr", "violence", "violence", flags=["strict-same"])] == ["same"]


def test_markup_is_not_judged_and_places_are_those_in_the_catalog():
    text = shown("**Un** [mot](x)[^n] {v} \\* [le  le](lang:es)")
    assert text.text == f"Un mot{NOTE} {VALUE} * {VALUE * 6}"
    assert text.place(text.text.index("mot")) == 8
    assert text.place(len(text.text)) == text.offsets[-1]
    assert shown("2 * 3 **x", plain=True).text == "2 * 3 **x"
    assert shown("2 * 3").text == "2 * 3"
    assert shown("").place(5) == 0


def linted(folder, text, posix="fr"):
    path = catalog(folder, posix, {})
    path.write_text(text, encoding="utf-8")
    problems = Problems()
    lint_catalog(path, sample(folder), problems)
    return [(str(p.span).rpartition("/")[2], p.what, p.mend, p.severity is Severity.ERROR) for p in problems]


def test_a_complaint_names_place_message_remedy_and_flag(tmp_path):
    text = H + entry("words.apple.text", TEXTS["words.apple.text"], "Un [fruit](apple)  mûr").replace(
        "[fruit](apple)", "fruit"
    )
    assert linted(tmp_path, text) == [
        ("booklet.po:8:17", "the translation of ‘words.apple.text’ has two spaces in a row",
         "delete one (right as it is? flag it ignore-double-space)", False),
    ]  # fmt: skip
    assert linted(tmp_path, text.replace("\nmsgctxt", "\n#, ignore-double-space\nmsgctxt")) == []


def test_places_stand_right_behind_markup(tmp_path):
    text = H + entry("booklet.title", TEXTS["booklet.title"], "**Reste** à l'abri")
    assert [place for place, *_ in linted(tmp_path, text)] == ["booklet.po:8:22"]


def test_spaces_at_the_ends_are_silenced_by_name(tmp_path):
    wrong = H + entry("help.text", "Help", " Aide ")
    assert [what.split("’ ")[1][:6] for _, what, *_ in linted(tmp_path, wrong)] == ["begins", "ends w"]
    right = wrong.replace("\nmsgctxt", "\n#, ignore-begin-space, ignore-end-space\nmsgctxt")
    assert linted(tmp_path, right) == []


def test_what_may_not_be_printed_gets_no_advice(tmp_path):
    broken = H + entry("p.text", TEXTS["p.text"], 'Dis  \\"oui\\"')
    assert all("lacks" in what for _, what, *_ in linted(tmp_path, broken))
    fuzzy = H + entry("help.text", "Help", "Ai  de").replace("\nmsgctxt", "\n#, fuzzy\nmsgctxt")
    assert all("fuzzy" in what for _, what, *_ in linted(tmp_path, fuzzy))


def test_the_length_that_there_is_room_for(tmp_path):
    flagged = H + entry("help.text", "Help", "À l’aide").replace("\nmsgctxt", "\n#, max-length:7\nmsgctxt")
    ((place, what, mend, error),) = linted(tmp_path, flagged)
    assert place == "booklet.po:9:9"
    assert error
    assert "has 8 characters, and there is room for 7" in what
    assert "make it shorter" in mend
    assert linted(tmp_path, flagged.replace("h:7", "h:8")) == []
    assert linted(tmp_path, flagged.replace("max-length:7", "max-length:7, ignore-max-length")) == []
    assert linted(tmp_path, flagged.replace("h:7", "h:x")) == []


def test_length_is_counted_in_what_readers_take_for_characters(tmp_path):
    assert too_long("กี่", 1) is None
    assert too_long("e\u0301", 1) is None
    assert too_long("ab", 1) is not None
    text = "{countries} {share} [e](child) [p{page:help}](help) {since}"  # 1 200 50 % e p00 novembre 2024
    counted = H + entry("p.text", TEXTS["p.text"], text).replace("\nmsgctxt", "\n#, max-length:20\nmsgctxt")
    told = [what for _, what, *_ in linted(tmp_path, counted) if "room" in what]
    assert told == ["the translation of ‘p.text’ has 30 characters, and there is room for 20"]


def test_a_short_text_has_one_translation_in_one_kind_of_place(tmp_path):
    texts = {**TEXTS, "lines.mail.label": "World", "words.zebra.term": "World"}
    source = sample(tmp_path, texts)
    kinds = {"lines.web.label": "label", "lines.mail.label": "label"}
    messages = tuple(
        msgspec.structs.replace(message, kind=kinds.get(message.id, message.kind)) for message in source.messages
    )
    source = msgspec.structs.replace(source, messages=messages)
    path = catalog(tmp_path, "fr", {})
    path.write_text(
        H + entry("lines.web.label", "World", "Monde") + entry("lines.mail.label", "World", "Terre")
        + entry("words.zebra.term", "World", "Univers"), "utf-8",
    )  # fmt: skip
    problems = Problems()
    lint_catalog(path, source, problems)
    assert [problem.what for problem in problems] == [
        "the translation of ‘lines.mail.label’ is not that of line 6, ‘Monde’, of the same text"
    ]


def test_terms_of_the_glossary_where_a_flag_asks_for_them(tmp_path):
    term = entry("words.zebra.term", "zebra", "zèbre (animal)")
    using = entry("words.apple.text", "A fruit", "Un fruit")
    texts = {**TEXTS, "words.apple.text": "A zebra’s fruit"}
    path = catalog(tmp_path, "fr", {})
    for flag, text, expected in (
        ("check-glossary", "Le fruit du cheval", ["check-glossary"]),
        ("check-glossary", "Le fruit du zèbre", []),
        ("check-glossary, ignore-check-glossary", "Le fruit du cheval", []),
        ("ignore-same", "Le fruit du cheval", []),
    ):
        flagged = using.replace("A fruit", "A zebra’s fruit").replace("Un fruit", text)
        path.write_text(H + term + flagged.replace("\nmsgctxt", f"\n#, {flag}\nmsgctxt"), "utf-8")
        problems = Problems()
        lint_catalog(path, sample(tmp_path, texts), problems)
        assert [problem.mend.rpartition("ignore-")[2].rstrip(")") for problem in problems] == expected


def test_many_faults_are_told_up_to_a_limit(tmp_path):
    told = linted(tmp_path, H + entry("words.apple.text", "A fruit", "a  b  c  d  e  f  g  h"))
    assert len(told) == 5


def test_a_catalog_of_no_known_language_gets_what_needs_none(tmp_path):
    path = tmp_path / "some.po"
    path.write_text(H.replace(": fr", ": xx") + entry("help.text", "Help", "Zo  'ba'"), "utf-8")
    problems = Problems()
    lint_catalog(path, sample(tmp_path), problems)
    assert [p.mend.rpartition("ignore-")[2] for p in problems if "ignore-" in p.mend] == ["double-space)", "quotes)"]


def test_catalogs_without_booklet_templates_and_files_that_are_none(tmp_path):
    problems = Problems()
    path = catalog(tmp_path, "hi", {"help.text": "मदद  करो"})
    lint_catalog(path, None, problems)
    assert [problem.severity for problem in problems] == [Severity.WARNING]
    template = tmp_path / "booklet.pot"
    template.write_text(H + entry("help.text", "Help", ""), "utf-8")
    lint_catalog(template, sample(tmp_path), quiet := Problems())
    assert len(quiet) == 0
    lint_catalog(tmp_path / "none.po", None, missing := Problems())
    assert len(missing.errors) == 1


@pytest.mark.parametrize("text", ["", "\u0301", "[", "*", "\\", "}{", "«", "\u200d", "\ufffc", "a" * 2000, "क," * 500])
@pytest.mark.parametrize("tag", ["", "fr", "hi", "th", "hy", "zh-Hans", "es"])
def test_odd_texts_break_nothing(tag, text):
    for source in ("", "Help.", text):
        judged(tag, source, text)
        judged(tag, text, "Help.")


def test_shipped_catalogs_are_clean():
    problems = Problems()
    booklet = load_booklet(paths.bundled_booklets() / "child-trafficking", problems)
    files = sorted((Path(__file__).parents[2] / "locales").glob("*/LC_MESSAGES/booklet.po"))
    assert len(files) >= 2
    for file in files:
        lint_catalog(file, booklet, problems)
    assert [str(problem) for problem in problems] == []


def test_quotations_in_a_row_and_within_each_other() -> None:
    told = [(finding.check, finding.at) for finding in judged("ru", "A", "«а „б“ в» „г“ «д»")]
    assert told == [("quotes", 10)]


@pytest.mark.parametrize("char", [")", " ", "\u00a0"])
def test_long_runs_in_the_middle_are_not_the_end(char) -> None:
    assert [
        finding.check for finding in judged("de", "Stop.", f"A{char * 9}b.{char}") if finding.check == "end-stop"
    ] == []
