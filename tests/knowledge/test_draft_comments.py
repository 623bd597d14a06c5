"""Writers and the reviewer talk about a draft, at its passages; readers of the article never see it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from knowledge import actions as knowing
from knowledge.models import Article
from knowledge.reviews.comments.actions import empty_removed_draft_comments
from knowledge.reviews.comments.models import DraftComment
from knowledge.reviews.comments.policies import UNDO
from knowledge.verification.actions import add_verifier
from lms.access import STAFF
from lms.database import db, now
from lms.jobs import sweep
from lms.mail import Mail
from lms.notifications.models import Notification
from tests.cast import text_of
from tests.factories.knowledge import fresh, make_article, make_collection
from tests.factories.people import heard
from tests.knowledge.test_reviews import ask, verdict

BODY = "Open one a day.\n\nWrite on it what it asks."


@pytest.fixture
def draft(cast) -> Article:
    """Written by the editor, in a collection of the facilitator, and read by the mentor, who verifies."""
    collection = make_collection(owner=cast.facilitator)
    add_verifier(collection, cast.mentor.id, by=cast.editor.user)
    article = make_article(collection, title="Opening letters", body=BODY, published=False)
    article.draft_by = cast.editor.id
    db.session.commit()
    ask(cast.editor, article, cast.mentor)
    return article


def page_of(article) -> str:
    return f"/articles/{article.id}/review"


def passages(person, article) -> list[str]:
    page = person.get(page_of(article)).text
    return [part.split('"')[0] for part in page.split('data-block="')[1:]]


def say(person, article, words="Which letter first?", **more):
    return person.post(f"{page_of(article)}/comments", {"comment": words, "passage": "", **more})


def said() -> DraftComment:
    db.session.expire_all()
    return db.session.scalars(select(DraftComment).order_by(DraftComment.id)).first()


def answer(person, comment, words="The thin ones."):
    return person.post(f"/draft-comments/{comment.id}/answers", {"answer": words})


def test_a_passage_is_commented_answered_and_resolved(cast, draft):
    first = passages(cast.mentor, draft)[0]
    assert f'<option selected value="{first}"' in cast.mentor.get(f"{page_of(draft)}?block={first}").text
    assert say(cast.mentor, draft, passage=first).status_code == 303
    assert (said().quote, said().block, said().author_id) == ("Open one a day.", first, cast.mentor.id)
    assert "A comment about a draft: Opening letters" in cast.editor.get("/inbox").text
    assert "1 open comment" in text_of(cast.editor.get(f"/articles/{draft.id}/edit"))
    assert answer(cast.editor, said()).status_code == 303
    assert "An answer about your draft or review: Opening letters" in cast.mentor.get("/inbox").text
    assert "The thin ones." in text_of(cast.mentor.get(page_of(draft)))
    assert cast.editor.post(f"/draft-comments/{said().id}/resolution").status_code == 303
    assert "Resolved by" in text_of(cast.mentor.get(page_of(draft)))
    assert "Your comment is resolved: Opening letters" in cast.mentor.get("/inbox").text
    assert "open comment" not in text_of(cast.editor.get(f"/articles/{draft.id}/edit"))
    cast.editor.post(f"/draft-comments/{said().id}/resolution")
    assert len([1 for row in db.session.scalars(select(Notification.thing)) if row.endswith("resolved")]) == 1
    assert cast.mentor.post(f"/draft-comments/{said().id}/reopening").status_code == 303
    assert said().resolved_at is None


def test_who_does_not_take_part_hears_and_reads_nothing(cast, draft):
    say(cast.mentor, draft)
    answer(cast.editor, said())
    assert "draft" not in heard(cast.facilitator)
    knowing.publish_article(fresh(draft), by=cast.editor.user)
    db.session.commit()
    for person in (cast.trainee, cast.alumna, cast.outsider, cast.guest):
        for address in (f"/articles/{draft.id}", f"/articles/{draft.id}/history", "/search?q=letter+first", "/inbox"):
            page = person.get(address, follow_redirects=True).text
            assert "Which letter first?" not in page
            assert "The thin ones." not in page
    assert cast.trainee.get(page_of(draft)).status_code == 404
    for person in (cast.trainee, cast.outsider):
        assert say(person, draft).status_code == 404
        for act in ("answers", "resolution", "reopening"):
            assert person.post(f"/draft-comments/{said().id}/{act}", {"answer": "Mine"}).status_code == 404


def test_comments_stay_when_the_draft_is_published(cast, draft):
    say(cast.mentor, draft, passage=passages(cast.mentor, draft)[0])
    verdict(cast.mentor, draft)
    assert cast.mentor.get(page_of(draft)).status_code == 200
    assert answer(cast.mentor, said(), "And the thick ones?").status_code == 303
    knowing.publish_article(fresh(draft), by=cast.editor.user)
    db.session.commit()
    assert cast.mentor.get(page_of(draft)).status_code == 404
    words = text_of(cast.editor.get(page_of(draft)))
    assert "Which letter first?" in words
    assert "And the thick ones?" in words


def test_somebody_else_who_is_asked_takes_the_place_of_the_reviewer(cast, draft):
    say(cast.mentor, draft)
    verdict(cast.mentor, draft)
    ask(cast.editor, draft, cast.facilitator)
    assert cast.mentor.get(page_of(draft)).status_code == 404
    assert answer(cast.mentor, said()).status_code == 404
    assert "Which letter first?" in text_of(cast.facilitator.get(page_of(draft)))


def test_a_passage_that_changed_keeps_its_words(cast, draft):
    say(cast.mentor, draft, passage=passages(cast.mentor, draft)[0])
    knowing.save_draft(
        fresh(draft), title="T", summary="", body="Something else altogether.", version=1, by=cast.editor.user
    )
    db.session.commit()
    words = text_of(cast.editor.get(page_of(draft)))
    assert "Open one a day." in words
    assert "The draft says this no longer." in words


def test_what_cannot_be_used_is_answered_with_422_and_not_lost(cast, draft):
    assert say(cast.mentor, draft, " ").status_code == 422
    gone = say(cast.mentor, draft, "Here?", passage="nothing")
    assert gone.status_code == 422
    assert "choose the passage once more" in gone.text
    assert "Here?" in gone.text
    say(cast.mentor, draft)
    assert answer(cast.editor, said(), "").status_code == 422
    long = answer(cast.editor, said(), "x" * 4001)
    assert long.status_code == 422
    assert "x" * 4001 in long.text
    assert say(cast.mentor, draft, "<b>bold</b>").status_code == 303
    assert "<b>bold</b>" not in cast.editor.get(page_of(draft)).text


def test_an_answer_is_not_resolved_by_itself(cast, draft):
    say(cast.mentor, draft)
    answer(cast.editor, said())
    reply = db.session.scalars(select(DraftComment).where(DraftComment.parent_id.is_not(None))).one()
    assert cast.mentor.post(f"/draft-comments/{reply.id}/resolution").status_code == 403
    assert answer(cast.mentor, reply, "Good.").status_code == 303
    parents = db.session.scalars(select(DraftComment.parent_id).where(DraftComment.parent_id.is_not(None))).all()
    assert parents == [said().id, said().id]


def test_a_mail_leaves_only_to_who_may_still_read_it(cast, draft):
    verdict(cast.mentor, draft)
    sweep()
    before = set(db.session.scalars(select(Mail.id)))
    say(cast.editor, draft, "Is it better now?")
    knowing.publish_article(fresh(draft), by=cast.editor.user, at=now())
    db.session.commit()
    sweep()
    later = db.session.scalars(select(Mail).where(Mail.id.not_in(before), Mail.user_id == cast.mentor.id)).all()
    assert [mail for mail in later if mail.sent_at] == []


def test_comments_on_a_draft_of_the_staff_are_of_the_staff(cast):
    hidden = make_article(make_collection(audience_id=STAFF), published=False)
    assert say(cast.editor, hidden).status_code == 303
    assert cast.trainee.get(page_of(hidden)).status_code == 404


def change(person, comment, words="Which letter is the first?"):
    return person.post(f"/draft-comments/{comment.id}/words", {"words": words})


def remove(person, comment, **sent):
    return person.post(f"/draft-comments/{comment.id}/removal", sent)


def bring_back(person, comment):
    return person.post(f"/draft-comments/{comment.id}/return")


def test_who_said_it_says_it_otherwise(cast, draft):
    say(cast.mentor, draft, "Ask Mrs Jansen first?")
    assert "edited" not in text_of(cast.editor.get(page_of(draft))).lower()
    assert change(cast.mentor, said()).status_code == 303
    for page in (cast.editor.get(page_of(draft)), cast.editor.get("/inbox")):
        assert "Which letter is the first?" in page.text
        assert "Jansen" not in page.text
    assert "Edited" in text_of(cast.editor.get(page_of(draft)))
    assert change(cast.editor, said(), "Mine").status_code == 403
    assert change(cast.trainee, said(), "Mine").status_code == 404
    assert change(cast.mentor, said(), " ").status_code == 422
    long = change(cast.mentor, said(), "y" * 4001)
    assert long.status_code == 422
    assert "y" * 4001 in long.text
    assert said().body == "Which letter is the first?"


def test_what_was_removed_leaves_its_place_and_comes_back(cast, draft):
    say(cast.mentor, draft)
    answer(cast.editor, said())
    assert remove(cast.mentor, said()).status_code == 303
    words = text_of(cast.editor.get(page_of(draft)))
    assert "Which letter first?" not in words
    assert "removed what stood here." in words
    assert "The thin ones." in words
    assert "Which letter first?" not in cast.editor.get("/inbox").text
    assert "open comment" not in text_of(cast.editor.get(f"/articles/{draft.id}/edit"))
    assert change(cast.mentor, said()).status_code == 403
    assert remove(cast.mentor, said()).status_code == 403
    assert cast.editor.post(f"/draft-comments/{said().id}/resolution").status_code == 403
    assert bring_back(cast.editor, said()).status_code == 403
    assert bring_back(cast.mentor, said()).status_code == 303
    assert "Which letter first?" in text_of(cast.editor.get(page_of(draft)))
    assert bring_back(cast.mentor, said()).status_code == 403


def test_a_writer_removes_the_words_of_another_for_a_reason_they_read(cast, draft):
    say(cast.mentor, draft)
    assert remove(cast.editor, said()).status_code == 422
    assert remove(cast.editor, said(), reason="It names a client.").status_code == 303
    assert "Your words about a draft were removed: Opening letters" in cast.mentor.get("/inbox").text
    assert "It names a client." in text_of(cast.mentor.get(page_of(draft)))
    assert bring_back(cast.mentor, said()).status_code == 403
    assert bring_back(cast.editor, said()).status_code == 303
    assert "were removed" not in cast.mentor.get("/inbox").text
    answer(cast.editor, said())
    reply = db.session.scalars(select(DraftComment).where(DraftComment.parent_id.is_not(None))).one()
    assert remove(cast.mentor, reply, reason="Not mine").status_code == 403
    assert remove(cast.trainee, reply, reason="Not mine").status_code == 404


def test_after_thirty_days_removed_words_are_gone_for_good(cast, draft):
    say(cast.mentor, draft)
    remove(cast.mentor, said())
    empty_removed_draft_comments()
    assert said().body == "Which letter first?"
    said().removed_at = now() - UNDO - timedelta(seconds=1)
    db.session.commit()
    assert bring_back(cast.mentor, said()).status_code == 403
    empty_removed_draft_comments()
    db.session.commit()
    assert said().body == ""
    assert "removed what stood here." not in text_of(cast.mentor.get(page_of(draft)))
