"""A copy has everything authors made, leads to itself, and gives nobody what they could not read before."""

from types import SimpleNamespace

import pytest

from courses.assignments.models import Assignment, Rubric
from courses.certificates.actions import offer_certificate
from courses.certificates.queries import find_offer
from courses.copying.actions import copy_course, make_template, reuse_modules
from courses.copying.carrying import Carrying
from courses.copying.queries import lessons_of, modules_of, origins_of, texts_of
from courses.editing.uploads.files import LESSON_FILES
from courses.models import Course, Enrolment, Lesson, LessonText, Module
from courses.questions.files import QUESTION_FILES
from courses.questions.models import Question, QuestionCategory, QuestionTag, QuestionVersion
from courses.quizzes.models import Quiz, QuizAttempt
from courses.quizzes.queries import slots_of
from lms.access import STAFF
from lms.database import db
from lms.files.models import File
from lms.people.queries import viewer_of
from tests.factories.assignments import make_assignment
from tests.factories.courses import let_learn, make_course, make_lesson, make_module, revise, text_of, translate
from tests.factories.questions import make_category, make_question
from tests.factories.quizzes import SINGLE, make_attempt, make_quiz


@pytest.fixture
def source(cast):
    """A course with a bit of everything, which the trainee follows."""
    course = make_course(outcomes="* See [the course](/courses/1)", for_whom="Everybody")
    module = make_module(course)
    lesson = make_lesson(module, title="First", body="Draft to come.", minutes=7, short_title="1st")
    picture = LESSON_FILES.add(lesson, b"A plan.", "plan.txt", alt="The plan", by=cast.author.user)
    quiz_lesson, quiz = make_quiz(course, questions=2, pass_percent=80)
    at = {"lesson_id": lesson.id, "block": "", "quote": ""}
    inner = make_category(course, name="Inner", parent=db.session.scalars(db.select(QuestionCategory)).first())
    content = SINGLE | {"text": f"See /lessons/{lesson.id}.", "explained_at": at}
    question = make_question(inner, content=content, tags=["week 1"])
    sheet = QUESTION_FILES.add(question, b"Sheet.", "sheet.txt", by=cast.author.user)
    body = (
        f"[Plan](/files/{picture.key}/plan.txt) and [on](/lessons/{quiz_lesson.id}#h-x), not /lessons/{lesson.id}0.\n\n"
        f"::: question {question.id}\n:::"
    )
    revise(lesson, body)
    translate(lesson, title="Eerste", body="Nederlands.")
    make_assignment(SimpleNamespace(course_id=course.id))
    offer_certificate(
        course, words_en="Well done", words_nl="Goed gedaan", signer="Ann", signer_role="", by=cast.author.user
    )
    let_learn(course, cast.trainee.user)
    make_attempt(quiz, viewer_of(cast.trainee.user.id))
    db.session.commit()
    return {
        "course": course.id, "module": module.id, "lesson": lesson.id, "quiz": quiz_lesson.id, "question": question.id,
        "file": picture.key, "sheet": sheet.key,
    }  # fmt: skip


def course_with(course_id) -> Course:
    return db.session.get_one(Course, course_id)


def copied(cast, source) -> Course:
    answer = cast.author.post(f"/courses/{source['course']}/copy", {"title": "Again", "form_key": "once"})
    assert answer.status_code == 303
    return db.session.scalars(db.select(Course).filter_by(title="Again")).one()


def first_text(course: Course, language="en") -> LessonText:
    lesson = lessons_of(modules_of(course.id)[:1])[0]
    return text_of(lesson, language)


def test_a_copy_is_a_draft_with_everything_authors_made(cast, source):
    copy = copied(cast, source)
    assert (copy.audience_id, copy.published_at, copy.for_whom) == (STAFF, None, "Everybody")
    assert copy.copied_from_id == source["course"]
    was, now = modules_of(source["course"]), modules_of(copy.id)
    assert [module.title for module in now] == [module.title for module in was]
    before, after = lessons_of(was), lessons_of(now)
    columns = ("kind", "minutes", "is_required", "position")
    assert [[getattr(x, c) for c in columns] for x in after] == [[getattr(x, c) for c in columns] for x in before]
    assert all(lesson.published_at is None and lesson.audience_id == copy.people_audience_id for lesson in after)
    words = lambda lessons: sorted((t.language, t.draft_title) for t in texts_of([x.id for x in lessons]))  # noqa: E731
    assert words(after) == words(before)
    assert find_offer(copy.id).words_nl == "Goed gedaan"
    quiz = next(lesson for lesson in after if lesson.kind == "quiz")
    assert db.session.get_one(Quiz, quiz.id).pass_percent == 80
    asked = [db.session.get_one(Question, slot.question_id) for slot in slots_of(quiz.id)]
    homes = {db.session.get_one(QuestionCategory, question.category_id).course_id for question in asked}
    assert homes == {copy.id}
    assignment = next(lesson for lesson in after if lesson.kind == "assignment")
    settings = db.session.get_one(Assignment, assignment.id)
    assert settings.rubric_id is None or db.session.get_one(Rubric, settings.rubric_id).lesson_id == assignment.id


