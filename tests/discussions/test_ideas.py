"""Ideas: votes out of a small budget, stages with a reason, and everybody who voted hears what became of it."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from discussions import actions
from discussions.counting import recount
from discussions.ideas.actions import TooFewVotes, move_idea, vote
from discussions.ideas.models import BUDGET, DECIDED, MOST_ON_ONE, STAGES, Idea, IdeaVote
from discussions.ideas.queries import spent_votes, votes_left
from discussions.models import Topic
from lms.database import db, now
from lms.jobs import sweep
from lms.mail import Mail
from lms.notifications.models import Notification
from tests.cast import text_of
from tests.discussions.test_repeating import send_together
from tests.factories.discussions import make_idea, make_topic
from tests.statements import counted_statements


def give(person, topic, votes, **more):
    return person.post(f"/topics/{topic.id}/votes", {"votes": str(votes), **more})


def move(person, topic, stage, reason=""):
    return person.post(f"/topics/{topic.id}/stage", {"stage": stage, "reason": reason})


def outcomes(person):
    return db.session.scalars(select(Notification).filter_by(user_id=person.id, reason="decided")).all()


def test_member_proposes_an_idea_and_votes(cast, cohort, space):
    words = {"kind": "idea", "title": "Meet online", "body": "Nobody travels."}
    response = cast.trainee.post(f"/spaces/{space.id}/topics", words)
    assert response.status_code == 303
    topic_id = int(response.location.rsplit("/", 1)[1])
    assert cast.mentor.post(f"/topics/{topic_id}/votes", {"votes": "2"}).status_code == 303
    page = text_of(cast.mentor.get(f"/topics/{topic_id}"))
    assert "Proposed" in page
    assert "2 votes" in page
    assert "You have 8 votes left here." in page


def test_votes_are_changed_and_taken_back(cast, cohort):
    topic = make_idea(cohort)
    give(cast.mentor, topic, 3)
    give(cast.mentor, topic, 1)
    assert db.session.get(Idea, topic.id).vote_count == 1
    give(cast.mentor, topic, 0)
    assert db.session.get(Idea, topic.id).vote_count == 0
    assert db.session.query(IdeaVote).count() == 0


def test_htmx_gets_the_box_alone(cast, cohort):
    topic = make_idea(cohort)
    response = cast.mentor.htmx_post(f"/topics/{topic.id}/votes", "idea", {"votes": "1"})
    assert response.status_code == 200
    assert "<html" not in response.text
    assert "1 vote" in text_of(response)


def test_budget_is_refused_in_words(cast, cohort):
    topics = [make_idea(cohort, title=f"Idea {number}") for number in range(4)]
    for topic in topics[:3]:
        assert give(cast.mentor, topic, 3).status_code == 303
    response = give(cast.mentor, topics[3], 2)
    assert response.status_code == 422
    assert "You have 1 vote left here, and wanted to give more." in text_of(response)
    response = cast.mentor.htmx_post(f"/topics/{topics[3].id}/votes", "idea", {"votes": "2"})
    assert response.status_code == 422
    assert db.session.get(Idea, topics[3].id).vote_count == 0
    assert give(cast.mentor, topics[3], 1).status_code == 303


@pytest.mark.parametrize("votes", ["4", "-1", "many", ""])
def test_a_number_of_votes_nobody_has_is_refused(cast, cohort, votes):
    assert give(cast.mentor, make_idea(cohort), votes).status_code == 422


def test_outsider_finds_no_idea(cast, cohort, space):
    topic = make_idea(cohort)
    assert give(cast.outsider, topic, 1).status_code == 404
    assert move(cast.outsider, topic, "planned").status_code == 404
    assert cast.outsider.get(f"/spaces/{space.id}/ideas").status_code == 404


def test_only_who_leads_moves_an_idea(cast, cohort):
    topic = make_idea(cohort)
    assert move(cast.trainee, topic, "planned").status_code == 403
    assert move(cast.facilitator, topic, "planned", "In spring.").status_code == 303
    assert db.session.get(Idea, topic.id).stage == "planned"


def test_conversation_takes_no_votes(cast, cohort):
    topic = make_topic(cohort)
    assert give(cast.mentor, topic, 1).status_code == 404
    assert move(cast.facilitator, topic, "planned").status_code == 404


def test_a_plan_is_told_to_who_voted_and_keeps_the_votes(cast, cohort):
    topic = make_idea(cohort)
    give(cast.mentor, topic, 2)
    move(cast.facilitator, topic, "planned", "From May on.")
    (told,) = outcomes(cast.mentor)
    assert told.excerpt == "Planned: From May on."
    assert votes_left(cast.mentor.id, topic.space_id) == BUDGET - 2
    move(cast.facilitator, topic, "done", "It is there.")
    assert [one.excerpt for one in outcomes(cast.mentor)] == ["Done: It is there."]


def test_ideas_of_the_academy_wait_in_sight_of_who_decides(cast, cohort):
    space = actions.found_academy_space()
    topic = make_idea(space=space, author=cast.mentor.user, title="Meet in summer")
    ours = make_idea(cohort, title="Meet online")
    give(cast.mentor, topic, 2)
    pages = ("/", f"/spaces/{space.id}/ideas")
    assert all("waits" not in text_of(cast.manager.get(page)) for page in pages)
    for one in (topic, ours):
        one.created_at = now() - timedelta(days=45)
    db.session.commit()
    for page in pages:
        shown = text_of(cast.manager.get(page))
        assert "Meet in summer" in shown
        assert "waits 45 days" in shown
        assert "Meet online" not in shown
        assert "waits 45 days" not in text_of(cast.mentor.get(page))
    move(cast.manager, topic, "planned", "In July.")
    assert all("waits 45 days" not in text_of(cast.manager.get(page)) for page in pages)


@pytest.mark.parametrize("decision", ["planned", "done", "declined"])
def test_every_decision_needs_a_reason(cast, cohort, decision):
    topic = make_idea(cohort)
    response = move(cast.facilitator, topic, decision, "  ")
    assert response.status_code == 422
    assert "Write why, so that nobody has to guess." in text_of(response)
    assert move(cast.facilitator, topic, "on the shelf").status_code == 422
    assert move(cast.facilitator, topic, "done", "x" * 501).status_code == 422
    assert db.session.get(Idea, topic.id).stage == "proposed"


def test_history_says_who_when_and_why(cast, cohort):
    topic = make_idea(cohort)
    move(cast.facilitator, topic, "under_review", "I ask the landlord.")
    move(cast.facilitator, topic, "declined", "The building closes at six.")
    page = text_of(cast.trainee.get(f"/topics/{topic.id}"))
    assert page.index("I ask the landlord.") < page.index("The building closes at six.")
    assert "Declined, by Facilitator" in page


def test_everybody_concerned_hears_the_outcome_once_with_its_reason(cast, cohort):
    topic = make_idea(cohort)
    give(cast.mentor, topic, 2)
    actions.follow(cast.alumna.viewer, topic, "watching")
    db.session.commit()
    move(cast.facilitator, topic, "under_review")
    assert outcomes(cast.mentor) == []
    move(cast.facilitator, topic, "declined", "The building closes at six.")
    for person in (cast.mentor, cast.trainee, cast.alumna):
        (told,) = outcomes(person)
        assert told.excerpt == "Declined: The building closes at six."
        assert "The building closes at six." in text_of(person.get("/inbox?show=following"))
    assert outcomes(cast.facilitator) == []
    while sweep():
        pass
    mails = db.session.scalars(select(Mail)).all()
    assert len(mails) == 3
    assert all("The building closes at six." in mail.text for mail in mails)


def test_who_muted_it_hears_nothing(cast, cohort):
    topic = make_idea(cohort)
    give(cast.mentor, topic, 2)
    cast.mentor.post(f"/topics/{topic.id}/following", {"level": "muted"})
    move(cast.facilitator, topic, "done", "We did it.")
    assert outcomes(cast.mentor) == []


def test_a_decision_taken_back_is_told_anew(cast, cohort):
    topic = make_idea(cohort)
    move(cast.facilitator, topic, "declined", "Too dear.")
    move(cast.facilitator, topic, "under_review", "There is money after all.")
    assert outcomes(cast.trainee) == []
    move(cast.facilitator, topic, "done", "We meet on Fridays now.")
    assert [told.excerpt for told in outcomes(cast.trainee)] == ["Done: We meet on Fridays now."]


def test_nobody_closes_an_idea_that_waits_for_a_decision(cast, cohort):
    topic = make_idea(cohort)
    for person in (cast.trainee, cast.facilitator):
        assert person.post(f"/topics/{topic.id}/closure").status_code == 303
        assert "This idea waits for a decision first" in text_of(person.get(f"/topics/{topic.id}"))
    assert db.session.get(Topic, topic.id).closed_at is None
    move(cast.facilitator, topic, "declined", "The building closes at six.")
    cast.trainee.post(f"/topics/{topic.id}/closure")
    assert db.session.get(Topic, topic.id).closed_at


def test_today_names_ideas_nobody_moved_on_for_a_month(cast, cohort):
    topic = make_idea(cohort)
    address = f"/cohorts/{cohort.id}/today"
    assert "Ideas that wait" not in text_of(cast.facilitator.get(address))
    topic.created_at = now() - timedelta(days=31)
    db.session.commit()
    assert "Ideas that wait for a decision" in text_of(cast.facilitator.get(address))
    move(cast.facilitator, topic, "under_review", "I ask the landlord.")
    assert "Ideas that wait" not in text_of(cast.facilitator.get(address))


def test_votes_come_back_when_it_is_decided(cast, cohort, space):
    topic = make_idea(cohort)
    give(cast.mentor, topic, 3)
    assert votes_left(cast.mentor.id, space.id) == 7
    move(cast.facilitator, topic, "done", "We did it.")
    assert votes_left(cast.mentor.id, space.id) == 10
    assert db.session.get(Idea, topic.id).vote_count == 3
    assert give(cast.mentor, topic, 1).status_code == 403


def test_budget_is_of_one_space(cast, cohort, space):
    give(cast.mentor, make_idea(cohort), 3)
    elsewhere = make_idea(space=actions.found_academy_space())
    assert votes_left(cast.mentor.id, elsewhere.space_id) == BUDGET


def test_list_stands_by_votes_and_stage(cast, cohort, space):
    few, many, done = (make_idea(cohort, title=title) for title in ("Few votes", "Many votes", "Done already"))
    give(cast.mentor, few, 1)
    give(cast.mentor, many, 3)
    move(cast.facilitator, done, "done", "Since Monday.")
    page = text_of(cast.trainee.get(f"/spaces/{space.id}/ideas"))
    assert page.index("Many votes") < page.index("Few votes")
    assert "Done already" not in page
    assert "Since Monday." in text_of(cast.trainee.get(f"/spaces/{space.id}/ideas?stage=done"))
    assert "Few votes" in text_of(cast.trainee.get(f"/spaces/{space.id}/ideas?stage=nonsense"))


def test_list_goes_on_by_key(cast, cohort, space):
    for number in range(30):
        make_idea(cohort, title=f"Idea number {number:02}")
    db.session.commit()
    first = cast.trainee.get(f"/spaces/{space.id}/ideas")
    assert "Idea number 29" in first.text
    assert "Idea number 04" not in first.text
    second = cast.trainee.get(f"/spaces/{space.id}/ideas?before=0~{_topic('Idea number 05')}")
    assert "Idea number 04" in second.text
    assert "Idea number 05" not in second.text
    assert cast.trainee.get(f"/spaces/{space.id}/ideas?before=rubbish").status_code == 200


def _topic(title):
    return db.session.scalar(select(actions.Topic.id).filter_by(title=title))


def test_filter_of_conversations_shows_ideas_with_their_stage(cast, cohort):
    topic = make_idea(cohort)
    make_topic(cohort, title="Something else")
    give(cast.mentor, topic, 2)
    page = text_of(cast.trainee.get(f"/cohorts/{cohort.id}?show=ideas"))
    assert "Proposed, 2 votes" in page
    assert "Something else" not in page


def test_ten_votes_at_once_count_once(app, cast, cohort):
    topic = make_idea(cohort)
    answers = send_together(app, cast.mentor, f"/topics/{topic.id}/votes", [{"votes": "2"}] * 10)
    assert {status for status, _ in answers} == {303}
    assert db.session.get(Idea, topic.id).vote_count == 2
    assert spent_votes(cast.mentor.id, topic.space_id) == 2


def test_thread_of_an_idea_costs_few_statements(cast, cohort):
    topic = make_idea(cohort)
    give(cast.mentor, topic, 2)
    move(cast.facilitator, topic, "planned", "In spring.")
    cast.mentor.get(f"/topics/{topic.id}")
    with counted_statements() as count:
        assert cast.mentor.get(f"/topics/{topic.id}").status_code == 200
    assert count() <= 8


plays = st.lists(
    st.one_of(
        st.tuples(st.just("vote"), st.integers(0, 2), st.integers(0, 5), st.integers(0, MOST_ON_ONE)),
        st.tuples(st.just("move"), st.just(0), st.integers(0, 5), st.sampled_from(STAGES)),
    ),
    min_size=5,
    max_size=40,
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(plays=plays)
def test_no_sequence_overspends_or_miscounts(database, cast_of_a_fresh_cohort, plays):
    cast, space = cast_of_a_fresh_cohort()
    people = [getattr(cast, name).user for name in ("trainee", "alumna", "mentor")]
    topics = [make_idea(space=space, title=f"Idea {number}") for number in range(6)]
    for what, who, which, value in plays:
        if what == "move":
            move_idea(topics[which], value, by=cast.facilitator.user, reason="So it is.")
        elif db.session.get(Idea, topics[which].id).stage not in DECIDED:
            left = votes_left(people[who].id, space.id)
            mine = db.session.get(IdeaVote, (topics[which].id, people[who].id), populate_existing=True)
            had = mine.votes if mine else 0
            try:
                vote(topics[which], people[who], value)
            except TooFewVotes:
                assert value - had > left
            else:
                assert value - had <= left
        for person in people:
            assert 0 <= spent_votes(person.id, space.id) <= BUDGET
    db.session.flush()
    assert recount()["votes of ideas"] == 0
    for kept in db.session.scalars(select(IdeaVote)):
        assert 0 <= kept.cost <= kept.votes <= MOST_ON_ONE
