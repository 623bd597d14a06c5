"""Handing in: a draft the server keeps, versions, files and links, being late, the end of a training, and who reads it."""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from types import SimpleNamespace

import pytest

from cohorts.assignments import actions, queries
from cohorts.assignments.models import Submission, SubmissionVersion
from cohorts.membership.actions import change_phase, remove_member
from courses.assignments.actions import extend, set_due_date
from courses.models import Course, LessonProgress
from lms.access import recount_audiences
from lms.database import db, now
from lms.files.models import File
from lms.notifications.models import Notification
from lms.notifications.standing import still_standing
from lms.people.actions import give_role, take_role
from tests.cast import text_of
from tests.factories.assignments import make_assignment, make_feedback, make_submission
from tests.factories.cohorts import make_cohort, make_member
from tests.statements import counted_statements


@pytest.fixture
def lesson(cast, cohort):
    return make_assignment(cohort)


def only(table):
    return db.session.scalars(db.select(table)).one()


def submit(person, lesson, **words):
    return person.post(f"/lessons/{lesson.id}/submission", {"body": "I asked, she told.", "act": "submit", **words})


def done(person, lesson) -> bool:
    progress = db.session.get(LessonProgress, (person.id, lesson.id))
    return bool(progress and progress.completed_at)


def test_work_is_handed_in_and_completes_the_lesson(cast, cohort, lesson):
    page = cast.trainee.get(f"/lessons/{lesson.id}")
    assert "Write and hand in" in text_of(page)
    assert cast.trainee.get(f"/lessons/{lesson.id}/submission").status_code == 200
    answer = submit(cast.trainee, lesson, links="https://example.org/recording")
    submission = only(Submission)
    assert answer.status_code == 303
    assert answer.location.endswith(f"/submissions/{submission.id}")
    assert done(cast.trainee, lesson)
    for person in (cast.trainee, cast.facilitator, cast.author):
        page = text_of(person.get(f"/submissions/{submission.id}"))
        assert "I asked, she told." in page
        assert "https://example.org/recording" in page
    assert "Handed in, version 1" in text_of(cast.trainee.get(f"/lessons/{lesson.id}"))


def test_nobody_else_finds_it(cast, cohort, lesson):
    make_member(cohort, cast.alumna, tell=False)
    make_member(cohort, cast.mentor, "mentor", tell=False)
    submission = make_submission(lesson, cohort, cast.trainee)
    for person in (cast.alumna, cast.mentor, cast.outsider, cast.admin, cast.manager):
        assert person.get(f"/submissions/{submission.id}").status_code == 404
        assert person.post(f"/submissions/{submission.id}/comments", {"body": "Hm."}).status_code == 404
        assert person.post(f"/submissions/{submission.id}/feedback", {"body": "Hm."}).status_code == 404
        assert "I asked" not in text_of(person.get("/submissions"))
    assert cast.outsider.get(f"/lessons/{lesson.id}/submission").status_code == 404


def test_those_who_teach_do_not_hand_in(cast, cohort, lesson):
    for person in (cast.facilitator, cast.author):
        assert person.get(f"/lessons/{lesson.id}/submission").status_code == 403
        assert submit(person, lesson).status_code == 403


def test_the_writer_does_not_grade_themselves(cast, cohort, lesson):
    submission = make_submission(lesson, cohort, cast.trainee)
    answer = cast.trainee.post(f"/submissions/{submission.id}/feedback", {"level0": "0", "level1": "0"})
    assert answer.status_code == 403


def test_an_author_of_the_academy_does_not_read_a_draft(cast, cohort, lesson):
    cast.trainee.post(f"/lessons/{lesson.id}/submission", {"body": "Not yet.", "act": "keep"})
    submission = only(Submission)
    for person in (cast.author, cast.facilitator, cast.trainee):
        assert person.get(f"/submissions/{submission.id}").status_code == 404
    assert "Not yet." in cast.trainee.get(f"/lessons/{lesson.id}/submission").text


def test_nothing_at_all_is_not_handed_in_and_a_bad_link_is_mended_with_the_words_kept(cast, cohort, lesson):
    assert submit(cast.trainee, lesson, body=" ").status_code == 422
    answer = submit(cast.trainee, lesson, body="Kept words", links="my drive")
    assert answer.status_code == 422
    assert "Kept words" in answer.text
    assert "is no address" in answer.text
    assert db.session.scalars(db.select(Submission)).all() == []


