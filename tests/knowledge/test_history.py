"""Every text that was published or set aside stands in the history; readers see what was theirs to read."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge import actions
from knowledge.collections.actions import change_readers
from knowledge.models import ArticleRevision, Collection
from lms.access import ACADEMY, PUBLIC, STAFF
from lms.database import db
from lms.revisions.drafts import Conflict
from tests.cast import text_of
from tests.factories.knowledge import fresh, make_article, make_collection, revise_article


def revisions_of(article) -> list[ArticleRevision]:
    statement = db.select(ArticleRevision).filter_by(article_id=article.id).order_by(ArticleRevision.number)
    return db.session.scalars(statement.execution_options(populate_existing=True)).all()


def test_readers_compare_what_they_saw(cast):
    article = make_article(body="Ask *first*.\n\nThen listen.")
    revise_article(article, "Ask *first*.\n\nThen listen and wait.", why="Waiting was missing.")
    page = cast.trainee.get(f"/articles/{article.id}/history")
    words = text_of(page)
    assert "Waiting was missing." in words
    assert "<ins>" in page.text
    assert "Then listen and wait." in words
    assert "*first*" not in words
    assert "Make it the draft" not in words
    assert "Draft" not in words


def test_any_two_texts_are_compared(cast):
    article = make_article(body="One.")
    for body in ("Two.", "Three."):
        revise_article(article, body)
    address = f"/articles/{article.id}/history"
    page = cast.trainee.get(f"{address}?from=1&to=3").text
    assert "One" in page
    assert "Three" in page
    assert "Two." not in page
    assert cast.trainee.get(f"{address}?from=0&to=1").status_code == 200
    for unknown in ("from=9", "to=9", "from=x", "to=-1", "to=%C2%B2", f"from={10**12}"):
        assert cast.trainee.get(f"{address}?{unknown}").status_code == 404


def test_the_draft_is_compared_by_writers_alone(cast):
    article = make_article(body="Published.")
    actions.save_draft(article, title="T", summary="", body="Unheard of.", version=1, by=cast.editor)
    assert "Unheard of." in text_of(cast.editor.get(f"/articles/{article.id}/history"))
    assert "Unheard" not in cast.trainee.get(f"/articles/{article.id}/history").text
    for side in ("from", "to"):
        assert cast.trainee.get(f"/articles/{article.id}/history?{side}=draft").status_code == 404


def test_an_older_text_becomes_the_draft_and_the_draft_is_set_aside(cast):
    article = make_article(body="One.")
    revise_article(article, "Two.")
    actions.save_draft(article, title="T", summary="", body="Half of three", version=2, by=cast.facilitator)
    answer = cast.editor.post(f"/articles/{article.id}/revisions/1/restoration")
    assert answer.location == f"/articles/{article.id}/edit"
    assert fresh(article).draft_body == "One."
    assert [(r.body, r.published_at is None, r.kept_by) for r in revisions_of(article)] == [
        ("One.", False, cast.editor.id),
        ("Two.", False, cast.editor.id),
        ("Half of three", True, cast.facilitator.id),
    ]
    assert "Two." in cast.trainee.get(f"/articles/{article.id}").text
    assert "A draft by Facilitator, set aside" in text_of(cast.editor.get(f"/articles/{article.id}/history"))
    for address in (f"/articles/{article.id}/history", f"/articles/{article.id}/history?from=1&to=2"):
        assert "Half of three" not in cast.trainee.get(address).text
    assert cast.trainee.get(f"/articles/{article.id}/history?to=3").status_code == 404
    assert cast.editor.post(f"/articles/{article.id}/revisions/3/restoration").status_code == 303
    assert fresh(article).draft_body == "Half of three"


def test_only_writers_restore_and_only_what_is_there(cast):
    article = make_article()
    address = f"/articles/{article.id}/revisions"
    assert cast.trainee.post(f"{address}/1/restoration").status_code == 403
    assert cast.guest.post(f"{address}/1/restoration").status_code == 303
    assert cast.editor.post(f"{address}/2/restoration").status_code == 404
    hidden = make_article(make_collection(audience_id=STAFF))
    assert cast.trainee.post(f"/articles/{hidden.id}/revisions/1/restoration").status_code == 404


def test_opening_an_article_does_not_open_what_stood_there_before(cast):
    article = make_article(make_collection(audience_id=STAFF), body="Names and numbers of clients.")
    revise_article(article, "Advice without names.")
    collection = db.session.get_one(Collection, article.collection_id)
    change_readers(collection, ACADEMY, by=cast.editor)
    for address in (f"/articles/{article.id}/history", f"/articles/{article.id}/history?from=0&to=2"):
        page = cast.trainee.get(address)
        assert page.status_code == 200
        assert "Names and numbers" not in page.text
    assert cast.trainee.get(f"/articles/{article.id}/history?from=1&to=2").status_code == 404
    assert "Names and numbers" in cast.manager.get(f"/articles/{article.id}/history?from=0&to=1").text
    change_readers(collection, PUBLIC, by=cast.editor)
    revise_article(article, "Advice for all.")
    page = cast.guest.get(f"/articles/{article.id}/history?from=0")
    assert "Advice for all." in page.text
    assert "Advice without names." not in page.text


def test_an_article_never_published_has_an_empty_history(cast):
    article = make_article(published=False)
    assert "Nothing of this article was published yet." in text_of(cast.editor.get(f"/articles/{article.id}/history"))


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("save"), st.sampled_from("abcdef"), st.integers(0, 2)),
        st.tuples(st.just("publish"), st.sampled_from(("", "because")), st.just(0)),
        st.tuples(st.just("restore"), st.just(""), st.integers(0, 9)),
        st.tuples(st.sampled_from(("archive", "return")), st.just(""), st.just(0)),
    ),
    max_size=14,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_text_is_ever_lost(cast, steps):
    """Whatever writers do in whatever order: what was published stays, and the draft is what was written last."""
    article = make_article(title="T", body="start", published=False)
    published, draft = [], "start"
    for step, word, number in steps:
        if step == "save":
            version = fresh(article).draft_version - number  # two of three pages were opened before the last save
            words = {"title": "T", "summary": "", "body": word}
            if number and draft != word:
                with pytest.raises(Conflict) as conflict:
                    actions.save_draft(article, **words, version=version, by=cast.editor)
                assert (conflict.value.stored.draft_body, conflict.value.body) == (draft, word)
            else:
                actions.save_draft(article, **words, version=version, by=cast.editor)
                draft = word
        elif step == "publish":
            published.append(actions.publish_article(article, by=cast.editor, why=word).body)
            assert published[-1] == draft
        elif step == "restore":
            kept = revisions_of(article)
            if kept:
                chosen, former = kept[number % len(kept)], draft
                actions.restore_revision(article, chosen, by=cast.admin)
                draft = chosen.body
                assert former in {revision.body for revision in revisions_of(article)}
        elif step == "archive":
            actions.archive_article(article, by=cast.editor)
        else:
            actions.unarchive_article(article, by=cast.editor)
        history = revisions_of(article)
        assert fresh(article).draft_body == draft
        assert [revision.number for revision in history] == list(range(1, len(history) + 1))
        assert set(published) == {revision.body for revision in history if revision.published_at}
        if published:
            assert next(r.body for r in history if r.id == article.revision_id) == published[-1]
