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
