"""Importing articles in the browser: sending, watching, the receipt, undoing; for editors alone."""

import io

import pytest

from discussions.models import Topic
from knowledge import actions as articles
from knowledge.interchange import actions, running
from knowledge.interchange.models import ArticleImport
from knowledge.links.actions import depend
from knowledge.models import Article, ArticleRevision, Collection
from lms.access import ACADEMY, STAFF
from lms.database import db
from lms.files.models import File
from lms.jobs import OutboxJob, sweep
from lms.search.queries import search
from tests.cast import text_of
from tests.courses.imports import pack, picture
from tests.factories.discussions import make_topic
from tests.factories.knowledge import fresh, make_article, make_collection
from tests.knowledge.imports import articles_in

FILES = {
    "wiki/one.md": "# One\n\nWords about herons, and [two](two.md) and [none](none.md).\n\n![A heron](x.png)",
    "wiki/two.md": "# Two\n\nMore.",
    "wiki/within/three.md": "# Three",
    "wiki/x.png": picture(),
}


@pytest.fixture
def archive(tmp_path) -> bytes:
    return pack(tmp_path / "wiki.zip", FILES).read_bytes()


def send(person, data: bytes, name="wiki.zip", **form):
    form = {"collection": "0", "publishing": "published"} | form
    return person.post("/knowledge/import", {"files": (io.BytesIO(data), name), **form})


def arrive(person, data: bytes, **form) -> ArticleImport:
    """Send, and let the worker do its work."""
    assert send(person, data, **form).status_code == 303
    sweep()
    return db.session.query(ArticleImport).order_by(ArticleImport.id.desc()).first()


def test_an_editor_sends_a_zip_and_watches_it_arrive(cast, archive):
    assert "Import articles" in text_of(cast.editor.get("/knowledge"))
    assert "Import articles" in text_of(cast.editor.get("/knowledge/import"))
    answer = send(cast.editor, archive, title="Herons")
    waiting = cast.editor.get(answer.location)
    assert "Waiting for its turn." in text_of(waiting)
    assert 'hx-trigger="load delay:2s"' in waiting.text
    assert cast.editor.post(f"{answer.location}/undoing").status_code == 422
    sweep()
    page = text_of(cast.editor.get(answer.location))
    for words in ("Open the collection", "Arrived", "Changed", "Refused", "link none.md"):
        assert words in page
    collection = db.session.query(Collection).filter_by(title="Herons").one()
    assert (collection.audience_id, collection.owner_id) == (STAFF, cast.editor.id)
    assert set(articles_in(collection)) == {"One", "Two"}
    assert articles_in(collection)["One"].created_by == cast.editor.id
    assert "wiki.zip" in text_of(cast.editor.get("/knowledge/import"))


def test_the_progress_has_real_numbers(cast, archive):
    answer = send(cast.editor, archive)
    row = db.session.query(ArticleImport).one()
    row.steps, row.steps_done = 7, 3
    db.session.commit()
    fragment = cast.editor.htmx_get(answer.location, "arrival").text
    assert "3 of 7 pages and files" in fragment
    assert "<html" not in fragment
    sweep()
    assert (fresh(row).steps, fresh(row).steps_done) == (7, 7)


def test_the_receipt_is_json_too(cast, archive):
    row = arrive(cast.editor, archive)
    receipt = cast.editor.get(f"/knowledge/imports/{row.id}/receipt.json").json
    assert receipt["arrived"] == {"collections": 2, "articles": 3, "images": 1, "files": 0, "links": 1}
    assert receipt["collection"]["id"] == row.collection_id


def test_articles_arrive_in_the_chosen_collection_as_drafts(cast, archive):
    collection = make_collection(title="Talks", audience_id=ACADEMY)
    db.session.commit()
    assert f'value="{collection.id}"' in cast.editor.get("/knowledge/import").text
    arrive(cast.editor, archive, collection=collection.id, publishing="drafts")
    assert set(articles_in(collection)) == {"One", "Two"}
    assert not search(cast.trainee.viewer, "herons").hits
    assert "One" in text_of(cast.editor.get(f"/collections/{collection.id}"))
    assert "One" not in text_of(cast.trainee.get(f"/collections/{collection.id}"))


def test_a_title_goes_with_a_new_collection_alone(cast, archive):
    collection = make_collection(title="Talks")
    db.session.commit()
    answer = send(cast.editor, archive, collection=collection.id, title="Other")
    assert answer.status_code == 422
    assert "has a title already" in text_of(answer)
    assert 'value="Other"' in answer.text


@pytest.mark.parametrize(
    ("data", "sentence"), [(b"just words", "not an archive we can read"), (b"PK\x03\x04 broken", "damaged")]
)
def test_a_file_that_cannot_be_read_is_refused_at_once(cast, data, sentence):
    answer = send(cast.editor, data)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Nothing of it was kept." in answer.text
    assert db.session.query(ArticleImport).count() == 0
    assert db.session.query(OutboxJob).filter_by(kind="article_import").count() == 0


def test_a_climbing_archive_is_refused_at_once(cast, tmp_path):
    answer = send(cast.editor, pack(tmp_path / "x.zip", {"../evil.md": "# Evil"}).read_bytes())
    assert answer.status_code == 422
    assert "leads outside the archive" in answer.text


def test_without_a_file_the_form_asks_for_one(cast):
    answer = cast.editor.post("/knowledge/import", {"collection": "0", "publishing": "published", "title": "Herons"})
    assert answer.status_code == 422
    assert "Choose a zip or the files of the articles." in answer.text
    assert 'value="Herons"' in answer.text