def test_people_and_what_they_did_stay_where_they_are(cast, source):
    copy = copied(cast, source)
    assert db.session.scalars(db.select(Enrolment).filter_by(course_id=copy.id)).all() == []
    ids = [lesson.id for lesson in lessons_of(modules_of(copy.id))]
    assert db.session.scalars(db.select(QuizAttempt).where(QuizAttempt.lesson_id.in_(ids))).all() == []
    assert cast.trainee.get(f"/courses/{copy.id}").status_code == 404


def test_texts_lead_to_the_copy_and_its_files(cast, source):
    copy = copied(cast, source)
    body = first_text(copy).draft_body
    new = {lesson.kind: lesson.id for lesson in lessons_of(modules_of(copy.id))}
    assert f"(/lessons/{new['quiz']}#h-x)" in body
    assert f"/lessons/{source['lesson']}0" in body
    assert source["file"] not in body
    file = db.session.scalars(db.select(File).where(File.name == "plan.txt").order_by(File.id.desc())).first()
    assert f"(/files/{file.key}/plan.txt)" in body
    assert file.audience_id == copy.people_audience_id
    assert cast.author.get(f"/files/{file.key}/plan.txt").data == b"A plan."
    assert cast.trainee.get(f"/files/{file.key}/plan.txt").status_code == 404
    assert cast.trainee.get(f"/files/{source['file']}/plan.txt").status_code == 200


def test_questions_come_with_their_tags_files_and_passages(cast, source):
    copy = copied(cast, source)
    number = int(first_text(copy).draft_body.split("::: question ")[1].split()[0])
    question = db.session.get_one(Question, number)
    category = db.session.get_one(QuestionCategory, question.category_id)
    assert (category.name, category.course_id) == ("Inner", copy.id)
    assert db.session.get_one(QuestionCategory, category.parent_id).course_id == copy.id
    version = db.session.get_one(QuestionVersion, question.version_id)
    lesson = first_text(copy).lesson_id
    assert version.number == 1
    assert version.content["text"] == f"See /lessons/{lesson}."
    assert f"/lessons/{lesson}" in version.rendered["text"]
    assert version.content["explained_at"]["lesson_id"] == lesson
    assert db.session.scalars(db.select(QuestionTag.tag).filter_by(question_id=number)).all() == ["week 1"]
    assert [file.name for file in QUESTION_FILES.files_of(question)] == ["sheet.txt"]


def test_pressing_twice_makes_one_copy(cast, source):
    form = {"title": "Twice", "form_key": "the-same"}
    first = cast.author.post(f"/courses/{source['course']}/copy", form)
    second = cast.author.post(f"/courses/{source['course']}/copy", form)
    assert first.location == second.location
    assert len(db.session.scalars(db.select(Course).filter_by(title="Twice")).all()) == 1


def test_who_may_copy(cast, source):
    page = f"/courses/{source['course']}/copy"
    assert "Copy this course" in cast.author.get(page).text
    assert cast.trainee.get(page).status_code == 403
    assert cast.trainee.post(page, {"title": "Mine"}).status_code == 403
    hidden = make_course(title="Hidden", published=False)
    db.session.commit()
    assert cast.outsider.get(f"/courses/{hidden.id}/copy").status_code == 404
    assert cast.author.post(page, {"title": ""}).status_code == 422


