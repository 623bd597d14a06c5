"""Ripening: an accepted answer becomes an article, with the words of those who say yes, as long as they say it."""

import re

import pytest

from cohorts.actions import remove_member
from cohorts.models import Membership
from discussions import actions as talk
from discussions.consent.models import Consent, Proposal
from discussions.consent.queries import preview_of
from discussions.models import Post
from discussions.posts.actions import delete_post
from knowledge.collections.actions import change_readers
from knowledge.history.queries import find_revisions
from knowledge.models import Article, ArticleRevision, Collection
from knowledge.quotes.marks import mark_of, without_marks
from knowledge.quotes.models import ArticleQuote
from lms.access import PUBLIC
from lms.database import db
from lms.notifications.models import Notification
from tests.cast import text_of
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_course
from tests.factories.discussions import academy_space, make_reply, make_topic, space_of
from tests.factories.knowledge import fresh, make_article, make_collection

QUESTION, ANSWER = "May I record a client without paper?", "A spoken yes is enough, if you write down when."


@pytest.fixture
def cohort(cast):
    """A cohort of which the editor is a member too."""
    cohort = make_cohort(make_course(title="Recording"), by=cast.facilitator.user, name="Spring 2026")
    for person, phase in ((cast.trainee, "trainee"), (cast.mentor, "mentor"), (cast.editor, "trainee")):
        make_member(cohort, person, phase, tell=False)
    return cohort


@pytest.fixture
def collection(cast):
    collection = make_collection(title="Conversations")
    db.session.commit()
    return collection


@pytest.fixture
def topic(cast, cohort, collection):
    """The trainee asks, the mentor answers, and the answer is accepted."""
    topic = make_topic(
        space=space_of(cohort), author=cast.trainee.user, title="Zebra recorder", body=QUESTION, kind="question"
    )
    answer = make_reply(topic, author=cast.mentor.user, body=ANSWER)
    talk.accept_answer(topic, answer, by=cast.trainee.user)
    db.session.commit()
    return topic


def posts_of(topic):
    return db.session.scalars(db.select(Post).filter_by(topic_id=topic.id).order_by(Post.number)).all()


def sent(topic, place, **changes):
    words = {"title": "Recording with consent", "language": "en", "collection": place.id}
    return {**words, "posts": [post.id for post in posts_of(topic)], **changes}


def ripened(cast, topic, collection, **changes) -> Article:
    response = cast.editor.post(f"/topics/{topic.id}/article", sent(topic, collection, **changes))
    assert response.status_code == 303, text_of(response)
    return db.session.scalars(db.select(Article).order_by(Article.id.desc())).first()


def consent_of(article, person) -> Consent:
    proposal = db.session.scalars(db.select(Proposal).filter_by(article_id=article.id)).one()
    return db.session.scalars(db.select(Consent).filter_by(proposal_id=proposal.id, person_id=person.id)).one()


def say(article, person, said):
    consent = consent_of(article, person)
    cohort_id = db.session.get_one(Proposal, consent.proposal_id).cohort_id
    seal = preview_of(db.session.get_one(Post, consent.post_id), cohort_id).seal
    response = person.post(f"/consents/{consent.id}", {"answer": said, "seal": seal})
    assert response.status_code == 303, text_of(response)


def publish(cast, article):
    article = fresh(article)
    draft = {"title": article.draft_title, "summary": "", "body": article.draft_body, "version": article.draft_version}
    return cast.editor.post(f"/articles/{article.id}/publication", draft)


def read(person, article):
    return text_of(person.get(f"/articles/{article.id}"))


