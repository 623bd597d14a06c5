"""Events: planning and proposing, seconding, answering, moving and cancelling, who was there, and where they stand."""

from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

import pytest

from cohorts.calendar import actions
from cohorts.calendar.actions import lapse
from cohorts.calendar.models import Event, EventAnswer, EventDate, EventPresence
from cohorts.calendar.proposals.lapsing import lapse_proposals
from cohorts.calendar.queries import dates_of
from cohorts.membership.actions import remove_member
from cohorts.models import Cohort, Membership
from lms.access import grant
from lms.database import db, now
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.events import first_date, make_event
from tests.factories.people import heard, mails_sent
from tests.statements import counted_statements


@pytest.fixture
def cohort(cast) -> Cohort:
    cohort = make_cohort()
    for person in (cast.trainee, cast.alumna):
        make_member(cohort, person, tell=False)
    make_member(cohort, cast.mentor, "mentor", tell=False)
    return cohort


def filled(**changes) -> dict:
    """The form of an event as somebody sends it."""
    day = (now() + timedelta(days=10)).date()
    return {
        "kind": "meetup", "title": "Walking in the dunes", "body": "Bring *boots*.", "day": day.isoformat(), "begins": "10:00",
        "ends": "12:30", "last_day": "", "repeats": "", "repeats_until": "", "place": "Station Castricum", "link": "",
        "speaker": "", "capacity": "", "version": "1", **changes,
    }  # fmt: skip


def only_event() -> Event:
    return db.session.scalars(db.select(Event)).one()


def answer(browser, day: EventDate, said: str, **more):
    return browser.post(f"/dates/{day.id}/answer", {"answer": said, "guests": "0", **more})


def test_a_facilitator_plans_and_the_cohort_reads_it(cast, cohort):
    assert cast.facilitator.get(f"/cohorts/{cohort.id}/events/new").status_code == 200
    sent = filled(kind="session", host=str(cast.facilitator.id))
    assert cast.facilitator.post(f"/cohorts/{cohort.id}/events", sent).status_code == 303
    event = only_event()
    assert event.state == "planned"
    for person in (cast.trainee, cast.mentor, cast.facilitator):
        page = text_of(person.get(f"/events/{event.id}"))
        assert "Walking in the dunes" in page
        assert "10:00–12:30" in page
        assert "Station Castricum" in page
        assert "Walking in the dunes" in text_of(person.get(f"/cohorts/{cohort.id}/events"))
    assert "<em>boots</em>" in cast.trainee.get(f"/events/{event.id}").text


def test_outsiders_find_no_event(cast, cohort):
    event = make_event(cohort, cast.facilitator, rrule="FREQ=WEEKLY;COUNT=2")
    day = first_date(event)
    for person in (cast.outsider, cast.author, cast.admin):
        for address in (f"/events/{event.id}", f"/events/{event.id}/event.ics", f"/cohorts/{cohort.id}/events",
                        f"/events/{event.id}/edit", f"/dates/{day.id}/edit", f"/dates/{day.id}/presence"):  # fmt: skip
            assert person.get(address).status_code == 404, address
        assert answer(person, day, "going").status_code == 404
        assert "Practising together" not in text_of(person.get("/calendar"))
        assert 'class="result"' not in person.get("/search?q=practising").text


def test_an_administrator_on_a_visit_reads_and_does_nothing(cast, cohort):
    event = make_event(cohort, cast.facilitator, link="https://meet.example/abc", days=0, hour=23, hours=1)
    grant(cohort.audience_id, cast.admin.id, now() + timedelta(hours=1))
    page = cast.admin.get(f"/events/{event.id}")
    assert page.status_code == 200
    assert "meet.example" not in page.text
    assert answer(cast.admin, first_date(event), "going").status_code == 403
    assert cast.admin.get(f"/cohorts/{cohort.id}/events/new").status_code == 403


