"""Copies that everybody may read, as they are seen from outside: no more than their page shows."""

import pytest

from cohorts.models import Cohort
from discussions.consent import actions, queries
from discussions.consent.models import Consent
from discussions.models import Post, Space
from lms.access import ACADEMY, PUBLIC
from lms.addresses import address_of
from lms.database import db
from tests.cast import text_of
from tests.factories.discussions import make_question, make_reply, make_topic
from tests.knowledge.test_public import meta
from tests.schema_org import structured_data


@pytest.fixture
def question(cast, space):
    """Alumna asks, and gets two answers."""
    topic = make_question(space=space, author=cast.alumna.user, title="What do you say first?", body="At the door.")
    for person, body in ((cast.mentor, "Good morning."), (cast.trainee, "Nothing. I wait.")):
        make_reply(topic, author=person.user, body=body)
    db.session.commit()
    return topic


def show(cast, topic, *said, audience_id=PUBLIC):
    """Its posts are proposed, and their writers say this, in that order."""
    posts = db.session.scalars(db.select(Post).filter_by(topic_id=topic.id).order_by(Post.number)).all()
    proposal = actions.propose(
        topic, [post.id for post in posts], kind="copy", cohort=cohort_of(topic), audience_id=audience_id, by=cast.facilitator
    )  # fmt: skip
    for post, answer in zip(posts, said, strict=True):
        consent = db.session.scalars(db.select(Consent).filter_by(proposal_id=proposal.id, post_id=post.id)).one()
        if answer:
            actions.answer(consent, answer, seal=queries.preview_of(post, proposal.cohort_id).seal)
    db.session.commit()
    return proposal


def cohort_of(topic):
    return db.session.get_one(Cohort, db.session.get_one(Space, topic.space_id).cohort_id)


def test_a_public_question_tells_its_answers(cast, question):
    proposal = show(cast, question, "named", "anonymous", "no")
    page = cast.guest.get(f"/shared/{proposal.id}")
    assert "X-Robots-Tag" not in page.headers
    assert meta(page, "canonical") == [address_of(f"/shared/{proposal.id}")]
    assert meta(page, "og:title") == ["What do you say first?"]
    told = structured_data(page)["QAPage"]["mainEntity"]
    assert (told["name"], told["text"]) == ("What do you say first?", "At the door.")
    assert told["author"]["name"] == "Alumna"
    (answer,) = told["suggestedAnswer"]
    assert answer["text"] == "Good morning."
    assert "author" not in answer
    assert 'id="answer-1"' in page.text
    for hidden in ("Mentor", "Nothing. I wait.", "datePublished", "acceptedAnswer", "article:"):
        assert hidden not in page.text, hidden
    assert cast.guest.get(f"/shared/{proposal.id}/card.png").status_code == 200


def test_what_is_no_question_or_has_no_answer_is_no_page_of_questions(cast, space, question):
    unanswered = show(cast, question, "named", "no", "no")
    topic = make_topic(space=space, author=cast.alumna.user, title="A good day", body="It was.")
    make_reply(topic, author=cast.mentor.user, body="Indeed.")
    talk = show(cast, topic, "named", "named")
    for proposal in (unanswered, talk):
        assert "QAPage" not in structured_data(cast.guest.get(f"/shared/{proposal.id}"))


def test_a_copy_for_members_tells_nothing(cast, question):
    proposal = show(cast, question, "named", "named", "", audience_id=ACADEMY)
    page = cast.outsider.get(f"/shared/{proposal.id}")
    assert page.status_code == 200
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert "og:" not in page.text
    assert cast.outsider.get(f"/shared/{proposal.id}/card.png").status_code == 404
    assert cast.guest.get(f"/shared/{proposal.id}").status_code == 404


def test_a_copy_that_was_taken_back_is_gone_and_one_nobody_agreed_to_never_was(cast, question):
    proposal = show(cast, question, "named", "named", "no")
    actions.retract(proposal)
    db.session.commit()
    page = cast.guest.get(f"/shared/{proposal.id}")
    assert page.status_code == 410
    assert "What do you say first?" not in text_of(page)
    assert cast.guest.get(f"/shared/{proposal.id}/card.png").status_code == 404


def test_silence_leaves_no_trace(cast, question):
    proposal = show(cast, question, "", "no", "")
    assert cast.guest.get(f"/shared/{proposal.id}").status_code == 404


def test_only_the_first_page_of_the_list_is_for_search_engines(cast, question):
    show(cast, question, "named", "named", "named")
    page = cast.guest.get("/shared")
    assert meta(page, "canonical") == [address_of("/shared")]
    assert meta(page, "description") == ["What people said in cohorts of Test Academy and chose to show to others."]
    assert cast.guest.get("/shared?before=9999").headers["X-Robots-Tag"] == "noindex"
