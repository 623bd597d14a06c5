"""Events of the alumni of a course and of the whole academy: everything as in a cohort, for those they are for alone."""

import io
from datetime import timedelta
from types import SimpleNamespace

import icalendar
import pytest

from cohorts.calendar.feed.actions import make_address
from cohorts.calendar.models import Event, EventAnswer, EventPresence
from discussions.actions import found_academy_space
from discussions.alumni.actions import join_alumni, leave_alumni
from discussions.insights.figures.attendance import count
from discussions.insights.measuring import Span
from discussions.models import Topic
from lms.access import ACADEMY
from lms.database import db, now
from tests.cast import text_of
from tests.cohorts.test_events import answer, filled, only_event
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.events import first_date, make_event, make_wider_event
from tests.factories.people import heard, make_person

EVERYBODY = f"/audiences/{ACADEMY}/events"


@pytest.fixture
def alumni(cast):
    """The space of the alumni of a course: the alumna and the mentor, moderated by the facilitator."""
    cohort = make_cohort(starts_in=-400, ends_in=-300)
    for person in (cast.alumna, cast.mentor):
        make_member(cohort, person, "alumnus", tell=False)
        space = join_alumni(cohort.course_id, person.id)
    db.session.commit()
    return space


def test_a_member_proposes_to_the_academy_and_three_others_make_it_a_plan(cast):
    assert "Propose to meet" in text_of(cast.outsider.get(EVERYBODY))
    page = cast.outsider.get(f"{EVERYBODY}/new")
    assert page.status_code == 200
    assert 'value="session"' not in page.text
    assert cast.outsider.post(EVERYBODY, filled(kind="webinar", speaker="Ada Wong")).status_code == 303
    event = only_event()
    assert (event.state, event.cohort_id, event.audience_id) == ("proposed", None, ACADEMY)
    assert heard(cast.manager) == ["planned"]
    assert heard(cast.trainee) == []
    assert "Walking in the dunes" in text_of(cast.trainee.get("/calendar"))
    for person in (cast.trainee, cast.alumna, cast.mentor):
        assert person.post(f"/events/{event.id}/second").status_code == 303
    assert only_event().state == "planned"
    assert "planned" in heard(cast.author)
    assert answer(cast.author, first_date(event), "going", guests="1").status_code == 303
    page = text_of(cast.editor.get(f"/events/{event.id}"))
    assert "Ada Wong" in page
    assert "2 people" in page
    assert "The whole academy" in page


def test_who_leads_plans_at_once_and_decides_about_proposals(cast):
    assert cast.manager.post(EVERYBODY, filled(host=str(cast.mentor.id))).status_code == 303
    event = only_event()
    assert (event.state, event.host_id) == ("planned", cast.mentor.id)
    assert cast.mentor.get(f"/events/{event.id}/edit").status_code == 200
    assert cast.trainee.get(f"/events/{event.id}/edit").status_code == 403
    proposal = make_wider_event(ACADEMY, cast.trainee, state="proposed")
    assert cast.alumna.post(f"/events/{proposal.id}/planning").status_code == 403
    assert cast.manager.post(f"/events/{proposal.id}/planning").status_code == 303


def test_bad_input_is_refused_with_what_was_typed(cast):
    page = cast.trainee.post(EVERYBODY, filled(title="", body="Kept words"))
    assert page.status_code == 422
    assert "Kept words" in page.text
    assert cast.trainee.post(EVERYBODY, filled(kind="session")).status_code == 422


def test_only_the_alumni_find_what_they_meet_for(cast, alumni):
    here = f"/audiences/{alumni.audience_id}/events"
    assert cast.alumna.post(here, filled()).status_code == 303
    event = only_event()
    day = first_date(event)
    assert heard(cast.mentor) == ["planned"]
    for person in (cast.alumna, cast.mentor, cast.facilitator):
        assert "Walking in the dunes" in text_of(person.get(here))
        assert "Walking in the dunes" in text_of(person.get(f"/events/{event.id}"))
    assert cast.facilitator.post(f"/events/{event.id}/planning").status_code == 303
    for person in (cast.trainee, cast.outsider, cast.admin, cast.manager):
        for address in (here, f"{here}/new", f"/events/{event.id}", f"/events/{event.id}/event.ics",
                        f"/events/{event.id}/talk", f"/dates/{day.id}/presence"):  # fmt: skip
            assert person.get(address).status_code == 404, address
        assert person.post(here, filled()).status_code == 404
        assert answer(person, day, "going").status_code == 404
        assert "Walking in the dunes" not in text_of(person.get("/calendar"))
        assert person.get(f"/calendar?of=audience-{alumni.audience_id}").status_code == 200


def test_audiences_that_meet_elsewhere_have_no_events_here(cast, alumni):
    cohort = make_cohort()
    for audience_id in (1, 3, cohort.audience_id, 999_999):
        assert cast.facilitator.get(f"/audiences/{audience_id}/events").status_code == 404


def test_who_leaves_the_alumni_gives_their_place_to_who_waits(cast, alumni):
    event = make_wider_event(alumni.audience_id, cast.facilitator, capacity=1)
    day = first_date(event)
    answer(cast.alumna, day, "going")
    answer(cast.mentor, day, "going")
    leave_alumni(alumni.course_id, cast.alumna.id)
    db.session.commit()
    rows = db.session.execute(db.select(EventAnswer.user_id, EventAnswer.answer)).all()
    assert rows == [(cast.mentor.id, "going")]
    assert cast.alumna.get(f"/events/{event.id}").status_code == 404


