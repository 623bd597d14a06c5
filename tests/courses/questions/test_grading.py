"""What answers are worth: expectations written by hand, for every kind."""

import pytest
from werkzeug.datastructures import MultiDict

from courses.questions.kinds import KINDS, BadResponse, arrange, check, grade, read_response, right_answer
from courses.questions.kinds.fields import blank
from courses.questions.kinds.numeric import read_numbers
from courses.questions.kinds.typing import folded, matches
from tests.factories.questions import CONTENTS, answer, number, row

pytestmark = pytest.mark.usefixtures("words")


@pytest.fixture
def words(app):
    with app.test_request_context():
        yield


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_the_examples_can_be_asked(kind):
    assert check(kind, CONTENTS[kind]) == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_answered_is_worth_nothing(kind):
    assert grade(kind, CONTENTS[kind], {}).fraction == 0


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("essay", "description")])
def test_the_right_answer_is_worth_everything(kind):
    assert grade(kind, CONTENTS[kind], right_answer(kind, CONTENTS[kind])).fraction == 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_question_is_not_finished(kind):
    assert check(kind, blank(kind))[0][0] == "text"


@pytest.mark.parametrize(
    ("kind", "response", "fraction", "feedback"),
    [
        ("single", {"chosen": "b"}, 0, ["options.1.feedback"]),
        ("single", {"chosen": "c"}, 0.5, []),
        ("multiple", {"chosen": ["a"]}, 0.5, []),
        ("multiple", {"chosen": ["c", "a"]}, 0, ["options.2.feedback"]),
        ("multiple", {"chosen": ["b", "c", "a"]}, 0.5, ["options.2.feedback"]),
        ("true_false", {"chosen": "false"}, 0, ["feedback_false"]),
        ("short", {"text": "  LISTENING   well "}, 1, []),
        ("short", {"text": "ask"}, 0.5, ["answers.1.feedback"]),
        ("short", {"text": "talk"}, 0, []),
        ("numeric", {"text": "3"}, 1, []),
        ("numeric", {"text": "2,4 s"}, 1, []),
        ("numeric", {"text": "2400 ms"}, 1, []),
        ("numeric", {"text": "2.400ms"}, 1, []),
        ("numeric", {"text": "3.1"}, 0, ["answers.1.feedback"]),
        ("numeric", {"text": "2.5 hours"}, 0, []),
        ("matching", {"pairs": {"a": "What"}}, 0.5, []),
        ("matching", {"pairs": {"a": "Because", "b": "Do you"}}, 0.5, []),
        ("ordering", {"order": ["b", "c", "a"]}, 0.5, []),
        ("ordering", {"order": ["c", "b", "a"]}, 0, []),
        ("ordering", {"order": ["a", "b"]}, 0.5, []),
        ("cloze", {"gaps": {"a": {"text": "Ask"}}}, 0.5, []),
        ("cloze", {"gaps": {"b": {"text": "3"}, "c": {"chosen": "y"}}}, 0.25, []),
    ],
)
def test_partly_right(kind, response, fraction, feedback):
    found = grade(kind, CONTENTS[kind], response)
    assert (found.fraction, found.feedback) == (pytest.approx(fraction), feedback)


def test_a_cloze_says_what_each_gap_was_worth():
    response = {"gaps": {"a": {"text": "ask"}, "c": {"chosen": "y"}}}
    assert grade("cloze", CONTENTS["cloze"], response).parts == {"a": 1.0, "b": 0.0, "c": 0.0}


def test_an_essay_waits_for_a_person():
    assert grade("essay", CONTENTS["essay"], {"text": "I will ask first."}).fraction is None


def test_feedback_follows_the_outcome():
    content = CONTENTS["true_false"] | {"feedback": "See lesson 2.", "feedback_right": "Good.", "feedback_wrong": "No."}
    assert grade("true_false", content, {"chosen": "true"}).feedback == ["feedback_right", "feedback"]
    assert grade("true_false", content, {"chosen": "false"}).feedback == [
        "feedback_false", "feedback_wrong", "feedback",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "response"),
    [
        ("single", []),
        ("single", {"chosen": "z"}),
        ("single", {"chosen": ["a"]}),
        ("multiple", {"chosen": "a"}),
        ("multiple", {"chosen": ["z"]}),
        ("true_false", {"chosen": "perhaps"}),
        ("short", {"text": 3}),
        ("numeric", {"text": "3" * 2000}),
        ("matching", {"pairs": ["What"]}),
        ("matching", {"pairs": {"z": "What"}}),
        ("matching", {"pairs": {"a": "Elsewhere"}}),
        ("ordering", {"order": ["a", "a"]}),
        ("ordering", {"order": "abc"}),
        ("cloze", {"gaps": {"z": {"text": "ask"}}}),
        ("cloze", {"gaps": {"a": "ask"}}),
        ("essay", {"text": ["no"]}),
    ],
)
def test_an_answer_of_another_shape_is_refused(kind, response):
    with pytest.raises(BadResponse):
        grade(kind, CONTENTS[kind], response)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3,5", [3.5]), ("3.5", [3.5]), ("1.5e3", [1500]), ("1,5·10^3", [1500]), ("−3,2", [-3.2]), ("+7", [7]),
        ("1.234,5", [1234.5]), ("1,234.5", [1234.5]), ("1.234.567", [1234567]), ("1,234,567", [1234567]),
        ("1 000 000", [1000000]), ("1\u202f000", [1000]), ("1’000,25", [1000.25]), (".5", [0.5]), ("0,500", [0.5]),
        ("1.234", [1.234, 1234]), ("1,234", [1.234, 1234]), ("12.34.56", []), ("5 00", []), ("1e999", []),
        ("", []), ("five", []), ("1/2", []), (",", []), ("٣", []),
    ],
)  # fmt: skip
def test_numbers_are_read_as_dutch_and_english_people_write_them(typed, meant):
    assert read_numbers(typed) == meant


