"""The agenda of a meeting: everybody proposes points and votes, its host orders them, and it ends when the meeting begins."""

from datetime import timedelta

import pytest

from cohorts.calendar import actions as meeting
from cohorts.calendar.agenda import actions
from cohorts.calendar.agenda.models import AgendaPoint, AgendaVote
from cohorts.calendar.queries import dates_of
from lms.access import grant
from lms.database import db, now
from lms.jobs import sweep
from lms.mail import Mail
from lms.notifications.models import Notification
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.events import first_date, make_event
from tests.statements import counted_statements


@pytest.fixture
def cohort(cast):
    cohort = make_cohort()
    for person in (cast.trainee, cast.alumna):
        make_member(cohort, person, tell=False)
    make_member(cohort, cast.mentor, "mentor", tell=False)
    return cohort


@pytest.fixture
def event(cast, cohort):
    return make_event(cohort, cast.facilitator, tell=False)


def propose(browser, event, title="Silences", **more):
    return browser.post(f"/dates/{first_date(event).id}/agenda", {"title": title, "body": "", "minutes": "", **more})


def point(event, by, title="Silences", **more) -> AgendaPoint:
    return actions.propose(event, first_date(event), by=by.user, title=title, **more)


def titles(event, state="accepted") -> list[str]:
    found = db.select(AgendaPoint.title).filter_by(date_id=first_date(event).id, state=state)
    return list(db.session.scalars(found.order_by(AgendaPoint.position)))


def begin(event) -> None:
    day = first_date(event)
    day.starts_at, day.ends_at = now() - timedelta(minutes=5), now() + timedelta(hours=1)
    db.session.commit()


def test_a_member_proposes_a_point_and_the_others_vote_for_it(cast, event):
    sent = {"title": "  Silences   that last ", "body": "I fill them.", "minutes": "15"}
    response = propose(cast.trainee, event, **sent)
    assert response.status_code == 303
    assert response.location.endswith("#agenda")
    one = db.session.scalars(db.select(AgendaPoint)).one()
    for person in (cast.alumna, cast.mentor):
        page = text_of(person.get(f"/events/{event.id}"))
        assert "Silences that last" in page
        assert "I fill them." in page
        assert "15 minutes" in page
        for _twice in range(2):
            assert person.post(f"/agenda-points/{one.id}/vote").status_code == 303
    page = text_of(cast.alumna.get(f"/events/{event.id}"))
    assert "2 votes" in page
    assert "Take my vote back" in page
    assert cast.alumna.post(f"/agenda-points/{one.id}/vote/withdrawal").status_code == 303
    assert "1 vote" in text_of(cast.trainee.get(f"/events/{event.id}"))
    assert "Vote for it" in text_of(cast.alumna.get(f"/events/{event.id}"))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": " "}, "Say what it is about."),
        ({"title": "x" * 121}, "Keep it under 120 letters."),
        ({"body": "x" * 301}, "Keep it under 300 letters."),
        ({"minutes": "0"}, "Write a number from 1 to 480"),
        ({"minutes": "ten"}, "Write a number from 1 to 480"),
    ],
)
def test_what_cannot_be_kept_is_asked_again_with_the_words(cast, event, wrong, sentence):
    response = propose(cast.trainee, event, **{"title": "Seagulls", "body": "They shout.", **wrong})
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert ("They shout." if "title" in wrong else "Seagulls") in response.text
    assert db.session.scalars(db.select(AgendaPoint)).all() == []


def test_a_form_sent_twice_makes_one_point(cast, event):
    for _twice in range(2):
        assert propose(cast.trainee, event, form_key="one-and-the-same").status_code == 303
    assert db.session.scalars(db.select(AgendaPoint)).one()


def test_nobody_fills_an_agenda_alone(cast, event):
    for number in range(5):
        assert propose(cast.trainee, event, f"Point {number}").status_code == 303
    assert "You have 5 points here already." in text_of(propose(cast.trainee, event, "One more"))
    assert propose(cast.alumna, event).status_code == 303
    first = db.session.scalars(db.select(AgendaPoint).filter_by(title="Point 0")).one()
    cast.trainee.post(f"/agenda-points/{first.id}/removal")
    assert propose(cast.trainee, event, "One more").status_code == 303


