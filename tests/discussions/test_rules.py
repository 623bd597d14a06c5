"""Words an academy does not want, and limits for who is new that lift by themselves."""

from datetime import timedelta

import pytest

from discussions.models import Post, Topic
from discussions.moderation.actions import decide
from discussions.moderation.models import Review
from discussions.moderation.rules.actions import save_rules
from discussions.moderation.rules.queries import DEFAULTS
from discussions.moderation.rules.words import found
from lms.database import db, now
from lms.drafts.models import Draft
from lms.drafts.routes import DRAFTS
from lms.jobs import sweep
from lms.notifications.models import Notification
from lms.people.models import User
from lms.search.routes import SEARCHES
from tests.cast import text_of
from tests.factories.discussions import make_topic

NUMBERS = {name: value for name, value in DEFAULTS.items() if isinstance(value, int) and name != "version"}


def rules(cast, **changes):
    save_rules(by=cast.manager.user, **{"refused_words": "", "held_words": "", **NUMBERS, **changes})
    db.session.commit()


def say(person, topic, body):
    return person.post(f"/topics/{topic.id}/replies", {"body": body})


def grow_old(*people):
    for person in people:
        db.session.get_one(User, person.id).created_at = now() - timedelta(days=30)
    db.session.commit()


@pytest.mark.parametrize(
    ("listed", "text", "expected"),
    [
        ("casino", "The Casino is open", "casino"),
        ("casino", "casinos", ""),
        ("casino*", "Two casinos", "casinos"),
        ("buy now", "Buy   now!", "buy now"),
        ("casino.example", "See https://www.casino.example/x", "casino.example"),
        ("crème", "CREME", "creme"),
        ("idiot", "id\u200biot", "idiot"),
        ("a+b", "a+b", "a+b"),
        ("\n \n*", "anything", ""),
    ],
)
def test_entries_match_words_however_they_are_written(listed, text, expected):
    assert found(listed, text) == expected


def test_refused_words_are_said_otherwise_and_nothing_typed_is_lost(cast, cohort):
    topic = make_topic(cohort)
    rules(cast, refused_words="casino*")
    response = say(cast.mentor, topic, "Come to my casino tonight.")
    assert response.status_code == 422
    assert "“casino” is on the list" in text_of(response)
    assert "Come to my casino tonight." in response.text
    data = {"title": "My casino", "body": "Come."}
    assert cast.mentor.post(f"/spaces/{topic.space_id}/topics", data).status_code == 422
    post = db.session.scalars(db.select(Post).filter_by(topic_id=topic.id)).one()
    data = {"title": "Three", "body": "casinos", "version": post.version}
    assert cast.trainee.post(f"/posts/{post.id}/edit", data).status_code == 422
    assert db.session.query(Post).count() == 1


def test_held_words_wait_for_who_leads_and_then_everybody_hears(cast, cohort):
    topic = make_topic(cohort)
    rules(cast, held_words="lawsuit")
    assert say(cast.mentor, topic, "There is a lawsuit about it.").status_code == 303
    post = db.session.scalars(db.select(Post).filter_by(author_id=cast.mentor.id)).one()
    assert "lawsuit" not in text_of(cast.trainee.get(f"/topics/{topic.id}"))
    assert "lawsuit" in text_of(cast.mentor.get(f"/posts/{post.id}/review"))
    assert "“lawsuit”" in text_of(cast.facilitator.get(f"/posts/{post.id}/review"))
    assert "Held for a word" in text_of(cast.facilitator.get("/moderation"))
    told = db.select(Notification).filter_by(user_id=cast.trainee.id, thing=f"post:{post.id}")
    assert db.session.scalars(told).all() == []
    decide(post, "keep", "It is public.", by=cast.facilitator.user, version=db.session.get_one(Review, post.id).version)
    db.session.commit()
    while sweep():
        pass
    assert db.session.scalars(told).one()
    assert "lawsuit" in text_of(cast.trainee.get(f"/topics/{topic.id}"))


def test_title_and_edit_are_looked_at_too(cast, cohort, space):
    rules(cast, held_words="lawsuit")
    response = cast.trainee.post(f"/spaces/{space.id}/topics", {"title": "A lawsuit", "body": "Well."})
    topic = db.session.scalars(db.select(Topic)).one()
    assert topic.deleted_at
    assert "/review" in cast.trainee.get(response.location).location
    other = make_topic(cohort)
    post = db.session.scalars(db.select(Post).filter_by(topic_id=other.id)).one()
    data = {"title": "Three seconds", "body": "A lawsuit.", "version": post.version}
    cast.trainee.post(f"/posts/{post.id}/edit", data)
    assert db.session.get_one(Post, post.id).hidden_at


