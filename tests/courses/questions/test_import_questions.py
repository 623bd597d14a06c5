"""Question files in the browser and at the command line: seen before, received with a receipt, undone, taken along."""

import base64
import io
import json

import pytest

from courses.questions.interchange import actions, exporting, running
from courses.questions.interchange.models import QuestionImport
from courses.questions.models import Question, QuestionCategory, QuestionFile, QuestionTag, QuestionVersion
from lms.database import db
from lms.files.models import File
from tests.cast import text_of as words_of
from tests.courses.imports import picture
from tests.factories.courses import make_course
from tests.factories.questions import CONTENTS, make_category, make_question

GIFT = b"""$CATEGORY: $course$/top/Talking

// [id:ask] [tag:basics]
::Asking::What opens a conversation? {=An open question#Yes. ~A warning}

$CATEGORY: $course$/top/Talking/Listening

Silence is an answer.{T}

// This one cannot be asked.
::Broken::Which one? {~one ~two}
"""
PIXEL = base64.b64encode(picture()).decode()
XML = f"""<?xml version="1.0" encoding="UTF-8"?><quiz>
<question type="truefalse"><name><text>Seen</text></name>
<questiontext format="html"><text><![CDATA[<p>Is this <b>grey</b>? <img src="@@PLUGINFILE@@/a%20dot.png" alt="a dot"><script>alert(1)</script></p>]]></text>
<file name="a dot.png" path="/" encoding="base64">{PIXEL}</file></questiontext>
<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer>
</question></quiz>""".encode()


@pytest.fixture
def course(cast):
    course = make_course()
    db.session.commit()
    return course


def address(course, rest="import") -> str:
    return f"/courses/{course.id}/questions/{rest}"


def send(person, course, data=GIFT, name="talking.gift", **form):
    return person.post(address(course), {"file": (io.BytesIO(data), name), **form})


def arrive(person, course, data=GIFT, name="talking.gift", **form) -> QuestionImport:
    assert send(person, course, data, name, **form).status_code == 303
    row = db.session.query(QuestionImport).order_by(QuestionImport.id.desc()).first()
    assert person.post(address(course, f"imports/{row.id}/arrival")).status_code == 303
    db.session.expire_all()
    return row


def in_bank() -> list[str]:
    statement = db.select(QuestionVersion.name).join(Question, Question.version_id == QuestionVersion.id)
    return list(db.session.scalars(statement.where(Question.removed_at.is_(None)).order_by(Question.id)))


def test_an_author_sees_first_what_a_file_would_bring(cast, course):
    assert "Import questions" in words_of(cast.author.get(address(course)))
    answer = send(cast.author, course)
    assert answer.status_code == 303
    page = words_of(cast.author.get(answer.location))
    assert "This file would bring 2 questions. Nothing is in the bank yet." in page
    for words in ("Asking", "One choice", "Talking / Listening", "Broken", "must make 100"):
        assert words in page
    assert in_bank() == []


def test_the_questions_arrive_in_their_categories_with_a_receipt(cast, course):
    row = arrive(cast.author, course)
    assert in_bank() == ["Asking", "Silence is an answer."]
    assert [category.name for category in db.session.query(QuestionCategory).order_by(QuestionCategory.id)] == [
        "Talking",
        "Listening",
    ]
    assert [tag.tag for tag in db.session.query(QuestionTag)] == ["basics"]
    receipt = cast.author.get(address(course, f"imports/{row.id}/receipt.json")).json
    assert receipt["arrived"] == {"entries": 5, "questions": 2, "categories": 2, "files": 0}
    assert [entry["where"] for entry in receipt["refused"]] == ["line 11 “Broken”"]
    page = words_of(cast.author.get(address(course, f"imports/{row.id}")))
    assert "Arrived" in page
    assert "must make 100" in page


def test_pressing_twice_brings_the_questions_once(cast, course):
    row = arrive(cast.author, course)
    cast.author.post(address(course, f"imports/{row.id}/arrival"))
    assert len(in_bank()) == 2


def test_the_same_file_sent_again_adds_nothing(cast, course):
    arrive(cast.author, course)
    row = arrive(cast.author, course)
    assert len(in_bank()) == 2
    assert row.receipt["arrived"]["questions"] == 0
    assert {entry["why"] for entry in row.receipt["changed"]} == {
        "This very question of this very file stands in the bank already; nothing was added."
    }


def test_an_import_is_undone_whole(cast, course):
    row = arrive(cast.author, course)
    assert cast.author.post(address(course, f"imports/{row.id}/undoing")).status_code == 303
    db.session.expire_all()
    assert in_bank() == []
    assert all(category.removed_at for category in db.session.query(QuestionCategory))
    assert "have left the bank" in words_of(cast.author.get(address(course, f"imports/{row.id}")))


def test_undoing_leaves_a_category_in_which_something_else_stands(cast, course):
    row = arrive(cast.author, course)
    talking = db.session.query(QuestionCategory).filter_by(name="Talking").one()
    make_question(talking)
    db.session.commit()
    cast.author.post(address(course, f"imports/{row.id}/undoing"))
    db.session.expire_all()
    assert db.session.query(QuestionCategory).filter_by(name="Talking").one().removed_at is None
    assert len(in_bank()) == 1