def test_outsiders_find_no_agenda(cast, event):
    one = point(event, cast.trainee)
    db.session.commit()
    for person in (cast.outsider, cast.author, cast.admin):
        assert propose(person, event).status_code == 404
        for act in ("vote", "vote/withdrawal", "removal", "state", "place"):
            assert person.post(f"/agenda-points/{one.id}/{act}", {"state": "struck", "step": "1"}).status_code == 404
        assert person.post(f"/dates/{first_date(event).id}/agenda/order").status_code == 404


def test_a_visit_reads_the_agenda_and_does_nothing(cast, cohort, event):
    one = point(event, cast.trainee)
    grant(cohort.audience_id, cast.admin.id, now() + timedelta(hours=1))
    db.session.commit()
    page = text_of(cast.admin.get(f"/events/{event.id}"))
    assert "Silences" in page
    assert "Vote for it" not in page
    assert propose(cast.admin, event).status_code == 403
    assert cast.admin.post(f"/agenda-points/{one.id}/vote").status_code == 403


def test_only_its_host_and_facilitators_decide_and_order(cast, cohort):
    event = make_event(cohort, cast.alumna, kind="meetup", tell=False)
    one = point(event, cast.trainee)
    db.session.commit()
    for person in (cast.trainee, cast.mentor):
        assert person.post(f"/agenda-points/{one.id}/state", {"state": "accepted"}).status_code == 403
        assert person.post(f"/agenda-points/{one.id}/place", {"step": "1"}).status_code == 403
        assert person.post(f"/dates/{first_date(event).id}/agenda/order").status_code == 403
        assert "Put it on the agenda" not in text_of(person.get(f"/events/{event.id}"))
    assert cast.alumna.post(f"/agenda-points/{one.id}/state", {"state": "loved"}).status_code == 422
    assert cast.alumna.post(f"/agenda-points/{one.id}/place", {"step": "7"}).status_code == 422
    for person in (cast.alumna, cast.facilitator):
        assert "Put it on the agenda" in text_of(person.get(f"/events/{event.id}"))
        assert person.post(f"/agenda-points/{one.id}/state", {"state": "accepted"}).status_code == 303
        assert titles(event) == ["Silences"]
        assert person.post(f"/agenda-points/{one.id}/state", {"state": "proposed"}).status_code == 303
        assert titles(event) == []


def test_the_agenda_stands_in_the_order_of_its_host_and_the_rest_by_votes(cast, event):
    day, by = first_date(event), cast.facilitator.user
    points = {name: point(event, cast.trainee, name) for name in ("Ants", "Bees", "Crows", "Doves")}
    for name, voters in (("Bees", (cast.alumna, cast.mentor)), ("Doves", (cast.alumna,))):
        for voter in voters:
            actions.vote(points[name], voter.user)
    page = text_of(cast.mentor.get(f"/events/{event.id}"))
    assert sorted(points, key=page.index) == ["Bees", "Doves", "Ants", "Crows"]
    for name in ("Ants", "Crows", "Bees"):
        actions.decide(event, day, points[name], "accepted", by=by)
    assert titles(event) == ["Ants", "Crows", "Bees"]
    db.session.commit()
    cast.facilitator.post(f"/agenda-points/{points['Bees'].id}/place", {"step": "-1"})
    assert titles(event) == ["Ants", "Bees", "Crows"]
    for _twice in range(2):
        cast.facilitator.post(f"/agenda-points/{points['Ants'].id}/place", {"step": "1"})
    assert titles(event) == ["Bees", "Crows", "Ants"]
    cast.facilitator.post(f"/agenda-points/{points['Doves'].id}/place", {"step": "1"})
    assert titles(event) == ["Bees", "Crows", "Ants"]
    actions.decide(event, day, points["Doves"], "accepted", by=by)
    assert cast.facilitator.post(f"/dates/{day.id}/agenda/order").status_code == 303
    assert titles(event) == ["Bees", "Doves", "Crows", "Ants"]
    actions.decide(event, day, points["Doves"], "struck", by=by)
    assert titles(event) == ["Bees", "Crows", "Ants"]
    page = text_of(cast.mentor.get(f"/events/{event.id}"))
    assert sorted(points, key=page.index) == ["Bees", "Crows", "Ants", "Doves"]
    assert "1 point was struck" in page


