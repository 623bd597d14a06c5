"""A member changes a copy of an article and says why; its writers merge, ask or decline, and nothing of anybody is overwritten."""

import pytest
from sqlalchemy import select

from knowledge import actions as knowing
from knowledge.models import Article, ArticleRevision, Collection
from knowledge.reviews.actions import ask as ask_review
from knowledge.reviews.queries import find_open
from knowledge.suggestions.actions import Moved, merge_suggestion
from knowledge.suggestions.models import Suggestion
from knowledge.suggestions.queries import get_revision
from lms.access import STAFF
from lms.database import db
from lms.forms import new_form_key
from tests.cast import text_of
from tests.factories.knowledge import fresh, make_article, make_collection, make_suggestion, revise_article
from tests.factories.people import heard, mails_sent

BODY = "Ask first.\n\nThen press record.\n\nSay thank you."


@pytest.fixture
def article(cast) -> Article:
    """In a collection of the facilitator, to which members add."""
    return make_article(make_collection(openness="contribute", owner=cast.facilitator), body=BODY)


@pytest.fixture
def suggestion(cast, article) -> Suggestion:
    return make_suggestion(article, BODY.replace("thank you", "thanks, and why"), by=cast.trainee.user)


def suggest(person, article, body=BODY + "\n\nWrite it down.", **changes):
    words = {"title": article.title, "summary": article.summary, "body": body, "why": "They forget."}
    return person.post(f"/articles/{article.id}/suggestions/new", words | {"revision": article.revision_id} | changes)


def merged(person, suggestion, body, **changes):
    article = db.session.get_one(Article, suggestion.article_id)
    seen = {"version": suggestion.version, "revision": article.revision_id}
    words = {"title": article.title, "summary": article.summary, "body": body, "why": "Better"}
    return person.post(f"/suggestions/{suggestion.id}/merge", words | seen | changes)


def step(person, suggestion, name, **words):
    return person.post(f"/suggestions/{suggestion.id}/{name}", {"version": suggestion.version} | words)


def text_now(article) -> str:
    return get_revision(fresh(article).revision_id).body


def test_a_member_suggests_and_the_owner_sees_why_and_what_differs(cast, article):
    page = cast.trainee.get(f"/articles/{article.id}/suggestions/new")
    assert "You and who writes in this collection read your suggestion" in text_of(page)
    assert "Everyone with an account" in text_of(page)
    assert suggest(cast.trainee, article).status_code == 303
    found = db.session.scalars(select(Suggestion)).one()
    assert (found.state, found.revision_id, found.author_id) == ("open", article.revision_id, cast.trainee.id)
    assert heard(cast.facilitator) == ["suggestion"]
    assert "A change is suggested: Asking for consent" in cast.facilitator.get("/inbox").text
    words = text_of(cast.facilitator.get(f"/suggestions/{found.id}"))
    assert "They forget." in words
    assert "Write it down." in words
    for page in (f"/articles/{article.id}/suggestions", "/knowledge/review"):
        assert "They forget." in text_of(cast.facilitator.get(page))
    for page in (f"/articles/{article.id}/suggestions", "/suggestions"):
        assert "Waits for who writes the article" in text_of(cast.trainee.get(page))
    assert "They forget." not in text_of(cast.alumna.get(f"/articles/{article.id}/suggestions"))
    assert text_now(article) == BODY


@pytest.mark.parametrize("openness", ["broadcast", "discuss"])
def test_only_a_collection_that_takes_them_is_suggested_to(cast, openness):
    closed = make_article(make_collection(openness=openness), body=BODY)
    assert "Suggest a change" not in cast.trainee.get(f"/articles/{closed.id}").text
    assert cast.trainee.get(f"/articles/{closed.id}/suggestions/new").status_code == 403
    assert suggest(cast.trainee, closed).status_code == 403


def test_changing_the_openness_loses_nothing(cast, article, suggestion):
    db.session.get_one(Collection, article.collection_id).openness = "broadcast"
    db.session.commit()
    assert step(cast.trainee, suggestion, "edit", title="T", body="B", why="W").status_code == 403
    assert cast.trainee.get(f"/suggestions/{suggestion.id}").status_code == 200
    assert merged(cast.facilitator, suggestion, suggestion.body).status_code == 303


