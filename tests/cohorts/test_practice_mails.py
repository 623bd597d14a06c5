"""What practice plans bring to people: asked in time and once, checked again when the mail leaves, and stopped in one click."""

import re
from datetime import timedelta

import pytest

from cohorts import actions as cohorts
from cohorts.models import Cohort, Membership
from cohorts.practice import actions, sharing
from cohorts.practice.queries import check_ins_of, find_check_in
from lms.access import audiences_of
from lms.database import db, now
from lms.mail import Mail, deliver
from lms.notifications.models import Notification
from lms.people.accounts.actions import choose_mails, deactivate_user
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.people import mails_sent
from tests.factories.practice import WORDS, make_plan


@pytest.fixture
def cohort(cast) -> Cohort:
    cohort = make_cohort()
    for person in (cast.trainee, cast.alumna):
        make_member(cohort, person, tell=False)
    make_member(cohort, cast.mentor, "mentor", tell=False)
    return cohort


def told(person) -> list[str]:
    rows = db.session.query(Notification).filter_by(user_id=person.id).order_by(Notification.id)
    return [row.reason for row in rows]


def membership_of(cohort, person) -> Membership:
    return db.session.scalars(db.select(Membership).filter_by(cohort_id=cohort.id, user_id=person.id)).one()


def test_the_check_in_is_asked_once_when_it_comes_round(cast, cohort):
    plan = make_plan(cohort, cast.trainee, days_ago=29)
    actions.ask_how_it_went()
    assert told(cast.trainee) == []
    find_check_in(plan, 30).due_at = now() - timedelta(seconds=1)
    for _twice in range(2):
        actions.ask_how_it_went()
    assert told(cast.trainee) == ["practised"]
    (mail,) = mails_sent()
    assert mail.sent_at
    assert mail.subject == "30 days later: how did it go at work?"
    assert f"/plans/{plan.id}" in mail.text
    assert "Only you can read this." in mail.text


def test_the_words_of_a_plan_stay_out_of_the_mail(cast, cohort):
    make_plan(cohort, cast.trainee, days_ago=31)
    actions.ask_how_it_went()
    (mail,) = mails_sent()
    for words in WORDS.values():
        assert words not in mail.subject + mail.text + mail.html


def test_the_mail_speaks_the_language_of_its_reader(cast, cohort):
    cast.trainee.user.locale = "nl"
    make_plan(cohort, cast.trainee, days_ago=31)
    actions.ask_how_it_went()
    (mail,) = mails_sent()
    assert mail.subject == "30 dagen later: hoe ging het op je werk?"
    assert "Alleen jij kunt dit lezen." in mail.text


def test_of_several_that_piled_up_only_the_last_is_asked(cast, cohort):
    plan = make_plan(cohort, cast.trainee, days_ago=91)
    actions.ask_how_it_went()
    assert [mail.subject for mail in mails_sent()] == ["90 days later: how did it go at work?"]
    assert all(row.asked_at for row in check_ins_of(plan))


def test_nobody_is_asked_about_what_they_removed_or_left(cast, cohort):
    actions.remove_plan(make_plan(cohort, cast.trainee, days_ago=31))
    make_plan(cohort, cast.alumna, days_ago=31)
    cohorts.remove_member(membership_of(cohort, cast.alumna))
    actions.ask_how_it_went()
    assert told(cast.trainee) == told(cast.alumna) == []


def leave(cast, cohort, plan):
    cohorts.remove_member(membership_of(cohort, cast.trainee))


def close_account(cast, cohort, plan):
    deactivate_user(cast.trainee.user)


def opt_out(cast, cohort, plan):
    choose_mails(cast.trainee.user, {"practised": False})


def remove(cast, cohort, plan):
    actions.remove_plan(plan)


def answer(cast, cohort, plan):
    actions.answer(plan, find_check_in(plan, 30), said="did", sentence="", by=cast.trainee.user)


MEANWHILE = [leave, close_account, opt_out, remove, answer]


@pytest.mark.parametrize("happens", MEANWHILE, ids=lambda happens: happens.__name__)
def test_no_mail_is_written_about_what_is_over(cast, cohort, happens):
    plan = make_plan(cohort, cast.trainee, days_ago=31)
    actions.ask_how_it_went()
    happens(cast, cohort, plan)
    assert [mail for mail in mails_sent() if mail.user_id == cast.trainee.id] == []


