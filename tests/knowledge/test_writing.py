"""Writers keep drafts, publish them and put articles away; two who write one draft see both texts."""

import re

import pytest

from knowledge import actions
from knowledge.models import Article, ArticleRevision
from lms.access import PUBLIC, STAFF
from lms.database import db
from lms.revisions.drafts import Conflict
from tests.cast import text_of
from tests.factories.knowledge import fresh, make_article, make_collection, revise_article

PAGES = ("edit", "preview", "history")
ACTS = ("draft", "preview", "publication", "archive", "return", "translation", "pair", "files", "files/nothing/removal",
        "revisions/1/restoration")  # fmt: skip


def sent(article, **changes) -> dict:
    words = {name: getattr(article, f"draft_{name}") for name in ("title", "summary", "body", "version")}
    return words | {"draft_key": "this page"} | changes


def test_a_writer_begins_an_article(cast):
    collection = make_collection(language="nl")
    page = cast.editor.get(f"/collections/{collection.id}/articles/new")
    assert page.status_code == 200
    assert "Everyone with an account here can read this" in page.text
    answer = cast.editor.post(
        f"/collections/{collection.id}/articles/new", {"title": "Aanbellen", "summary": "Kort.", "language": "nl"}
    )
    article = db.session.scalars(db.select(Article)).one()
    assert answer.location == f"/articles/{article.id}/edit"
    assert (article.draft_title, article.draft_summary, article.language) == ("Aanbellen", "Kort.", "nl")
    assert (article.published_at, article.created_by, article.owner_id) == (None, cast.editor.id, cast.editor.id)
    assert cast.editor.get(answer.location).status_code == 200


def test_an_article_without_a_title_is_not_begun(cast):
    collection = make_collection()
    answer = cast.editor.post(f"/collections/{collection.id}/articles/new", {"title": " ", "language": "nl"})
    assert answer.status_code == 422
    assert "Write a title" in answer.text
    assert db.session.query(Article).count() == 0


def test_an_owner_writes_in_their_collection_and_nowhere_else(cast):
    own, other = make_collection(owner=cast.facilitator), make_collection()
    assert cast.facilitator.get(f"/collections/{own.id}/articles/new").status_code == 200
    assert cast.facilitator.get(f"/collections/{other.id}/articles/new").status_code == 403
    mine, theirs = make_article(own), make_article(other)
    assert cast.facilitator.get(f"/articles/{mine.id}/edit").status_code == 200
    assert cast.facilitator.get(f"/articles/{theirs.id}/edit").status_code == 403
    answer = cast.facilitator.post(f"/articles/{mine.id}/publication", sent(mine, body="New words."))
    assert answer.status_code == 303
    assert "New words." in cast.trainee.get(f"/articles/{mine.id}").text


def test_readers_do_not_write(cast):
    article = make_article()
    for person in (cast.trainee, cast.author, cast.manager):
        for page in ("edit", "preview"):
            assert person.get(f"/articles/{article.id}/{page}").status_code == 403
        for act in ACTS:
            assert person.post(f"/articles/{article.id}/{act}", sent(article, body="x")).status_code == 403
    assert cast.guest.get(f"/articles/{article.id}/edit").status_code == 303
    assert fresh(article).draft_body == "Ask before you press record."


def test_what_a_reader_does_not_see_does_not_exist(cast):
    hidden = make_article(make_collection(audience_id=STAFF))
    draft = make_article(published=False)
    archived = make_article()
    actions.archive_article(archived, by=cast.editor)
    for article in (hidden, draft, archived):
        for page in PAGES:
            assert cast.trainee.get(f"/articles/{article.id}/{page}").status_code == 404
        for act in ACTS:
            assert cast.trainee.post(f"/articles/{article.id}/{act}", {}).status_code == 404
    for act in ACTS:
        assert cast.editor.post(f"/articles/999/{act}", {}).status_code == 404