def test_an_answer_becomes_an_article_with_the_words_of_who_says_yes(cast, topic, collection):
    page = text_of(cast.editor.get(f"/topics/{topic.id}"))
    assert "Make this an article" in page
    article = ripened(cast, topic, collection)
    for person in (cast.trainee, cast.mentor):
        assert "Asks to show your words elsewhere" in text_of(person.get("/inbox"))
    editor = text_of(cast.editor.get(f"/articles/{article.id}/edit"))
    assert "1: its writer has not said yes" in editor
    assert "Quotation 2: Mentor" in editor
    assert QUESTION not in editor
    assert ANSWER not in editor

    assert publish(cast, article).status_code == 422
    say(article, cast.trainee, "anonymous")
    say(article, cast.mentor, "named")
    editor = text_of(cast.editor.get(f"/articles/{article.id}/edit"))
    assert "2: Mentor says yes" in editor
    assert "1: its writer says yes, without a name" in editor
    assert "Its writer says yes to quotation" in text_of(cast.editor.get("/inbox"))
    assert publish(cast, article).status_code == 303

    for person in (cast.outsider, cast.alumna):
        page = read(person, article)
        assert QUESTION in page
        assert ANSWER in page
        assert "Mentor" in page
        assert "Trainee" not in page
    assert "Recording with consent" in text_of(cast.outsider.get("/search?q=spoken"))
    assert ANSWER not in fresh(article).html
    assert ANSWER not in fresh(article).draft_body


def test_each_way_is_shown_to_who_reads_the_other_side(cast, topic, collection):
    article = ripened(cast, topic, collection)
    say(article, cast.trainee, "named")
    say(article, cast.mentor, "named")
    assert "Read the article that came of it" not in text_of(cast.trainee.get(f"/topics/{topic.id}"))
    publish(cast, article)
    assert f"/articles/{article.id}" in cast.trainee.get(f"/topics/{topic.id}").get_data(as_text=True)
    assert f"/topics/{topic.id}" in cast.trainee.get(f"/articles/{article.id}").get_data(as_text=True)
    stranger = cast.outsider.get(f"/articles/{article.id}").get_data(as_text=True)
    assert f"/topics/{topic.id}" not in stranger
    assert "Where it came from" not in stranger
    cast.editor.post(f"/articles/{article.id}/archive")
    assert "Read the article that came of it" not in text_of(cast.trainee.get(f"/topics/{topic.id}"))


def test_a_yes_that_is_taken_back_takes_the_words_everywhere(cast, topic, collection):
    article = ripened(cast, topic, collection)
    say(article, cast.trainee, "named")
    say(article, cast.mentor, "named")
    publish(cast, article)
    number = fresh(article).revision_id
    assert cast.mentor.post(f"/consents/{consent_of(article, cast.mentor).id}/withdrawal").status_code == 303

    article = fresh(article)
    assert article.revision_id != number
    assert mark_of(2) not in article.draft_body
    assert mark_of(1) in article.draft_body
    for person in (cast.outsider, cast.editor, cast.trainee):
        page = read(person, article)
        assert ANSWER not in page
        assert "Mentor" not in page
        assert QUESTION in page
    for person in (cast.outsider, cast.editor):
        history = person.get(f"/articles/{article.id}/history?from=1&to=2").get_data(as_text=True)
        assert ANSWER not in history
        assert "taken back by its writer" in history
    assert 'class="result"' not in cast.outsider.get("/search?q=spoken").get_data(as_text=True)
    assert "was taken back" in text_of(cast.editor.get("/inbox"))
    words = db.session.scalars(db.select(ArticleRevision.html).filter_by(article_id=article.id)).all()
    assert len(words) == 2
    assert not any("spoken" in html for html in words)
    assert db.session.scalars(db.select(ArticleQuote.words).filter_by(article_id=article.id, number=2)).one() == ""
    assert len(find_revisions(cast.outsider.viewer, article, writes=False)) == 2


def test_a_draft_that_goes_on_keeps_what_was_written(cast, topic, collection):
    article = ripened(cast, topic, collection)
    say(article, cast.trainee, "named")
    say(article, cast.mentor, "named")
    publish(cast, article)
    article = fresh(article)
    more = {"title": article.draft_title, "summary": "", "body": article.draft_body + "\nMore of mine.\n"}
    cast.editor.post(f"/articles/{article.id}/draft", {**more, "version": article.draft_version})
    cast.mentor.post(f"/consents/{consent_of(article, cast.mentor).id}/withdrawal")
    article = fresh(article)
    assert "More of mine." in article.draft_body
    assert mark_of(2) not in article.draft_body
    published = db.session.get_one(ArticleRevision, article.revision_id)
    assert "More of mine." not in published.body
    assert mark_of(2) not in published.body
    # The page that was open meanwhile loses nothing: it is shown both texts.
    stale = {**more, "body": "Typed in the old page.", "version": article.draft_version - 1}
    conflict = cast.editor.post(f"/articles/{article.id}/draft", stale)
    assert conflict.status_code == 409
    assert "Typed in the old page." in text_of(conflict)