def test_the_server_keeps_what_is_typed_and_a_late_copy_brings_nothing_back(cast, cohort, lesson):
    def typed(body, sequence):
        words = {"body": body, "links": "", "sequence": sequence}
        return cast.trainee.post(f"/lessons/{lesson.id}/submission/draft", words).status_code

    base = 10**9
    assert typed("One", base) == 204
    assert typed("Two", base + 5) == 204
    assert typed("Old", base + 1) == 204
    assert only(SubmissionVersion).body == "Two"
    assert submit(cast.trainee, lesson, body="Three").status_code == 303
    assert typed("Two", base + 5) == 204
    assert only(SubmissionVersion).body == "Three"
    assert typed("x", "never") == 422


def test_pressing_twice_hands_in_once(cast, cohort, lesson):
    for _time in range(2):
        submit(cast.trainee, lesson, form_key="same")
    assert only(Submission).number == 1


def test_a_new_version_keeps_the_former_one_with_its_feedback(cast, cohort, lesson):
    submission = make_submission(lesson, cohort, cast.trainee)
    make_feedback(submission, cast.facilitator, body="Say what she said.")
    assert "I asked, she told." in cast.trainee.get(f"/lessons/{lesson.id}/submission").text
    submit(cast.trainee, lesson, body="She said: perhaps.")
    submission = only(Submission)
    assert submission.number == 2
    assert submission.waits_since is not None
    page = text_of(cast.facilitator.get(f"/submissions/{submission.id}"))
    assert "She said: perhaps." in page
    assert "Say what she said." in page
    assert "I asked, she told." in text_of(cast.facilitator.get(f"/submissions/{submission.id}?version=1"))
    assert cast.facilitator.get(f"/submissions/{submission.id}?version=9").status_code == 404


def test_files_are_their_writers_until_they_are_handed_in(cast, cohort, lesson):
    file = (BytesIO(b"A long report about a conversation."), "Trainee report.txt")
    data = {"body": "See the file.", "act": "keep", "files": file}
    assert cast.trainee.post(f"/lessons/{lesson.id}/submission", data).status_code == 303
    address = f"/files/{only(File).key}/x"
    assert cast.trainee.get(address).status_code == 200
    assert cast.facilitator.get(address).status_code == 404
    submit(cast.trainee, lesson)
    assert cast.facilitator.get(address).status_code == 200
    assert cast.outsider.get(address).status_code == 404
    assert "Trainee report.txt" in text_of(cast.facilitator.get(f"/submissions/{only(Submission).id}"))
    # A draft of a second version holds it too, and the first stays readable.
    cast.trainee.post(f"/lessons/{lesson.id}/submission", {"body": "Better.", "act": "keep"})
    assert cast.facilitator.get(address).status_code == 200
    taken = {"body": "Better.", "remove": only(File).key}
    assert cast.trainee.post(f"/lessons/{lesson.id}/submission", taken).status_code == 303
    assert cast.facilitator.get(address).status_code == 200
    assert cast.trainee.post(f"/lessons/{lesson.id}/submission", {"remove": "nothing"}).status_code == 404


def test_late_is_shown_and_never_refused(cast, cohort, lesson):
    set_due_date(lesson.id, cohort.audience_id, now() - timedelta(hours=1))
    db.session.commit()
    assert "You can still hand it in" in text_of(cast.trainee.get(f"/lessons/{lesson.id}"))
    assert submit(cast.trainee, lesson).status_code == 303
    assert "After the due date" in text_of(cast.facilitator.get(f"/submissions/{only(Submission).id}"))
    assert "Late" in text_of(cast.facilitator.get("/submissions"))


def test_the_due_date_is_told_on_the_clock_of_its_reader(cast, cohort, lesson):
    set_due_date(lesson.id, cohort.audience_id, datetime(2031, 1, 15, 22, 59, tzinfo=UTC))
    make_member(cohort, cast.alumna, tell=False)
    cast.trainee.user.timezone, cast.alumna.user.timezone = "Europe/Amsterdam", "Asia/Kolkata"
    db.session.commit()
    for person, said in ((cast.trainee, "15 January 2031"), (cast.alumna, "16 January 2031")):
        for place in (f"/lessons/{lesson.id}", f"/lessons/{lesson.id}/submission"):
            assert f"Due {said}" in text_of(person.get(place)), (person.id, place)