def test_a_member_proposes_and_three_others_make_it_a_plan(cast, cohort):
    assert "Propose to meet" in text_of(cast.trainee.get(f"/cohorts/{cohort.id}/events"))
    assert cast.trainee.post(f"/cohorts/{cohort.id}/events", filled()).status_code == 303
    event = only_event()
    assert event.state == "proposed"
    assert event.host_id == cast.trainee.id
    assert cast.trainee.post(f"/events/{event.id}/second").status_code == 403
    assert answer(cast.alumna, first_date(event), "going").status_code == 403
    for person in (cast.alumna, cast.mentor):
        assert person.post(f"/events/{event.id}/second").status_code == 303
        person.post(f"/events/{event.id}/second")
    assert only_event().state == "proposed"
    cast.mentor.post(f"/events/{event.id}/second/withdrawal")
    cast.facilitator.post(f"/events/{event.id}/second")
    assert only_event().state == "proposed"
    cast.mentor.post(f"/events/{event.id}/second")
    assert only_event().state == "planned"
    assert answer(cast.alumna, first_date(event), "going").status_code == 303


def test_who_seconded_stands_there_as_maybe_and_hears_what_becomes_of_it(cast, cohort):
    event = make_event(cohort, cast.trainee, state="proposed", kind="meetup", rrule="FREQ=WEEKLY;COUNT=2")
    for person in (cast.alumna, cast.mentor):
        person.post(f"/events/{event.id}/second")
    db.session.execute(db.update(Membership).filter_by(user_id=cast.mentor.id).values(phase="left"))
    db.session.commit()
    cast.facilitator.post(f"/events/{event.id}/planning")
    answers = db.session.execute(db.select(EventAnswer.user_id, EventAnswer.answer)).all()
    assert answers == [(cast.alumna.id, "maybe")] * 2
    assert "You wanted it, so you stand there as “maybe”." in text_of(cast.alumna.get("/inbox"))
    assert heard(cast.alumna).count("meeting") == 1
    cast.facilitator.post(f"/events/{event.id}/cancellation", {"reason": "The dunes are closed."})
    assert "The dunes are closed." in text_of(cast.alumna.get("/inbox"))


def test_a_facilitator_makes_a_proposal_a_plan(cast, cohort):
    event = make_event(cohort, cast.trainee, state="proposed", kind="meetup")
    assert cast.alumna.post(f"/events/{event.id}/planning").status_code == 403
    assert cast.facilitator.post(f"/events/{event.id}/planning").status_code == 303
    assert only_event().state == "planned"


def test_a_proposal_lapses_when_its_day_comes_and_its_host_hears_it_once(cast, cohort):
    event = make_event(cohort, cast.trainee, state="proposed", kind="meetup")
    cast.alumna.post(f"/events/{event.id}/second")
    gone = now() - timedelta(hours=1)
    db.session.execute(db.update(EventDate).values(original_at=gone, starts_at=gone, ends_at=gone + timedelta(hours=2)))
    db.session.commit()
    assert "Practising together" not in text_of(cast.mentor.get(f"/cohorts/{cohort.id}/events"))
    for person, verb in ((cast.mentor, "second"), (cast.facilitator, "planning")):
        refused = person.post(f"/events/{event.id}/{verb}")
        assert refused.status_code == 409
        assert "not planned before its day came. Trainee may propose it again" in text_of(refused) or verb == "planning"
        assert "I would come" not in text_of(refused)
    assert only_event().state == "proposed"
    stale = only_event()
    with db.session.no_autoflush:
        db.session.execute(db.update(Event).values(state="planned").execution_options(synchronize_session=False))
        lapse(stale)  # somebody planned it between the look and the step
    assert only_event().state == "planned"
    db.session.execute(db.update(Event).values(state="proposed"))
    for _again in range(2):
        lapse_proposals()
        db.session.commit()
    assert only_event().state == "lapsed"
    assert heard(cast.trainee) == ["meeting"]
    assert "Not planned in time: Practising together" in text_of(cast.trainee.get("/inbox"))
    assert cast.mentor.post(f"/events/{event.id}/second").status_code == 409
    assert cast.trainee.post(f"/events/{event.id}/edit", filled(version=str(only_event().version))).status_code == 303
    assert only_event().state == "proposed"
    assert first_date(event).starts_at > now()
    assert "Another time or place" in text_of(cast.alumna.get("/inbox"))
    assert cast.mentor.post(f"/events/{event.id}/second").status_code == 303


