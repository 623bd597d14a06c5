"""Goals: set over a figure with what it says then, counted by the daily round, told once to who sees to them."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohorts.events import AudienceFollowed, CohortsMerged
from discussions.insights import reactions
from discussions.insights.goals import actions
from discussions.insights.goals.drawing import Way, draw
from discussions.insights.goals.models import Goal, GoalCount, GoalStep
from discussions.models import Topic
from lms.access import make_audience
from lms.admin.models import AuditEntry
from lms.database import db, now
from lms.moments import day
from lms.notifications.models import Notification
from lms.notifications.standing import still_standing
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.discussions import make_question, make_reply
from tests.factories.people import make_person


@pytest.fixture
def asked(cohort):
    """Six questions by six people, a week ago; half of them answered within an hour."""
    for number in range(6):
        asker = make_person(f"Peer {number}")
        make_member(cohort, asker, tell=False)
        topic = make_question(cohort, author=asker, title=f"Question {number}?")
        moment = now() - timedelta(days=7)
        db.session.execute(db.update(Topic).where(Topic.id == topic.id).values(created_at=moment))
        if number % 2:
            make_reply(topic)
            moment += timedelta(hours=1)
            db.session.execute(db.update(Topic).where(Topic.id == topic.id).values(first_answer_at=moment))
    db.session.commit()


def words(**changes) -> dict:
    later = (now() + timedelta(days=60)).date().isoformat()
    return {"figure": "answered_24", "days": "90", "target": "80", "due_on": later, "why": "Nobody waits.", **changes}


def set_goal(cast, cohort, **changes):
    data = words(owner_id=str(cast.facilitator.id), **changes)
    return cast.facilitator.post(f"/cohorts/{cohort.id}/insights/goals", data)


def the_goal() -> Goal:
    return db.session.scalars(db.select(Goal)).one()


def told() -> list[str]:
    db.session.commit()
    return [row.title for row in db.session.scalars(db.select(Notification).where(Notification.reason == "goal"))]


def test_a_goal_keeps_what_its_figure_said_when_it_was_set(cast, cohort, asked):
    page = text_of(cast.facilitator.get(f"/cohorts/{cohort.id}/insights/goals/new?figure=answered_24"))
    assert "Now: 50 %. 3 of 6 questions." in page
    assert set_goal(cast, cohort).status_code == 303
    goal = the_goal()
    assert (goal.baseline, goal.value, goal.target, goal.way) == (50, 50, 80, 0)
    assert (goal.counted_n, goal.counted_of) == (3, 6)
    page = text_of(cast.facilitator.get(f"/goals/{goal.id}"))
    assert "Answered within a day: 80 % or more" in page
    assert "On the way" in page
    assert "Nobody waits." in page
    assert db.session.query(AuditEntry).filter_by(action="goal set", object_id=goal.id).count() == 1
    assert "Answered within a day: 80 % or more" in text_of(
        cast.facilitator.get(f"/cohorts/{cohort.id}/insights/goals")
    )


def test_a_form_sent_twice_sets_one_goal(cast, cohort, asked):
    for _time in range(2):
        assert set_goal(cast, cohort, form_key="once").status_code == 303
    assert the_goal()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"target": "much"}, "Write a number, such as 80 or 2.5."),
        ({"target": ""}, "Write the number it should come to."),
        ({"target": "120"}, "A share has at most 100 percent."),
        ({"target": "40"}, "That is how it is already. Aim for more."),
        ({"due_on": "2020-01-01"}, "Choose a day after today, within five years."),
        ({"due_on": "soon"}, "Choose the day."),
        ({"figure": "happiness"}, "Not a valid choice"),
        ({"days": "7"}, "Not a valid choice"),
        ({"owner_id": "1"}, "Not a valid choice"),
        ({"why": "x" * 1001}, "Keep it under 1000 letters."),
    ],
)
def test_what_cannot_be_a_goal_is_said(cast, cohort, asked, changes, said):
    data = words(owner_id=str(cast.facilitator.id)) | changes
    answer = cast.facilitator.post(f"/cohorts/{cohort.id}/insights/goals", data)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert db.session.scalars(db.select(Goal)).all() == []


def test_a_goal_without_enough_data_has_no_start(cast, cohort):
    assert set_goal(cast, cohort).status_code == 303
    assert the_goal().baseline is None
    assert "Not enough data" in text_of(cast.facilitator.get(f"/goals/{the_goal().id}"))


def test_its_owner_hears_once_that_it_is_reached(cast, cohort, asked):
    set_goal(cast, cohort, target="60")
    actions.count_goals()
    assert told() == []
    db.session.execute(db.update(Topic).values(first_answer_at=Topic.created_at))
    for _round in range(3):
        actions.count_goals()
    assert told() == ["Reached: Answered within a day: 60 % or more"]
    goal = the_goal()
    assert goal.state(now().date()) == "reached"
    assert goal.way == 100
    assert "Reached" in text_of(cast.facilitator.get(f"/goals/{goal.id}"))
    db.session.execute(db.update(Topic).values(first_answer_at=None))
    actions.count_goals()
    assert the_goal().state(now().date()) == "reached", "what was reached was reached"


def test_its_owner_hears_once_that_its_day_has_come(cast, cohort, asked):
    set_goal(cast, cohort)
    the_goal().due_on = now().date()
    for _round in range(3):
        actions.count_goals()
    assert told() == ["Its day has come: Answered within a day: 80 % or more"]
    the_goal().due_on = now().date() - timedelta(days=2)
    db.session.commit()
    assert "Past its date" in text_of(cast.facilitator.get(f"/cohorts/{cohort.id}/insights/goals"))


def test_what_was_counted_is_kept_once_a_week(cast, cohort, asked):
    set_goal(cast, cohort)
    for _round in range(3):
        actions.count_goals()
    count = db.session.scalars(db.select(GoalCount)).one()
    count.at = now() - timedelta(days=8)
    db.session.flush()
    actions.count_goals()
    assert [row.value for row in db.session.scalars(db.select(GoalCount))] == [50, 50]


def test_its_course_is_drawn_from_the_second_week_on_above_its_table(cast, cohort, asked):
    set_goal(cast, cohort)
    page = text_of(cast.facilitator.get(f"/goals/{the_goal().id}"))
    assert "From the second week on you see here how it goes." in page
    before = now() - timedelta(days=8)
    db.session.execute(db.update(GoalCount).values(at=before, value=20))
    actions.count_goals()
    db.session.commit()
    page = cast.facilitator.get(f"/goals/{the_goal().id}").text
    drawing = page.split('aria-label="Week by week: ')[1].split('"')[0]
    assert drawing.startswith(str(day(before)))
    assert [part.split()[-2] for part in drawing.split(", ")] == ["20", "50", "80"], "week, week, and the goal"
    assert "Week by week, as a table" in page


def test_a_goal_is_drawn_said_and_stands_in_a_table(cast, cohort, asked):
    set_goal(cast, cohort)
    goal = the_goal()
    goal.created_at, goal.value = now() - timedelta(days=20), 62
    db.session.commit()
    page = cast.facilitator.get(f"/goals/{goal.id}").text
    said = page.split('class="way"')[1].split('aria-label="')[1].split('"')[0]
    begins, ends = day(goal.created_at), day(goal.due_on)
    assert said == (
        f"Answered within a day: 80 % or more. Start: 50 % ({begins}). Now: 62 %. Goal: 80 % ({ends}). "
        f"40 % of the way, in 25 % of the time. On the way."
    )
    words = text_of(cast.facilitator.get(f"/goals/{goal.id}"))
    assert f"At the start 50 % {begins} Now 62 % {day(goal.counted_at)} Goal 80 % {ends}" in words


@given(
    value=st.floats(0, 100), start=st.none() | st.floats(0, 100), target=st.floats(0, 100), passed=st.integers(0, 100)
)
def test_a_drawing_stays_within_itself(value, start, target, passed):
    goal = Goal(value=value, baseline=start, target=target)
    assert (goal.way is None) == (start is None or start == target)
    drawn = ElementTree.fromstring(draw(Way(goal.way, passed, "S", "<N>", "G", "b", "e"), "“50 %” & <more>", "#005b5d"))
    for mark in drawn:
        if mark.tag.endswith("rect"):
            assert 0 <= float(mark.get("x")) <= float(mark.get("x")) + float(mark.get("width")) <= 320
        elif mark.get("cx"):
            assert 8 <= float(mark.get("cx")) <= 312
    assert drawn.get("aria-label") == "“50 %” & <more>"


def test_a_change_needs_a_reason_and_keeps_what_was_there(cast, cohort, asked):
    set_goal(cast, cohort)
    goal = the_goal()
    address, data = f"/goals/{goal.id}", words(owner_id=str(cast.facilitator.id), target="90", version="1")
    assert cast.facilitator.get(f"{address}/edit").status_code == 200
    answer = cast.facilitator.post(address, data)
    assert answer.status_code == 422
    assert "Write why, so that everybody can follow it later." in text_of(answer)
    assert cast.facilitator.post(address, data | {"reason": "It went fast."}).status_code == 303
    page = text_of(cast.facilitator.get(address))
    assert "90 % or more" in page
    assert "The goal was 80 %." in page
    assert "It went fast." in page
    answer = cast.facilitator.post(address, data | {"reason": "From another tab.", "target": "85"})
    assert answer.status_code == 409
    assert "Somebody else changed this goal meanwhile" in text_of(answer)
    assert the_goal().target == 90


def test_a_note_and_the_end_stay_in_the_history(cast, cohort, asked):
    set_goal(cast, cohort)
    address = f"/goals/{the_goal().id}"
    assert cast.facilitator.post(f"{address}/notes", {"note": ""}).status_code == 422
    assert cast.facilitator.post(f"{address}/notes", {"note": "Mentors answer first."}).status_code == 303
    assert cast.facilitator.post(f"{address}/closure", {"close-reason": ""}).status_code == 422
    assert cast.facilitator.post(f"{address}/closure", {"close-reason": "We aim elsewhere."}).status_code == 303
    page = text_of(cast.facilitator.get(address))
    assert "Mentors answer first." in page
    assert "We aim elsewhere." in page
    assert cast.facilitator.post(f"{address}/notes", {"note": "Later."}).status_code == 403, "closed is closed"
    assert cast.facilitator.get(f"{address}/edit").status_code == 403
    actions.count_goals()
    assert told() == []
    assert [step.kind for step in db.session.scalars(db.select(GoalStep).order_by(GoalStep.id))] == [
        "set",
        "noted",
        "closed",
    ]


def test_members_read_a_goal_only_when_it_is_shown_to_them(cast, cohort, asked):
    set_goal(cast, cohort)
    address, listed = f"/goals/{the_goal().id}", f"/cohorts/{cohort.id}/insights/goals"
    reached = f"/cohorts/{cohort.id}/milestones"
    assert cast.trainee.get(address).status_code == 404
    assert "80 %" not in text_of(cast.trainee.get(listed))
    assert "80 %" not in text_of(cast.trainee.get(reached))
    cast.facilitator.post(f"{address}/notes", {"note": "Only for us."})
    assert cast.facilitator.post(f"{address}/sharing").status_code == 303
    for page in (address, listed, reached):
        shown = text_of(cast.trainee.get(page))
        assert "Answered within a day: 80 % or more" in shown, page
        assert "Only for us." not in shown
    for act in ("notes", "closure", "sharing", "sharing/end"):
        assert cast.trainee.post(f"{address}/{act}").status_code == 403
    assert cast.outsider.get(address).status_code == 404
    assert cast.facilitator.post(f"{address}/sharing/end").status_code == 303
    assert cast.trainee.get(address).status_code == 404


def test_who_may_set_goals(cast, cohort, asked):
    here = f"/cohorts/{cohort.id}/insights/goals"
    data = words(owner_id=str(cast.facilitator.id))
    assert cast.trainee.post(here, data).status_code == 403
    assert cast.outsider.post(here, data).status_code == 404
    assert cast.manager.post(here, data).status_code == 404
    academy = words(owner_id=str(cast.manager.id), figure="contributing", target="100")
    assert cast.facilitator.post("/insights/academy/goals", academy).status_code == 403
    assert cast.manager.post("/insights/academy/goals", academy).status_code == 303
    goal = the_goal()
    assert goal.cohort_id is None
    assert cast.admin.get(f"/goals/{goal.id}").status_code == 200
    assert cast.facilitator.get(f"/goals/{goal.id}").status_code == 404
    db.session.execute(db.update(Goal).values(due_on=now().date()))
    actions.count_goals()
    db.session.commit()
    assert db.session.scalar(db.select(Notification.user_id).where(Notification.reason == "goal")) == cast.manager.id


def test_a_mail_is_silent_about_a_goal_somebody_else_sees_to(cast, cohort, asked):
    set_goal(cast, cohort)
    the_goal().due_on = now().date()
    actions.count_goals()
    db.session.commit()
    from_inbox = db.session.scalars(db.select(Notification).where(Notification.reason == "goal")).one()

    assert still_standing(cast.facilitator.user, [from_inbox]) == [from_inbox]
    the_goal().owner_id = cast.mentor.id
    db.session.flush()
    assert still_standing(cast.facilitator.user, [from_inbox]) == []


def test_a_goal_goes_along_with_the_readers_of_its_cohort_and_ends_with_it(cast, cohort, asked):
    set_goal(cast, cohort, is_shared="y")
    other = make_audience("cohort")
    reactions.follow_audience(AudienceFollowed(cohort.id, other.id))
    assert the_goal().audience_id == other.id
    reactions.end_with_cohort(CohortsMerged(cohort.id, make_cohort().id))
    assert the_goal().closed_at
    actions.count_goals()
    assert told() == []