def test_more_time_for_one_person_is_not_late(cast, cohort, lesson):
    set_due_date(lesson.id, cohort.audience_id, now() - timedelta(hours=1))
    extend(lesson.id, cast.trainee.id, now() + timedelta(days=2), by=cast.facilitator.user)
    db.session.commit()
    submit(cast.trainee, lesson)
    assert not only(SubmissionVersion).is_late


def test_more_time_after_handing_in_takes_late_away_and_is_told(cast, cohort, lesson):
    set_due_date(lesson.id, cohort.audience_id, now() - timedelta(days=2))
    make_submission(lesson, cohort, cast.trainee)
    db.session.commit()
    assert only(SubmissionVersion).is_late
    address = f"/cohorts/{cohort.id}/assignments/{lesson.id}/people/{cast.trainee.id}/extension"
    day = f"a{lesson.id}p{cast.trainee.id}-day"
    later = (now() + timedelta(days=1)).date().isoformat()
    assert cast.facilitator.post(address, {day: later}).status_code == 303
    assert not only(SubmissionVersion).is_late
    told = db.session.scalars(db.select(Notification).filter_by(reason="extended")).one()
    assert told.user_id == cast.trainee.id
    assert "without being late" in told.excerpt
    assert "A conversation of yours" in text_of(cast.trainee.get("/inbox"))
    assert cast.facilitator.post(address, {day: ""}).status_code == 303
    assert only(SubmissionVersion).is_late


def test_only_the_day_that_holds_is_told_and_each_change_is(cast, cohort, lesson):
    make_member(cohort, cast.alumna)
    sooner, later = (now().replace(microsecond=0) + timedelta(days=days) for days in (1, 2))
    found = db.select(Notification).filter_by(reason="extended").order_by(Notification.id)

    def give(person, day):
        actions.give_more_time(cohort, lesson.id, person.id, day, by=cast.facilitator.user)
        return list(db.session.scalars(found.filter_by(user_id=person.id)))

    (of_alumna,) = give(cast.alumna, later)
    for day in (sooner, later, sooner):  # going back to an earlier day is told like any other
        (told,) = give(cast.trainee, day)
        assert str(round(day.timestamp())) in told.thing
        assert still_standing(cast.trainee.user, [told]) == [told]
        db.session.execute(db.update(Notification).where(Notification.id == told.id).values(done_at=now()))
    assert [one.done_at is None for one in give(cast.trainee, sooner)] == [False]  # the same once more is no news
    (told,) = give(cast.trainee, later)
    extend(lesson.id, cast.trainee.id, sooner, by=cast.facilitator.user)
    assert still_standing(cast.trainee.user, [told]) == []
    assert give(cast.trainee, None) == []
    assert still_standing(cast.alumna.user, [of_alumna]) == [of_alumna]


def test_an_old_page_does_not_overwrite_newer_words(cast, cohort, lesson):
    address = f"/lessons/{lesson.id}/submission"
    page = cast.trainee.get(address).text
    opened = int(re.search(r'name="sequence" value="(\d+)"', page)[1])
    newer = {"body": "Newer words", "links": "", "sequence": opened + 50}
    assert cast.trainee.post(f"{address}/draft", newer).status_code == 204
    for act in ("keep", "submit"):
        answer = submit(cast.trainee, lesson, body="Old words", sequence=opened, act=act)
        assert answer.status_code == 409
        assert "Newer words" in text_of(answer)
        assert "Old words</textarea>" in answer.text
        assert only(SubmissionVersion).body == "Newer words"
    again = re.search(r'name="sequence" value="(\d+)"', answer.text)[1]
    assert submit(cast.trainee, lesson, body="Both words", sequence=again).status_code == 303
    assert only(SubmissionVersion).body == "Both words"
    assert submit(cast.trainee, lesson, body="Old words", sequence=opened).status_code == 409
    assert submit(cast.trainee, lesson, body="Both words", sequence=opened).status_code == 303