def test_a_removed_post_is_no_longer_quoted(cast, topic, collection):
    article = ripened(cast, topic, collection)
    say(article, cast.trainee, "named")
    say(article, cast.mentor, "named")
    publish(cast, article)
    delete_post(posts_of(topic)[1], by=cast.mentor.user)
    db.session.commit()
    assert ANSWER not in read(cast.outsider, article)
    assert QUESTION in read(cast.outsider, article)


def test_who_left_the_cohort_can_still_take_their_words_back(cast, topic, collection, cohort):
    article = ripened(cast, topic, collection)
    say(article, cast.trainee, "named")
    say(article, cast.mentor, "named")
    publish(cast, article)
    membership = db.session.scalars(db.select(Membership).filter_by(cohort_id=cohort.id, user_id=cast.mentor.id)).one()
    remove_member(membership, by=cast.facilitator.user)
    db.session.commit()
    assert ANSWER in read(cast.outsider, article)
    assert cast.mentor.post(f"/consents/{consent_of(article, cast.mentor).id}/withdrawal").status_code == 303
    assert ANSWER not in read(cast.outsider, article)


def test_silence_and_no_are_the_same_and_keep_no_words(cast, topic, collection):
    article = ripened(cast, topic, collection)
    before = (
        text_of(cast.editor.get(f"/articles/{article.id}/edit"))
        .partition("Quotations")[2]
        .partition("Where it came from")[0]
    )
    consent = consent_of(article, cast.mentor)
    assert cast.mentor.post(f"/consents/{consent.id}", {"answer": "no"}).status_code == 303
    after = (
        text_of(cast.editor.get(f"/articles/{article.id}/edit"))
        .partition("Quotations")[2]
        .partition("Where it came from")[0]
    )
    assert before == after
    assert "In the article “Recording with consent”" in text_of(cast.mentor.get("/consents"))
    assert db.session.scalars(db.select(ArticleQuote.words)).all() == ["", ""]
    told = db.session.scalars(db.select(Notification).filter_by(reason="quote")).all()
    assert told == []


def test_the_readers_said_yes_to_stay_the_readers(cast, topic, collection):
    """The collection is opened to everybody later: members go on reading the quotation, guests do not."""
    article = ripened(cast, topic, collection)
    say(article, cast.trainee, "named")
    say(article, cast.mentor, "named")
    publish(cast, article)
    change_readers(db.session.get_one(Collection, collection.id), PUBLIC, by=cast.editor.user)
    db.session.commit()
    assert fresh(article).audience_id == PUBLIC
    assert ANSWER in read(cast.outsider, article)
    guest = cast.guest.get(f"/articles/{article.id}")
    assert guest.status_code == 200
    assert ANSWER not in text_of(guest)
    assert QUESTION not in text_of(guest)
    assert 'class="result"' not in cast.guest.get("/search?q=spoken").get_data(as_text=True)


def test_a_number_of_another_article_shows_nothing(cast, topic, collection):
    article = ripened(cast, topic, collection)
    say(article, cast.mentor, "named")
    other = make_article(collection, title="Another", body=f"Look.\n\n{mark_of(2)}\n")
    db.session.commit()
    assert ANSWER not in read(cast.editor, other)
    draft = {
        "title": "Another",
        "summary": "",
        "body": f"Look twice.\n\n{mark_of(2)}\n",
        "version": fresh(other).draft_version,
    }
    refused = cast.editor.post(f"/articles/{other.id}/publication", draft)
    assert refused.status_code == 422
    assert "has not said yes" in text_of(refused)


