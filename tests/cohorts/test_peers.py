"""Reviews by peers: without names, with people behind them, and a deadline that always ends in a result."""

from datetime import timedelta
from io import BytesIO

import pytest

from cohorts.assignments import actions
from cohorts.assignments.models import Feedback, PeerReview, PeerRound, Submission, SubmissionVersion
from cohorts.assignments.peers.rounds import keep_rounds_going
from cohorts.membership.actions import remove_member
from cohorts.models import Membership
from courses.assignments.actions import set_due_date
from courses.models import LessonProgress
from lms.database import db, now
from lms.files.models import File
from lms.jobs import sweep
from lms.mail import Mail
from lms.notifications.models import Notification
from lms.people.models import User
from tests.cast import text_of
from tests.factories.assignments import make_assignment, make_round, make_submission
from tests.factories.cohorts import make_member

REVIEW = {"level0": "0", "level1": "0", "body": "Your silence works."}
SIX = 6


@pytest.fixture
def lesson(cast, cohort):
    make_member(cohort, cast.alumna, tell=False)
    make_member(cohort, cast.outsider, tell=False)
    make_member(cohort, cast.mentor, "mentor", tell=False)
    return make_assignment(cohort, peer_reviews=2, completed_by="reviewed")


@pytest.fixture
def three(cast, cohort, lesson) -> PeerRound:
    """Trainee, alumna and somebody else handed in; each reviews the two others."""
    for person in (cast.trainee, cast.alumna, cast.outsider):
        make_submission(lesson, cohort, person, body=f"Work of {person.user.name.lower()}s hand.")
    return make_round(lesson, cohort)


def reviews_of(person) -> list[PeerReview]:
    found = db.select(PeerReview).filter_by(reviewer_id=person.id, released_at=None)
    return list(db.session.scalars(found.order_by(PeerReview.id)))


def asked_about(person) -> list[PeerReview]:
    found = db.select(PeerReview).join(Submission, Submission.id == PeerReview.submission_id)
    return list(db.session.scalars(found.where(Submission.user_id == person.id, PeerReview.released_at.is_(None))))


def review_all(person) -> None:
    for review in reviews_of(person):
        assert person.post(f"/peer-reviews/{review.id}/feedback", REVIEW).status_code == 303


def is_done(user_id, lesson) -> bool:
    progress = db.session.get(LessonProgress, (user_id, lesson.id))
    return bool(progress and progress.completed_at)


def pass_time(round_, *names) -> None:
    """The round's moments are over."""
    for name in names:
        setattr(round_, name, now() - timedelta(minutes=1))
    db.session.commit()
    keep_rounds_going()
    db.session.commit()


def test_everybody_reviews_two_others_and_nobody_sees_names(cast, three):
    first = reviews_of(cast.trainee)[0]
    page = text_of(cast.trainee.get(f"/peer-reviews/{first.id}"))
    assert "s hand." in page
    assert "Neither of you sees who the other is" in page
    for name in ("Alumna", "Outsider"):
        assert name not in page
    assert cast.trainee.post(f"/peer-reviews/{first.id}/feedback", REVIEW).status_code == 303
    writer = next(one for one in (cast.alumna, cast.outsider) if first.submission_id == submission_of(one).id)
    page = text_of(writer.get(f"/submissions/{first.submission_id}"))
    assert "Your silence works." in page
    assert "Peer 1" in page
    assert "Trainee" not in page
    assert "Trainee" in text_of(cast.facilitator.get(f"/submissions/{first.submission_id}"))
    told = db.session.scalars(db.select(Notification).filter_by(user_id=writer.id, reason="graded")).one()
    assert told.actor_id is None
    assert "silence" not in told.excerpt
    while sweep():
        pass
    mails = db.session.scalars(db.select(Mail).filter_by(user_id=writer.id)).all()
    assert mails
    assert all("Trainee" not in f"{mail.subject} {mail.text} {mail.html}" for mail in mails)


