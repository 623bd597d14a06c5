"""Question files nobody here wrote arrive whole or say why not, and are graded as their authors meant.

Where the corpus lies beside the project; tests/courses/questions/test_gift.py and test_moodle_xml.py need none of it."""

import json

import pytest

from courses.questions.interchange.reading import read_questions
from courses.questions.kinds import grade, right_answer
from tests.courses.imports import CORPUS

GIFT, MOODLE = CORPUS / "gift", CORPUS / "moodle-xml"
pytestmark = [
    pytest.mark.usefixtures("app"),
    pytest.mark.skipif(not GIFT.is_dir() or not MOODLE.is_dir(), reason="the corpus does not lie beside the project"),
]
# What another parser calls what we call otherwise.
KINDS = {
    "MC": {"single", "multiple"},
    "TF": {"true_false"},
    "Short": {"short"},
    "Numerical": {"numeric"},
    "Matching": {"matching"},
    "Essay": {"essay"},
    "Description": {"description"},
    "Category": {"category"},
}


def chosen(key):
    return {"chosen": key}


def said(text):
    return {"text": text}


GRANT = [(chosen("c"), 1), (chosen("a"), 0), (chosen("b"), 0)]
ENTOMBED = [(chosen("b"), 1), (chosen("a"), 0), (chosen("c"), 0)]
TRUE = [(chosen("true"), 1), (chosen("false"), 0)]
FALSE = [(chosen("false"), 1), (chosen("true"), 0)]
YEAR_50 = [(said("1822"), 1), (said("1824"), 0.5), (said("1820"), 0.5), (said("1825"), 0), (said("none"), 0)]
ESSAY = [(said("Words."), None), ({}, 0)]
TEXT: list = []
CAPITALS = {"a": "Ottawa", "b": "Rome", "c": "Tokyo"}
COUNTRIES = [
    ({"pairs": CAPITALS}, 1),
    ({"pairs": CAPITALS | {"c": "Rome"}}, 2 / 3),
    ({"pairs": {"a": "Rome", "b": "Tokyo", "c": "Ottawa"}}, 0),
    ({"pairs": {"a": "Ottawa"}}, 1 / 3),
]
PI = [(said("3.1415"), 1), (said("3,1412"), 1), (said("3.143"), 0), (said("3.14"), 0)]
MINUS_PI = [(said("-3.142"), 1), (said("-3.1415"), 1), (said("3.142"), 0), (said("-3.15"), 0)]
# One list of (response, fraction) for each question, in the order of the file.
EXPECTED = {
    "TFTwoFeedback": [FALSE, TRUE, TRUE],
    "category1": [],
    "categorySpecialCharacter": [],
    "description1": [TEXT, TRUE],
    "descriptionTitleEscapedColon": [TEXT, TRUE],
    "descriptionWithID": [TEXT, TRUE],
    "escapeAll": [[(chosen("g"), 1), *((chosen(key), 0) for key in "abcdef")]],
    "escapeColon": [[*((chosen(key), 1) for key in "abcd"), (chosen("e"), 0)]],
    "escapeEquals": [[(chosen("b"), 1), (chosen("a"), 0), (chosen("c"), 0)]],
    "essay1": [ESSAY],
    "formatExamples": [[(chosen("a"), 1), (chosen("b"), 0)]],
    "giftFormatPhpExamples": [
        GRANT,
        ENTOMBED,
        FALSE,
        [(said("no one"), 1), (said(" Nobody "), 1), (said("Grant"), 0)],
        [(said("1822"), 1), (said("1827"), 1), (said("1817"), 1), (said("1828"), 0)],
        COUNTRIES,
        ENTOMBED,
        [(chosen("c"), 1), (chosen("b"), 0.5), (chosen("a"), 0)],
        [(said("nazareth"), 1), (said("Nazereth"), 0.75), (said("Bethlehem"), 0.25), (said("Rome"), 0)],
        YEAR_50,
    ],
    "markdown": [TEXT, TEXT, TEXT, TEXT],
    "matching1": [
        [
            ({"pairs": {"a": "subanswer1", "b": "subanswer2", "c": "subanswer3"}}, 1),
            ({"pairs": {"a": "subanswer2", "b": "subanswer1", "c": "subanswer3"}}, 1 / 3),
            ({}, 0),
        ],
        [
            ({"pairs": CAPITALS | {"d": "New Delhi"}}, 1),
            ({"pairs": CAPITALS}, 0.75),
            ({"pairs": {"a": "Rome"}}, 0),
        ],
    ],
    "mc1": [GRANT],
    "mc2": [ENTOMBED],
    "mc4": [GRANT],
    "mc5": [
        GRANT,
        ENTOMBED,
        [(chosen("c"), 1), (chosen("a"), 0), (chosen("b"), 0)],
        [(chosen("b"), 1), (chosen("a"), 0), (chosen("c"), 0), (chosen("d"), 0)],
    ],
    "mcHTMLComment": [GRANT],
    "multiLineFeedback1": [GRANT, [(chosen("e"), 1), *((chosen(key), 0) for key in "abcdf")]],
    "multipleAnswersFloat": [
        [
            (chosen(["a", "b", "d"]), 1),
            (chosen(["a", "b"]), 2 / 3),
            (chosen(["a"]), 1 / 3),
            (chosen(["a", "b", "c", "d"]), 0),
            (chosen(["c", "e"]), 0),
            ({}, 0),
        ]
    ],
    "newlineAndLaTeX": [ESSAY],
    "numerical1": [
        [(said("1822"), 1), (said("1823"), 0), (said("about 1822"), 0)],
        [(said("-1"), 1), (said("−1"), 1), (said("1"), 0)],
        PI,
        MINUS_PI,
        [(said("3.141"), 1), (said("3.142"), 1), (said("3.1425"), 0)],
        [(said("-3.141"), 1), (said("-3.142"), 1), (said("-3.1425"), 0)],
        [(said("1"), 1), (said("5"), 1), (said("2,5"), 1), (said("0.9"), 0), (said("6"), 0)],
        [(said("-5"), 1), (said("0"), 1), (said("5"), 1), (said("-6"), 0)],
        YEAR_50,
        [(said("9"), 1), (said("5"), 0), (said("23"), 0), (said("8"), 0)],
    ],
}
GIFT_OF_MOODLE = [
    ESSAY,
    [
        ({"pairs": {"a": "Forum", "b": "Choice", "c": "Database", "d": "Wiki"}}, 1),
        ({"pairs": {"a": "Forum", "b": "Choice", "c": "Chat", "d": "Chat"}}, 0.5),
        ({"pairs": {"a": "Chat"}}, 0),
    ],
    [(chosen("a"), 1), (chosen("b"), 0), (chosen("c"), 0)],
    [(chosen(["a", "c"]), 1), (chosen(["a"]), 0.5), (chosen(["a", "c", "b"]), 0), (chosen(["d"]), 0)],
    [(said("3"), 1), (said("1"), 1), (said("5"), 1), (said("6"), 0)],
    [(said("frog"), 1), (said("Cat"), 0.5), (said("newt"), 0)],
    FALSE,
    TRUE,
    TRUE,
]


