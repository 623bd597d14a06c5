"""Polls: one vote per person, counted as was said beforehand; a secret one tells nobody who chose what."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from discussions import actions as talk
from discussions.moderation.models import LogEntry
from discussions.polls import actions
from discussions.polls.models import Ballot, Poll
from discussions.polls.tallying import instant_runoff, winners
from lms.database import db, now
from lms.jobs import sweep
from tests.cast import text_of
from tests.discussions.test_repeating import send_together
from tests.factories.discussions import make_poll, make_reply, make_topic
from tests.statements import counted_statements

TERMS = {"options": "Monday\n\n Tuesday \nThursday", "method": "single", "secrecy": "named", "results": "always"}


def start(person, space, **changes):
    words = {"kind": "poll", "title": "When do we meet?", "body": "I book the room.", **TERMS, **changes}
    return person.post(f"/spaces/{space.id}/topics", words)


def choose(person, topic, *places, **more):
    return person.post(f"/topics/{topic.id}/ballot", {"choice": [str(place) for place in places], **more})


def rank(person, topic, *ranks):
    return person.post(f"/topics/{topic.id}/ballot", {"rank": [str(number) for number in ranks]})


def ballots(topic):
    db.session.expire_all()
    return db.session.scalars(select(Ballot).filter_by(topic_id=topic.id)).all()


def page(person, topic):
    return text_of(person.get(f"/topics/{topic.id}?from=1"))


def test_member_opens_a_poll_and_others_vote(cast, space):
    response = start(cast.trainee, space)
    assert response.status_code == 303
    topic = db.session.get(talk.Topic, int(response.location.rsplit("/", 1)[1]))
    assert db.session.get(Poll, topic.id).options == ["Monday", "Tuesday", "Thursday"]
    assert "Nobody has voted yet" in page(cast.mentor, topic)
    assert choose(cast.mentor, topic, 2).status_code == 303
    assert choose(cast.trainee, topic, 2).status_code == 303
    shown = page(cast.trainee, topic)
    assert "2 people voted" in shown
    assert "Ahead so far: Thursday" in shown
    assert "2 (100%)" in shown
    assert "Mentor and Trainee" in shown


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"options": "Only this"}, "Write at least two options"),
        ({"options": ""}, "Write at least two options"),
        ({"options": "a\nb\nA"}, "Two options are the same."),
        ({"options": "\n".join(map(str, range(13)))}, "at most 12 options"),
        ({"options": f"a\n{'x' * 121}"}, "at most 120 characters"),
        ({"closes_at": "2020-01-01T12:00"}, "This moment has passed."),
        ({"closes_at": "0001-01-01T00:00"}, "This moment has passed."),
        ({"method": "loudest"}, "Not a valid choice"),
    ],
)
def test_a_poll_that_cannot_be_counted_is_refused_in_words(cast, space, changes, sentence):
    response = start(cast.trainee, space, **changes)
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert "I book the room." in response.text
    assert db.session.query(Poll).count() == 0


def test_end_is_in_the_time_of_who_asks(cast, space):
    start(cast.trainee, space, closes_at="2040-07-01T12:00")
    assert db.session.scalars(select(Poll)).one().closes_at.isoformat() == "2040-07-01T10:00:00+00:00"


def test_vote_is_changed_and_taken_back(cast, cohort):
    topic = make_poll(cohort)
    choose(cast.mentor, topic, 0)
    choose(cast.mentor, topic, 1)
    assert [ballot.choices for ballot in ballots(topic)] == ["1"]
    choose(cast.mentor, topic, withdraw="1")
    assert ballots(topic) == []


def test_htmx_gets_the_box_alone(cast, cohort):
    topic = make_poll(cohort)
    response = cast.mentor.htmx_post(f"/topics/{topic.id}/ballot", "poll", {"choice": "1"})
    assert response.status_code == 200
    assert "<html" not in response.text
    assert "1 person voted" in text_of(response)


def seal_on(person, topic) -> str:
    return re.search(r'name="seal" value="(\w+)"', person.get(f"/topics/{topic.id}?from=1").text)[1]


@pytest.mark.parametrize(
    "change", [{"secrecy": "named"}, {"options": "Tuesday\nMonday\nThursday"}, {"method": "multiple"}], ids=str
)
def test_vote_on_what_changed_while_the_page_was_open_is_not_counted(cast, cohort, change):
    topic = make_poll(cohort, is_secret=True)
    seen = seal_on(cast.mentor, topic)
    assert cast.trainee.post(f"/topics/{topic.id}/poll", TERMS | {"secrecy": "secret"} | change).status_code == 303
    refused = choose(cast.mentor, topic, 0, seal=seen)
    assert refused.status_code == 422
    assert "This poll changed while you were choosing" in text_of(refused)
    assert ballots(topic) == []
    assert choose(cast.mentor, topic, 0, seal=seal_on(cast.mentor, topic)).status_code == 303


@pytest.mark.parametrize("places", [(), (0, 1), (3,), (-1,), ("x",)])
def test_a_ballot_that_chooses_not_one_is_refused(cast, cohort, places):
    topic = make_poll(cohort)
    assert choose(cast.mentor, topic, *places).status_code == 422
    assert ballots(topic) == []


def test_several_are_chosen_in_a_poll_of_several(cast, cohort):
    topic = make_poll(cohort, method="multiple")
    choose(cast.mentor, topic, 2, 0)
    assert [ballot.choices for ballot in ballots(topic)] == ["0,2"]
    assert choose(cast.trainee, topic).status_code == 422


def test_ranked_poll_shows_its_rounds(cast, cohort):
    topic = make_poll(cohort, method="ranked")
    for person, ranks in (
        (cast.trainee, (1, 2, 3)),
        (cast.alumna, (1, 0, 0)),
        (cast.mentor, (3, 2, 1)),
        (cast.facilitator, (0, 1, 2)),
    ):
        rank(person, topic, *ranks)
    talked = page(cast.trainee, topic)
    assert "Round 2" in talked
    assert rank(cast.mentor, topic, 1, 1, 0).status_code == 422
    assert rank(cast.mentor, topic, 0, 0, 0).status_code == 422
    assert rank(cast.mentor, topic, 13, 0, 0).status_code == 422


def test_results_after_voting_or_at_the_end_are_kept_from_everybody(cast, cohort):
    after, ended = make_poll(cohort, results="voted"), make_poll(cohort, results="closed")
    for topic in (after, ended):
        choose(cast.mentor, topic, 1)
    assert "You see the results once you have voted." in page(cast.facilitator, after)
    assert "Ahead so far" not in page(cast.facilitator, after)
    assert "Ahead so far: Tuesday" in page(cast.mentor, after)
    for person in (cast.mentor, cast.facilitator, cast.trainee):
        assert "The results come at the end." in page(person, ended)
        assert "1 (100%)" not in page(person, ended)
    cast.trainee.post(f"/topics/{ended.id}/poll/closure")
    assert "Chosen: Tuesday" in page(cast.facilitator, ended)


def test_secret_ballot_names_nobody_and_still_counts_once(cast, cohort):
    topic = make_poll(cohort, is_secret=True)
    choose(cast.mentor, topic, 1)
    choose(cast.mentor, topic, 2)
    choose(cast.alumna, topic, 2)
    kept = ballots(topic)
    assert [ballot.choices for ballot in kept] == ["2", "2"]
    assert {ballot.user_id for ballot in kept} == {None}
    assert not {str(cast.mentor.id), cast.mentor.user.name} & {ballot.mark for ballot in kept}
    for person in (cast.facilitator, cast.mentor):
        box = person.get(f"/topics/{topic.id}?from=1").text.split('id="poll"')[1].split("</section>")[0]
        assert "Mentor" not in box
        assert "Alumna" not in box
    assert page(cast.mentor, topic).count("Take it back") == 1
    if db.engine.dialect.name == "sqlite":
        with pytest.raises(Exception, match="rowid"):
            db.session.execute(text("SELECT rowid FROM poll_ballots"))


def voters(count):
    return [SimpleNamespace(id=1000 + number) for number in range(count)]


def test_results_of_an_open_secret_poll_come_by_five_votes(cast, cohort):
    topic = make_poll(cohort, is_secret=True)
    people = voters(9)
    for person in people[:4]:
        actions.vote(topic, person, (1,))
    shown = page(cast.mentor, topic)
    assert "4 people voted" in shown
    assert "The results come once 5 people have voted" in shown
    assert "Ahead so far" not in shown
    actions.vote(topic, people[4], (1,))
    assert "5 (100%)" in page(cast.mentor, topic)
    for person in people[5:]:
        actions.vote(topic, person, (2,))
        shown = page(cast.mentor, topic)
        assert "5 (100%)" in shown
        assert "The results move on by 5 votes at a time" in shown
    assert "9 people voted" in shown
    assert cast.trainee.post(f"/topics/{topic.id}/poll/closure").status_code == 303
    shown = page(cast.mentor, topic)
    assert "5 (56%)" in shown
    assert "4 (44%)" in shown
    assert "at a time" not in shown


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(votes=st.lists(st.tuples(st.integers(0, 8), st.integers(-1, 2)), max_size=40))
def test_whoever_looks_before_and_after_a_vote_learns_nothing(cohort, votes):
    topic, people = make_poll(cohort, is_secret=True), voters(9)
    poll = db.session.get_one(Poll, topic.id)
    now_chosen, when_shown = {}, {}
    for who, choice in votes:
        before = dict(poll.shown)
        actions.vote(topic, people[who], () if choice < 0 else (choice,))
        now_chosen[who] = choice
        if poll.shown != before:
            changed = {person for person in range(9) if now_chosen.get(person, -1) != when_shown.get(person, -1)}
            assert len(changed) >= 5
            when_shown = dict(now_chosen)
            assert sum(poll.shown.values()) == sum(choice >= 0 for choice in now_chosen.values())


def test_secret_poll_that_told_how_people_voted_stays_closed(cast, cohort):
    topic = make_poll(cohort, is_secret=True)
    for step in ("closure", "reopening"):
        assert cast.trainee.post(f"/topics/{topic.id}/poll/{step}").status_code == 303
    choose(cast.mentor, topic, 1)
    assert cast.trainee.post(f"/topics/{topic.id}/poll/closure").status_code == 303
    assert "Open the poll again" not in page(cast.trainee, topic)
    for person in (cast.trainee, cast.facilitator):
        assert person.post(f"/topics/{topic.id}/poll/reopening").status_code == 403


def test_closed_poll_takes_no_votes_until_it_is_opened_again(cast, cohort):
    topic = make_poll(cohort)
    assert cast.mentor.post(f"/topics/{topic.id}/poll/closure").status_code == 403
    assert cast.facilitator.post(f"/topics/{topic.id}/poll/closure").status_code == 303
    assert choose(cast.mentor, topic, 1).status_code == 403
    assert make_reply(topic).number == 2
    assert cast.mentor.post(f"/topics/{topic.id}/poll/reopening").status_code == 403
    assert cast.trainee.post(f"/topics/{topic.id}/poll/reopening").status_code == 303
    assert choose(cast.mentor, topic, 1).status_code == 303
    assert list(db.session.scalars(select(LogEntry.act))) == ["poll closed"]


def test_poll_closes_by_itself(cast, cohort):
    topic = make_poll(cohort, closes_at=now() - timedelta(minutes=1))
    assert choose(cast.mentor, topic, 1).status_code == 403
    with pytest.raises(actions.Closed):
        actions.vote(topic, cast.mentor.user, (1,))
    cast.trainee.post(f"/topics/{topic.id}/poll/reopening")
    assert choose(cast.mentor, topic, 1).status_code == 303


def test_options_change_only_before_the_first_vote(cast, cohort):
    topic = make_poll(cohort)
    here = f"/topics/{topic.id}/poll"
    assert cast.mentor.get(here).status_code == 403
    assert "Thursday" in cast.trainee.get(here).text
    assert cast.trainee.post(here, {**TERMS, "options": "Alone"}).status_code == 422
    assert cast.trainee.post(here, {**TERMS, "options": "Spring\nAutumn"}).status_code == 303
    assert "Autumn" in page(cast.mentor, topic)
    choose(cast.mentor, topic, 1)
    assert cast.trainee.get(here).status_code == 403
    assert cast.facilitator.post(here, TERMS).status_code == 403
    with pytest.raises(actions.VotedOn):
        actions.change_poll(topic, actions.Terms(["a", "b"]))


def test_outsider_finds_no_poll_and_a_visitor_only_reads(cast, cohort):
    topic = make_poll(cohort)
    assert choose(cast.outsider, topic, 1).status_code == 404
    for path in ("poll/closure", "poll/reopening", "poll"):
        assert cast.outsider.post(f"/topics/{topic.id}/{path}").status_code == 404
    assert choose(cast.mentor, make_topic(cohort), 1).status_code == 404


def test_found_by_its_options_as_long_as_it_stands(cast, cohort):
    topic = make_poll(cohort, options=("Kingfisher", "Heron"))
    db.session.commit()
    _sweep()
    assert "When do we meet?" in text_of(cast.mentor.get("/search?q=kingfisher"))
    cast.trainee.post(f"/topics/{topic.id}/poll", {**TERMS, "options": "Sparrow\nHeron"})
    _sweep()
    assert "When do we meet?" not in text_of(cast.mentor.get("/search?q=kingfisher"))
    assert "When do we meet?" in text_of(cast.mentor.get("/search?q=sparrow"))


def test_removed_poll_shows_and_takes_nothing(cast, cohort):
    topic = make_poll(cohort)
    make_reply(topic)
    opening = db.session.scalars(select(talk.Post).filter_by(topic_id=topic.id, number=1)).one()
    talk.delete_post(opening, by=cast.trainee.user)
    db.session.commit()
    assert "Thursday" not in page(cast.mentor, topic)
    assert choose(cast.mentor, topic, 1).status_code == 404


def test_ten_ballots_at_once_count_once(app, cast, cohort):
    topic = make_poll(cohort)
    answers = send_together(app, cast.mentor, f"/topics/{topic.id}/ballot", [{"choice": "1"}] * 10)
    assert {status for status, _ in answers} == {303}
    assert len(ballots(topic)) == 1


@pytest.mark.parametrize("is_secret", [True, False])
def test_thread_of_a_poll_costs_few_statements(cast, cohort, is_secret):
    topic = make_poll(cohort, is_secret=is_secret)
    choose(cast.mentor, topic, 1)
    page(cast.mentor, topic)
    with counted_statements() as count:
        page(cast.mentor, topic)
    assert count() <= 8


def test_runoff_counts_the_next_choice_of_who_loses_theirs():
    # Tennessee: 42 Memphis, 26 Nashville, 15 Chattanooga, 17 Knoxville; the two in the east go to each other.
    counts = [((0, 1, 2, 3), 42), ((1, 2, 3, 0), 26), ((2, 3, 1, 0), 15), ((3, 2, 1, 0), 17)]
    rounds = instant_runoff(counts, 4)
    assert [one.out for one in rounds] == [(2,), (1,), ()]
    assert rounds[-1].votes == {0: 42, 3: 58}
    assert winners(rounds) == [3]


def test_runoff_says_when_it_is_a_tie_and_when_ballots_are_spent():
    assert winners(instant_runoff([((0,), 1), ((1,), 1)], 2)) == [0, 1]
    assert winners(instant_runoff([], 2)) == []
    rounds = instant_runoff([((0,), 3), ((1,), 2), ((2,), 2), ((3,), 1)], 4)
    assert rounds[0].out == (3,)
    assert [one.spent for one in rounds] == [0, 1, 5]
    assert winners(rounds) == [0]


rankings = st.lists(
    st.permutations(range(5)).flatmap(lambda p: st.integers(1, 5).map(lambda n: tuple(p[:n]))), max_size=30
)


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(rankings=rankings, order=st.permutations(range(5)))
def test_runoff_ends_loses_no_ballot_and_does_not_depend_on_the_order(rankings, order):
    rounds = instant_runoff([(choices, 1) for choices in rankings], 5)
    for one in rounds:
        assert sum(one.votes.values()) + one.spent == len(rankings)
    renamed = [(tuple(order[place] for place in choices), 1) for choices in reversed(rankings)]
    assert sorted(order[place] for place in winners(rounds)) == sorted(winners(instant_runoff(renamed, 5)))
    for place in range(5):
        if 2 * sum(choices[0] == place for choices in rankings) > len(rankings):
            assert winners(rounds) == [place]


def _sweep():
    while sweep():
        pass