def test_when_a_host_leaves_the_facilitators_hear_it_and_take_the_event_over(cast, cohort):
    event = make_event(cohort, cast.trainee, kind="meetup", tell=False)
    make_event(cohort, cast.trainee, kind="meetup", days=-7, title="Long ago", tell=False)
    membership = db.session.scalars(db.select(Membership).filter_by(user_id=cast.trainee.id)).one()
    remove_member(membership, by=cast.facilitator.user)
    db.session.commit()
    assert heard(cast.facilitator) == ["meeting"]
    assert "No host any more: Practising together" in text_of(cast.facilitator.get("/inbox"))
    page = text_of(cast.facilitator.get(f"/events/{event.id}"))
    assert "Trainee hosted this, and left." in page
    assert "Host it myself" not in text_of(cast.alumna.get(f"/events/{event.id}"))
    address = f"/events/{event.id}/host"
    assert cast.outsider.post(address).status_code == 404
    assert cast.alumna.post(address).status_code == 403
    assert cast.facilitator.post(address, {"host": str(cast.outsider.id)}).status_code == 422
    assert cast.facilitator.post(address).status_code == 303
    db.session.expire_all()
    assert event.host_id == cast.facilitator.id
    assert cast.facilitator.post(address, {"host": str(cast.mentor.id)}).status_code == 303
    db.session.expire_all()
    assert event.host_id == cast.mentor.id
    assert "You host: Practising together" in text_of(cast.mentor.get("/inbox"))
    assert "hosted this" not in text_of(cast.facilitator.get(f"/events/{event.id}"))


def test_an_event_has_a_time_zone_of_its_own(cast, cohort):
    form = cast.facilitator.get(f"/cohorts/{cohort.id}/events/new").text
    assert f'<option selected value="{cohort.timezone}">' in form
    sent = filled(host=str(cast.facilitator.id), timezone="America/New_York")
    assert cast.facilitator.post(f"/cohorts/{cohort.id}/events", sent | {"timezone": "Mars/Base"}).status_code == 422
    assert cast.facilitator.post(f"/cohorts/{cohort.id}/events", sent).status_code == 303
    event = only_event()
    assert event.starts_at.astimezone(ZoneInfo("America/New_York")).hour == 10
    page = text_of(cast.trainee.get(f"/events/{event.id}"))
    assert "10:00–12:30 in New York" in page
    assert "America/New_York" in page
    assert "TZID=America/New_York:" in cast.trainee.get(f"/events/{event.id}/event.ics").text
    changed = sent | {"timezone": "Asia/Tokyo", "version": str(event.version)}
    assert cast.facilitator.post(f"/events/{event.id}/edit", changed).status_code == 303
    db.session.expire_all()
    assert first_date(event).starts_at.astimezone(ZoneInfo("Asia/Tokyo")).hour == 10


def test_what_is_cancelled_is_taken_out_of_calendars(cast, cohort):
    event = make_event(cohort, cast.facilitator)
    answer(cast.trainee, first_date(event), "going")
    assert "Into my calendar" in text_of(cast.trainee.get(f"/events/{event.id}"))
    cast.facilitator.post(f"/events/{event.id}/cancellation", {"reason": "The speaker is ill."})
    assert "Take it out of my calendar" in text_of(cast.trainee.get(f"/events/{event.id}"))
    told = next(mail.text for mail in mails_sent() if "Cancelled" in mail.subject)
    assert "The speaker is ill." in told
    assert f"/events/{event.id}/event.ics" in told