def test_who_is_asked_to_review_hears_no_name_either(cast, three):
    db.session.commit()
    while sweep():
        pass
    for person, others in ((cast.trainee, ("Alumna", "Outsider")), (cast.alumna, ("Trainee", "Outsider"))):
        told = db.session.scalars(db.select(Notification).filter_by(user_id=person.id, reason="peer_review")).all()
        assert len(told) == 2
        assert {one.actor_id for one in told} == {None}
        mails = db.session.scalars(db.select(Mail).filter_by(user_id=person.id)).all()
        assert mails
        said = [f"{mail.subject} {mail.text} {mail.html}" for mail in mails]
        said += [f"{one.title} {one.excerpt}" for one in told]
        assert not [(name, words) for name in others for words in said if name in words]


def test_names_are_told_both_ways_where_the_author_wants_that(cast, cohort):
    make_member(cohort, cast.alumna, tell=False)
    lesson = make_assignment(cohort, peer_reviews=1, is_anonymous=False)
    file = (BytesIO(b"A report of some length."), "trainee-van-dijk.txt")
    cast.trainee.post(f"/lessons/{lesson.id}/submission", {"body": "See.", "act": "submit", "files": file})
    make_submission(lesson, cohort, cast.alumna)
    make_round(lesson, cohort)
    db.session.commit()
    [review] = reviews_of(cast.alumna)
    page = cast.alumna.get(f"/peer-reviews/{review.id}")
    assert "Work of Trainee" in text_of(page)
    assert "trainee-van-dijk.txt" in page.text
    assert cast.alumna.post(f"/peer-reviews/{review.id}/feedback", REVIEW).status_code == 303
    assert "Alumna" in text_of(cast.trainee.get(f"/submissions/{review.submission_id}"))
    told = db.session.scalars(db.select(Notification).filter_by(user_id=cast.trainee.id, reason="graded")).one()
    assert told.actor_id == cast.alumna.id


def submission_of(person):
    return db.session.scalars(db.select(Submission).filter_by(user_id=person.id)).one()


def test_who_was_not_asked_finds_no_review(cast, three):
    review = reviews_of(cast.trainee)[0]
    for person in (cast.mentor, cast.facilitator, cast.admin):
        assert person.get(f"/peer-reviews/{review.id}").status_code == 404
        assert person.post(f"/peer-reviews/{review.id}/feedback", REVIEW).status_code == 404
    submission = reviews_of(cast.trainee)[0].submission_id
    assert cast.trainee.get(f"/submissions/{submission}").status_code == 404
    assert cast.trainee.post(f"/peer-reviews/{review.id}/feedback", {"level0": "0"}).status_code == 422


def test_files_name_nobody_to_peers(cast, cohort, lesson):
    file = (BytesIO(b"A report of some length."), "trainee-van-dijk.txt")
    cast.trainee.post(f"/lessons/{lesson.id}/submission", {"body": "See.", "act": "submit", "files": file})
    make_submission(lesson, cohort, cast.alumna)
    make_round(lesson, cohort)
    db.session.commit()
    page = cast.alumna.get(f"/peer-reviews/{reviews_of(cast.alumna)[0].id}").text
    kept = db.session.scalars(db.select(File)).one()
    assert "trainee-van-dijk" not in page
    answer = cast.alumna.get(f"/files/{kept.key}/x")
    assert answer.status_code == 200
    assert "trainee-van-dijk" not in answer.headers["Content-Disposition"]
    assert "trainee-van-dijk.txt" in cast.facilitator.get(f"/submissions/{submission_of(cast.trainee).id}").text


def test_it_begins_by_itself_on_the_due_date(cast, cohort, lesson):
    make_submission(lesson, cohort, cast.trainee)
    make_submission(lesson, cohort, cast.alumna)
    set_due_date(lesson.id, cohort.audience_id, now() - timedelta(minutes=1))
    for _time in range(2):
        keep_rounds_going()
    assert len(db.session.scalars(db.select(PeerRound)).all()) == 1
    assert len(reviews_of(cast.trainee)) == len(reviews_of(cast.alumna)) == 1


def test_who_is_alone_is_reviewed_by_a_mentor(cast, cohort, lesson):
    make_submission(lesson, cohort, cast.trainee)
    make_round(lesson, cohort)
    db.session.commit()
    assert [review.is_fallback for review in reviews_of(cast.mentor)] == [True]
    review_all(cast.mentor)
    assert is_done(cast.trainee.id, lesson)