def test_a_draft_is_saved_while_it_is_written(cast):
    article = make_article()
    answer = cast.editor.htmx_post(f"/articles/{article.id}/draft", "saved", sent(article, body="Half a sent"))
    assert answer.status_code == 200
    assert "Changes not published" in text_of(answer)
    assert 'name="version" value="2"' in answer.text
    assert fresh(article).draft_body == "Half a sent"
    assert "Half a sent" not in cast.trainee.get(f"/articles/{article.id}").text


def test_a_draft_is_saved_by_the_button(cast):
    article = make_article()
    answer = cast.editor.post(f"/articles/{article.id}/draft", sent(article, summary="In short."))
    assert answer.status_code == 303
    assert fresh(article).draft_summary == "In short."


def test_what_is_wrong_is_said_and_the_rest_is_kept(cast):
    article = make_article()
    answer = cast.editor.htmx_post(f"/articles/{article.id}/draft", "saved", sent(article, title="", body="Kept."))
    assert "but for what is marked" in answer.text
    assert "Write a title" in answer.text
    assert (fresh(article).draft_title, fresh(article).draft_body) == ("Asking for consent", "Kept.")
    for act in ("draft", "publication"):
        answer = cast.editor.post(f"/articles/{article.id}/{act}", sent(article, title="", body="Not lost."))
        assert answer.status_code == 422
        assert "Not lost." in answer.text


def test_saving_again_from_the_same_page_is_no_conflict(cast):
    article = make_article()
    data = sent(article)
    for body in ("one", "one two", "one two three"):
        assert cast.editor.htmx_post(f"/articles/{article.id}/draft", "saved", data | {"body": body}).status_code == 200
    assert fresh(article).draft_body == "one two three"


def test_saving_on_an_older_version_keeps_both_texts(cast):
    article = make_article()
    actions.save_draft(article, title="T", summary="", body="first", version=1, by=cast.editor)
    with pytest.raises(Conflict) as conflict:
        actions.save_draft(article, title="T", summary="", body="second", version=1, by=cast.admin)
    assert (conflict.value.stored.draft_body, conflict.value.body) == ("first", "second")
    assert fresh(article).draft_body == "first"


@pytest.mark.parametrize("act", ["draft", "publication"])
def test_two_who_write_one_draft_see_both_texts(cast, act):
    article = make_article(body="Common ground.")
    data = sent(article)
    cast.admin.post(f"/articles/{article.id}/draft", data | {"body": "Theirs.", "draft_key": "another page"})
    answer = cast.editor.post(f"/articles/{article.id}/{act}", data | {"body": "Mine."})
    assert answer.status_code == 409
    words = text_of(answer)
    assert "Two people wrote “Asking for consent”" in words
    assert "Admin saved this text" in words
    assert re.search(r"<textarea[^>]*name=\"body\"[^>]*>\s*Mine\.</textarea>", answer.text)
    assert re.search(r"<textarea[^>]*readonly[^>]*>Theirs\.</textarea>", answer.text)
    assert fresh(article).draft_body == "Theirs."
    merged = sent(fresh(article), body="Theirs and mine.", draft_key="")
    assert cast.editor.post(f"/articles/{article.id}/draft", merged).status_code == 303
    assert fresh(article).draft_body == "Theirs and mine."


def test_the_page_being_written_on_hears_of_a_conflict(cast):
    article = make_article()
    data = sent(article)
    cast.admin.post(f"/articles/{article.id}/draft", data | {"body": "Theirs.", "draft_key": "another page"})
    answer = cast.editor.htmx_post(f"/articles/{article.id}/draft", "saved", data | {"body": "Mine."})
    assert answer.status_code == 409
    assert "Your text is still here." in answer.text


def test_the_draft_is_shown_as_readers_will_see_it(cast):
    article = make_article(make_collection(owner=cast.facilitator))
    actions.save_draft(
        article, title="New title", summary="New summary", body="## New part\n\nWords.", version=1, by=cast.editor
    )
    page = cast.editor.get(f"/articles/{article.id}/preview")
    for words in ("New title", "New summary", "New part", "This is how readers will see the draft."):
        assert words in page.text
    assert "Did this help?" not in page.text
    shown = cast.editor.post(f"/articles/{article.id}/preview", {"body": "Some *words* <script>alert(1)</script>"})
    assert "<em>words</em>" in shown.text
    assert "<script" not in shown.text
    assert cast.editor.post(f"/articles/{article.id}/preview", {"body": "x" * 150_001}).status_code == 422


