"""Reactions, and thanks with a sentence that only the author reads."""

from discussions.reacting.actions import react, thank
from discussions.reacting.models import Thanks
from lms.database import db
from lms.notifications.models import Notification
from tests.cast import text_of
from tests.factories.discussions import make_question, make_reply, make_topic


def test_reaction_is_given_and_taken_back(cast, cohort):
    post = make_reply(make_topic(cohort))
    address = f"/posts/{post.id}/reactions"
    assert cast.alumna.post(address, {"kind": "known"}).status_code == 303
    assert cast.alumna.post(address, {"kind": "known"}).status_code == 303
    cast.trainee.post(address, {"kind": "known"})
    assert "I recognise this 2" in text_of(cast.alumna.get(f"/topics/{post.topic_id}"))
    assert "I recognise this 2" in text_of(cast.mentor.get(f"/topics/{post.topic_id}"))
    cast.alumna.post(address, {"back": "known"})
    page = text_of(cast.alumna.get(f"/topics/{post.topic_id}"))
    assert "I recognise this 1" in page
    assert "Well said" not in page


def test_reaction_in_place_answers_with_itself(cast, cohort):
    post = make_reply(make_topic(cohort))
    given = cast.alumna.htmx_post(f"/posts/{post.id}/reactions", "", {"kind": "said"})
    assert given.status_code == 200
    assert 'name="back" value="said" aria-pressed="true"' in given.text
    back = cast.alumna.htmx_post(f"/posts/{post.id}/reactions", "", {"back": "said"})
    assert 'name="kind" value="said"' in back.text


def test_reactions_stand_in_a_fixed_order_whatever_their_number(cast, cohort):
    post = make_reply(make_topic(cohort))
    for person in (cast.alumna, cast.trainee, cast.facilitator):
        react(post, person.user, "thinking")
    react(post, cast.alumna.user, "said")
    page = text_of(cast.alumna.get(f"/topics/{post.topic_id}"))
    assert page.index("Well said 1") < page.index("Made me think 3")


def test_sentence_of_thanks_reaches_the_author_and_nobody_else(cast, cohort):
    post = make_reply(make_topic(cohort))
    address = f"/posts/{post.id}/thanks"
    assert cast.alumna.get(address).status_code == 200
    assert cast.alumna.post(address, {"sentence": "I tried it, and she talked."}).status_code == 303
    assert "I tried it, and she talked." in text_of(cast.mentor.get(address))
    assert "I tried it" not in text_of(cast.trainee.get(address)) + text_of(
        cast.trainee.get(f"/topics/{post.topic_id}")
    )
    told = db.session.query(Notification).filter_by(user_id=cast.mentor.id, reason="thanked").one()
    assert (told.excerpt, told.url) == ("I tried it, and she talked.", address)
    assert f'href="{address}"' in cast.mentor.get(f"/topics/{post.topic_id}").text
    cast.alumna.post(address, {"sentence": "She talked for an hour."})
    assert db.session.scalar(db.select(db.func.count()).select_from(Thanks)) == 1
    assert "She talked for an hour." in text_of(cast.mentor.get(address))
    cast.alumna.post(address, {"say": "no"})
    assert "an hour" not in text_of(cast.mentor.get(address))
    assert db.session.query(Notification).filter_by(user_id=cast.mentor.id, reason="thanked").count() == 0


def test_words_may_follow_thanks(cast, cohort):
    post = make_reply(make_topic(cohort))
    thank(post, cast.alumna.user)
    assert thank(post, cast.alumna.user, sentence="It helped.") is False
    db.session.refresh(post)
    assert post.thanks_count == 1
    assert "It helped." in text_of(cast.mentor.get(f"/posts/{post.id}/thanks"))


def test_who_may_not_react(cast, cohort):
    post, question = make_reply(make_topic(cohort)), make_question(cohort)
    address = f"/posts/{post.id}/reactions"
    assert cast.outsider.post(address, {"kind": "said"}).status_code == 404
    assert cast.mentor.post(address, {"kind": "said"}).status_code == 403
    opening = db.session.execute(db.text("select id from posts where topic_id = :id"), {"id": question.id}).scalar()
    assert cast.alumna.post(f"/posts/{opening}/reactions", {"kind": "said"}).status_code == 403
    for nonsense in ({}, {"kind": "best"}, {"kind": "said", "back": "said"}):
        assert cast.alumna.post(address, nonsense).status_code == 422
    refused = cast.alumna.post(f"/posts/{post.id}/thanks", {"sentence": "n" * 201})
    assert refused.status_code == 422
    assert "At most 200 letters." in text_of(refused)