def test_somebody_new_is_told_the_limit_and_when_it_lifts(cast, cohort):
    topic = make_topic(cohort)
    rules(cast, newcomer_posts=2, newcomer_links=1, newcomer_mentions=1)
    assert say(cast.mentor, topic, "One.").status_code == say(cast.mentor, topic, "Two.").status_code == 303
    response = say(cast.mentor, topic, "My third.")
    assert response.status_code == 422
    page = text_of(response)
    assert "In your first days you can write 2 times an hour" in page
    assert "there is no such limit" in page
    assert "My third." in response.text
    assert say(cast.alumna, topic, "See https://a.example and www.b.example").status_code == 422
    assert say(cast.alumna, topic, "@[Mentor] and @[Trainee]").status_code == 422
    assert say(cast.facilitator, topic, "1").status_code == say(cast.facilitator, topic, "2").status_code == 303
    assert say(cast.facilitator, topic, "3").status_code == 303


def test_an_edit_adds_no_more_links_and_names_than_a_post(cast, cohort):
    topic = make_topic(cohort)
    rules(cast, newcomer_links=1, newcomer_mentions=1)
    body = "See https://www.a.example, @[Alumna]."
    assert say(cast.mentor, topic, body).status_code == 303
    post = db.session.scalars(db.select(Post).filter_by(author_id=cast.mentor.id)).one()

    def edit(words):
        version = str(db.session.get_one(Post, post.id, populate_existing=True).version)
        return cast.mentor.post(f"/posts/{post.id}/edit", {"body": words, "version": version})

    assert edit(f"{body} I forgot the greeting.").status_code == 303
    response = edit(f"{body} And @[Trainee].")
    assert response.status_code == 422
    assert "In your first days you can name 1 person an hour" in text_of(response)
    assert "And @[Trainee]." in response.text
    assert edit("See https://b.example, @[Alumna].").status_code == 422
    grow_old(cast.mentor)
    assert edit(f"{body} And @[Trainee], https://b.example").status_code == 303


def test_limits_of_somebody_new_lift_by_themselves(cast, cohort):
    topic = make_topic(cohort)
    rules(cast, newcomer_posts=1)
    grow_old(cast.mentor)
    assert [say(cast.mentor, topic, "Again.").status_code for _ in range(3)] == [303] * 3


def test_pressing_ten_times_costs_one_try(cast, cohort):
    topic = make_topic(cohort)
    rules(cast, newcomer_posts=2)
    for _ in range(10):
        data = {"body": "Once.", "form_key": "the-same-form"}
        assert cast.mentor.post(f"/topics/{topic.id}/replies", data).status_code == 303
    assert say(cast.mentor, topic, "Twice.").status_code == 303


def test_rules_are_for_manager_and_administrator(cast):
    data = {"refused_words": "casino\n\n casino \nbingo", "held_words": "", **{k: str(v) for k, v in NUMBERS.items()}}
    for name in ("trainee", "facilitator", "author", "outsider"):
        assert getattr(cast, name).get("/moderation/rules").status_code == 403
        assert getattr(cast, name).post("/moderation/rules", data).status_code == 403
    assert cast.manager.post("/moderation/rules", {**data, "newcomer_days": "many"}).status_code == 422
    assert cast.manager.post("/moderation/rules", data).status_code == 303
    assert "casino\nbingo</textarea>" in cast.admin.get("/moderation/rules").text.replace("\r", "")


def test_drafts_and_searches_have_generous_limits(cast, cohort):
    topic = make_topic(cohort)
    assert DRAFTS.spend(str(cast.mentor.id), cost=119)
    assert cast.mentor.post(f"/drafts?place=topic:{topic.id}", {"body": "Word", "sequence": "1"}).status_code == 204
    assert cast.mentor.post(f"/drafts?place=topic:{topic.id}", {"body": "More", "sequence": "2"}).status_code == 429
    assert db.session.get_one(Draft, (cast.mentor.id, f"topic:{topic.id}")).body == "Word"
    assert SEARCHES.spend(str(cast.mentor.id), cost=299)
    assert cast.mentor.get("/search?q=word").status_code == 200
    response = cast.mentor.get("/search?q=word")
    assert response.status_code == 429
    assert "very many searches" in text_of(response)
    assert 'value="word"' in response.text
