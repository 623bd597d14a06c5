"""Proposing: a member proposes an answer as an article, editors take it up or say why not, and the member hears it."""

import pytest

from discussions import actions as talk
from discussions.models import Post
from discussions.posts.actions import delete_post
from discussions.proposing.actions import propose_article
from discussions.proposing.models import ArticleProposal
from knowledge.models import Article
from lms.database import db
from lms.notifications.models import Notification
from tests.cast import text_of
from tests.discussions.test_repeating import send_together
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_course
from tests.factories.discussions import make_reply, make_topic, space_of
from tests.factories.knowledge import make_article, make_collection

ABOUT = "How to record somebody who signs nothing."
QUEUE = "/knowledge/proposals"


@pytest.fixture
def collection(cast):
    return make_collection(title="Conversations")


@pytest.fixture
def topic(cast, collection):
    """In a cohort no editor is in, the trainee asks, and the mentor's answer is accepted."""
    cohort = make_cohort(make_course(title="Recording"), by=cast.facilitator.user, name="Spring 2026")
    for person, phase in ((cast.trainee, "trainee"), (cast.mentor, "mentor")):
        make_member(cohort, person, phase, tell=False)
    topic = make_topic(
        space=space_of(cohort), author=cast.trainee.user, title="Zebra recorder", body="Without paper?", kind="question"
    )
    talk.accept_answer(topic, make_reply(topic, author=cast.mentor.user, body="Kingfisher."), by=cast.trainee.user)
    db.session.commit()
    return topic


def proposed(person, topic, about=ABOUT) -> ArticleProposal:
    response = person.post(f"/topics/{topic.id}/article-proposal", {"about": about})
    assert response.status_code == 303, text_of(response)
    return db.session.scalars(db.select(ArticleProposal).order_by(ArticleProposal.id.desc())).first()


def taken_up(proposal, collection, **changes):
    return {
        "collection": collection.id,
        "title": "Recording",
        "language": "en",
        "version": proposal.version,
    } | changes


def told(person) -> list[str]:
    rows = db.session.scalars(
        db.select(Notification).filter_by(user_id=person.id, done_at=None).order_by(Notification.id)
    )
    return [f"{row.title}: {row.excerpt}" for row in rows if row.thread.startswith("article_proposal:")]


def test_editors_read_the_sentence_and_nothing_of_a_conversation_they_do_not_read(cast, topic):
    assert "Propose this as an article" in text_of(cast.trainee.get(f"/topics/{topic.id}"))
    proposal = proposed(cast.trainee, topic)
    assert told(cast.editor) == [f"An answer is proposed as an article: {ABOUT}"]
    for address in (QUEUE, f"/article-proposals/{proposal.id}", "/inbox"):
        page = text_of(cast.editor.get(address))
        assert ABOUT in page
        assert "Zebra" not in page
        assert "Kingfisher" not in page
    assert "You proposed this as an article" in text_of(cast.trainee.get(f"/topics/{topic.id}"))
    other = text_of(cast.mentor.get(f"/topics/{topic.id}"))
    assert "Somebody proposed this as an article." in other
    assert ABOUT not in other
    assert "Waits for the editors" in text_of(cast.trainee.get(f"/article-proposals/{proposal.id}"))


def test_an_editor_takes_it_up_in_their_own_words_and_the_member_reads_what_came_of_it(cast, topic, collection):
    proposal = proposed(cast.trainee, topic)
    response = cast.editor.post(f"/article-proposals/{proposal.id}/taking-up", taken_up(proposal, collection))
    assert response.status_code == 303
    article = db.session.scalars(db.select(Article)).one()
    assert response.location.endswith(f"/articles/{article.id}/edit")
    assert (article.draft_title, article.draft_body, article.published_at) == ("Recording", "", None)
    assert told(cast.trainee) == [f"An editor makes an article of what you proposed: {ABOUT}"]
    assert told(cast.editor) == []
    page = text_of(cast.trainee.get(f"/article-proposals/{proposal.id}"))
    assert "Taken up" in page
    assert "Recording" not in page  # a draft is its writers' alone
    version = db.session.get_one(Article, article.id).draft_version
    draft = {"title": "Recording", "summary": "", "body": "Say it aloud.", "version": version}
    assert cast.editor.post(f"/articles/{article.id}/publication", draft).status_code == 303
    assert f'href="/articles/{article.id}"' in cast.trainee.get(f"/article-proposals/{proposal.id}").text


def test_an_article_made_of_the_conversation_takes_it_up(cast, topic, collection):
    proposal = proposed(cast.trainee, topic)
    mine = make_collection(title="Ours", owner=cast.mentor.user)
    db.session.commit()
    words = {"collection": mine.id, "title": "Recording", "language": "en", "posts": [topic.accepted_post_id]}
    assert cast.mentor.post(f"/topics/{topic.id}/article", words).status_code == 303
    db.session.expire_all()
    assert (proposal.state, proposal.article_id) == ("taken", db.session.scalars(db.select(Article.id)).one())
    assert told(cast.trainee)[0].startswith("An editor makes an article")


def test_a_declined_one_says_why_and_another_may_be_proposed(cast, topic):
    proposal = proposed(cast.trainee, topic)
    address = f"/article-proposals/{proposal.id}/refusal"
    assert cast.editor.post(address, {"reason": " ", "version": 1}).status_code == 422
    assert cast.editor.post(address, {"reason": "Half of it is written.", "version": 1}).status_code == 303
    assert told(cast.trainee) == ["What you proposed does not become an article: Half of it is written."]
    page = text_of(cast.trainee.get(f"/article-proposals/{proposal.id}"))
    assert "Declined" in page
    assert "Half of it is written." in page
    assert "Half of it is written." in text_of(cast.editor.get(QUEUE))
    assert proposed(cast.mentor, topic).id != proposal.id