def test_members_propose_no_sessions(cast, cohort):
    assert cast.trainee.post(f"/cohorts/{cohort.id}/events", filled(kind="session")).status_code == 422


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": " "}, "Give it a title."),
        ({"day": "31 June 2026"}, "June has 30 days."),
        ({"day": "2001-01-01"}, "This day is over."),
        ({"begins": "half nine"}, "Write a time such as 19:30."),
        ({"ends": ""}, "Write from when until when"),
        ({"ends": "09:00"}, "It ends before it begins."),
        ({"last_day": "2001-01-01"}, "The last day lies before the first."),
        ({"repeats": "weekly"}, "Write until which day it repeats."),
        ({"repeats": "weekly", "repeats_until": "2099-01-01"}, "This makes more than 200 dates."),
        ({"repeats": "hourly"}, "valid choice"),
        ({"link": "meet.example"}, "Write the whole address"),
        ({"link": "javascript:alert(1)"}, "Write the whole address"),
        ({"capacity": "0"}, "at least 1"),
        ({"kind": "party"}, "valid choice"),
    ],
)
def test_what_cannot_be_kept_is_asked_again_with_the_words(cast, cohort, wrong, sentence):
    response = cast.trainee.post(f"/cohorts/{cohort.id}/events", filled(**wrong))
    assert response.status_code == 422
    assert sentence in text_of(response).replace("’", "'")
    if "place" not in wrong:
        assert "Station Castricum" in response.text
    assert db.session.scalars(db.select(Event)).all() == []


def test_an_event_sent_twice_is_made_once(cast, cohort):
    for _again in range(2):
        sent = filled(form_key="one-and-the-same")
        assert cast.trainee.post(f"/cohorts/{cohort.id}/events", sent).status_code == 303
    assert only_event().title == "Walking in the dunes"


def test_times_are_those_of_the_cohort_and_shown_in_the_zone_of_the_reader(cast, cohort):
    event = make_event(cohort, cast.facilitator, hour=20)
    cast.alumna.user.timezone = "America/New_York"
    db.session.commit()
    assert "20:00–22:00" in text_of(cast.trainee.get(f"/events/{event.id}"))
    page = text_of(cast.alumna.get(f"/events/{event.id}"))
    assert "20:00–22:00 in Amsterdam" in page
    hour = first_date(event).starts_at.astimezone(event.zone).hour
    assert hour == 20


def test_a_whole_day_is_the_same_day_for_every_reader(cast, cohort):
    cast.trainee.post(f"/cohorts/{cohort.id}/events", filled(begins="", ends=""))
    event = only_event()
    assert event.is_all_day
    local = event.starts_at.astimezone(event.zone)
    cast.alumna.user.timezone = "Pacific/Kiritimati"
    db.session.commit()
    assert f"{local.day} {local:%B}" in text_of(cast.alumna.get(f"/events/{event.id}"))


def test_only_its_host_and_facilitators_change_an_event(cast, cohort):
    event = make_event(cohort, cast.trainee, kind="meetup")
    sent = filled(title="Cycling instead", version=str(event.version))
    for address in (f"/events/{event.id}/edit", f"/events/{event.id}/cancellation"):
        assert cast.mentor.get(address).status_code == 403
        assert cast.mentor.post(address, sent).status_code == 403
    assert cast.trainee.get(f"/events/{event.id}/edit").status_code == 200
    assert cast.trainee.post(f"/events/{event.id}/edit", sent | {"title": ""}).status_code == 422
    assert cast.trainee.post(f"/events/{event.id}/edit", sent).status_code == 303
    assert only_event().title == "Cycling instead"
    assert only_event().sequence == 1
    again = cast.facilitator.post(f"/events/{event.id}/edit", sent | {"host": str(cast.trainee.id)})
    assert again.status_code == 409
    assert "Somebody else changed it meanwhile" in text_of(again)


