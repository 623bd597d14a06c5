"""Images and files of articles: put in, shown, taken out, and fetched by whoever reads an article with them."""

import io

from PIL import Image

from knowledge import actions
from knowledge.models import ArticleFile
from knowledge.uploads.files import ARTICLE_FILES
from lms.access import ACADEMY, STAFF
from lms.database import db
from lms.files.models import File
from tests.factories.knowledge import fresh, make_article, make_collection, revise_article


def picture() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(kept, "PNG")
    return kept.getvalue()


def sent(*files, alt="") -> dict:
    return {"files": [(io.BytesIO(data), name) for name, data in files], "alt": alt}


def test_a_writer_uploads_an_image_and_says_what_it_shows(cast):
    article = make_article()
    answer = cast.editor.post(f"/articles/{article.id}/files", sent(("door.png", picture()), alt="A green door"))
    assert answer.status_code == 303
    file = db.session.scalars(db.select(File)).one()
    assert (file.width, file.height, file.audience_id) == (40, 30, ACADEMY)
    assert f"![A green door](/files/{file.key}/door.png)" in cast.editor.get(f"/articles/{article.id}/edit").text
    revise_article(article, f"![A green door](/files/{file.key}/door.png)")
    page = cast.trainee.get(f"/articles/{article.id}").text
    assert 'alt="A green door"' in page
    assert 'width="40"' in page
    assert cast.trainee.get(f"/files/{file.key}/door.png").status_code == 200


def test_files_of_a_draft_are_for_writers(cast):
    article = make_article(published=False)
    file = ARTICLE_FILES.add(article, b"a,b\n1,2\n", "figures.csv", by=cast.editor)
    address = f"/files/{file.key}/figures.csv"
    assert (cast.editor.get(address).status_code, cast.trainee.get(address).status_code) == (200, 404)
    actions.publish_article(article, by=cast.editor)
    assert cast.trainee.get(address).status_code == 200
    actions.archive_article(article, by=cast.editor)
    assert cast.trainee.get(address).status_code == 404


def test_what_cannot_be_kept_is_said(cast):
    article = make_article()
    assert cast.editor.post(f"/articles/{article.id}/files", {}).status_code == 422
    answer = cast.editor.post(f"/articles/{article.id}/files", sent(("broken.png", picture()[:50])))
    assert answer.status_code == 422
    assert "did not arrive" in answer.text
    answer = cast.editor.post(
        f"/articles/{article.id}/files", sent(("broken.png", picture()[:50]), ("a.csv", b"a,b\n"))
    )
    assert answer.status_code == 303
    assert [file.name for file in db.session.scalars(db.select(File))] == ["a.csv"]


def test_a_file_that_is_shown_is_not_taken_away(cast):
    article = make_article()
    file = ARTICLE_FILES.add(article, b"a,b\n1,2\n", "figures.csv", by=cast.editor)
    address = f"/articles/{article.id}/files/{file.key}/removal"
    revise_article(article, f"[Figures](/files/{file.key}/figures.csv)")
    answer = cast.editor.post(address)
    assert answer.status_code == 422
    assert "still stands in a text" in answer.text
    revise_article(article, "No figures.")
    assert cast.editor.post(address).status_code == 303
    assert fresh(file).deleted_at
    assert cast.trainee.get(f"/files/{file.key}/figures.csv").status_code == 404
    assert cast.editor.post(address).status_code == 404
    assert cast.editor.post(f"/articles/{article.id}/files/unknown-key/removal").status_code == 404


def test_articles_of_one_collection_share_their_files(cast):
    collection = make_collection()
    first, second = make_article(collection), make_article(collection)
    file = ARTICLE_FILES.add(first, b"a,b\n1,2\n", "figures.csv", by=cast.editor)
    revise_article(second, f"[Figures](/files/{file.key}/figures.csv)")
    actions.archive_article(first, by=cast.editor)
    assert fresh(file).audience_id == ACADEMY
    assert cast.editor.post(f"/articles/{first.id}/files/{file.key}/removal").status_code == 422


def test_an_address_copied_from_elsewhere_opens_nothing(cast):
    hidden = make_article(make_collection(audience_id=STAFF))
    file = ARTICLE_FILES.add(hidden, b"a,b\n1,2\n", "secrets.csv", by=cast.editor)
    article = make_article(body=f"[Look](/files/{file.key}/secrets.csv)")
    assert db.session.get(ArticleFile, (article.id, file.id)) is None
    assert fresh(file).audience_id == STAFF
    assert cast.trainee.get(f"/files/{file.key}/secrets.csv").status_code == 404