def test_a_facilitator_who_steps_in_sees_the_name_and_is_told_so(cast, cohort):
    """They read it with the submission anyway, and speak as who grades."""
    lesson = make_assignment(cohort, peer_reviews=1)
    make_submission(lesson, cohort, cast.trainee)
    make_round(lesson, cohort)
    db.session.commit()
    (review,) = reviews_of(cast.facilitator)
    page = text_of(cast.facilitator.get(f"/peer-reviews/{review.id}"))
    assert "Work of Trainee" in page
    assert "Who wrote this sees your name with your review." in page
    assert cast.facilitator.post(f"/peer-reviews/{review.id}/feedback", REVIEW).status_code == 303
    assert "Facilitator" in text_of(cast.trainee.get(f"/submissions/{review.submission_id}"))


def test_who_comes_late_takes_part(cast, cohort, lesson, three):
    make_member(cohort, cast.manager, tell=False)
    make_submission(lesson, cohort, cast.manager)
    db.session.commit()
    assert len(asked_about(cast.manager)) == 2
    loads = [len(reviews_of(one)) for one in (cast.trainee, cast.alumna, cast.outsider, cast.manager)]
    assert max(loads) - min(loads) <= 1


def test_who_steps_back_is_replaced_and_reviewed_all_the_same(cast, lesson, three):
    review = reviews_of(cast.trainee)[0]
    assert cast.trainee.post(f"/peer-reviews/{review.id}/refusal").status_code == 303
    assert reviews_of(cast.trainee) == []
    assert cast.trainee.get(f"/peer-reviews/{review.id}").status_code == 404
    for person in (cast.trainee, cast.alumna, cast.outsider):
        assert len(asked_about(person)) == 2
    done = reviews_of(cast.alumna)[0]
    review_all(cast.alumna)
    assert cast.alumna.post(f"/peer-reviews/{done.id}/refusal").status_code == 403


def test_who_leaves_reads_no_work_any_more(cast, cohort, lesson, three):
    review = reviews_of(cast.outsider)[0]
    remove_member(db.session.scalars(db.select(Membership).filter_by(user_id=cast.outsider.id)).one())
    db.session.commit()
    assert cast.outsider.get(f"/peer-reviews/{review.id}").status_code == 404
    assert len(asked_about(cast.trainee)) >= 1
    assert cast.outsider.get(f"/submissions/{submission_of(cast.outsider).id}").status_code == 200


def test_six_people_of_whom_two_never_review_all_have_a_result(cast, cohort, lesson):
    people = [User(name=f"Person {place}", email=f"p{place}@test.example") for place in range(SIX)]
    db.session.add_all(people)
    db.session.flush()
    for person in people:
        make_member(cohort, person, tell=False)
        make_submission(lesson, cohort, person)
    round_ = make_round(lesson, cohort)
    for review in db.session.scalars(db.select(PeerReview)).all():
        if review.reviewer_id not in (people[0].id, people[1].id):
            actions.give_feedback(
                db.session.get_one(Submission, review.submission_id),
                db.session.get_one(SubmissionVersion, review.version_id),
                author=db.session.get_one(User, review.reviewer_id), role="peer", choices=[0, 0], comments=["", ""], body="",
            )  # fmt: skip
    pass_time(round_, "due_at")
    assert {review.is_fallback for review in reviews_of(cast.mentor)} == {True}
    assert len(reviews_of(cast.mentor)) + len(reviews_of(cast.facilitator)) == 4
    pass_time(round_, "ends_at")
    assert round_.closed_at is not None
    assert all(is_done(person.id, lesson) for person in people)
    assert reviews_of(cast.mentor) == []