def test_outsiders_find_nothing_and_members_do_not_decide(cast, article, suggestion):
    page = f"/suggestions/{suggestion.id}"
    for person in (cast.alumna, cast.mentor, cast.outsider):
        assert person.get(page).status_code == 404
        assert merged(person, suggestion, "Mine").status_code == 404
    assert merged(cast.trainee, suggestion, "Mine").status_code == 403
    assert step(cast.trainee, suggestion, "refusal", reason="No").status_code == 403
    assert step(cast.trainee, suggestion, "change-request", changes="More").status_code == 403
    assert step(cast.editor, suggestion, "withdrawal").status_code == 403
    hidden = make_article(make_collection(openness="contribute", audience_id=STAFF))
    assert suggest(cast.trainee, hidden).status_code == 404
    assert text_now(article) == BODY


def test_what_cannot_be_used_is_answered_with_422(cast, article, suggestion):
    assert suggest(cast.trainee, article, why="").status_code == 422
    same = suggest(cast.trainee, article, BODY)
    assert same.status_code == 422
    assert "This is what the article says already." in text_of(same)
    assert suggest(cast.trainee, article, title="").status_code == 422
    assert merged(cast.facilitator, suggestion, "").status_code == 422
    assert step(cast.facilitator, suggestion, "refusal", reason=" ").status_code == 422
    assert step(cast.facilitator, suggestion, "change-request", changes="").status_code == 422
    assert cast.trainee.post(f"/suggestions/{suggestion.id}/remarks", {"remark": ""}).status_code == 422
    assert fresh(suggestion).state == "open"


def test_a_merge_is_a_normal_revision_with_the_name_of_who_suggested_it(cast, article, suggestion):
    assert merged(cast.facilitator, suggestion, suggestion.body).status_code == 303
    assert text_now(article) == suggestion.body
    revision = get_revision(fresh(article).revision_id)
    assert (revision.number, revision.kept_by, revision.why) == (2, cast.facilitator.id, "Better")
    assert (fresh(suggestion).state, fresh(suggestion).merged_id) == ("merged", revision.id)
    assert fresh(article).draft_body == suggestion.body
    assert "with words by Trainee" in text_of(cast.outsider.get(f"/articles/{article.id}"))
    assert "suggested by Trainee" in text_of(cast.outsider.get(f"/articles/{article.id}/history"))
    assert "Your suggestion is part of the article now" in cast.trainee.get("/inbox").text
    assert "Part of the article" in text_of(cast.trainee.get(f"/suggestions/{suggestion.id}"))
    revise_article(article, "Something else.")
    assert "with words by Trainee" in text_of(cast.outsider.get(f"/articles/{article.id}"))


def test_an_article_that_moved_on_is_merged_three_way(cast, article, suggestion):
    revise_article(article, BODY.replace("Ask first.", "Ask first, aloud."))
    page = cast.facilitator.get(f"/suggestions/{suggestion.id}/merge")
    assert "Both changes fit together" in text_of(page)
    assert "Ask first, aloud.\n\nThen press record.\n\nSay thanks, and why." in page.text


def test_a_conflict_is_shown_and_not_published_before_somebody_chose(cast, article, suggestion):
    revise_article(article, BODY.replace("Say thank you.", "Say goodbye."))
    page = cast.facilitator.get(f"/suggestions/{suggestion.id}/merge")
    words = text_of(page)
    assert "Where both changed the same" in words
    for text in ("It said Say thank you.", "Readers see now Say goodbye.", "Trainee suggests Say thanks, and why."):
        assert text in words
    marked = "<<<<<<<\nSay goodbye.\n=======\nSay thanks, and why.\n>>>>>>>"
    refused = merged(cast.facilitator, suggestion, marked)
    assert refused.status_code == 422
    assert "Choose what stays" in text_of(refused)
    assert merged(cast.facilitator, suggestion, "Say goodbye, and why.").status_code == 303
    assert text_now(article) == "Say goodbye, and why."


def test_a_title_both_changed_is_shown(cast, article):
    words = {"title": "Consent, asked", "summary": article.summary}
    suggestion = make_suggestion(article, BODY, by=cast.trainee.user, **words)
    revise_article(article, BODY, title="Consent")
    assert "Trainee suggests: Consent, asked" in text_of(cast.facilitator.get(f"/suggestions/{suggestion.id}/merge"))