def read(path):
    return read_questions(path.read_bytes(), path.name)


def check_grades(items, expected):
    assert len(items) == len(expected)
    for item, responses in zip(items, expected, strict=True):
        for response, fraction in responses:
            found = grade(item.kind, item.content, response).fraction
            assert found == (None if fraction is None else pytest.approx(fraction)), (item.where, response)
        if item.kind not in ("essay", "description"):
            assert grade(item.kind, item.content, right_answer(item.kind, item.content)).fraction == 1


def test_every_file_of_the_corpus_is_expected():
    assert sorted(EXPECTED) == sorted(path.stem for path in GIFT.glob("*.gift"))


def test_all_54_entries_arrive():
    sources = [read(path) for path in GIFT.glob("*.gift")]
    assert sum(source.receipt.arrived["entries"] for source in sources) == 54
    assert sum(len(source.items) + len(source.categories) for source in sources) == 54
    refused = [entry for source in sources for entry in source.receipt.refused]
    assert [entry.where for entry in refused] == ["line 11 “06- création d'instance”: 3.png"]
    assert [entry for source in sources for entry in source.receipt.changed] == []


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_gift_file_is_graded_as_its_author_meant(name):
    check_grades(read(GIFT / f"{name}.gift").items, EXPECTED[name])


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_another_parser_finds_the_same_kinds_titles_and_ids(name):
    entries = json.loads((GIFT / f"{name}.json").read_text(encoding="utf-8"))
    source = read(GIFT / f"{name}.gift")
    theirs = [entry for entry in entries if entry["type"] != "Category"]
    assert len(entries) - len(theirs) == len(source.categories)
    assert len(theirs) == len(source.items)
    for entry, item in zip(theirs, source.items, strict=True):
        assert item.kind in KINDS[entry["type"]]
        assert (entry.get("id") or "") == item.key
        if entry["title"]:
            assert item.name == entry["title"].strip()
        choices = entry.get("choices")
        if item.kind in ("single", "multiple"):
            assert len(choices) == len(item.content["options"])
        if entry["type"] == "TF":
            assert item.content["answer"] is entry["isTrue"]
        if entry["type"] == "Matching":
            assert [pair["answer"] for pair in item.content["pairs"]] == [
                pair["subanswer"] for pair in entry["matchPairs"]
            ]


def test_the_gift_file_of_moodle():
    source = read(MOODLE / "questions.gift.txt")
    check_grades(source.items, GIFT_OF_MOODLE)
    assert source.receipt.refused == []
    assert [entry.why for entry in source.receipt.changed] == ['Stray signs behind its answers (";) were left out.'] * 2


def test_the_xml_files_of_moodle():
    source = read(MOODLE / "multichoice.moodle.xml")
    cities = [(chosen(["c", "e"]), 1), (chosen(["c"]), 0.5), (chosen(["a", "b"]), 0), (chosen(["a", "c", "e"]), 1)]
    check_grades(source.items, [cities])
    assert source.items[0].content["hints"] == ["First hint", "Second hint"]
    animals = {"a": "amphibian", "b": "mammal", "c": "amphibian"}
    source = read(MOODLE / "match.moodle.xml")
    matched = [({"pairs": animals}, 1), ({"pairs": animals | {"c": "insect"}}, 2 / 3), ({"pairs": {"a": "mammal"}}, 0)]
    check_grades(source.items, [matched])
    assert source.items[0].content["extra"] == ["insect"]
    source = read(MOODLE / "export_category.xml")
    check_grades(source.items, [TRUE])
    assert source.categories == [("Alpha",)]


def test_questions_checked_by_a_program_are_refused_by_name():
    for name, number in (("simpledemoquestions.xml", 15), ("sqlexamples.xml", 2)):
        source = read(MOODLE / name)
        assert (source.items, len(source.categories)) == ([], 1)
        assert len(source.receipt.refused) == number == source.receipt.arrived["entries"] - 1
        assert all("coderunner" in entry.why and "“" in entry.where for entry in source.receipt.refused)


def test_the_aiken_file():
    source = read(MOODLE / "questions.aiken.txt")
    check_grades(source.items, [[(chosen("b"), 1), (chosen("a"), 0)], [(chosen("a"), 1), (chosen("b"), 0)]])
    assert '\\<html class="cool"> & images' in source.items[1].content["text"]