@pytest.mark.parametrize(
    ("typed", "fraction"),
    [
        ("€ 1.250,00", 1), ("1250 euro", 1), ("1,250.00 €", 1), ("1250", 0), ("EUR 1250", 0), ("125000 ct", 1),
        ("1250 Euro", 1),
    ],
)  # fmt: skip
def test_units(typed, fraction):
    units = [{"unit": "€", "factor": 1.0}, {"unit": "euro", "factor": 1.0}, {"unit": "ct", "factor": 0.01}]
    content = {"text": "?", "answers": [number(1250.0)], "units": units, "unit_needed": True}
    assert check("numeric", content) == []
    assert grade("numeric", content, {"text": typed}).fraction == fraction


def test_capitals_of_a_unit_count_where_they_tell_two_apart():
    units = [{"unit": "mW", "factor": 0.001}, {"unit": "MW", "factor": 1e6}]
    content = {"text": "?", "answers": [number(2e6)], "units": units, "unit_needed": True}
    assert grade("numeric", content, {"text": "2 MW"}).fraction == 1
    assert grade("numeric", content, {"text": "2 mW"}).fraction == 0


def test_a_right_number_is_written_in_the_language_of_the_question():
    content = {"text": "?", "answers": [number(3.5)], "language": "nl"}
    assert right_answer("numeric", content) == {"text": "3,5"}
    assert right_answer("numeric", content | {"language": "en"}) == {"text": "3.5"}


@pytest.mark.parametrize(
    ("pattern", "text", "is_accepted"),
    [
        ("fiets*", "Fietsen", True), ("*fiets*", "mijn fiets", True), ("col*r", "colour", True), ("col*r", "colou", False),
        ("a*a", "a", False), ("5 \\* 3", "5 * 3", True), ("5 \\* 3", "5 x 3", False), ("it's", "it’s", True),
        ("“yes”", '"yes"', True), ("e–mail", "e-mail", True), ("een  vraag", " een vraag ", True), ("café", "cafe\u0301", True),
        ("café", "cafe", False), ("STRASSE", "straße", True), ("a*b*c", "axxbyyc", True), ("a*b*c", "acb", False),
        ("[a-z]+", "abc", False),
    ],
)  # fmt: skip
def test_words_are_compared_kindly(pattern, text, is_accepted):
    assert matches(folded(pattern), folded(text)) is is_accepted


def test_capitals_may_count():
    content = {"text": "?", "answers": [answer("NaCl")], "match_case": True}
    assert grade("short", content, {"text": "NaCl"}).fraction == 1
    assert grade("short", content, {"text": "nacl"}).fraction == 0


@pytest.mark.parametrize(
    ("rules", "pattern", "text", "is_accepted"),
    [
        ({}, "één", "een", False), ({"match_accents": True}, "café", "cafe", False),
        ({"match_accents": False}, "één", "een", True), ({"match_accents": False}, "een", "Eén", True),
        ({"match_accents": False}, "café*", "cafe\u0301s", True), ({"match_accents": False}, "smørrebrød", "Smorrebrod", True),
        ({"match_accents": False, "match_case": True}, "Café", "cafe", False), ({"match_accents": False}, "й", "и", False),
        ({}, "te veel", "teveel", False), ({"spaces": "ignored"}, "te veel", " t e veel ", True),
        ({"spaces": "ignored"}, "5 \\* 3", "5*3", True), ({"spaces": "runs"}, "te veel", "te   veel", True),
        ({"spaces": "exact"}, "te veel", "te  veel", False), ({"spaces": "exact"}, "te  veel", " te  veel ", True),
    ],
)  # fmt: skip
def test_what_counts_in_words_is_a_choice_and_accents_count_where_nothing_is_said(rules, pattern, text, is_accepted):
    content = {"text": "?", "answers": [answer(pattern)], **rules}
    assert check("short", content) == []
    assert grade("short", content, {"text": text}).fraction == is_accepted
    gap = {"key": "a", "kind": "short", "answers": [answer(pattern)], **rules}
    filled = {"gaps": {"a": {"text": text}}}
    assert grade("cloze", {"text": "[[a]]", "gaps": [gap]}, filled).fraction == is_accepted