def test_the_recap_stands_in_the_space_of_whom_it_is_for(cast, alumni):
    academy = found_academy_space()
    for audience_id, space in ((alumni.audience_id, alumni), (ACADEMY, academy)):
        event = make_wider_event(audience_id, cast.alumna, days=-2)
        assert "Write the recap" in text_of(cast.alumna.get(f"/events/{event.id}"))
        page = cast.alumna.get(f"/events/{event.id}/talk?recap=1")
        assert page.status_code == 200
        sent = {"title": "What we heard", "body": "Much.", "recap": "1"}
        assert cast.alumna.post(f"/events/{event.id}/talk", sent).status_code == 303
        topic = db.session.scalars(db.select(Topic).filter_by(event_id=event.id)).one()
        assert topic.space_id == space.id
        assert cast.mentor.get(f"/events/{event.id}/talk?recap=1").status_code == 403
        assert "What we heard" in text_of(cast.mentor.get(f"/events/{event.id}"))


def test_the_calendar_shows_all_with_where_it_belongs_and_one_scope_alone(cast, alumni):
    cohort = make_cohort(name="Spring people")
    make_member(cohort, cast.alumna, tell=False)
    make_event(cohort, cast.facilitator, title="Ours")
    make_wider_event(alumni.audience_id, cast.mentor, title="Reunion")
    make_wider_event(ACADEMY, cast.mentor, title="For all")
    page = text_of(cast.alumna.get("/calendar"))
    for words in ("Ours", "Reunion", "For all", "Spring people", "The whole academy"):
        assert words in page
    for key, title, others in (
        (f"cohort-{cohort.id}", "Ours", ("Reunion", "For all")),
        (f"audience-{alumni.audience_id}", "Reunion", ("Ours", "For all")),
        (f"audience-{ACADEMY}", "For all", ("Ours", "Reunion")),
    ):
        for view in ("", f"&month={now() + timedelta(days=7):%Y-%m}"):
            page = text_of(cast.alumna.get(f"/calendar?of={key}{view}"))
            assert title in page
            assert not any(other in page for other in others)
    assert "For all" in text_of(cast.outsider.get("/calendar"))
    assert cast.outsider.get("/calendar?of=nonsense").status_code == 200


def test_feed_home_and_search_hold_it_for_whom_it_is_for(cast, alumni):
    event = make_wider_event(alumni.audience_id, cast.mentor, title="Reunion")
    webinar = make_wider_event(ACADEMY, cast.mentor, title="For all")
    secrets = {person: make_address(person.id) for person in (cast.alumna, cast.outsider)}
    db.session.commit()
    for person, found in ((cast.alumna, {event.uid, webinar.uid}), (cast.outsider, {webinar.uid})):
        feed = icalendar.Calendar.from_ical(person.get(f"/calendar/feeds/{secrets[person]}.ics").data)
        assert {str(entry["uid"]) for entry in feed.walk("VEVENT")} == found
    assert "For all" not in text_of(cast.outsider.get("/"))
    answer(cast.outsider, first_date(webinar), "going")
    assert "For all" in text_of(cast.outsider.get("/"))
    assert f"/events/{event.id}" in cast.alumna.get("/search?q=reunion").text
    assert f"/events/{event.id}" not in cast.outsider.get("/search?q=reunion").text
    single = icalendar.Calendar.from_ical(cast.outsider.get(f"/events/{webinar.id}/event.ics").data)
    assert str(single.walk("VEVENT")[0]["uid"]) == webinar.uid


def test_of_a_crowd_who_did_not_answer_is_named(cast):
    for number in range(100):
        make_person(name=f"Member {number}")
    make_person(name="Twin")
    make_person(name="Twin")
    event = make_wider_event(ACADEMY, cast.mentor, days=0, hour=0, hours=1)
    day = first_date(event)
    db.session.add(EventAnswer(date_id=day.id, user_id=cast.alumna.id, answer="going"))
    db.session.commit()
    page = cast.mentor.get(f"/dates/{day.id}/presence").text
    assert "Alumna" in page
    assert "Member 7" not in page
    here, sent = f"/dates/{day.id}/presence", {"people": [str(cast.alumna.id)]}
    for others, why in (
        ("Nobody Such", "Nobody here is called Nobody Such."),
        ("Twin", "Several people are called Twin."),
    ):
        refused = cast.mentor.post(here, sent | {"others": others})
        assert refused.status_code == 422
        assert why in text_of(refused)
    assert cast.mentor.post(here, sent | {"others": "Member 7\r\n  Trainee "}).status_code == 303
    assert db.session.scalar(db.select(db.func.count()).select_from(EventPresence)) == 3
    assert "Member 7" in cast.mentor.get(here).text


def test_a_cohort_counts_who_came_to_its_own_events_and_the_academy_all(cast):
    cohort = make_cohort()
    make_member(cohort, cast.trainee, tell=False)
    for event in (make_event(cohort, cast.facilitator, days=-2), make_wider_event(ACADEMY, cast.mentor, days=-2)):
        day = first_date(event)
        db.session.add_all([
            EventAnswer(date_id=day.id, user_id=cast.trainee.id, answer="going"),
            EventPresence(date_id=day.id, user_id=cast.trainee.id),
        ])  # fmt: skip
    db.session.flush()
    period = SimpleNamespace(begins=now() - timedelta(days=9), ends=now())
    assert count(Span(cohort, period, now())).of == 1
    assert count(Span(None, period, now())).of == 2


def test_a_calendar_is_brought_into_cohorts_alone(cast):
    sent = {"file": (io.BytesIO(b"BEGIN:VCALENDAR\nEND:VCALENDAR\n"), "post.ics")}
    assert cast.manager.post(f"{EVERYBODY}/import", sent).status_code == 404
    assert db.session.scalar(db.select(db.func.count()).select_from(Event)) == 0