def test_who_answered_keeps_their_place_when_a_series_moves(cast, cohort):
    event = make_event(cohort, cast.facilitator, rrule="FREQ=WEEKLY;COUNT=3")
    days = dates_of(event)
    answer(cast.trainee, days[1], "going")
    words = {name: getattr(event, name) for name in actions.WORDS}
    later = {"starts_at": event.starts_at + timedelta(days=1), "ends_at": event.ends_at + timedelta(days=1)}
    actions.change_event(event, words=words | later, by=cast.facilitator.user)
    moved = dates_of(event)
    assert [day.id for day in moved] == [day.id for day in days]
    assert moved[0].starts_at == later["starts_at"]
    assert db.session.get_one(EventAnswer, (days[1].id, cast.trainee.id)).answer == "going"


def test_a_series_loses_and_gains_dates_at_its_end(cast, cohort):
    event = make_event(cohort, cast.facilitator, rrule="FREQ=WEEKLY;COUNT=3")
    last = dates_of(event)[2]
    answer(cast.trainee, last, "going")
    words = {name: getattr(event, name) for name in actions.WORDS}
    actions.change_event(event, words=words | {"rrule": "FREQ=WEEKLY;COUNT=2"}, by=cast.facilitator.user)
    assert len(dates_of(event)) == 2
    actions.change_event(event, words=words | {"rrule": "FREQ=WEEKLY;COUNT=5"}, by=cast.facilitator.user)
    assert len(dates_of(event)) == 5


def test_a_series_keeps_the_dates_that_were_held(cast, cohort):
    event = make_event(cohort, cast.facilitator, days=-10, rrule="FREQ=WEEKLY;COUNT=4")
    held = [day.starts_at for day in dates_of(event)[:2]]
    db.session.commit()
    words = {name: getattr(event, name) for name in actions.WORDS}
    with pytest.raises(actions.HasBegun):
        actions.change_event(event, words=words | {"rrule": ""}, by=cast.facilitator.user)
    db.session.rollback()
    event = only_event()
    later = {"starts_at": event.starts_at + timedelta(hours=1), "ends_at": event.ends_at + timedelta(hours=1)}
    actions.change_event(event, words=words | later, by=cast.facilitator.user)
    assert [day.starts_at for day in dates_of(event)[:2]] == held
    assert dates_of(event)[2].starts_at == held[1] + timedelta(days=7, hours=1)


def test_one_date_is_moved_and_one_cancelled(cast, cohort):
    event = make_event(cohort, cast.facilitator, rrule="FREQ=WEEKLY;COUNT=3")
    first, second, third = dates_of(event)
    new_day = (second.starts_at + timedelta(days=2)).date().isoformat()
    sent = {"day": new_day, "begins": "18:00", "ends": "20:00", "last_day": ""}
    for address in (f"/dates/{second.id}/edit", f"/dates/{second.id}/cancellation"):
        assert cast.trainee.get(address).status_code == 403
        assert cast.facilitator.get(address).status_code == 200
    assert cast.facilitator.post(f"/dates/{second.id}/edit", sent | {"ends": "17:00"}).status_code == 422
    assert cast.facilitator.post(f"/dates/{second.id}/edit", sent | {"begins": "", "ends": ""}).status_code == 422
    assert cast.facilitator.post(f"/dates/{second.id}/edit", sent).status_code == 303
    moved = db.session.get_one(EventDate, second.id)
    assert moved.starts_at.astimezone(event.zone).strftime("%Y-%m-%d %H:%M") == f"{new_day} 18:00"
    assert cast.facilitator.post(f"/dates/{third.id}/cancellation", {"reason": " "}).status_code == 422
    assert cast.facilitator.post(f"/dates/{third.id}/cancellation", {"reason": "Snow."}).status_code == 303
    assert "Snow." in text_of(cast.trainee.get(f"/events/{event.id}?date={third.id}"))
    assert answer(cast.trainee, third, "going").status_code == 403
    assert cast.facilitator.get(f"/dates/{third.id}/edit").status_code == 403
    assert "19:00–21:00" in text_of(cast.trainee.get(f"/events/{event.id}"))
    alone = make_event(cohort, cast.facilitator, title="Alone")
    assert cast.facilitator.get(f"/dates/{first_date(alone).id}/edit").status_code == 403


