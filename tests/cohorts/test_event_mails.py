"""What people hear of events: planned, near, moved, cancelled; in their language, on their clock, and only while it is true."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from cohorts.calendar import actions
from cohorts.calendar.queries import dates_of
from cohorts.calendar.reminding import remind_who_comes
from cohorts.membership.actions import remove_member
from lms.database import db, now
from lms.jobs import sweep
from lms.mail import Mail
from lms.notifications.models import Notification
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.events import first_date, make_event


@pytest.fixture
def cohort(cast):
    cohort = make_cohort()
    for person in (cast.trainee, cast.alumna):
        make_member(cohort, person, tell=False)
    return cohort


def told(person) -> list[str]:
    rows = db.select(Notification.title).filter_by(user_id=person.id).where(Notification.thread.startswith("event:"))
    return list(db.session.scalars(rows.order_by(Notification.id)))


def mails(person) -> list[Mail]:
    while sweep():
        pass
    return db.session.scalars(db.select(Mail).filter_by(user_id=person.id).order_by(Mail.id)).all()


def soon(event, minutes: int) -> None:
    day = first_date(event)
    length = day.ends_at - day.starts_at
    day.starts_at = now() + timedelta(minutes=minutes)
    day.ends_at = day.starts_at + length
    db.session.commit()


def test_the_cohort_hears_of_a_plan_and_its_host_does_not(cast, cohort):
    make_event(cohort, cast.facilitator)
    assert told(cast.trainee) == ["Planned: Practising together"]
    assert told(cast.facilitator) == []
    make_event(cohort, cast.trainee, title="Coffee", state="proposed")
    assert told(cast.alumna)[-1] == "Trainee proposes: Coffee"


def test_who_comes_is_reminded_a_day_and_an_hour_before(cast, cohort):
    event = make_event(cohort, cast.facilitator, tell=False, place="Room 2")
    day = first_date(event)
    actions.answer(event, day, cast.trainee.user, "going")
    actions.answer(event, day, cast.alumna.user, "maybe")
    remind_who_comes()
    assert told(cast.trainee) == []
    soon(event, 23 * 60)
    for _twice in range(2):
        remind_who_comes()
        db.session.commit()
    assert len(told(cast.trainee)) == 1
    assert told(cast.trainee)[0].endswith(": Practising together")
    assert told(cast.alumna) == []
    (mail,) = mails(cast.trainee)
    assert "Practising together" in mail.subject
    assert "Room 2" in mail.text
    soon(event, 55)
    remind_who_comes()
    db.session.commit()
    assert len(told(cast.trainee)) == 2


def test_a_reminder_says_the_hour_on_the_readers_clock_in_their_language(cast, cohort):
    event = make_event(cohort, cast.facilitator, tell=False)
    cast.trainee.user.timezone, cast.trainee.user.locale = "America/New_York", "nl"
    db.session.commit()
    actions.answer(event, first_date(event), cast.trainee.user, "going")
    soon(event, 50)
    remind_who_comes()
    hour = first_date(event).starts_at.astimezone(ZoneInfo("America/New_York"))
    assert f"{hour:%H:%M}" in told(cast.trainee)[0]


@pytest.mark.parametrize("meanwhile", ["cancelled", "date cancelled", "moved", "not coming", "left"])
def test_what_is_no_longer_true_is_not_mailed(cast, cohort, meanwhile):
    event = make_event(cohort, cast.facilitator, tell=False, rrule="FREQ=WEEKLY;COUNT=2")
    day, by = first_date(event), cast.facilitator.user
    actions.answer(event, day, cast.trainee.user, "going")
    soon(event, 50)
    remind_who_comes()
    db.session.commit()
    thing = db.session.scalars(db.select(Notification.thing).filter_by(user_id=cast.trainee.id)).all()
    if meanwhile == "cancelled":
        actions.cancel_event(event, reason="Ill.", by=by)
    elif meanwhile == "date cancelled":
        actions.cancel_date(event, day, reason="Ill.", by=by)
    elif meanwhile == "moved":
        start = day.starts_at + timedelta(days=2)
        actions.move_date(event, day, starts_at=start, ends_at=start + timedelta(hours=1), by=by)
    elif meanwhile == "not coming":
        actions.answer(event, day, cast.trainee.user, "no")
    else:
        remove_member(make_member(cohort, cast.trainee))
    db.session.commit()
    (reminder,) = [name for name in thing if name.startswith("event-hour")]
    sent = [mail.about["ids"] for mail in mails(cast.trainee) if mail.about]
    row = db.session.scalars(db.select(Notification).filter_by(user_id=cast.trainee.id, thing=reminder)).one()
    assert all(row.id not in ids for ids in sent)
    assert not any("Today" in mail.text and meanwhile != "moved" for mail in mails(cast.trainee))


def test_who_counted_on_it_hears_that_it_moved_or_is_cancelled(cast, cohort):
    event = make_event(cohort, cast.facilitator, tell=False, rrule="FREQ=WEEKLY;COUNT=3")
    days, by = dates_of(event), cast.facilitator.user
    actions.answer(event, days[0], cast.trainee.user, "going")
    actions.answer(event, days[1], cast.alumna.user, "maybe")
    actions.move_date(event, days[0], starts_at=days[0].starts_at + timedelta(days=1), ends_at=days[0].ends_at + timedelta(days=1), by=by)  # fmt: skip
    assert told(cast.trainee) == ["Moved: Practising together"]
    actions.cancel_date(event, days[1], reason="Snow.", by=by)
    assert told(cast.alumna)[0].startswith("Cancelled on ")
    words = {name: getattr(event, name) for name in actions.WORDS}
    actions.change_event(event, words=words | {"place": "Room 3"}, by=by)
    assert told(cast.trainee)[-1] == "Another time or place: Practising together"
    actions.cancel_event(event, reason="No room.", by=by)
    assert told(cast.trainee)[-1] == "Cancelled: Practising together"
    db.session.commit()
    assert "No room." in " ".join(mail.text for mail in mails(cast.trainee))


def test_answering_settles_what_was_told(cast, cohort):
    event = make_event(cohort, cast.facilitator)
    actions.answer(event, first_date(event), cast.trainee.user, "maybe")
    row = db.session.scalars(db.select(Notification).filter_by(user_id=cast.trainee.id, thread=event.thread)).one()
    assert row.done_at is not None


def changed(event, **words) -> dict:
    return {name: getattr(event, name) for name in actions.WORDS} | words


def test_who_wished_for_a_proposal_hears_of_another_time_as_long_as_they_do(cast, cohort):
    event = make_event(cohort, cast.trainee, state="proposed", kind="meetup", tell=False, rrule="FREQ=WEEKLY;COUNT=2")
    for person in (cast.alumna, cast.facilitator):
        actions.second(event, person.user)
    later = {name: getattr(event, name) + timedelta(days=1) for name in ("starts_at", "ends_at")}
    actions.change_event(event, words=changed(event, **later), by=cast.trainee.user)
    for person in (cast.alumna, cast.facilitator):
        assert told(person) == ["Another time or place: Practising together"]
    actions.take_second_back(event, cast.facilitator.user)
    day = first_date(event)
    hours = {name: getattr(day, name) + timedelta(hours=1) for name in ("starts_at", "ends_at")}
    actions.move_date(event, day, **hours, by=cast.trainee.user)
    assert len(told(cast.alumna)) == 2
    assert len(told(cast.facilitator)) == 1
    db.session.commit()
    (mail,) = mails(cast.alumna)
    assert "Another time or place: Practising together" in mail.subject
    assert mails(cast.facilitator) == []


def test_who_comes_hears_that_place_or_link_changed_and_only_the_last_of_it(cast, cohort):
    event = make_event(cohort, cast.facilitator, tell=False, link="https://meet.example/one")
    by = cast.facilitator.user
    actions.answer(event, first_date(event), cast.trainee.user, "going")
    actions.answer(event, first_date(event), cast.alumna.user, "no")
    for place in ("Room 3", "Room 4"):
        actions.change_event(event, words=changed(event, place=place), by=by)
    actions.change_event(event, words=changed(event, body="Bring bread."), by=by)
    assert told(cast.trainee) == ["Another time or place: Practising together"] * 2
    actions.change_event(event, words=changed(event, link="https://meet.example/two"), by=by)
    assert told(cast.trainee)[2:] == ["Another link: Practising together"]
    assert told(cast.alumna) == []
    db.session.commit()
    (mail,) = mails(cast.trainee)
    assert mail.subject == "Another link: Practising together"
    assert "Room 3" not in mail.text
    assert "meet.example" not in mail.text


@pytest.mark.parametrize("meanwhile", ["cancelled", "not coming"])
def test_a_change_is_not_told_to_whom_it_does_not_concern_any_more(cast, cohort, meanwhile):
    event = make_event(cohort, cast.facilitator, tell=False)
    day, by = first_date(event), cast.facilitator.user
    actions.answer(event, day, cast.trainee.user, "going")
    actions.change_event(event, words=changed(event, place="Room 3"), by=by)
    if meanwhile == "cancelled":
        actions.cancel_event(event, reason="Ill.", by=by)
    else:
        actions.answer(event, day, cast.trainee.user, "no")
    db.session.commit()
    assert not any("Another time" in mail.subject or "Room 3" in mail.text for mail in mails(cast.trainee))


def test_a_new_host_hears_that_they_host_as_long_as_they_do(cast, cohort):
    event = make_event(cohort, cast.facilitator, host_id=cast.trainee.id)
    by = cast.facilitator.user
    assert told(cast.trainee) == ["You host: Practising together"]
    actions.change_event(event, words=changed(event, host_id=cast.alumna.id), by=by)
    assert told(cast.alumna)[-1] == "You host: Practising together"
    actions.change_event(event, words=changed(event, place="Room 3"), by=by)
    assert told(cast.alumna)[-1] == "You host: Practising together"
    db.session.commit()
    assert [mail.subject for mail in mails(cast.alumna)] == ["You host: Practising together"]
    assert mails(cast.trainee) == []


def test_who_proposed_hears_that_it_is_planned_and_that_they_host(cast, cohort):
    event = make_event(cohort, cast.trainee, state="proposed", kind="meetup", tell=False)
    actions.plan_event(event, by=cast.facilitator.user)
    assert told(cast.trainee) == ["You host: Practising together"]


@pytest.mark.parametrize("said", ["", "going", "no"])
def test_the_host_is_reminded_unless_they_do_not_come(cast, cohort, said):
    event = make_event(cohort, cast.trainee, kind="meetup", tell=False)
    if said:
        actions.answer(event, first_date(event), cast.trainee.user, said)
    soon(event, 55)
    remind_who_comes()
    db.session.commit()
    assert len(told(cast.trainee)) == (0 if said == "no" else 1)
    assert len(mails(cast.trainee)) == (0 if said == "no" else 1)
