"""What the bank keeps: versions, tags, copies and places."""

import pytest

from courses.editing.readers.actions import open_lessons
from courses.models import Course
from courses.questions import actions
from courses.questions.files import QUESTION_FILES
from courses.questions.models import QuestionCategory, QuestionTag, QuestionVersion
from lms.access import ACADEMY
from lms.database import db
from tests.factories.courses import make_course
from tests.factories.questions import CONTENTS, make_category, make_question, row


def version_of(question) -> QuestionVersion:
    return db.session.get_one(QuestionVersion, question.version_id)


def tags_of(question) -> list[str]:
    return list(
        db.session.scalars(db.select(QuestionTag.tag).filter_by(question_id=question.id).order_by(QuestionTag.tag))
    )


@pytest.mark.parametrize("kind", CONTENTS)
def test_a_question_of_every_kind_is_kept_and_rendered(cast, kind):
    version = version_of(make_question(kind=kind))
    assert (version.number, version.kind, version.content) == (1, kind, CONTENTS[kind])
    assert "<p" in version.rendered["text"]


def test_each_text_is_rendered_under_its_path(cast):
    rendered = version_of(make_question()).rendered
    assert "<em>change talk</em>" in rendered["text"]
    assert "Yes." in rendered["options.0.feedback"]
    assert "options.2.feedback" not in rendered


def test_a_script_in_a_question_never_reaches_its_readers(cast):
    content = CONTENTS["single"] | {"text": "<script>alert(1)</script><img src=x onerror=alert(1)> Hm"}
    html = version_of(make_question(content=content)).rendered["text"]
    assert "<script" not in html
    assert "<img" not in html


def test_a_change_is_the_next_version_and_the_old_one_stays(cast):
    question = make_question()
    first = version_of(question)
    actions.change_question(question, content=CONTENTS["single"] | {"text": "Otherwise"}, by=cast.author)
    assert version_of(question).number == 2
    assert first.content["text"] == CONTENTS["single"]["text"]


def test_nothing_changed_makes_no_version(cast):
    question = make_question()
    actions.change_question(question, content=dict(CONTENTS["single"]), tags=["empathy"], by=cast.author)
    assert version_of(question).number == 1
    assert tags_of(question) == ["empathy"]


def test_who_began_from_an_older_version_is_told(cast):
    question = make_question()
    actions.change_question(question, name="Other", version=1, by=cast.author)
    with pytest.raises(actions.StaleQuestion) as stale:
        actions.change_question(question, name="Third", version=1, by=cast.author)
    assert stale.value.stored.name == "Other"


def test_an_older_version_is_asked_again(cast):
    question = make_question()
    first = version_of(question)
    actions.change_question(question, content=CONTENTS["single"] | {"text": "Otherwise"}, by=cast.author)
    restored = actions.restore_version(question, first, by=cast.author)
    assert (restored.number, restored.content) == (3, first.content)


def test_what_cannot_be_asked_is_not_kept(cast):
    with pytest.raises(actions.BadContent) as bad:
        make_question(content=CONTENTS["single"] | {"options": [row("a", "Only")]})
    assert bad.value.problems[0][0] == "options"


def test_tags_are_small_and_stand_once(cast):
    assert tags_of(make_question(tags=[" Empathy", "empathy", "Open  questions", ""])) == ["empathy", "open questions"]


def test_a_copy_goes_its_own_way(cast):
    question = make_question(tags=["empathy"])
    copy = actions.copy_question(question, by=cast.author)
    actions.change_question(copy, name="Mine", by=cast.author)
    assert version_of(question).name == "Change talk"
    assert tags_of(copy) == ["empathy"]


def test_a_question_moves_with_its_readers(cast):
    question, elsewhere = make_question(), make_course(title="Other course")
    actions.move_question(question, make_category(elsewhere), by=cast.author)
    assert question.audience_id == elsewhere.lessons_audience_id


def test_a_category_never_stands_in_itself(cast):
    outer = make_category()
    course = db.session.get_one(type(make_course()), outer.course_id)
    inner = make_category(course, name="Inner", parent=outer)
    with pytest.raises(ValueError, match="cannot stand there"):
        actions.change_category(outer, name="Outer", parent=inner)
    actions.change_category(inner, name="Top", parent=None)
    assert inner.parent_id is None


def test_whoever_reads_the_lessons_fetches_the_images_of_their_questions(cast):
    question = make_question()
    file = QUESTION_FILES.add(question, b"A sheet.", "sheet.txt", by=cast.author)
    course = db.session.get_one(Course, db.session.get_one(QuestionCategory, question.category_id).course_id)
    db.session.commit()
    assert cast.outsider.get(f"/files/{file.key}/file").status_code == 404
    open_lessons(course, ACADEMY, by=cast.author)
    db.session.commit()
    assert cast.outsider.get(f"/files/{file.key}/file").status_code == 200