def test_a_preview_nobody_wants_is_dropped(cast, course):
    answer = send(cast.author, course)
    row = db.session.query(QuestionImport).one()
    assert cast.author.post(f"{answer.location}/dropping").status_code == 303
    db.session.expire_all()
    assert db.session.query(QuestionImport).count() == 0
    assert cast.author.get(address(course, f"imports/{row.id}")).status_code == 404


def test_previews_nobody_comes_back_to_are_swept(app, cast, course):
    send(cast.author, course)
    row = db.session.query(QuestionImport).one()
    key = row.source_key
    row.created_at -= actions.WAITS * 2
    db.session.commit()
    actions.sweep_sources()
    assert db.session.query(QuestionImport).count() == 0
    assert key not in set(app.extensions["storage"].keys())


def test_the_chosen_category_holds_what_arrives(cast, course):
    arrive(cast.author, course, b"::One::Yes?{T}", "yes.gift")
    yes = db.session.query(QuestionCategory).one()
    assert yes.name == "yes"
    arrive(cast.author, course, category=str(yes.id))
    assert db.session.query(QuestionCategory).filter_by(name="Talking").one().parent_id == yes.id


def test_images_come_along_for_the_readers_of_the_course(cast, course):
    row = arrive(cast.author, course, XML, "seen.xml")
    file = db.session.query(File).one()
    version = db.session.query(QuestionVersion).one()
    assert version.content["text"] == f"Is this **grey**? ![a dot](/files/{file.key}/a%20dot.png)"
    assert db.session.query(QuestionFile).one().file_id == file.id
    assert file.audience_id == course.lessons_audience_id
    assert row.receipt["arrived"]["files"] == 1
    assert "alert" not in json.dumps([version.content, version.rendered])


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "There are no questions in it."),
        (b"\x00\x01\x02 binary", "It is no text."),
        (b"<?xml version='1.0'?><manifest/>", "It is XML, but not of questions"),
        (b"<?xml version='1.0'?><!DOCTYPE quiz [<!ENTITY a 'b'>]><quiz>&a;</quiz>", "as harmful files do"),
        (b"<quiz><question>", "not well-formed XML"),
    ],
)
def test_a_file_of_no_use_is_refused_at_its_field(cast, course, data, sentence):
    answer = send(cast.author, course, data)
    assert answer.status_code == 422
    page = words_of(answer)
    assert sentence in page
    assert "Nothing of it was kept." in page
    assert db.session.query(QuestionImport).count() == 0


def test_nothing_sent_is_said_at_its_field(cast, course):
    answer = cast.author.post(address(course), {})
    assert answer.status_code == 422
    assert "Choose a file in GIFT, Moodle XML or Aiken." in words_of(answer)


def test_others_do_not_come_near(cast, course):
    row = arrive(cast.author, course)
    for rest in ("import", "export", "export/file", f"imports/{row.id}", f"imports/{row.id}/receipt.json"):
        assert cast.outsider.get(address(course, rest)).status_code in (403, 404)
    for rest in (f"imports/{row.id}/undoing", f"imports/{row.id}/arrival", f"imports/{row.id}/dropping"):
        assert cast.outsider.post(address(course, rest)).status_code in (403, 404)
    other = make_course()
    db.session.commit()
    assert cast.author.get(address(other, f"imports/{row.id}")).status_code == 404


def test_a_bank_leaves_and_comes_back_without_a_difference(cast, course):
    category = make_category(course)
    for kind in CONTENTS:
        make_question(category, kind=kind, name=f"About {kind}")
    db.session.commit()
    running.finish(running.begin(course, XML, "seen.xml"), course)
    before = exporting.items_of(course)
    assert cast.author.get(address(course, "export")).status_code == 200
    file = cast.author.get(address(course, "export/file?form=moodle&category=0"))
    assert "attachment" in file.headers["Content-Disposition"]
    other = make_course()
    db.session.commit()
    row = running.begin(other, file.data, "bank.xml")
    running.finish(row, other)
    assert row.receipt["refused"] == row.receipt["changed"] == []
    after = exporting.items_of(other)

    def bare(item):
        content = item.content | {"explained_at": None}
        for part in [content, *content.get("gaps", [])]:
            for row in part.get("options", []):
                row.pop("key")
        return item.kind, item.name, content, item.points, item.category, sorted(item.files)

    assert [bare(item) for item in after] == [bare(item) for item in before]


def test_what_gift_cannot_carry_is_said_before_the_download(cast, course):
    make_question(make_category(course), kind="ordering")
    db.session.commit()
    page = words_of(cast.author.get(address(course, "export?form=gift&category=0")))
    assert "GIFT has no questions of this kind; it is left out." in page
    assert cast.author.get(address(course, "export?form=odd")).status_code == 404


def test_the_command_prints_the_receipt(app, course, tmp_path):
    path = tmp_path / "talking.gift"
    path.write_bytes(GIFT)
    course_id = course.id
    db.session.close()
    result = app.test_cli_runner().invoke(args=["import-questions", str(path), "--course", str(course_id), "--json"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["arrived"]["questions"] == 2
    path.write_bytes(b"<quiz>")
    result = app.test_cli_runner().invoke(args=["import-questions", str(path), "--course", str(course_id)])
    assert result.exit_code == 1
    assert "not well-formed" in result.output