def test_an_archive_without_pages_fails_with_its_reason(cast, tmp_path):
    row = arrive(cast.editor, pack(tmp_path / "x.zip", {"x.txt": "words"}).read_bytes())
    page = text_of(cast.editor.get(f"/knowledge/imports/{row.id}"))
    assert "Nothing was imported" in page
    assert "no Markdown page" in page
    assert db.session.query(Collection).count() == 0


def test_a_collection_put_away_meanwhile_takes_nothing(cast, archive):
    collection = make_collection(title="Talks")
    db.session.commit()
    send(cast.editor, archive, collection=collection.id)
    cast.editor.post(f"/collections/{collection.id}/archive")
    sweep()
    assert "is in the archive" in db.session.query(ArticleImport).one().failed_because
    assert articles_in(collection) == {}


def test_a_form_sent_twice_imports_once(cast, archive):
    first, second = (send(cast.editor, archive, form_key="one key") for _ in range(2))
    assert first.location == second.location
    assert db.session.query(ArticleImport).count() == 1


def test_a_worker_that_died_half_way_begins_anew(cast, archive, monkeypatch):
    send(cast.editor, archive)
    row = db.session.query(ArticleImport).one()
    real, calls = actions._publish, []

    def dies_once(*arguments):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*arguments)

    monkeypatch.setattr(actions, "_publish", dies_once)
    monkeypatch.setattr(running, "clear_away", lambda row: None)  # as a killed process would leave it
    with pytest.raises(KeyboardInterrupt):
        running.import_uploaded(row.id)
    monkeypatch.undo()
    assert db.session.query(Article).count() == 3
    running.import_uploaded(row.id)
    running.import_uploaded(row.id)
    assert db.session.query(Article).count() == 3
    assert db.session.query(Collection).count() == 2
    assert row.finished_at


def test_an_import_nobody_used_is_undone_without_a_trace(cast, archive):
    collection = make_collection(title="Talks", audience_id=ACADEMY)
    waiting = make_article(collection, title="Waiting", body="See [[One]] some day.")
    db.session.commit()
    row = arrive(cast.editor, archive, collection=collection.id)
    one = articles_in(collection)["One"].id
    key = db.session.query(File).one().key
    assert cast.trainee.get(f"/files/{key}/x.png").status_code == 200
    assert f"/articles/{one}" in fresh(waiting).html
    assert cast.editor.post(f"/knowledge/imports/{row.id}/undoing").status_code == 303
    assert set(articles_in(collection)) == {"Waiting"}
    assert db.session.query(Collection).count() == 1
    assert db.session.query(ArticleRevision).count() == 1
    assert f"/articles/{one}" not in fresh(waiting).html
    assert "See One some day." in text_of(cast.trainee.get(f"/articles/{waiting.id}"))
    assert not search(cast.editor.viewer, "herons").hits
    assert cast.trainee.get(f"/files/{key}/x.png").status_code == 404
    assert cast.editor.get(f"/articles/{one}").status_code == 404
    assert "Undone" in text_of(cast.editor.get(f"/knowledge/imports/{row.id}"))
    assert cast.editor.post(f"/knowledge/imports/{row.id}/undoing").status_code == 303


def test_the_new_collection_goes_with_its_articles(cast, archive):
    row = arrive(cast.editor, archive)
    again = arrive(cast.editor, archive, collection=row.collection_id)
    assert cast.editor.post(f"/knowledge/imports/{row.id}/undoing").status_code == 422
    assert cast.editor.post(f"/knowledge/imports/{again.id}/undoing").status_code == 303
    assert cast.editor.post(f"/knowledge/imports/{row.id}/undoing").status_code == 303
    assert db.session.query(Collection).count() == db.session.query(Article).count() == 0


def voted(cast, article):
    articles.vote(cast.trainee.viewer, article, helped=True)


def talked_about(cast, article):
    make_topic(author=cast.author.user).article_id = article.id
    assert db.session.query(Topic).filter_by(article_id=article.id).count() == 1


def written_in(cast, article):
    articles.save_draft(
        article, title="One", summary="", body="Other words.", version=article.draft_version, by=cast.editor.user
    )


def led_to(cast, article):
    make_article(title="Elsewhere", body=f"See [it](/articles/{article.id}).")


def depended_on(cast, article):
    depend(make_article(title="Elsewhere"), "article", article.id)


def joined(cast, article):
    make_article(db.session.get_one(Collection, article.collection_id), title="Beside it")


@pytest.mark.parametrize(
    "used", [voted, talked_about, written_in, led_to, depended_on, joined], ids=lambda used: used.__name__
)
def test_an_import_somebody_used_is_not_undone(cast, archive, used):
    row = arrive(cast.editor, archive)
    used(cast, articles_in(db.session.get_one(Collection, row.collection_id))["One"])
    db.session.commit()
    number = db.session.query(Article).count()
    answer = cast.editor.post(f"/knowledge/imports/{row.id}/undoing")
    assert answer.status_code == 422
    assert "cannot be undone any more" in text_of(answer)
    assert db.session.query(Article).count() == number
    assert search(cast.editor.viewer, "herons").hits


def test_imports_are_for_editors_alone(cast, archive):
    row = arrive(cast.editor, archive)
    for person in (cast.trainee, cast.facilitator, cast.author, cast.outsider):
        assert person.get("/knowledge/import").status_code == 403
        assert send(person, archive).status_code == 403
        for address in ("", "/receipt.json"):
            assert person.get(f"/knowledge/imports/{row.id}{address}").status_code == 404
        assert person.post(f"/knowledge/imports/{row.id}/undoing").status_code == 404
        assert "Import articles" not in person.get("/knowledge").text
    assert cast.guest.get("/knowledge/import").status_code == 303
    assert cast.editor.get("/knowledge/imports/99").status_code == 404
