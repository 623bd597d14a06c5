"""Every construct of Moodle XML, in small files of our own."""

import pytest

from courses.questions.interchange.items import Unreadable
from courses.questions.interchange.reading import read_questions
from courses.questions.kinds import grade
from tests.vectors import FOLDER

pytestmark = pytest.mark.usefixtures("app")


def read(*questions: str):
    return read_questions(f'<?xml version="1.0"?><quiz>{"".join(questions)}</quiz>'.encode(), "file.xml")


def question(kind: str, inside: str, text="<p>Which?</p>") -> str:
    return (
        f'<question type="{kind}"><name><text>Name</text></name>'
        f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>{inside}</question>'
    )


def answer(fraction, text, feedback="") -> str:
    return f'<answer fraction="{fraction}"><text>{text}</text><feedback><text>{feedback}</text></feedback></answer>'


def one(kind: str, inside: str, text="<p>Which?</p>"):
    source = read(question(kind, inside, text))
    assert [entry.why for entry in source.receipt.refused] == []
    return source.items[0]


def worth(item, response) -> float:
    return grade(item.kind, item.content, response).fraction


def test_choices():
    item = one("multichoice", f"<single>true</single>{answer(100, 'a', 'yes')}{answer(-50, 'b')}{answer(25, 'c')}")
    assert [worth(item, {"chosen": key}) for key in "abc"] == [1, 0, 0.25]
    item = one("multichoice", f"<single>false</single>{answer(50, 'a')}{answer(50, 'b')}{answer(-50, 'c')}")
    assert [worth(item, {"chosen": list(keys)}) for keys in ("ab", "a", "abc")] == [1, 0.5, 0.5]


def test_words_numbers_and_units():
    item = one("shortanswer", f"<usecase>1</usecase>{answer(100, 'Ann*')}{answer(50, 'Bob')}")
    assert [worth(item, {"text": text}) for text in ("Annabel", "annabel", "Bob")] == [1, 0, 0.5]
    units = "<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit><unit><multiplier>0.001</multiplier><unit_name>km</unit_name></unit></units>"
    number = '<answer fraction="100"><text>1500</text><tolerance>10</tolerance></answer>'
    item = one("numerical", number + units)
    assert [worth(item, {"text": text}) for text in ("1505 m", "1,5 km", "1500 km")] == [1, 1, 0]


def test_ordering_essay_and_description():
    item = one("ordering", f"{answer(2, 'second')}{answer(1, 'first')}{answer(3, 'third')}")
    assert [step["text"] for step in item.content["items"]] == ["first", "second", "third"]
    item = one(
        "essay",
        "<responsefieldlines>15</responsefieldlines><attachments>2</attachments><graderinfo><text>Look.</text></graderinfo>",
    )
    assert (item.content["lines"], item.content["files_allowed"], item.content["for_grader"]) == (15, True, "Look.")
    assert one("description", "").kind == "description"


def test_cloze_with_each_kind_of_gap():
    text = (
        "<p>{1:SHORTANSWER:=Rome#yes~%50%Roma} is {2:MC:~cold~=warm} and has {:NUMERICAL:=3:0.5} hills, "
        "says {1:SAC:=A \\} brace}; [[x]] is no gap.</p>"
    )
    item = one("cloze", "", text)
    assert item.content["text"] == "[[a]] is [[b]] and has [[c]] hills, says [[d]]; \\[\\[x\\]\\] is no gap."
    assert [gap["kind"] for gap in item.content["gaps"]] == ["short", "single", "numeric", "short"]
    filled = {"a": {"text": "roma"}, "b": {"chosen": "b"}, "c": {"text": "3.4"}, "d": {"text": "A } brace"}}
    assert worth(item, {"gaps": filled}) == pytest.approx((0.5 + 2 + 1 + 1) / 5)
    refused = read(question("cloze", "", "{1:MULTIRESPONSE:=a~=b}")).receipt.refused
    assert "MULTIRESPONSE" in refused[0].why


