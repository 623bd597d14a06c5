"""What the gradebook, the outline of a course and the pages of a quiz cost: as many statements whatever their size."""

from datetime import timedelta

import pytest
from sqlalchemy import insert

from cohorts.assignments.models import Feedback, Submission, SubmissionVersion
from cohorts.models import Membership
from courses.models import Course, Lesson, LessonRevision, LessonText
from courses.quizzes.models import Quiz, QuizAttempt
from lms.access import AudienceMember
from lms.database import db, now
from lms.people.models import User
from tests.factories.courses import make_module
from tests.factories.quizzes import make_attempt, make_quiz
from tests.statements import counted_statements

# Who is signed in, the cohort and the viewer's phase in it, and eight for the book itself.
GRADEBOOK = 11
ONE_PERSON = 10
OUTLINE = 10  # the last two: which module opens after another, or early for one person
ATTEMPT = 7
SUMMARY = 7
LOOKING_BACK = (
    14  # when it closes for this person, with how many attempts, and whether refreshers have something to keep
)
RESULTS = 9


def rows(table, values: list[dict]) -> list[int]:
    return list(db.session.scalars(insert(table).returning(table.id, sort_by_parameter_order=True), values))


def fill(cohort, *, people: int, things: int) -> None:
    """So many people and graded things, each pair with two attempts or with work that was judged."""
    course = db.session.get_one(Course, cohort.course_id)
    module, moment = make_module(course), now()
    audience, place = course.lessons_audience_id, {"visibility": {}, "mail_reasons": {}}
    users = rows(User, [{"name": f"Person {n}", "email": f"graded{n}@test.example", **place} for n in range(people)])
    db.session.execute(
        insert(Membership), [{"cohort_id": cohort.id, "user_id": user, "phase": "trainee"} for user in users]
    )
    db.session.execute(insert(AudienceMember), [{"audience_id": cohort.audience_id, "user_id": user} for user in users])
    same = {"course_id": course.id, "module_id": module.id, "audience_id": audience, "published_at": moment}
    kinds = ["quiz" if n % 2 else "assignment" for n in range(things)]
    lessons = rows(Lesson, [{**same, "kind": kind, "position": n} for n, kind in enumerate(kinds)])
    words = {"language": "en", "draft_title": "Thing", "title": "Thing", "blocks": [], "headings": []}
    texts = rows(LessonText, [{**words, "lesson_id": lesson} for lesson in lessons])
    said = {"number": 1, "title": "Thing", "body": "", "html": ""}
    revisions = rows(LessonRevision, [{**said, "lesson_text_id": text} for text in texts])
    for text, revision in zip(texts, revisions, strict=True):
        db.session.get_one(LessonText, text).revision_id = revision
    quizzes = [lesson for lesson, kind in zip(lessons, kinds, strict=True) if kind == "quiz"]
    asked = [lesson for lesson, kind in zip(lessons, kinds, strict=True) if kind == "assignment"]
    db.session.execute(insert(Quiz), [{"lesson_id": lesson} for lesson in quizzes])
    tries = [(lesson, user, percent) for lesson in quizzes for user in users for percent in (40.0, 80.0)]
    rows(
        QuizAttempt,
        [
            {"lesson_id": lesson, "user_id": user, "percent": percent, "submitted_at": moment + timedelta(minutes=percent)}
            for lesson, user, percent in tries
        ],
    )  # fmt: skip
    readers = dict.fromkeys(("audience_id", "own_audience_id", "work_audience_id"), cohort.audience_id)
    pairs = [(lesson, user) for lesson in asked for user in users]
    work = rows(
        Submission,
        [{"lesson_id": lesson, "user_id": user, "cohort_id": cohort.id, "number": 1, **readers} for lesson, user in pairs],
    )  # fmt: skip
    in_time = {"audience_id": cohort.audience_id, "number": 1, "submitted_at": moment, "links": []}
    versions = rows(SubmissionVersion, [{"submission_id": one, **in_time} for one in work])
    judged = {"audience_id": cohort.audience_id, "author_id": cohort.created_by, "role": "staff", "points": 3}
    judged |= {"most_points": 5, "choices": [], "comments": []}
    rows(
        Feedback,
        [
            {"submission_id": one, "version_id": version, **judged}
            for one, version in zip(work, versions, strict=True)
        ],
    )  # fmt: skip
    db.session.commit()


def cost_of(person, address: str):
    assert person.get(address).status_code == 200  # what is kept once per process does not count
    with counted_statements() as count:
        assert person.get(address).status_code == 200
    return count


@pytest.mark.parametrize(("people", "things"), [(10, 5), (30, 60)])
def test_gradebook_takes_the_same_few_statements(cast, cohort, people, things):
    fill(cohort, people=people, things=things)
    address = f"/cohorts/{cohort.id}/grades"
    page = cast.facilitator.get(address).text
    assert page.count("<tr>") == people + 2  # the head, and the trainee of the cast
    assert page.count('<th scope="col">') == things + 2
    for shown in (address, f"{address}/export", f"{address}?waiting=1&name=9"):
        count = cost_of(cast.facilitator, shown)
        assert count() == GRADEBOOK, repr(count)


@pytest.mark.parametrize("things", [5, 60])
def test_own_grades_and_the_outline_take_the_same_few_statements(cast, cohort, things):
    fill(cohort, people=1, things=things)
    own = db.session.scalars(db.select(Membership.id).filter_by(cohort_id=cohort.id, user_id=cast.trainee.id)).one()
    count = cost_of(cast.trainee, f"/memberships/{own}/grades")
    assert count() == ONE_PERSON, repr(count)
    count = cost_of(cast.trainee, f"/courses/{cohort.course_id}")
    assert count() <= OUTLINE, repr(count)


@pytest.mark.parametrize("questions", [3, 40])
def test_pages_of_a_quiz_take_the_same_few_statements(cast, cohort, questions):
    lesson, quiz = make_quiz(db.session.get_one(Course, cohort.course_id), questions=questions)
    finished = make_attempt(quiz, cast.trainee.viewer)
    opened = make_attempt(quiz, cast.trainee.viewer, {}, submitted=False)
    db.session.commit()
    for budget, person, address in (
        (ATTEMPT, cast.trainee, f"/attempts/{opened.id}"),
        (SUMMARY, cast.trainee, f"/attempts/{opened.id}/summary"),
        (LOOKING_BACK, cast.trainee, f"/attempts/{finished.id}"),
        (RESULTS, cast.facilitator, f"/lessons/{lesson.id}/results"),
    ):
        count = cost_of(person, address)
        assert count() <= budget, f"{address}\n{count!r}"