def test_taken_back_it_is_gone_for_editors(cast, topic):
    proposal = proposed(cast.trainee, topic)
    assert cast.editor.post(f"/article-proposals/{proposal.id}/withdrawal", {"version": 1}).status_code == 403
    assert cast.trainee.post(f"/article-proposals/{proposal.id}/withdrawal", {"version": 1}).status_code == 303
    assert told(cast.editor) == []
    assert ABOUT not in text_of(cast.editor.get(QUEUE))
    assert cast.editor.get(f"/article-proposals/{proposal.id}").status_code == 404
    assert "Propose this as an article" in text_of(cast.trainee.get(f"/topics/{topic.id}"))


def test_who_comes_too_late_sees_how_it_stands_and_keeps_what_they_wrote(cast, topic, collection):
    proposal = proposed(cast.trainee, topic)
    stale = taken_up(proposal, collection)
    address = f"/article-proposals/{proposal.id}"
    assert cast.editor.post(f"{address}/refusal", {"reason": "We have it.", "version": 1}).status_code == 303
    assert cast.admin.post(f"{address}/refusal", {"reason": "I think not.", "version": 1}).status_code == 403
    assert cast.admin.post(f"{address}/taking-up", stale).status_code == 403
    again = propose_article(topic, ABOUT, by=cast.mentor.user)
    again.version = 3
    db.session.commit()
    late = cast.admin.post(f"/article-proposals/{again.id}/refusal", {"reason": "I think not.", "version": 2})
    assert late.status_code == 409
    assert "I think not." in text_of(late)
    assert cast.admin.post(f"/article-proposals/{again.id}/taking-up", stale).status_code == 409
    assert db.session.scalar(db.select(db.func.count(Article.id))) == 0


def test_who_proposes_what_somebody_proposed_is_told_so(cast, topic):
    proposed(cast.trainee, topic)
    address = f"/topics/{topic.id}/article-proposal"
    assert "Somebody proposed this as an article." in text_of(cast.mentor.get(address))
    response = cast.mentor.post(address, {"about": ABOUT})
    assert response.location.endswith(f"/topics/{topic.id}")
    assert "Somebody proposed this just before you." in text_of(cast.mentor.get(response.location))
    assert db.session.scalar(db.select(db.func.count(ArticleProposal.id))) == 1


def test_of_several_at_once_one_is_proposed(app, cast, topic):
    answers = send_together(app, cast.trainee, f"/topics/{topic.id}/article-proposal", [{"about": ABOUT}] * 4)
    assert {status for status, _location in answers} == {303}
    assert db.session.scalar(db.select(db.func.count(ArticleProposal.id))) == 1


def test_pressed_twice_it_is_proposed_once(cast, topic):
    for _again in range(2):
        assert (
            cast.trainee.post(
                f"/topics/{topic.id}/article-proposal", {"about": ABOUT, "form_key": "k" * 24}
            ).status_code
            == 303
        )
    assert len(told(cast.editor)) == 1


def test_only_who_takes_part_proposes_and_only_an_accepted_answer(cast, topic):
    address = f"/topics/{topic.id}/article-proposal"
    for person in (cast.outsider, cast.editor):
        assert person.get(address).status_code == 404
        assert person.post(address, {"about": ABOUT}).status_code == 404
    for wrong in ("", " ", "x" * 601):
        assert cast.trainee.post(address, {"about": wrong}).status_code == 422
    assert "Write in a sentence" in text_of(cast.trainee.post(address, {"about": ""}))
    talk.withdraw_answer(topic, by=cast.trainee.user)
    db.session.commit()
    assert cast.trainee.get(address).status_code == 403
    assert cast.trainee.post(address, {"about": ABOUT}).status_code == 403


def test_others_know_nothing_of_it(cast, topic, collection):
    proposal = proposed(cast.trainee, topic)
    assert cast.trainee.get(QUEUE).status_code == 403
    for person in (cast.mentor, cast.outsider, cast.manager):
        assert person.get(f"/article-proposals/{proposal.id}").status_code == 404
        assert (
            person.post(f"/article-proposals/{proposal.id}/refusal", {"reason": "No.", "version": 1}).status_code == 404
        )
    words = taken_up(proposal, collection)
    assert cast.trainee.post(f"/article-proposals/{proposal.id}/taking-up", words).status_code == 403
    staff = make_collection(title="Theirs", owner=cast.manager.user)
    db.session.commit()
    bad = [{"title": " "}, {"collection": ""}, {"language": "xx"}, {"version": "x"}, {"collection": staff.id + 999}]
    for changes in bad:
        response = cast.editor.post(f"/article-proposals/{proposal.id}/taking-up", words | changes)
        assert response.status_code == 422
    assert db.session.scalar(db.select(db.func.count(Article.id))) == 0


def test_what_is_written_already_stands_first(cast, topic):
    made = make_article(make_collection(title="Known"), title="Zebra recorder at the table")
    db.session.commit()
    assert f'href="/articles/{made.id}"' in cast.trainee.get(f"/topics/{topic.id}/article-proposal").text


def test_a_conversation_that_is_gone_leaves_the_sentence(cast, topic):
    proposal = proposed(cast.trainee, topic)
    opening = db.session.scalars(db.select(Post).filter_by(topic_id=topic.id, number=1)).one()
    delete_post(opening, by=cast.facilitator.user)
    db.session.commit()
    page = text_of(cast.editor.get(f"/article-proposals/{proposal.id}"))
    assert ABOUT in page
    assert "Zebra" not in page