def test_cancelling_says_why(cast, cohort):
    event = make_event(cohort, cast.facilitator)
    assert cast.facilitator.post(f"/events/{event.id}/cancellation", {"reason": ""}).status_code == 422
    assert (
        cast.facilitator.post(f"/events/{event.id}/cancellation", {"reason": "The speaker is ill."}).status_code == 303
    )
    assert "The speaker is ill." in text_of(cast.trainee.get(f"/events/{event.id}"))
    assert cast.facilitator.get(f"/events/{event.id}/edit").status_code == 403
    assert "Cancelled" in text_of(cast.trainee.get(f"/cohorts/{cohort.id}/events"))


def test_answering_with_guests_and_for_later_dates(cast, cohort):
    event = make_event(cohort, cast.facilitator, capacity=3, rrule="FREQ=WEEKLY;COUNT=3")
    days = dates_of(event)
    assert answer(cast.trainee, days[0], "perhaps").status_code == 422
    assert answer(cast.trainee, days[0], "going", guests="11").status_code == 422
    full = answer(cast.trainee, days[0], "going", guests="3")
    assert full.status_code == 422
    assert "There are only 3 places, yours among them." in text_of(full)
    assert answer(cast.trainee, days[0], "going", guests="2", later="y").status_code == 303
    assert answer(cast.alumna, days[0], "going").status_code == 303
    page = text_of(cast.alumna.get(f"/events/{event.id}?date={days[0].id}"))
    assert "You are number 1 on the waiting list." in page
    assert "3 of 3 places" in page
    rows = db.session.scalars(db.select(EventAnswer).filter_by(user_id=cast.trainee.id)).all()
    assert [(row.answer, row.guests) for row in rows] == [("going", 2)] * 3


def test_the_answer_replaces_its_section_alone(cast, cohort):
    event = make_event(cohort, cast.facilitator)
    day = first_date(event)
    response = cast.trainee.htmx_post(f"/dates/{day.id}/answer", "coming", {"answer": "going", "guests": "0"})
    assert response.status_code == 303
    page = cast.trainee.htmx_get(response.location, "coming")
    assert "<html" not in page.text
    assert "Trainee" in page.text


def test_the_link_is_for_who_comes_from_the_beginning_of_the_day(cast, cohort):
    event = make_event(cohort, cast.facilitator, link="https://meet.example/abc", days=3)
    day = first_date(event)
    answer(cast.trainee, day, "going")
    answer(cast.alumna, day, "maybe")
    for person in (cast.trainee, cast.alumna):
        page = person.get(f"/events/{event.id}")
        assert "meet.example" not in page.text
        assert "Who comes sees it here on the day itself." in text_of(page)
    assert "meet.example" in cast.facilitator.get(f"/events/{event.id}").text
    local = now().astimezone(event.zone)
    day.starts_at = local.replace(hour=23, minute=58).astimezone(UTC)
    day.ends_at = day.starts_at + timedelta(minutes=90)
    db.session.commit()
    assert "meet.example" in cast.trainee.get(f"/events/{event.id}").text
    assert "meet.example" not in cast.alumna.get(f"/events/{event.id}").text
    assert "meet.example" not in cast.trainee.get(f"/events/{event.id}/event.ics").text


def test_the_host_marks_who_was_there(cast, cohort):
    event = make_event(cohort, cast.trainee, kind="meetup", days=-2)
    day = first_date(event)
    db.session.add(EventAnswer(date_id=day.id, user_id=cast.alumna.id, answer="going", number=1))
    db.session.commit()
    assert answer(cast.mentor, day, "going").status_code == 403
    assert cast.mentor.get(f"/dates/{day.id}/presence").status_code == 403
    page = cast.trainee.get(f"/dates/{day.id}/presence")
    assert page.text.index("Alumna") < page.text.index("Facilitator")
    sent = {"people": [str(cast.alumna.id), str(cast.mentor.id)]}
    assert cast.trainee.post(f"/dates/{day.id}/presence", {"people": ["999999"]}).status_code == 422
    assert cast.trainee.post(f"/dates/{day.id}/presence", sent).status_code == 303
    assert {row.user_id for row in db.session.scalars(db.select(EventPresence))} == {cast.alumna.id, cast.mentor.id}
    assert "2 people were there. You were there." in text_of(cast.mentor.get(f"/events/{event.id}"))
    coming = make_event(cohort, cast.trainee)
    assert cast.trainee.get(f"/dates/{first_date(coming).id}/presence").status_code == 403