def test_accepted_minutes_stand_beside_the_time_there_is(cast, event):
    day, by = first_date(event), cast.facilitator.user
    for minutes in (15, 20, None):
        actions.decide(event, day, point(event, cast.trainee, minutes=minutes), "accepted", by=by)
    point(event, cast.trainee, minutes=60)
    assert "35 of 120 minutes" in text_of(cast.trainee.get(f"/events/{event.id}"))


def test_nobody_votes_for_what_was_struck(cast, event):
    one = point(event, cast.trainee)
    actions.decide(event, first_date(event), one, "struck", by=cast.facilitator.user)
    db.session.commit()
    assert cast.alumna.post(f"/agenda-points/{one.id}/vote").status_code == 403


def test_a_point_is_removed_by_whose_it_is_and_by_facilitators(cast, event):
    mine, theirs = point(event, cast.trainee), point(event, cast.trainee, "Noise")
    actions.vote(mine, cast.alumna.user)
    db.session.commit()
    assert cast.mentor.post(f"/agenda-points/{mine.id}/removal").status_code == 403
    assert cast.trainee.post(f"/agenda-points/{mine.id}/removal").status_code == 303
    assert cast.facilitator.post(f"/agenda-points/{theirs.id}/removal").status_code == 303
    assert db.session.scalars(db.select(AgendaPoint)).all() == []
    assert db.session.scalars(db.select(AgendaVote)).all() == []
    assert cast.trainee.post(f"/agenda-points/{mine.id}/vote").status_code == 404


@pytest.mark.parametrize("why", ["begun", "cancelled", "date cancelled"])
def test_nothing_changes_any_more_once_it_begins_or_is_cancelled(cast, event, why):
    one, day = point(event, cast.trainee), first_date(event)
    actions.decide(event, day, one, "accepted", by=cast.facilitator.user)
    if why == "begun":
        begin(event)
    elif why == "cancelled":
        meeting.cancel_event(event, reason="Ill.", by=cast.facilitator.user)
    else:
        meeting.cancel_date(event, day, reason="Ill.", by=cast.facilitator.user)
    db.session.commit()
    assert propose(cast.trainee, event).status_code == 403
    for person, act in (
        (cast.alumna, "vote"), (cast.alumna, "vote/withdrawal"), (cast.trainee, "removal"), (cast.facilitator, "removal"),
        (cast.facilitator, "state"), (cast.facilitator, "place"),
    ):  # fmt: skip
        sent = {"state": "struck", "step": "1"}
        assert person.post(f"/agenda-points/{one.id}/{act}", sent).status_code == 403, act
    assert cast.facilitator.post(f"/dates/{day.id}/agenda/order").status_code == 403
    page = text_of(cast.trainee.get(f"/events/{event.id}"))
    assert "Silences" in page
    assert "Propose a point" not in page


def test_every_date_of_a_series_has_an_agenda_and_none_is_lost_with_its_date(cast, cohort):
    event = make_event(cohort, cast.facilitator, tell=False, rrule="FREQ=WEEKLY;COUNT=3")
    days, by = dates_of(event), cast.facilitator.user
    for day, title in zip(days, ("Ants", "Bees", "Crows"), strict=True):
        one = actions.propose(event, day, by=cast.trainee.user, title=title)
        actions.decide(event, day, one, "accepted", by=by)
    assert "Bees" not in text_of(cast.trainee.get(f"/events/{event.id}?date={days[0].id}"))
    assert "Bees" in text_of(cast.trainee.get(f"/events/{event.id}?date={days[1].id}"))
    words = {name: getattr(event, name) for name in meeting.WORDS}
    meeting.change_event(event, words=words | {"rrule": "FREQ=WEEKLY;COUNT=2"}, by=by)
    page = text_of(cast.trainee.get(f"/events/{event.id}?date={days[1].id}"))
    assert page.index("Bees") < page.index("Crows")