@pytest.mark.parametrize("happens", MEANWHILE, ids=lambda happens: happens.__name__)
def test_a_written_mail_is_asked_again_when_it_leaves(cast, cohort, happens):
    """The mail is written, then the server is away for a while, and meanwhile it is over."""
    plan = make_plan(cohort, cast.trainee, days_ago=31)
    actions.ask_how_it_went()
    (mail,) = mails_sent()
    mail.sent_at = None
    happens(cast, cohort, plan)
    db.session.flush()
    deliver(mail.id)
    db.session.commit()
    assert mail.withheld_at
    assert not mail.sent_at


def test_one_click_stops_these_mails(cast, cohort):
    make_plan(cohort, cast.trainee, days_ago=31)
    actions.ask_how_it_went()
    (mail,) = mails_sent()
    path = re.fullmatch(r"<https?://[^/]+(/mails/stop/[^>]+)>", mail.headers["List-Unsubscribe"])[1]
    answer = cast.app.test_client().post(path, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    make_plan(cohort, cast.trainee, days_ago=31)
    actions.ask_how_it_went()
    assert len(mails_sent()) == 1
    assert told(cast.trainee) == ["practised", "practised"]


def test_who_is_asked_to_be_a_buddy_gets_a_mail_without_the_plan(cast, cohort):
    make_plan(cohort, cast.trainee, sharing="buddy", buddy=cast.mentor)
    (mail,) = mails_sent()
    assert mail.user_id == cast.mentor.id
    assert "Trainee asks you to be their buddy" in mail.subject
    for words in WORDS.values():
        assert words not in mail.subject + mail.text + mail.html


def test_a_request_taken_back_reaches_nobody(cast, cohort):
    plan = make_plan(cohort, cast.trainee, sharing="buddy", buddy=cast.mentor)
    sharing.share(plan, cohort, "me", None, by=cast.trainee.user)
    assert mails_sent() == []
    assert told(cast.mentor) == []


def test_a_yes_is_told_to_who_asked(cast, cohort):
    plan = make_plan(cohort, cast.trainee, sharing="buddy", buddy=cast.mentor)
    mails_sent()
    sharing.accept(plan, by=cast.mentor.user)
    assert "Mentor is your buddy now" in mails_sent()[-1].subject
    assert told(cast.mentor) == []
    assert "Mentor is your buddy now" in text_of(cast.trainee.get("/inbox"))


def test_a_note_reaches_the_writer_and_who_wrote_before(cast, cohort):
    plan = make_plan(cohort, cast.trainee, sharing="cohort")
    actions.encourage(plan, author=cast.mentor.user, body="Who notices first?")
    actions.encourage(plan, author=cast.trainee.user, body="My colleague.")
    assert told(cast.trainee) == ["replied"]
    assert told(cast.mentor) == ["replied"]
    assert told(cast.alumna) == told(cast.facilitator) == []
    texts = {mail.user_id: mail.text for mail in mails_sent()}
    assert "Who notices first?" in texts[cast.trainee.id]
    assert "My colleague." in texts[cast.mentor.id]


def test_a_removed_note_is_told_no_more(cast, cohort):
    plan = make_plan(cohort, cast.trainee, sharing="cohort")
    note = actions.encourage(plan, author=cast.mentor.user, body="As if.")
    actions.remove_note(note, by=cast.mentor.user)
    assert mails_sent() == []


def test_an_answer_reaches_the_buddy(cast, cohort):
    plan = make_plan(cohort, cast.trainee, sharing="buddy", buddy=cast.mentor, days_ago=31)
    sharing.accept(plan, by=cast.mentor.user)
    answer(cast, cohort, plan)
    assert told(cast.mentor) == ["following"]
    assert told(cast.facilitator) == []


def test_what_was_told_is_for_the_readers_of_the_plan_alone(cast, cohort):
    plan = make_plan(cohort, cast.trainee, sharing="buddy", buddy=cast.mentor)
    sharing.accept(plan, by=cast.mentor.user)
    actions.encourage(plan, author=cast.mentor.user, body="Did you?")
    mails = [mail for mail in mails_sent() if "Did you?" in mail.text]
    assert [mail.user_id for mail in mails] == [cast.trainee.id]
    for mail in mails:
        for person in (cast.alumna, cast.facilitator, cast.admin):
            assert mail.audience_id not in audiences_of(person.id)
    assert db.session.scalars(db.select(Mail.audience_id)).all()