@pytest.mark.parametrize(("starts_in", "ends_in"), [(10, 40), (-20, 20), (-90, -30)])
def test_all_may_meet_before_during_and_after_the_training(cast, starts_in, ends_in):
    cohort = make_cohort(starts_in=starts_in, ends_in=ends_in)
    make_member(cohort, cast.trainee, tell=False)
    assert cast.trainee.post(f"/cohorts/{cohort.id}/events", filled()).status_code == 303


def test_events_stand_on_home_on_the_cohort_and_in_the_month(cast, cohort):
    event = make_event(cohort, cast.facilitator, title="Session four")
    far = make_event(cohort, cast.facilitator, title="Far away", kind="webinar")
    for address in ("/", f"/cohorts/{cohort.id}", "/calendar"):
        assert "Session four" in text_of(cast.trainee.get(address)), address
    assert "Far away" not in text_of(cast.trainee.get("/"))
    answer(cast.trainee, first_date(far), "maybe")
    assert "Far away" in text_of(cast.trainee.get("/"))
    answer(cast.trainee, first_date(event), "no")
    assert "Session four" not in text_of(cast.trainee.get("/"))
    month = f"{event.starts_at.astimezone(event.zone):%Y-%m}"
    for address in (f"/cohorts/{cohort.id}/events?month={month}", f"/calendar?month={month}"):
        assert "Session four" in text_of(cast.trainee.get(address))
    for odd in ("", "1-1", "9999-12", "0001-01", "heron"):
        assert cast.trainee.get(f"/calendar?month={odd}").status_code == 200


def test_past_events_come_in_pages(cast, cohort):
    make_event(cohort, cast.facilitator, days=-80, rrule="FREQ=DAILY;COUNT=70", tell=False)
    page = cast.trainee.get(f"/cohorts/{cohort.id}/events")
    assert page.text.count("Practising together") == 50
    link = page.text.split('rel="next"')[0].rpartition('href="')[2].split('"')[0]
    assert cast.trainee.get(link).text.count("Practising together") == 20


def test_a_found_event_is_an_event(cast, cohort):
    event = make_event(cohort, cast.facilitator, body="About *motivation*.", speaker="Ada Lovelace")
    for words in ("practising", "motivation", "lovelace"):
        page = cast.trainee.get(f"/search?q={words}&in=events")
        assert f"/events/{event.id}" in page.text
    actions.cancel_event(event, reason="No.", by=cast.facilitator.user)
    assert f"/events/{event.id}" in cast.trainee.get("/search?q=practising").text


def test_lists_cost_the_same_with_many_events(cast, cohort):
    counts = []
    for number in (2, 20):
        for _each in range(number):
            answer_to = first_date(make_event(cohort, cast.facilitator, tell=False))
            db.session.add(EventAnswer(date_id=answer_to.id, user_id=cast.trainee.id, answer="going", number=1))
        db.session.commit()
        for address in (f"/cohorts/{cohort.id}/events", "/calendar", "/calendar?month="):
            cast.trainee.get(address)
            with counted_statements() as count:
                cast.trainee.get(address)
            counts.append(count())
    assert counts[:3] == counts[3:]
    assert max(counts) <= 9


def test_a_date_of_another_event_is_not_found(cast, cohort):
    event, other = make_event(cohort, cast.facilitator), make_event(cohort, cast.facilitator)
    assert cast.trainee.get(f"/events/{event.id}?date={first_date(other).id}").status_code == 404