def test_gaps_filled_from_a_list():
    options = "".join(
        f"<dragbox><text>{text}</text><group>{group}</group></dragbox>"
        for text, group in (("cat", 1), ("dog", 1), ("red", 2), ("blue", 2))
    )
    item = one("ddwtos", options, "<p>A [[2]] is [[3]].</p>")
    assert item.content["text"] == "A [[a]] is [[b]]."
    assert worth(item, {"gaps": {"a": {"chosen": "b"}, "b": {"chosen": "b"}}}) == 0.5


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("calculatedmulti", "formula"),
        ("random", "at random"),
        ("ddmarker", "point at a picture"),
        ("coderunner", "running a program"),
        ("unheardof", "unheardof"),
    ],
)
def test_kinds_without_a_counterpart_are_refused_by_name(kind, reason):
    source = read(question(kind, ""), question("truefalse", answer(100, "true") + answer(0, "false")))
    assert len(source.items) == 1
    assert source.receipt.refused[0].where == "entry 1 “Name”"
    assert reason in source.receipt.refused[0].why


def test_what_changes_is_named():
    extra = (
        "<penalty>0.3333333</penalty><hidden>1</hidden><defaultgrade>0</defaultgrade><answernumbering>ABCD</answernumbering>"
        "<single>true</single><tags><tag><text>one</text></tag></tags><idnumber>q7</idnumber>"
    )
    source = read(question("multichoice", extra + answer(100, "a") + answer(0, "b")))
    assert [entry.what for entry in source.receipt.changed] == ["numbering", "penalty", "question", "points"]
    item = source.items[0]
    assert (item.tags, item.key, item.points) == (["one"], "q7", 1.0)


def test_images_travel_along_and_missing_ones_are_named():
    text = '<p><img src="@@PLUGINFILE@@/a%20b.png" alt="there"> <img src="@@PLUGINFILE@@/gone.png" alt="gone"></p>'
    file = '<file name="a b.png" path="/" encoding="base64">aGk=</file>'
    inside = f"<graderinfo><text>x</text>{file}<file name='unused.txt' encoding='base64'>aGk=</file></graderinfo>"
    source = read(question("essay", inside, text))
    assert source.items[0].content["text"] == "![there](@@PLUGINFILE@@/a%20b.png) gone"
    assert source.items[0].files == {"a b.png": b"hi"}
    assert sorted(entry.where.rpartition(": ")[2] for entry in source.receipt.refused) == ["gone.png", "unused.txt"]


def test_scripts_and_events_do_not_arrive():
    text = "<p onclick='x()'>Hi<script>alert(1)</script><a href='javascript:x()' hx-get='/y'>z</a></p>"
    assert one("essay", "", text).content["text"] == "Hiz"


@pytest.mark.parametrize(
    "data",
    [
        b"<quiz><a>" + b"<b>" * 100 + b"</b>" * 100 + b"</a></quiz>",
        b'<!DOCTYPE q [<!ENTITY x "y">]><quiz>&x;</quiz>',
        b'<!DOCTYPE q SYSTEM "http://x.example/q.dtd"><quiz/>',
        b"<quiz><question></quiz>",
        b'<?xml version="1.0" encoding="utf-7"?><quiz/>',
        b"<?xml version='1.0'?><manifest/>",
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused_whole(data):
    with pytest.raises(Unreadable):
        read_questions(data, "file.xml")


def test_hostile_xml_beside_the_project_is_refused():
    for path in sorted((FOLDER / "xml").glob("*.xml")):
        try:
            source = read_questions(path.read_bytes(), path.name)
        except Unreadable:
            continue
        assert source.items == [] or source.format != "moodle", path.name


def test_encodings_of_xml():
    text = '<?xml version="1.0" encoding="{}"?><quiz>' + question("essay", "", "Één?") + "</quiz>"
    for encoding in ("utf-8", "iso-8859-1", "utf-16"):
        source = read_questions(text.format(encoding).encode(encoding), "file.xml")
        assert source.items[0].content["text"] == "Één?"
