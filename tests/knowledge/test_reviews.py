"""A draft that somebody else reads before it is published: asked, answered in words, told to both, and never published by it."""

import pytest
from sqlalchemy import select

from knowledge.models import Article
from knowledge.reviews.models import ArticleReview
from knowledge.uploads.files import ARTICLE_FILES
from knowledge.verification.actions import add_verifier
from lms.access import STAFF
from lms.database import db
from lms.jobs import sweep
from lms.mail import Mail
from tests.cast import text_of
from tests.factories.knowledge import fresh, make_article, make_collection
from tests.factories.people import heard


@pytest.fixture
def draft(cast) -> Article:
    """A draft of a collection in which the facilitator writes and the mentor verifies."""
    collection = make_collection(owner=cast.facilitator)
    add_verifier(collection, cast.mentor.id, by=cast.editor.user)
    return make_article(collection, title="Opening letters", body="Open one a day.", published=False)


def ask(person, article, reviewer, note="Is it short enough?"):
    return person.post(f"/articles/{article.id}/review", {"reviewer": reviewer.id, "note": note})


def verdict(person, article, said="changes", words="Say which letter first."):
    return person.post(f"/articles/{article.id}/review/verdict", {"verdict": said, "words": words})


def test_a_writer_asks_and_who_is_asked_reads_and_answers(cast, draft):
    page = f"/articles/{draft.id}/review"
    assert cast.mentor.get(page).status_code == 404
    assert ask(cast.editor, draft, cast.mentor).status_code == 303
    assert "In review" in text_of(cast.facilitator.get(f"/collections/{draft.collection_id}"))
    assert "Will you read this draft?" in cast.mentor.get("/inbox").text
    words = text_of(cast.mentor.get(page))
    assert "Open one a day." in words
    assert "Is it short enough?" in words
    assert verdict(cast.mentor, draft).status_code == 303
    assert "Something must change first: Opening letters" in cast.editor.get("/inbox").text
    assert "Say which letter first." in text_of(cast.editor.get(page))
    assert cast.mentor.get(page).status_code == 200  # they go on talking about it
    assert fresh(draft).published_at is None


def test_both_get_a_mail_in_their_language(cast, draft):
    cast.mentor.user.locale = "nl"
    ask(cast.editor, draft, cast.mentor)
    sweep()
    verdict(cast.mentor, draft, "approved", "")
    sweep()
    subjects = dict(db.session.execute(select(Mail.user_id, Mail.subject)).all())
    assert subjects == {
        cast.mentor.id: "Wil je dit concept lezen? Opening letters",
        cast.editor.id: "Your draft can be published: Opening letters",
    }


def test_what_was_approved_says_when_the_draft_changed_since(cast, draft):
    ask(cast.editor, draft, cast.mentor)
    verdict(cast.mentor, draft, "approved", "")
    page = f"/articles/{draft.id}/review"
    assert "the draft changed since" not in text_of(cast.editor.get(page))
    data = {"title": "Opening letters", "summary": "", "body": "Open two.", "version": fresh(draft).draft_version}
    cast.editor.post(f"/articles/{draft.id}/draft", data)
    assert "the draft changed since" in text_of(cast.editor.get(page))


def test_strangers_and_readers_do_not_see_a_draft(cast, draft):
    for person in (cast.trainee, cast.author, cast.outsider):
        assert person.get(f"/articles/{draft.id}/review").status_code == 404
        assert ask(person, draft, cast.mentor).status_code == 404
    ask(cast.editor, draft, cast.mentor)
    assert ask(cast.mentor, draft, cast.editor).status_code == 403
    assert cast.mentor.post(f"/articles/{draft.id}/review/end").status_code == 403
    assert verdict(cast.facilitator, draft).status_code == 403


def test_what_cannot_be_used_is_asked_again(cast, draft):
    assert ask(cast.editor, draft, cast.trainee).status_code == 422  # writes nor verifies here
    assert ask(cast.editor, draft, cast.editor).status_code == 422
    assert ask(cast.editor, draft, cast.mentor, "x" * 1001).status_code == 422
    ask(cast.editor, draft, cast.mentor)
    for said, words in (("", ""), ("changes", " "), ("approved", "x" * 4001)):
        assert verdict(cast.mentor, draft, said, words).status_code == 422
    assert verdict(cast.editor, make_article(published=False)).status_code == 404


def test_somebody_else_is_asked_instead_and_nobody_after_it_is_taken_back(cast, draft):
    ask(cast.editor, draft, cast.mentor)
    ask(cast.editor, draft, cast.facilitator)
    assert heard(cast.mentor) == []
    assert cast.mentor.get(f"/articles/{draft.id}/review").status_code == 404
    cast.editor.post(f"/articles/{draft.id}/review/end")
    assert heard(cast.facilitator) == []
    endings = db.session.scalars(select(ArticleReview.ending).order_by(ArticleReview.id)).all()
    assert endings == ["withdrawn", "withdrawn"]


def test_publishing_ends_the_review_and_no_mail_goes_any_more(cast, draft):
    ask(cast.editor, draft, cast.mentor)
    data = {
        "title": "Opening letters",
        "summary": "",
        "body": "Open two.",
        "version": fresh(draft).draft_version,
        "why": "",
    }
    assert cast.facilitator.post(f"/articles/{draft.id}/publication", data).status_code == 303
    sweep()
    assert db.session.scalar(select(Mail.id).where(Mail.user_id == cast.mentor.id)) is None
    assert db.session.scalar(select(ArticleReview.ending)) == "published"


def test_who_reads_a_draft_sees_its_images_as_long_as_they_review_it(cast, draft):
    file = ARTICLE_FILES.add(draft, b"Words.", "words.txt", by=cast.editor.user)
    db.session.commit()
    address = f"/files/{file.key}/words.txt"
    assert file.audience_id == STAFF
    assert cast.mentor.get(address).status_code == 404
    ask(cast.editor, draft, cast.mentor)
    assert cast.mentor.get(address).status_code == 200
    verdict(cast.mentor, draft)
    assert cast.mentor.get(address).status_code == 200
    ask(cast.editor, draft, cast.facilitator)
    assert cast.mentor.get(address).status_code == 404
