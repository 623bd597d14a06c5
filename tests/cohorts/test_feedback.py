"""Feedback by the rubric: pinned to what was handed in, kept when changed, a grade that says where it is from, talk, the queue."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from cohorts.actions import set_rule
from cohorts.assignments import actions
from cohorts.assignments.grading import grade_of
from cohorts.assignments.models import Feedback, Submission, SubmissionComment
from cohorts.assignments.notices import remind_of_due_dates
from courses.actions import complete_lesson
from courses.assignments.actions import change_assignment, set_due_date
from courses.assignments.models import Assignment
from courses.models import Course, Module
from courses.opening.actions import give_early
from lms.database import db, now
from lms.jobs import sweep
from lms.mail import Mail
from lms.notifications.models import Notification
from tests.cast import text_of, titles
from tests.factories.assignments import make_assignment, make_feedback, make_submission
from tests.factories.cohorts import make_member
from tests.factories.courses import make_lesson, make_module
from tests.factories.opening import opens_after
from tests.statements import counted_statements

JUDGED = {"level0": "0", "comment0": "Three times.", "level1": "1", "body": "Ask once **more**."}


@pytest.fixture
def lesson(cast, cohort):
    return make_assignment(cohort)


@pytest.fixture
def submission(cast, cohort, lesson) -> Submission:
    return make_submission(lesson, cohort, cast.trainee)


def test_feedback_is_given_read_and_heard_of(cast, submission):
    answer = cast.facilitator.post(f"/submissions/{submission.id}/feedback", JUDGED)
    assert answer.status_code == 303
    page = text_of(cast.trainee.get(f"/submissions/{submission.id}"))
    assert "3 of 5 points" in page
    assert "Given by Facilitator for version 1" in page
    assert "Three times." in page
    assert "<strong>more</strong>" in cast.trainee.get(f"/submissions/{submission.id}").text
    told = db.session.scalars(db.select(Notification).filter_by(user_id=cast.trainee.id, reason="graded")).one()
    assert told.title == "A conversation of yours"
    while sweep():
        pass
    assert "Feedback on your work: A conversation of yours" in db.session.scalars(db.select(Mail.subject)).all()


def test_feedback_is_kept_while_it_is_written(cast, submission):
    place = f"/drafts?place=submission:{submission.id}:1"
    assert cast.facilitator.post(place, JUDGED | {"body": "Half a", "sequence": "5"}).status_code == 204
    assert cast.outsider.post(place, JUDGED | {"sequence": "5"}).status_code == 404
    page = cast.facilitator.get(f"/submissions/{submission.id}").text
    assert "Half a</textarea>" in page
    assert "Three times.</textarea>" in page
    assert "Half a" not in cast.author.get(f"/submissions/{submission.id}").text
    assert cast.facilitator.post(f"/submissions/{submission.id}/feedback", JUDGED).status_code == 303
    assert "Half a" not in cast.facilitator.get(f"/submissions/{submission.id}").text


def test_a_level_that_is_missing_is_asked_for_and_the_words_stay(cast, submission):
    answer = cast.facilitator.post(f"/submissions/{submission.id}/feedback", {"level0": "0", "body": "Kept words"})
    assert answer.status_code == 422
    assert "Choose a level." in answer.text
    assert "Kept words" in answer.text


def test_changing_feedback_keeps_what_it_said(cast, submission):
    address = f"/submissions/{submission.id}/feedback"
    cast.facilitator.post(address, JUDGED)
    cast.facilitator.post(address, JUDGED | {"level1": "0", "body": "On second thoughts."})
    page = text_of(cast.trainee.get(f"/submissions/{submission.id}"))
    assert "5 of 5 points" in page
    assert "Changed once" in page
    assert "Ask once" in page
    assert len(db.session.scalars(db.select(Notification).filter_by(reason="graded")).all()) == 1


def test_another_rubric_changes_nothing_that_was_handed_in(cast, lesson, submission):
    make_feedback(submission, cast.facilitator)
    settings = db.session.get_one(Assignment, lesson.id)
    change_assignment(
        lesson, criteria=[{"name": "Length", "levels": [[9, "Long"], [0, "Short"]]}], by=cast.author.user,
        completed_by=settings.completed_by, peer_reviews=0, is_anonymous=True, review_days=7, asks_self=False,
    )  # fmt: skip
    page = text_of(cast.trainee.get(f"/submissions/{submission.id}"))
    assert "5 of 5 points" in page
    assert "Asks open questions" in page
    assert "Length" not in page
    assert "Length" in text_of(cast.trainee.get(f"/lessons/{lesson.id}"))


def test_the_writer_judges_themselves_where_the_author_asks_for_it(cast, cohort):
    lesson = make_assignment(cohort, asks_self=True)
    submission = make_submission(lesson, cohort, cast.trainee)
    assert cast.trainee.post(f"/submissions/{submission.id}/feedback", JUDGED).status_code == 303
    assert db.session.scalars(db.select(Feedback.role)).one() == "self"
    page = text_of(cast.facilitator.get(f"/submissions/{submission.id}"))
    assert "Own judgement" in page
    assert "Given by" not in page


def test_writer_and_staff_talk_below_it(cast, submission):
    cast.facilitator.post(f"/submissions/{submission.id}/comments", {"body": "Shall we call?"})
    cast.trainee.post(f"/submissions/{submission.id}/comments", {"body": "Tomorrow."})
    page = text_of(cast.author.get(f"/submissions/{submission.id}"))
    assert "Shall we call?" in page
    assert "Tomorrow." in page
    assert cast.trainee.post(f"/submissions/{submission.id}/comments", {"body": " "}).status_code == 422
    replied = db.session.scalars(db.select(Notification.user_id).filter_by(reason="replied")).all()
    assert sorted(replied) == sorted([cast.trainee.id, cast.facilitator.id])


def test_what_somebody_said_is_taken_away_and_brought_back_by_themselves(cast, submission):
    cast.facilitator.post(f"/submissions/{submission.id}/comments", {"body": "Shall we call?"})
    said = db.session.scalars(db.select(SubmissionComment)).one()
    address = f"/submissions/{submission.id}/comments/{said.id}"
    assert cast.trainee.post(f"{address}/removal").status_code == 403
    assert cast.outsider.post(f"{address}/removal").status_code == 404
    assert cast.facilitator.post(f"/submissions/{submission.id}/comments/{said.id + 1}/removal").status_code == 404
    assert cast.facilitator.post(f"{address}/restoration").status_code == 403
    assert cast.facilitator.post(f"{address}/removal").status_code == 303
    page = text_of(cast.trainee.get(f"/submissions/{submission.id}"))
    assert "Shall we call?" not in page
    assert "Facilitator removed what stood here." in page
    assert db.session.scalars(db.select(Notification).filter_by(reason="replied")).all() == []
    assert cast.trainee.post(f"{address}/restoration").status_code == 403
    assert cast.facilitator.post(f"{address}/restoration").status_code == 303
    assert "Shall we call?" in text_of(cast.trainee.get(f"/submissions/{submission.id}"))


def test_what_was_taken_away_is_gone_for_good_after_thirty_days(cast, submission):
    said = actions.comment(submission, author=cast.trainee.user, body="Shall we call?")
    actions.remove_comment(said)
    actions.empty_removed_comments()
    db.session.refresh(said)
    assert said.body
    said.removed_at = now() - timedelta(days=31)
    db.session.commit()
    assert cast.trainee.post(f"/submissions/{submission.id}/comments/{said.id}/restoration").status_code == 403
    actions.empty_removed_comments()
    db.session.refresh(said)
    assert said.body == ""


def test_the_outline_says_how_ones_own_work_stands(cast, cohort, lesson):
    page = f"/courses/{cohort.course_id}"
    for words in ("draft begun", "handed in", "feedback given", "of 5 points"):
        assert words not in text_of(cast.trainee.get(page))
    actions.open_draft(lesson.id, cast.trainee.user, cohort.id)
    db.session.commit()
    assert "draft begun" in text_of(cast.trainee.get(page))
    submission = make_submission(lesson, cohort, cast.trainee)
    db.session.commit()
    assert "handed in" in text_of(cast.trainee.get(page))
    assert "handed in" not in text_of(cast.facilitator.get(page))
    make_feedback(submission, cast.facilitator)
    db.session.commit()
    assert "5 of 5 points" in text_of(cast.trainee.get(page))


def row(points, role="peer", number=1, name="", day=1):
    made = datetime(2026, 1, day, tzinfo=UTC)
    return SimpleNamespace(points=points, most_points=10, role=role, number=number, name=name, created_at=made)


def test_a_grade_is_what_staff_said_last_else_the_average_of_peers():
    assert grade_of([]) is None
    assert grade_of([row(None, "staff"), row(9, "self")]) is None
    assert grade_of([row(4), row(7), row(9, "self")]).points == 6  # 5.5, halves up
    assert grade_of([row(4), row(9, number=2)]).parts == (9,)
    assert grade_of([row(4), row(7, "staff", name="W"), row(8, "staff", name="A", day=2)]).name == "A"


def test_the_queue_holds_what_waits_and_leads_from_one_to_the_next(cast, cohort, lesson, submission):
    make_member(cohort, cast.alumna, tell=False)
    make_member(cohort, cast.mentor, tell=False)
    others = [make_submission(lesson, cohort, person) for person in (cast.alumna, cast.mentor)]
    page = cast.facilitator.get(f"/submissions?lesson={lesson.id}")
    assert titles(page) == ["Trainee", "Alumna", "Mentor"]
    assert "3 submissions wait for feedback" in text_of(cast.facilitator.get("/"))
    page = cast.facilitator.get(f"/submissions/{others[0].id}").text
    assert f'data-key="p" rel="prev" href="/submissions/{submission.id}"' in page
    assert f'data-key="n" rel="next" href="/submissions/{others[1].id}"' in page
    make_feedback(others[0], cast.facilitator)
    db.session.commit()
    assert titles(cast.facilitator.get("/submissions")) == ["Trainee", "Mentor"]
    assert titles(cast.facilitator.get("/submissions?show=all")) == ["Mentor", "Alumna", "Trainee"]
    assert titles(cast.facilitator.get(f"/submissions?after={submission.id}")) == ["Mentor"]
    assert titles(cast.outsider.get("/submissions")) == []
    assert titles(cast.facilitator.get(f"/submissions?cohort={cohort.id}")) == ["Trainee", "Mentor"]
    assert titles(cast.facilitator.get(f"/submissions?cohort={cohort.id + 1}")) == []
    assert titles(cast.outsider.get(f"/submissions?cohort={cohort.id}")) == []


def test_the_queue_costs_the_same_for_one_and_for_many(cast, cohort, lesson, submission, many_people):
    assert cast.facilitator.get("/submissions").status_code == 200
    with counted_statements() as one:
        cast.facilitator.get("/submissions")
    for user_id in many_people:
        make_member(cohort, SimpleNamespace(id=user_id), tell=False)
        made = make_submission(lesson, cohort, SimpleNamespace(id=user_id))
    make_feedback(made, cast.facilitator)
    db.session.commit()
    with counted_statements() as many:
        cast.facilitator.get("/submissions?show=all")
    assert many() <= one()
    assert one() <= 4


def test_who_has_not_handed_in_hears_of_it_a_day_before_once(cast, cohort, lesson):
    make_member(cohort, cast.alumna, tell=False)
    make_submission(lesson, cohort, cast.alumna)
    set_due_date(lesson.id, cohort.audience_id, now() + timedelta(hours=20))
    for _time in range(2):
        remind_of_due_dates()
    told = db.session.scalars(db.select(Notification).filter_by(reason="due")).one()
    assert told.user_id == cast.trainee.id
    make_submission(lesson, cohort, cast.trainee)
    db.session.commit()
    while sweep():
        pass
    assert [one for one in db.session.scalars(db.select(Mail.subject)) if "Due soon" in one] == []


def test_the_reminder_says_what_keeps_it_and_waits_for_its_day(cast, cohort, lesson):
    make_member(cohort, cast.alumna, tell=False)
    course = db.session.get_one(Course, cohort.course_id)
    first = make_lesson(make_module(course), title="Hearing")
    opens_after(lesson, first)
    complete_lesson(cast.alumna.viewer, first)
    set_due_date(lesson.id, cohort.audience_id, now() + timedelta(hours=20))
    remind_of_due_dates()
    told = {one.user_id: one.excerpt for one in db.session.scalars(db.select(Notification).filter_by(reason="due"))}
    assert "It opens when you have done what comes before it." in told[cast.trainee.id]
    assert "It opens" not in told[cast.alumna.id]
    assert "Something else first" in text_of(cast.trainee.get("/"))
    assert "Something else first" not in text_of(cast.alumna.get("/"))


def test_nobody_is_reminded_of_what_opens_only_later(cast, cohort, lesson):
    set_rule(cohort, db.session.get_one(Module, lesson.module_id), "days_after", days=365)
    set_due_date(lesson.id, cohort.audience_id, now() + timedelta(hours=20))
    remind_of_due_dates()
    assert db.session.scalars(db.select(Notification).filter_by(reason="due")).all() == []
    assert "Hand it in" not in text_of(cast.trainee.get("/"))
    give_early(db.session.get_one(Course, cohort.course_id), cast.trainee.id, lesson=lesson, by=cast.facilitator.user)
    remind_of_due_dates()
    assert [one.user_id for one in db.session.scalars(db.select(Notification).filter_by(reason="due"))] == [
        cast.trainee.id
    ]
    assert "Hand it in" in text_of(cast.trainee.get("/"))


def test_the_reminder_is_mailed_to_who_still_has_to_hand_in(cast, cohort, lesson):
    set_due_date(lesson.id, cohort.audience_id, now() + timedelta(hours=20))
    remind_of_due_dates()
    db.session.commit()
    while sweep():
        pass
    assert "Due soon: A conversation of yours" in db.session.scalars(db.select(Mail.subject)).all()


def test_an_author_writes_a_rubric(cast, cohort, lesson):
    address = f"/lessons/{lesson.id}/assignment"
    assert "Listening" in cast.author.get(address).text
    sent = {
        "completed_by": "reviewed", "peer_reviews": "2", "review_days": "5",
        "criteria-0-name": "Pace", "criteria-0-levels": "0 Fast\n4 Calm",
        "criteria-1-name": "", "criteria-1-levels": "",
    }  # fmt: skip
    assert cast.author.post(address, sent | {"more": "1"}).text.count("<legend>Criterion") == 3
    wrong = cast.author.post(address, sent | {"criteria-0-levels": "Calm"})
    assert wrong.status_code == 422
    assert "This one does not: “Calm”" in text_of(wrong)
    assert cast.author.post(address, sent | {"review_days": "soon"}).status_code == 422
    assert cast.author.post(address, sent).status_code == 303
    assert "4 points: Calm" in text_of(cast.trainee.get(f"/lessons/{lesson.id}"))
    assert cast.trainee.get(address).status_code == 403
    assert cast.outsider.get(address).status_code in (403, 404)
    assert "Rubric and review" in text_of(cast.author.get(f"/lessons/{lesson.id}/edit"))