def test_the_text_a_copy_began_with_is_the_one_its_writer_saw(cast, article):
    seen = article.revision_id
    revise_article(article, BODY.replace("Ask first.", "Ask first, aloud."))
    assert suggest(cast.trainee, article, revision=seen).status_code == 303
    found = db.session.scalars(select(Suggestion)).one()
    assert found.revision_id == seen
    assert "Ask first, aloud." in cast.facilitator.get(f"/suggestions/{found.id}/merge").text


def test_two_who_merge_at_once_see_both_texts(cast, article, suggestion):
    version, revision = suggestion.version, article.revision_id
    assert merged(cast.facilitator, suggestion, "Wait for a yes.").status_code == 303
    late = merged(cast.editor, suggestion, "Leave the room.", version=version, revision=revision)
    assert late.status_code == 409
    words = text_of(late)
    assert "Wait for a yes." in words
    assert "Leave the room." in words
    assert "last was Facilitator" in words
    assert text_now(article) == "Wait for a yes."


def test_an_article_published_meanwhile_is_not_overwritten(cast, article, suggestion):
    seen = article.revision_id
    revise_article(article, "Other words.")
    late = merged(cast.facilitator, suggestion, "My merge.", revision=seen)
    assert late.status_code == 409
    assert "Other words." in text_of(late)
    assert "My merge." in late.text
    assert text_now(article) == "Other words."
    with pytest.raises(Moved):
        merge_suggestion(
            suggestion, {"title": "T", "summary": "", "body": "B"}, why="", version=1, revision_id=seen,
            by=cast.editor.user,
        )  # fmt: skip


def test_pressing_twice_suggests_and_merges_once(cast, article):
    key = new_form_key()
    first, second = (suggest(cast.trainee, article, form_key=key) for _ in range(2))
    assert first.location == second.location
    suggestion = db.session.scalars(select(Suggestion)).one()
    seen = {"version": 1, "revision": article.revision_id, "form_key": new_form_key()}
    assert [merged(cast.facilitator, suggestion, "Merged.", **seen).status_code for _ in range(2)] == [303, 303]
    numbers = select(ArticleRevision.number).filter_by(article_id=article.id).order_by(ArticleRevision.number)
    assert db.session.scalars(numbers).all() == [1, 2]


def test_a_draft_that_waits_is_kept_beside_the_merge(cast, article, suggestion):
    draft = BODY.replace("Ask first.", "Ask first, aloud.")
    knowing.save_draft(article, title="Asking", summary="", body=draft, version=1, by=cast.facilitator.user)
    ask_review(article, cast.editor.id, by=cast.facilitator.user)
    merged(cast.facilitator, suggestion, suggestion.body)
    assert text_now(article) == suggestion.body
    now = fresh(article)
    assert (now.title, now.draft_title) == ("Asking for consent", "Asking")
    assert now.draft_body == "Ask first, aloud.\n\nThen press record.\n\nSay thanks, and why."
    assert find_open(article.id)


def test_a_draft_that_says_something_else_there_stands_in_the_history(cast, article, suggestion):
    draft = BODY.replace("Say thank you.", "Say goodbye.")
    knowing.save_draft(article, title=article.title, summary="", body=draft, version=1, by=cast.facilitator.user)
    assert "Facilitator is writing a draft that changes the same places" in text_of(
        cast.editor.get(f"/suggestions/{suggestion.id}/merge")
    )
    merged(cast.editor, suggestion, suggestion.body)
    assert fresh(article).draft_body == suggestion.body
    kept = db.session.scalars(select(ArticleRevision).filter_by(article_id=article.id, published_at=None)).one()
    assert kept.body == draft
    assert "Your draft made room for a suggestion" in text_of(cast.facilitator.get("/inbox"))
    history = text_of(cast.editor.get(f"/articles/{article.id}/history"))
    assert "for a suggestion that was taken over" in history
    assert "for an older text" not in history


def test_a_draft_that_fits_is_not_warned_about(cast, article, suggestion):
    draft = BODY.replace("Ask first.", "Ask first, aloud.")
    knowing.save_draft(article, title=article.title, summary="", body=draft, version=1, by=cast.facilitator.user)
    db.session.commit()
    assert "makes room" not in text_of(cast.editor.get(f"/suggestions/{suggestion.id}/merge"))
    merged(cast.editor, suggestion, suggestion.body)
    assert "made room" not in text_of(cast.facilitator.get("/inbox"))


