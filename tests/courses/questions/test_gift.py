"""Every construct of GIFT and Aiken, in small files of our own."""

import pytest

from courses.questions.interchange.items import MOST_ENTRIES
from courses.questions.interchange.reading import read_questions
from lms.markup import render
from tests.vectors import vectors

pytestmark = pytest.mark.usefixtures("app")


def read(text: str | bytes, name="file.gift"):
    return read_questions(text if isinstance(text, bytes) else text.encode(), name)


def one(text: str):
    source = read(text)
    assert [entry.why for entry in source.receipt.refused] == []
    assert len(source.items) == 1
    return source.items[0]


def reasons(text: str | bytes) -> list[str]:
    return [entry.why for entry in read(text).receipt.refused]


def test_title_comments_id_tags_and_category():
    source = read(
        "$CATEGORY: $course$/top/A//B/C\n\n// [id:q\\]1] [tag:one] [tag:two words]\n::A \\:: title::Yes?{T}\n"
    )
    item = source.items[0]
    assert (item.name, item.key, item.tags, item.category) == ("A :: title", "q]1", ["one", "two words"], ("A/B", "C"))
    assert source.categories == [("A/B", "C")]


@pytest.mark.parametrize(
    ("written", "markdown"),
    [
        ("[html]<p>One <b>two</b></p><ul><li>a</li><li>b</li></ul>", "One **two**\n\n- a\n- b"),
        ("[markdown]**bold**\\n\\n- a", "**bold**\n\n- a"),
        ("[plain]5 * 3 * 2 <b>", "5 \\* 3 \\* 2 \\<b>"),
        ("[moodle]one\\ntwo", "one\\\ntwo"),
        ("lines of\nthe file", "lines of the file"),
        ("what \\{is\\} \\= 1\\:2 \\# \\~ ?", "what {is} = 1:2 # \\~ ?"),
        ("[html]<p>$ 1 \\\\neq 0 $ costs $5</p>", "$1 \\neq 0$ costs \\$5"),
        ("[html]<pre>a\\n  b</pre>", "```\na\n  b\n```"),
        ('[html]<a href\\="https\\://x.example/a">there</a>', "[there](https://x.example/a)"),
    ],
)
def test_texts_become_markdown_that_says_the_same(written, markdown):
    assert one(f"{written}{{}}").content["text"] == markdown


def test_formats_are_inherited_from_the_question():
    item = one("[html]<b>Which?</b>{=<i>this</i>#<b>yes</b> ~[plain]<that>}")
    assert [option["text"] for option in item.content["options"]] == ["*this*", "\\<that>"]
    assert item.content["options"][0]["feedback"] == "**yes**"


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("#3", [(3, 0, 1)]),
        ("#3:0.5", [(3, 0.5, 1)]),
        ("#-2..4", [(1, 3, 1)]),
        ("#=1.5:0 =%50%1,5:1 ~#no", [(1.5, 0, 1), (1.5, 1, 0.5), (None, 0, 0)]),
        ("#=2 =%25%*", [(2, 0, 1), (None, 0, 0.25)]),
    ],
)
def test_numbers_ranges_and_tolerances(answers, expected):
    found = one(f"How many?{{{answers}}}").content["answers"]
    assert [(answer["value"], answer["tolerance"], answer["fraction"]) for answer in found] == expected


@pytest.mark.parametrize(
    ("answers", "right", "on_true", "on_false"),
    [
        ("T", True, "", ""),
        ("false", False, "", ""),
        ("TRUE#wrong#right", True, "right", "wrong"),
        ("F#wrong#right", False, "wrong", "right"),
        ("T##right####over", True, "right", ""),
    ],
)
def test_true_and_false_with_feedback_for_wrong_first(answers, right, on_true, on_false):
    content = one(f"Is it?{{{answers}}}").content
    assert (content["answer"], content["feedback_true"], content["feedback_false"]) == (right, on_true, on_false)