def test_who_proposed_a_point_hears_what_becomes_of_it_while_that_is_true(cast, event):
    day, by = first_date(event), cast.facilitator.user
    kept, off = point(event, cast.trainee, "Silences"), point(event, cast.trainee, "Seagulls")
    gone = point(event, cast.alumna, "Noise")
    for one, state in ((kept, "accepted"), (off, "accepted"), (gone, "accepted"), (off, "struck")):
        actions.decide(event, day, one, state, by=by)
    actions.remove(day, gone)
    found = db.select(Notification.title).where(Notification.thread.startswith("agenda")).order_by(Notification.id)
    assert list(db.session.scalars(found)) == [
        "On the agenda: Silences",
        "On the agenda: Seagulls",
        "Not on the agenda: Seagulls",
    ]
    db.session.commit()
    while sweep():
        pass
    subjects = db.session.scalars(db.select(Mail.subject).filter_by(user_id=cast.trainee.id).order_by(Mail.id)).all()
    assert subjects == ["On the agenda: Silences", "Not on the agenda: Seagulls"]


def test_the_recap_begins_with_what_was_on_the_agenda(cast, event):
    day, by = first_date(event), cast.facilitator.user
    for title, state in (("Ants", "struck"), ("Bees", "proposed"), ("Crows", "accepted")):
        actions.decide(event, day, point(event, cast.trainee, title, body=f"Many {title}."), state, by=by)
    begin(event)
    page = cast.facilitator.get(f"/events/{event.id}/talk?recap=1").text
    assert page.index("Crows") < page.index("Bees")
    assert "Ants" not in page
    assert "Bees" not in cast.facilitator.get(f"/events/{event.id}/talk").text


def test_who_comes_later_reads_no_points_that_were_proposed_before(cast, cohort, event):
    """The meeting is opened to other readers, what was written for it is not."""
    other = make_cohort(by=cast.outsider.user)
    one = point(event, cast.trainee)
    event.audience_id = other.audience_id
    event.cohort_id = other.id
    day = first_date(event)
    theirs = actions.propose(event, day, by=cast.outsider.user, title="Letters")
    db.session.commit()
    page = text_of(cast.outsider.get(f"/events/{event.id}"))
    assert "Letters" in page
    assert "Silences" not in page
    assert cast.outsider.post(f"/agenda-points/{one.id}/vote").status_code == 404
    assert cast.trainee.post(f"/agenda-points/{one.id}/vote").status_code == 404
    assert cast.trainee.post(f"/agenda-points/{theirs.id}/vote").status_code == 404
    begin(event)
    recap = cast.outsider.get(f"/events/{event.id}/talk?recap=1").text
    assert "Letters" in recap
    assert "Silences" not in recap


def test_a_vote_replaces_the_agenda_alone(cast, event):
    one = point(event, cast.trainee)
    db.session.commit()
    response = cast.alumna.htmx_post(f"/agenda-points/{one.id}/vote", "agenda", {})
    assert response.status_code == 303
    page = cast.alumna.htmx_get(response.location, "agenda")
    assert "<html" not in page.text
    assert "1 vote" in text_of(page)
    wrong = cast.alumna.htmx_post(f"/dates/{first_date(event).id}/agenda", "agenda", {"title": ""})
    assert wrong.status_code == 422
    assert "<html" not in wrong.text
    assert "Say what it is about." in text_of(wrong)


def test_a_long_agenda_costs_as_much_as_a_short_one(cast, event):
    counts = []
    for number in (1, 12):
        for each in range(number):
            one = point(event, (cast.trainee, cast.alumna, cast.mentor, cast.facilitator)[each % 4])
            actions.vote(one, cast.alumna.user)
        db.session.commit()
        cast.trainee.get(f"/events/{event.id}")
        with counted_statements() as count:
            cast.trainee.get(f"/events/{event.id}")
        counts.append(count())
    assert counts[0] == counts[1]