def test_a_late_review_counts_until_the_round_ends(cast, lesson, three):
    review_all(cast.alumna)
    late = reviews_of(cast.trainee)[0]
    pass_time(three, "due_at")
    db.session.refresh(late)
    assert late.released_at is not None
    others = db.select(PeerReview).filter_by(submission_id=late.submission_id, is_fallback=True, released_at=None)
    before = len(db.session.scalars(others).all())
    assert "You can still send your review until" in text_of(cast.trainee.get(f"/peer-reviews/{late.id}"))
    assert "Late; still possible until" in text_of(cast.trainee.get(f"/lessons/{lesson.id}"))
    assert cast.trainee.post(f"/peer-reviews/{late.id}/refusal").status_code == 403
    assert cast.trainee.post(f"/peer-reviews/{late.id}/feedback", {"body": "So far"}).status_code == 422
    assert cast.trainee.post(f"/peer-reviews/{late.id}/feedback", REVIEW).status_code == 303
    db.session.refresh(late)
    assert late.done_at is not None
    assert late.released_at is None
    assert len(db.session.scalars(others).all()) == before - 1
    assert "Your silence works." in text_of(cast.facilitator.get(f"/submissions/{late.submission_id}"))
    assert cast.mentor.post(f"/peer-reviews/{late.id}/feedback", REVIEW).status_code == 404


def test_words_that_are_not_taken_any_more_are_shown_with_the_reason(cast, lesson, three):
    review = reviews_of(cast.trainee)[0]
    typed = REVIEW | {"comment0": "You waited."}
    pass_time(three, "due_at", "ends_at")
    over = cast.trainee.post(f"/peer-reviews/{review.id}/feedback", typed)
    assert over.status_code == 409
    for words in ("The reviews by peers are over.", "Your silence works.", "You waited."):
        assert words in text_of(over)
    assert "s hand." not in text_of(over)
    assert db.session.scalars(db.select(Feedback)).all() == []
    kept = text_of(cast.trainee.get(f"/peer-reviews/{review.id}"))
    assert "Your silence works." in kept, "also when no script kept it while it was typed"
    assert "You waited." in kept
    assert cast.mentor.get(f"/peer-reviews/{review.id}").status_code == 404


def test_who_is_replaced_keeps_what_they_typed(cast, cohort, three):
    review = reviews_of(cast.trainee)[0]
    page = text_of(cast.facilitator.get(f"/cohorts/{cohort.id}/assignments"))
    assert "2 reviews that Trainee has not done go to others." in page
    assert cast.facilitator.post(f"/peer-reviews/{review.id}/replacement").status_code == 303
    answer = cast.trainee.post(f"/peer-reviews/{review.id}/feedback", REVIEW)
    assert answer.status_code == 409
    assert "Somebody else reviews this in your place." in text_of(answer)
    assert "Your silence works." in text_of(answer)
    assert db.session.scalars(db.select(Feedback)).all() == []


def test_a_review_is_kept_while_it_is_written_and_stays_readable_when_it_is_not_asked_any_more(cast, cohort, three):
    review = reviews_of(cast.trainee)[0]
    place, typed = (
        f"/drafts?place=peer-review:{review.id}",
        {"level1": "0", "comment1": "You waited.", "body": "Half a"},
    )
    assert cast.trainee.post(place, typed | {"sequence": "5"}).status_code == 204
    assert cast.alumna.post(place, typed | {"sequence": "5"}).status_code == 404
    assert cast.trainee.post(place, {"comment1": "x" * 5_001, "sequence": "6"}).status_code == 422
    page = cast.trainee.get(f"/peer-reviews/{review.id}").text
    assert f'data-draft-url="{place}"' in page
    assert "Half a</textarea>" in page
    assert "You waited.</textarea>" in page
    assert 'checked id="level1-0"' in page
    assert cast.facilitator.post(f"/peer-reviews/{review.id}/replacement").status_code == 303
    kept = text_of(cast.trainee.get(f"/peer-reviews/{review.id}"))
    for words in ("Somebody else reviews this in your place.", "You waited.", "Half a"):
        assert words in kept
    assert "s hand." not in kept
    assert "Not sent; somebody else reviews it now" in text_of(cast.trainee.get(f"/lessons/{three.lesson_id}"))


def test_the_page_to_write_on_says_that_peers_read_along(cast, cohort, lesson):
    assert "the peers who review it can. Peers do not see your name." in text_of(
        cast.trainee.get(f"/lessons/{lesson.id}/submission")
    )
    alone = make_assignment(cohort)
    assert "peers" not in text_of(cast.trainee.get(f"/lessons/{alone.id}/submission"))