def test_publishing_says_why_and_shows_it_to_readers(cast):
    article = make_article(body="Old words.")
    answer = cast.editor.post(
        f"/articles/{article.id}/publication", sent(article, body="New words.", why="The law changed.")
    )
    assert answer.location == f"/articles/{article.id}"
    assert "New words." in cast.trainee.get(f"/articles/{article.id}").text
    assert "The law changed." in cast.trainee.get(f"/articles/{article.id}/history").text
    revisions = db.session.scalars(db.select(ArticleRevision).order_by(ArticleRevision.number)).all()
    assert [(r.number, r.body, r.kept_by) for r in revisions] == [
        (1, "Old words.", cast.editor.id),
        (2, "New words.", cast.editor.id),
    ]


def test_publishing_what_did_not_change_makes_no_revision(cast):
    article = make_article()
    actions.publish_article(article, by=cast.editor)
    assert db.session.query(ArticleRevision).count() == 1


def test_an_article_goes_to_the_archive_and_comes_back(cast):
    article = make_article(make_collection(audience_id=PUBLIC))
    assert cast.editor.post(f"/articles/{article.id}/archive").status_code == 303
    assert cast.guest.get(f"/articles/{article.id}").status_code == 410
    assert "In the archive" in text_of(cast.editor.get(f"/articles/{article.id}/edit"))
    assert cast.editor.post(f"/articles/{article.id}/publication", sent(article)).status_code == 403
    assert cast.editor.post(f"/articles/{article.id}/draft", sent(article, body="Better.")).status_code == 303
    assert cast.editor.post(f"/articles/{article.id}/return").status_code == 303
    assert "Ask before you press record." in cast.guest.get(f"/articles/{article.id}").text


def test_an_article_is_written_in_the_other_language_too(cast):
    article = make_article(body="Ask first.")
    answer = cast.editor.post(f"/articles/{article.id}/translation", {"language": "nl"})
    other = db.session.scalars(db.select(Article).filter_by(language="nl")).one()
    assert answer.location == f"/articles/{other.id}/edit"
    assert (other.draft_body, other.published_at) == ("Ask first.", None)
    assert (fresh(article).pair_id, other.pair_id) == (other.id, article.id)
    assert cast.editor.post(f"/articles/{article.id}/translation", {"language": "nl"}).status_code == 422
    assert cast.editor.post(f"/articles/{other.id}/translation", {"language": "xx"}).status_code == 422
    assert db.session.query(Article).count() == 2


def test_two_articles_are_linked_as_one_in_two_languages_and_taken_apart(cast):
    collection = make_collection()
    english, dutch = make_article(collection), make_article(collection, title="Vragen", language="nl")
    elsewhere = make_article(language="nl")
    assert "Link the two" in cast.editor.get(f"/articles/{english.id}/edit").text
    for unusable in (elsewhere.id, english.id, 999, ""):
        assert cast.editor.post(f"/articles/{english.id}/pair", {"article": unusable}).status_code == 422
    assert cast.editor.post(f"/articles/{english.id}/pair", {"article": dutch.id}).status_code == 303
    assert (fresh(english).pair_id, fresh(dutch).pair_id) == (dutch.id, english.id)
    assert cast.editor.post(f"/articles/{dutch.id}/pair", {"article": "0"}).status_code == 303
    assert (fresh(english).pair_id, fresh(dutch).pair_id) == (None, None)


def test_writers_find_their_drafts_on_their_first_page(cast):
    article = make_article(make_collection(owner=cast.facilitator))
    assert "Your articles in progress" not in cast.facilitator.get("/").text
    actions.save_draft(article, title="Half done", summary="", body="x", version=1, by=cast.facilitator)
    assert "Half done" in cast.facilitator.get("/").text
    assert "Half done" not in cast.editor.get("/").text
    revise_article(article, "Done.", by=cast.facilitator)
    assert "Half done" not in cast.facilitator.get("/").text
