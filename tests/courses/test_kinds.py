"""Kinds of lessons: chosen when one is added, shown in outlines, and completed by hand or by what was done."""

from courses.kinds import KINDS
from courses.models import Lesson
from lms.database import db
from tests.cast import text_of as words_of
from tests.factories.courses import let_learn, make_course, make_lesson, make_module
from tests.statements import counted_statements


def test_an_author_chooses_the_kind_of_a_new_lesson(cast):
    course = make_course()
    module = make_module(course)
    answer = cast.author.post(f"/modules/{module.id}/lessons", {"title": "What you heard", "kind": "quiz"})
    assert answer.status_code == 303
    assert db.session.scalars(db.select(Lesson.kind)).one() == "quiz"
    assert "Quiz" in words_of(cast.author.get(f"/courses/{course.id}/edit"))


def test_a_kind_nobody_knows_is_refused_and_the_title_kept(cast):
    module = make_module()
    page = cast.author.post(f"/modules/{module.id}/lessons", {"title": "What you heard", "kind": "song"})
    assert page.status_code == 422
    assert 'value="What you heard"' in page.text
    assert db.session.scalars(db.select(Lesson)).all() == []


def test_only_what_is_read_is_completed_by_hand(cast):
    course = make_course()
    module = make_module(course)
    let_learn(course, cast.trainee)
    for kind in KINDS.values():
        lesson = make_lesson(module, title=kind.name, kind=kind.name)
        status = 303 if kind.is_completed_by_hand else 403
        page = cast.trainee.get(f"/lessons/{lesson.id}").text
        assert (f'action="/lessons/{lesson.id}/completion' in page) == kind.is_completed_by_hand
        assert cast.trainee.post(f"/lessons/{lesson.id}/completion").status_code == status
        assert cast.trainee.post(f"/lessons/{lesson.id}/reopening").status_code == status
        assert cast.outsider.post(f"/lessons/{lesson.id}/completion").status_code == 404


def test_outlines_name_what_is_no_page(cast):
    course = make_course()
    make_lesson(make_module(course), kind="quiz")
    let_learn(course, cast.trainee)
    assert "Quiz" in words_of(cast.trainee.get(f"/courses/{course.id}"))


def test_a_page_costs_no_statement_more_for_there_being_kinds(cast):
    course = make_course()
    module = make_module(course)
    page, other = (make_lesson(module, title=title) for title in ("First", "Second"))
    let_learn(course, cast.trainee)
    address, other_id = f"/lessons/{page.id}", other.id
    cast.trainee.get(address)  # the first page of a day notes that somebody is there
    with counted_statements() as before:
        cast.trainee.get(address)
    db.session.get_one(Lesson, other_id).kind = "quiz"
    db.session.commit()
    with counted_statements() as after:
        cast.trainee.get(address)
    assert after() == before()