def test_a_draft_of_a_review_is_gone_once_it_is_sent(cast, three):
    review = reviews_of(cast.trainee)[0]
    cast.trainee.post(f"/drafts?place=peer-review:{review.id}", {"body": "Half a", "sequence": "5"})
    assert cast.trainee.post(f"/peer-reviews/{review.id}/feedback", REVIEW).status_code == 303
    page = cast.trainee.get(f"/peer-reviews/{review.id}").text
    assert "Your silence works.</textarea>" in page
    assert "Half a" not in page


def test_without_any_review_it_ends_and_says_so(cast, lesson, three):
    pass_time(three, "due_at", "ends_at")
    assert three.closed_at is not None
    assert is_done(cast.trainee.id, lesson)
    page = text_of(cast.trainee.get(f"/submissions/{submission_of(cast.trainee).id}"))
    assert "ended without one for this work" in page
    assert "The reviews by peers are over." in text_of(cast.trainee.get(f"/lessons/{lesson.id}"))


def test_when_all_is_done_by_the_day_nobody_else_is_asked(cast, lesson, three):
    for person in (cast.trainee, cast.alumna, cast.outsider):
        review_all(person)
    assert is_done(cast.trainee.id, lesson)
    pass_time(three, "due_at")
    assert three.closed_at is not None
    assert reviews_of(cast.mentor) == []


def test_a_review_is_rated_by_who_received_it_and_its_writer_sees_that(cast, three):
    review = reviews_of(cast.trainee)[0]
    cast.trainee.post(f"/peer-reviews/{review.id}/feedback", REVIEW)
    feedback = db.session.scalars(db.select(Feedback)).one()
    writer = next(one for one in (cast.alumna, cast.outsider) if review.submission_id == submission_of(one).id)
    address = f"/submissions/{review.submission_id}/feedback/{feedback.id}/rating"
    rating = {f"f{feedback.id}-rating": "4", f"f{feedback.id}-words": "I will count to five."}
    assert writer.post(address, {}).status_code == 422
    assert writer.post(address, rating).status_code == 303
    assert cast.facilitator.post(address, rating).status_code == 403
    assert cast.mentor.post(address, rating).status_code == 404
    assert "I will count to five." in text_of(cast.trainee.get(f"/peer-reviews/{review.id}"))


def test_facilitators_run_it(cast, cohort, lesson):
    address = f"/cohorts/{cohort.id}/assignments"
    assert cast.trainee.get(address).status_code == 403
    assert cast.manager.get(address).status_code == 404
    assert cast.facilitator.post(f"{address}/{lesson.id}/peer-round").status_code == 403
    make_submission(lesson, cohort, cast.trainee)
    make_submission(lesson, cohort, cast.alumna)
    db.session.commit()
    day = (now() + timedelta(days=3)).date().isoformat()
    assert cast.facilitator.post(f"{address}/{lesson.id}/due-date", {f"a{lesson.id}-day": day}).status_code == 303
    assert "Due " in text_of(cast.outsider.get(f"/lessons/{lesson.id}"))
    wrong = cast.facilitator.post(f"{address}/{lesson.id}/due-date", {f"a{lesson.id}-day": "soon"})
    assert wrong.status_code == 422
    assert 'value="soon"' in wrong.text
    extra = f"{address}/{lesson.id}/people/{cast.trainee.id}/extension"
    assert cast.facilitator.post(extra, {f"a{lesson.id}p{cast.trainee.id}-day": day}).status_code == 303
    assert "More time, until" in text_of(cast.facilitator.get(address))
    missing = f"{address}/{lesson.id}/people/{cast.author.id}/extension"
    assert cast.facilitator.post(missing, {}).status_code == 404
    assert cast.facilitator.post(f"{address}/{lesson.id}/peer-round").status_code == 303
    review = reviews_of(cast.trainee)[0]
    assert "Trainee reviews Alumna" in text_of(cast.facilitator.get(address))
    assert cast.trainee.post(f"/peer-reviews/{review.id}/replacement").status_code in (403, 404)
    assert cast.facilitator.post(f"/peer-reviews/{review.id}/replacement").status_code == 303
    assert [one.is_fallback for one in reviews_of(cast.mentor)] == [True]