def test_a_change_is_asked_for_and_made(cast, suggestion):
    assert step(cast.facilitator, suggestion, "change-request", changes="Which why?").status_code == 303
    assert "Your suggestion needs a change first" in cast.trainee.get("/inbox").text
    page = text_of(cast.trainee.get(f"/suggestions/{suggestion.id}"))
    assert "Which why?" in page
    assert "Waits for a change by its author" in page
    words = {"title": suggestion.title, "summary": "", "body": BODY + "\n\nAnd why you do it.", "why": "Clearer."}
    assert step(cast.trainee, fresh(suggestion), "edit", **words).status_code == 303
    assert fresh(suggestion).state == "open"
    assert heard(cast.facilitator)[-1] == "suggestion"
    assert "And why you do it." in cast.facilitator.get(f"/suggestions/{suggestion.id}").text


def test_a_refusal_has_a_reason_and_can_be_taken_back(cast, suggestion):
    assert step(cast.facilitator, suggestion, "refusal", reason="Two thanks are enough.").status_code == 303
    page = f"/suggestions/{suggestion.id}"
    for person in (cast.trainee, cast.facilitator):
        assert "Two thanks are enough." in text_of(person.get(page))
        assert "Declined" in text_of(person.get(page))
    assert cast.facilitator.get(f"{page}/merge").status_code == 403
    assert step(cast.trainee, fresh(suggestion), "reopening").status_code == 403
    assert step(cast.facilitator, fresh(suggestion), "reopening").status_code == 303
    assert fresh(suggestion).state == "open"


def test_an_author_takes_it_back_and_opens_it_again(cast, suggestion):
    assert step(cast.trainee, suggestion, "withdrawal").status_code == 303
    assert "A change is suggested" not in cast.facilitator.get("/inbox").text
    assert step(cast.facilitator, fresh(suggestion), "reopening").status_code == 403
    assert step(cast.trainee, fresh(suggestion), "reopening").status_code == 303
    assert "The suggestion is open again" in cast.facilitator.get("/inbox").text


def test_who_comes_too_late_sees_what_happened_and_what_they_wrote(cast, suggestion):
    version = suggestion.version
    step(cast.facilitator, suggestion, "refusal", reason="No room.")
    late = step(cast.editor, fresh(suggestion), "change-request", changes="Make it shorter.", version=version)
    assert late.status_code == 409
    assert "No room." in text_of(late)
    assert "Make it shorter." in text_of(late)
    mine = {"title": "T", "summary": "", "body": "My other text.", "why": "W", "version": version}
    edited = step(cast.trainee, suggestion, "edit", **mine)
    assert edited.status_code == 409
    assert "My other text." in text_of(edited)
    assert "thanks, and why" in text_of(edited)
    assert fresh(suggestion).state == "declined"


def test_both_sides_talk_about_it(cast, suggestion):
    page = f"/suggestions/{suggestion.id}"
    assert cast.facilitator.post(f"{page}/remarks", {"remark": "Where was this?"}).status_code == 303
    assert cast.trainee.post(f"{page}/remarks", {"remark": "In Leeuwarden."}).status_code == 303
    for person, words in ((cast.trainee, "Where was this?"), (cast.facilitator, "In Leeuwarden.")):
        assert words in text_of(person.get("/inbox"))
        assert words in text_of(person.get(page))
    assert fresh(suggestion).version == 1


def test_both_get_a_mail_in_their_language(cast, article):
    cast.trainee.user.locale = "nl"
    db.session.commit()
    suggest(cast.trainee, article)
    suggestion = db.session.scalars(select(Suggestion)).one()
    mails_sent()
    step(cast.facilitator, suggestion, "refusal", reason="Niet nu.")
    subjects = {mail.user_id: mail.subject for mail in mails_sent()}
    assert subjects == {
        cast.facilitator.id: "A change is suggested: Asking for consent",
        cast.trainee.id: "Je voorstel is afgewezen: Asking for consent",
    }


def test_nothing_is_taken_over_into_the_archive(cast, article, suggestion):
    knowing.archive_article(article, by=cast.facilitator.user)
    db.session.commit()
    assert merged(cast.facilitator, suggestion, "Words.").status_code == 403
    assert cast.trainee.get(f"/suggestions/{suggestion.id}").status_code == 200