def test_what_was_written_before_is_shown_first(cast, topic, collection):
    alike = make_article(collection, title="Zebra recorder at work", body="Ask first.")
    db.session.commit()
    page = text_of(cast.editor.get(f"/topics/{topic.id}/article"))
    assert page.index(alike.title) < page.index("In which collection")
    article = ripened(cast, topic, collection)
    assert "Made of this conversation, not published" in text_of(cast.editor.get(f"/topics/{topic.id}/article"))
    assert cast.outsider.get(f"/articles/{article.id}").status_code == 404


def test_a_conversation_of_no_cohort_ripens_too(cast, collection):
    topic = make_topic(
        space=academy_space(), author=cast.trainee.user, title="Paper or not?", body=QUESTION, kind="question"
    )
    answer = make_reply(topic, author=cast.mentor.user, body=ANSWER)
    talk.accept_answer(topic, answer, by=cast.trainee.user)
    db.session.commit()
    page = cast.editor.get(f"/topics/{topic.id}/article").get_data(as_text=True)
    assert "Paper or not?" in re.search(r'<input[^>]*name="title"[^>]*>', page)[0]
    article = ripened(cast, topic, collection)
    say(article, cast.mentor, "named")
    assert ANSWER in text_of(cast.editor.get(f"/articles/{article.id}/edit"))


def test_nothing_of_a_cohort_stands_in_the_form(cast, topic):
    page = cast.editor.get(f"/topics/{topic.id}/article").get_data(as_text=True)
    assert "Zebra" not in re.search(r'<input[^>]*name="title"[^>]*>', page)[0]
    article = ripened(cast, topic, make_collection(title="Theirs"))
    assert "Zebra" not in cast.admin.get(f"/articles/{article.id}/edit").get_data(as_text=True)


def test_only_who_writes_and_takes_part_makes_one(cast, topic, collection):
    address, words = f"/topics/{topic.id}/article", sent(topic, collection)
    assert cast.trainee.get(address).status_code == 403
    assert cast.trainee.post(address, words).status_code == 403
    assert cast.outsider.get(address).status_code == 404
    assert cast.outsider.post(address, words).status_code == 404
    assert "Make this an article" not in text_of(cast.trainee.get(f"/topics/{topic.id}"))
    owned = make_collection(title="Ours", owner=cast.trainee.user)
    db.session.commit()
    page = text_of(cast.trainee.get(address))
    assert "Ours" in page
    assert "Conversations" not in page
    # A collection of somebody else is no choice.
    assert cast.trainee.post(address, words).status_code == 422
    assert cast.trainee.post(address, {**words, "collection": owned.id}).status_code == 303


def test_a_question_without_an_accepted_answer_does_not_ripen(cast, topic, collection):
    talk.withdraw_answer(topic, by=cast.trainee.user)
    db.session.commit()
    assert cast.editor.get(f"/topics/{topic.id}/article").status_code == 403


@pytest.mark.parametrize(
    "changes",
    [{"title": " "}, {"collection": "x"}, {"collection": ""}, {"posts": []}, {"posts": [0]}, {"language": "xx"}],
)
def test_what_is_missing_is_said(cast, topic, collection, changes):
    response = cast.editor.post(f"/topics/{topic.id}/article", sent(topic, collection, **changes))
    assert response.status_code == 422
    assert db.session.scalar(db.select(db.func.count(Article.id))) == 0


def test_pressed_twice_it_is_made_once(cast, topic, collection):
    words = sent(topic, collection, form_key="k" * 24)
    first, second = (cast.editor.post(f"/topics/{topic.id}/article", words) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert db.session.scalar(db.select(db.func.count(Article.id))) == 1


def test_marks_are_taken_out_and_nothing_else():
    body = "One.\n\n::: quote 1\n:::\n\nTwo.\n\n:::: quote #12 ::::\n\n::::\n\nThree.\n"
    assert without_marks(body, [1]) == "One.\n\nTwo.\n\n:::: quote #12 ::::\n\n::::\n\nThree."
    assert without_marks(body, [12]) == "One.\n\n::: quote 1\n:::\n\nTwo.\n\nThree."
    assert without_marks(body, [2]) == body
    assert without_marks("::: quote 1\nIts own words.\n:::\n", [1]) == "::: quote 1\nIts own words.\n:::\n"