@pytest.mark.parametrize("spaces", ["some", 3, None])
def test_a_rule_nobody_knows_is_refused(spaces):
    assert check("short", {"text": "?", "answers": [answer("a")], "spaces": spaces}) == [
        ("spaces", "Choose one of these.")
    ]


@pytest.mark.parametrize(
    ("kind", "changes", "path"),
    [
        ("single", {"text": " "}, "text"),
        ("single", {"options": [row("a", "Yes", 1.0)]}, "options"),
        ("single", {"options": [row("a", "Yes", 0.5), row("b", "No")]}, "options"),
        ("single", {"options": [row("a", "Yes", 1.0), row("a", "No")]}, "options"),
        ("single", {"options": [row("a", "Yes", 1.0), row("b", "")]}, "options.1.text"),
        ("single", {"options": [row("a", "Yes", "half"), row("b", "No", 1.0)]}, "options.0.fraction"),
        ("single", {"options": [row("a", "Yes", 2.0), row("b", "No", 1.0)]}, "options.0.fraction"),
        ("multiple", {"options": [row("a", "Yes", 0.5), row("b", "No", 0.2)]}, "options"),
        ("true_false", {"answer": None}, "answer"),
        ("short", {"answers": [answer("*")]}, "answers.0.text"),
        ("short", {"answers": []}, "answers"),
        ("numeric", {"answers": [number(None)]}, "answers"),
        ("numeric", {"answers": [number(3.0, -1.0)]}, "answers.0.tolerance"),
        ("numeric", {"answers": [number(float("nan"))]}, "answers.0.value"),
        ("numeric", {"units": [{"unit": "m", "factor": 0.0}]}, "units.0.factor"),
        ("numeric", {"units": [], "unit_needed": True}, "unit_needed"),
        ("matching", {"extra": ["What"]}, "extra.0"),
        ("matching", {"pairs": [{"key": "a", "prompt": "x", "answer": "y"}]}, "pairs"),
        ("cloze", {"text": "No gap at all"}, "gaps.0.key"),
        ("cloze", {"text": "[[a]] [[b]] [[c]] [[d]]"}, "text"),
        ("cloze", {"text": "[[a]] [[a]] [[b]] [[c]]"}, "text"),
        ("essay", {"lines": 0}, "lines"),
        ("essay", {"language": "fr"}, "language"),
        ("description", {"text": "x" * 20_000}, "text"),
    ],
)  # fmt: skip
def test_every_mistake_is_told_at_its_place(kind, changes, path):
    assert check(kind, CONTENTS[kind] | changes)[0][0] == path


def test_an_unknown_kind_cannot_be_asked():
    assert check("riddle", {"text": "?"})[0][0] == "kind"


def test_three_thirds_make_a_whole():
    options = [row("a", "1", 0.33), row("b", "2", 0.33), row("c", "3", 0.33), row("d", "4")]
    content = CONTENTS["multiple"] | {"options": options}
    assert check("multiple", content) == []
    assert grade("multiple", content, {"chosen": ["a", "b", "c"]}).fraction == 1


def test_order_is_shuffled_the_same_way_for_the_same_attempt_and_never_right():
    content = CONTENTS["ordering"]
    orders = {tuple(arrange("ordering", content, seed)) for seed in range(50)}
    assert ("a", "b", "c") not in orders
    assert len(orders) > 1
    assert arrange("ordering", content, 7) == arrange("ordering", content, 7)
    assert arrange("multiple", CONTENTS["multiple"], 3) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("kind", "form", "response"),
    [
        ("single", {"q-chosen": "a"}, {"chosen": "a"}),
        ("multiple", MultiDict([("q-chosen", "a"), ("q-chosen", "b")]), {"chosen": ["a", "b"]}),
        ("true_false", {"q-chosen": "true"}, {"chosen": "true"}),
        ("short", {"q-text": "listen"}, {"text": "listen"}),
        ("short", {"q-text": "  "}, {}),
        ("numeric", {"q-text": "3"}, {"text": "3"}),
        ("matching", {"q-pairs-a": "What", "q-pairs-b": ""}, {"pairs": {"a": "What"}}),
        ("ordering", {"q-order-c": "1", "q-order-a": "3", "q-order-b": "2"}, {"order": ["c", "b", "a"]}),
        ("ordering", {"q-order-c": "1", "q-order-a": "", "q-order-b": "1"}, {"order": ["b", "c"]}),
        ("cloze", {"q-gaps-a-text": "ask", "q-gaps-c-chosen": ""}, {"gaps": {"a": {"text": "ask"}}}),
        ("essay", {"q-text": "One\r\ntwo"}, {"text": "One\ntwo"}),
        ("description", {"q-text": "x"}, {}),
    ],
)
def test_what_was_sent_is_read(kind, form, response):
    assert read_response(kind, CONTENTS[kind], MultiDict(form), "q-") == response


def test_what_no_page_sends_is_refused():
    with pytest.raises(BadResponse):
        read_response("single", CONTENTS["single"], MultiDict({"chosen": "z"}))
    with pytest.raises(BadResponse):
        read_response("ordering", CONTENTS["ordering"], MultiDict({"order-a": "first"}))