def test_missing_word_matching_short_essay_and_description():
    assert one("Water is {=wet ~dry} here.").content["text"] == "Water is _____ here."
    matching = one("Match.{=a -> 1 =b -> 2 = -> 3}").content
    assert [(pair["prompt"], pair["answer"]) for pair in matching["pairs"]] == [("a", "1"), ("b", "2")]
    assert matching["extra"] == ["3"]
    assert one("Who?{=Ann =%50%Bob#nearly}").kind == "short"
    assert one("Who?{Ann}").kind == "short"
    assert one("Tell.{####Thanks}").content["feedback"] == "Thanks"
    assert one("Only read this.").kind == "description"


def test_shares_are_brought_to_a_whole_and_that_is_named():
    source = read("Which?{~%50%a ~%50%b ~%50%c ~d}")
    assert sum(option["fraction"] for option in source.items[0].content["options"]) == pytest.approx(1)
    assert [entry.what for entry in source.receipt.changed] == ["shares"]


def test_an_empty_line_within_answers_ends_nothing():
    source = read("Which?{\n=a\n\n~b\n}\n\nNext?{T}")
    assert [item.kind for item in source.items] == ["single", "true_false"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Which? {=a ~b", "a } is missing"),
        ("Which? =a ~b}", "a { is missing"),
        ("{=a} and {=b} too", "more than one set of answers"),
        ("How many? {#many}", "is not a number"),
        ("Which? {~a ~b}", "must make 100"),
        ("Which? {=a ~}", "may not stay empty"),
        ("Match. {=a -> 1}", "at least 2"),
        (f"Long {'x' * 70_000}?{{T}}", "longer than"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_its_reason_and_the_rest_arrives(text, reason):
    source = read(f"{text}\n\nIs it?{{T}}")
    assert len(source.items) == 1
    assert reason in source.receipt.refused[0].why


def test_encodings_are_named():
    text = "Hoe heet dat? {=één ~twee}"
    for encoding, why in (
        ("utf-16", "UTF-16"),
        ("utf-8-sig", "byte order mark"),
        ("cp1252", "Western European"),
        ("utf-8", None),
    ):
        source = read(text.encode(encoding))
        assert source.items[0].content["options"][0]["text"] == "één"
        assert [why in entry.why for entry in source.receipt.changed] == ([True] if why else [])


def test_no_more_than_a_file_may_hold():
    source = read("Is it?{T}\n\n" * (MOST_ENTRIES + 2))
    assert len(source.items) == MOST_ENTRIES
    assert len(source.receipt.refused) == 2


@pytest.mark.parametrize(
    "text", ["{" * 20_000, "~=" * 20_000, "// [id:" * 9_000 + "\nYes?{T}", "::" * 20_000, "\\" * 50_000]
)
def test_nothing_takes_long(text):
    read(f"{text}\n\nIs it?{{T}}")


def test_aiken():
    source = read("Who began?\nA. Ann\nB) Bob\nANSWER: B\n\nWho?\nA) Ann\nB) Bob\nANSWER: C\n", "file.txt")
    assert source.format == "aiken"
    assert [option["fraction"] for option in source.items[0].content["options"]] == [0, 1]
    assert "none of its options" in source.receipt.refused[0].why


def test_hostile_html_never_acts():
    hostile = vectors(
        "xss/own_htmx_mxss.jsonl", "xss/own_markdown.jsonl", "xss/dompurify_expect.jsonl", "xss/fuzzdb.jsonl"
    )
    hostile += ['<img src=x onerror="alert(1)">', "<a href='javascript:alert(1)'>x</a>", "<div hx-get='/x'>y</div>"]
    for vector in hostile:
        escaped = "".join(f"\\{letter}" if letter in "~=#{}:\\" else letter for letter in vector).replace("\n", "\\n")
        for form in ("html", "moodle", "plain"):
            for item in read(f"[{form}]x {escaped} {{T}}").items:
                html = render(item.content["text"]).html
                assert "<script" not in html.lower()
                _assert_harmless(html)


def _assert_harmless(html: str):
    from lms.markup.tree import read as tree_of

    for element in tree_of(html).elements():
        for name, value in element.attributes.items():
            assert not name.startswith(("on", "hx-", "data-hx")), html
            assert "javascript:" not in value.replace("\t", "").lower() or name not in ("href", "src"), html