def test_two_first_saves_at_once_keep_one_draft(cast, cohort, lesson, monkeypatch):
    """The one that looked before the other had written finds what it made."""
    first, _draft = actions.open_draft(lesson.id, cast.trainee.user, cohort.id)
    find, looked = queries.find_submission, []

    def not_yet(*which):
        looked.append(which)
        return None if len(looked) == 1 else find(*which)

    monkeypatch.setattr(queries, "find_submission", not_yet)
    again, _draft = actions.open_draft(lesson.id, cast.trainee.user, cohort.id)
    assert again.id == first.id
    assert only(SubmissionVersion).submission_id == first.id


def test_after_the_training_nothing_is_handed_in_and_the_page_says_why(cast):
    cohort = make_cohort(starts_in=-60, ends_in=-2)
    make_member(cohort, cast.trainee, tell=False)
    lesson = make_assignment(cohort)
    db.session.commit()
    assert "nothing can be handed in any more" in text_of(cast.trainee.get(f"/lessons/{lesson.id}"))
    answer = submit(cast.trainee, lesson, body="Too late for this.")
    assert answer.status_code == 422
    assert "Too late for this." in answer.text
    assert "The training ended on" in text_of(answer)
    extend(lesson.id, cast.trainee.id, now() + timedelta(days=2), by=cast.facilitator.user)
    db.session.commit()
    assert submit(cast.trainee, lesson).status_code == 303


def test_it_is_done_when_reviewed_where_its_author_chose_so(cast, cohort):
    lesson = make_assignment(cohort, completed_by="reviewed")
    submission = make_submission(lesson, cohort, cast.trainee)
    assert not done(cast.trainee, lesson)
    make_feedback(submission, cast.facilitator)
    assert done(cast.trainee, lesson)


def test_who_comes_to_lead_reads_it_and_who_stops_does_not(cast, cohort, lesson):
    submission = make_submission(lesson, cohort, cast.trainee)
    address = f"/submissions/{submission.id}"
    membership = make_member(cohort, cast.mentor, "mentor", tell=False)
    change_phase(membership, "facilitator")
    give_role(cast.outsider.id, "author")
    db.session.commit()
    assert cast.mentor.get(address).status_code == 200
    assert cast.outsider.viewer.can_see(submission.audience_id)
    remove_member(membership)
    take_role(cast.outsider.id, "author")
    db.session.commit()
    assert cast.mentor.get(address).status_code == 404
    assert not cast.outsider.viewer.can_see(submission.audience_id)
    assert not cast.outsider.viewer.can_see(submission.work_audience_id)
    assert cast.trainee.get(address).status_code == 200


def test_who_no_longer_is_an_author_reads_what_they_read_as_somebody_else(cast, cohort, lesson):
    make_member(cohort, cast.mentor, "facilitator", tell=False)
    make_member(cohort, cast.outsider, tell=False)
    own, others = (make_submission(lesson, cohort, person) for person in (cast.outsider, cast.trainee))
    for person in (cast.mentor, cast.outsider):
        give_role(person.id, "author")
        assert person.viewer.can_see(others.audience_id)
        take_role(person.id, "author")
    assert cast.mentor.viewer.can_see(others.audience_id)
    assert cast.outsider.viewer.can_see(own.audience_id)
    assert not cast.outsider.viewer.can_see(others.audience_id)
    assert recount_audiences() == 0


def test_letting_an_author_in_costs_as_much_for_many_as_for_one(cast, cohort, lesson, many_people):
    make_submission(lesson, cohort, cast.trainee)
    with counted_statements() as one:
        give_role(cast.outsider.id, "author")
        take_role(cast.outsider.id, "author")
    for user_id in many_people:
        make_submission(lesson, cohort, SimpleNamespace(id=user_id))
    with counted_statements() as many:
        give_role(cast.outsider.id, "author")
        take_role(cast.outsider.id, "author")
    assert many() <= one()
    assert recount_audiences() == 0


def test_another_cohorts_facilitator_finds_nothing(cast, cohort, lesson):
    other = make_cohort(db.session.get_one(Course, cohort.course_id), by=cast.manager.user, name="Autumn")
    make_member(other, cast.alumna, "facilitator", tell=False)
    submission = make_submission(lesson, cohort, cast.trainee)
    assert cast.alumna.get(f"/submissions/{submission.id}").status_code == 404