def test_a_module_used_again_tells_where_it_is_from_and_what_is_newer_there(cast, source):
    target = make_course(title="Target", published=False)
    db.session.commit()
    page = f"/courses/{target.id}/reuse"
    assert "Modules of another course" in cast.author.get(page).text
    assert "Listening" in cast.author.get(f"{page}?source={source['course']}").text
    form = {"source": source["course"], "chosen": [source["module"]], "form_key": "k"}
    assert cast.author.post(page, form).status_code == 303
    module = db.session.scalars(db.select(Module).filter_by(course_id=target.id)).one()
    assert module.copied_from_id == source["module"]
    text = first_text(target)
    number = int(text.draft_body.split("::: question ")[1].split()[0])
    homes = {
        row.name: row.course_id
        for row in db.session.scalars(db.select(QuestionCategory).filter_by(course_id=target.id))
    }
    assert homes == {"Inner": target.id}
    assert db.session.get_one(Question, number).id != source["question"]
    editor = f"/courses/{target.id}/edit"
    assert "From “Listening” of" in cast.author.get(editor).text
    assert "newer in the original" not in cast.author.get(editor).text
    revise(db.session.get_one(Lesson, source["lesson"]), "New words.")
    db.session.commit()
    told = cast.author.get(editor).text
    assert "1 lesson is newer in the original" in told
    assert f'href="/lessons/{source["lesson"]}/history"' in told
    assert cast.author.post(f"/modules/{module.id}/origin").status_code == 303
    assert "newer in the original" not in cast.author.get(editor).text


def test_what_cannot_be_reused(cast, source):
    target = make_course(title="Target", published=False)
    other = make_module(target)
    db.session.commit()
    page = f"/courses/{target.id}/reuse"
    assert cast.author.post(page, {"source": source["course"]}).status_code == 422
    assert cast.author.post(page, {"source": source["course"], "chosen": [other.id]}).status_code == 422
    assert cast.author.post(page, {"source": target.id, "chosen": [other.id]}).status_code == 404
    assert cast.author.post(page, {"source": 999999, "chosen": [1]}).status_code == 404
    assert cast.trainee.get(page).status_code == 404
    assert origins_of(viewer_of(cast.author.user.id), target.id) == {}


def test_a_template_is_begun_from_and_joined_by_nobody(cast, source):
    followed = course_with(source["course"])
    assert cast.author.post(f"/courses/{followed.id}/template").status_code == 403
    template = make_course(title="Four weeks", published=False)
    make_lesson(make_module(template), title="To read", published=False)
    db.session.commit()
    assert cast.author.post(f"/courses/{template.id}/template").status_code == 303
    assert cast.author.post(f"/courses/{template.id}/publication", {"audience": "academy"}).status_code == 403
    assert cast.author.post(f"/courses/{template.id}/enrolment").status_code == 403
    assert cast.facilitator.get(f"/courses/{template.id}/cohorts/new").status_code == 403
    assert "To begin courses from" in cast.author.get("/courses").text
    assert f'value="template-{template.id}"' in cast.author.get("/courses/new").text
    form = {"title": "Spring", "language": "nl", "summary": "New.", "start": f"template-{template.id}"}
    assert cast.author.post("/courses/new", form).status_code == 303
    begun = db.session.scalars(db.select(Course).filter_by(title="Spring")).one()
    assert (begun.summary, begun.is_template, begun.language) == ("New.", False, "en")
    assert [text.draft_title for text in texts_of([x.id for x in lessons_of(modules_of(begun.id))])] == ["To read"]
    assert cast.author.post("/courses/new", form | {"start": "template-999"}).status_code == 422
    assert cast.author.post(f"/courses/{template.id}/template/removal").status_code == 303
    assert not course_with(template.id).is_template


def test_a_copy_of_a_copy_and_a_module_of_a_template(cast, source):
    author = cast.author.user
    first = copy_course(course_with(source["course"]), title="One", by=author)
    second = copy_course(first, title="Two", by=author)
    make_template(second, by=author)
    [module] = reuse_modules(modules_of(second.id)[:1], second, first, by=author)
    db.session.commit()
    assert module.copied_from_id in {one.id for one in modules_of(second.id)}
    assert [one.position for one in modules_of(first.id)] == list(range(1, len(modules_of(first.id)) + 1))
    assert len(lessons_of(modules_of(second.id))) == len(lessons_of(modules_of(source["course"])))


@pytest.mark.parametrize(
    ("words", "carried"),
    [
        ("/lessons/1 /lessons/12 /lessons/1?x", "/lessons/7 /lessons/12 /lessons/7?x"),
        ("https://elsewhere.example/lessons/1", "https://elsewhere.example/lessons/1"),
        ("/files/abcdefgh1/x.png", "/files/zyxwvuts9/x.png"),
        ("::: question 3\n:::\n> :::: question #3", "::: question 8\n:::\n> :::: question #8"),
        ('<div class="self-check" data-question="3"></div>', '<div class="self-check" data-question="8"></div>'),
        ("a question 3", "a question 3"),
        ("/courses/2/edit", "/courses/9/edit"),
    ],
)
def test_addresses_and_numbers_are_carried(words, carried):
    carrying = Carrying({2: 9}, {1: 7}, {}, {3: 8}, {"abcdefgh1": "zyxwvuts9"})
    assert carrying.text(words) == carried
