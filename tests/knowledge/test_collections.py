"""Collections: who keeps them, who reads them, and that articles, files and search follow."""

from knowledge import actions
from knowledge.collections.actions import archive_collection, change_readers, move_collection, return_collection
from knowledge.models import Article, Collection
from knowledge.uploads.files import ARTICLE_FILES
from lms.access import ACADEMY, GUEST, PUBLIC, STAFF
from lms.admin.models import AuditEntry
from lms.database import db
from lms.files.models import File
from lms.search.queries import search
from tests.cast import text_of
from tests.factories.knowledge import fresh, make_article, make_collection

NEW = {"title": "Home visits", "summary": "What to do at the door.", "audience": "academy", "openness": "broadcast",
       "language": "nl"}  # fmt: skip


def settings_of(collection, **changes) -> dict:
    names = ("title", "summary", "openness", "language", "version")
    return {name: getattr(collection, name) for name in names} | {"owner": collection.owner_id} | changes


def audited(action: str) -> list[dict]:
    return [
        entry.details
        for entry in db.session.scalars(db.select(AuditEntry).filter_by(action=action).order_by(AuditEntry.id))
    ]


def test_the_knowledge_base_begins_with_what_the_reader_may_read(cast):
    for audience_id, title in ((PUBLIC, "For all"), (ACADEMY, "For members"), (STAFF, "For staff")):
        make_article(make_collection(title=title, audience_id=audience_id), title=f"Article {title}")
    for person, seen in ((cast.guest, 1), (cast.trainee, 2), (cast.manager, 3)):
        words = text_of(person.get("/knowledge"))
        for number, title in enumerate(("For all", "For members", "For staff"), 1):
            assert (f"Article {title}" in words) == (title in words) == (number <= seen)
    page = cast.trainee.get("/knowledge").text
    assert 'action="/search"' in page
    assert 'name="in" value="articles"' in page


def test_an_empty_knowledge_base_says_what_comes_next(cast):
    assert "Make the first collection" in cast.editor.get("/knowledge").text
    assert "Sign in to see yours" in cast.guest.get("/knowledge").text
    assert cast.trainee.get("/knowledge").status_code == 200


def test_a_collection_lists_what_is_published_and_its_work_to_writers_alone(cast):
    collection = make_collection(owner=cast.facilitator)
    make_article(collection, title="Published")
    make_article(collection, title="Only a draft", published=False)
    for reader in (cast.trainee, cast.author):
        words = text_of(reader.get(f"/collections/{collection.id}"))
        assert "Published" in words
        assert "Only a draft" not in words
    for writer in (cast.editor, cast.facilitator):
        assert "Only a draft" in text_of(writer.get(f"/collections/{collection.id}"))


def test_an_editor_makes_a_collection(cast):
    assert cast.editor.get("/collections/new").status_code == 200
    answer = cast.editor.post("/collections/new", NEW | {"owner": cast.facilitator.id})
    assert answer.status_code == 303
    collection = db.session.scalars(db.select(Collection)).one()
    assert answer.location == f"/collections/{collection.id}"
    assert (collection.audience_id, collection.openness, collection.language) == (ACADEMY, "broadcast", "nl")
    assert (collection.owner_id, collection.position) == (cast.facilitator.id, 1)
    assert audited("collection created") == [{"openness": "broadcast"}]


def test_the_same_form_makes_one_collection(cast):
    data = NEW | {"owner": cast.editor.id, "form_key": "the very same form"}
    first, second = (cast.editor.post("/collections/new", data) for _ in range(2))
    assert first.location == second.location
    assert db.session.query(Collection).count() == 1


def test_only_editors_keep_collections(cast):
    collection = make_collection(owner=cast.facilitator)
    for person in (cast.trainee, cast.author, cast.facilitator, cast.manager):
        for address in ("/collections/new", f"/collections/{collection.id}/edit"):
            assert person.get(address).status_code == 403
            assert person.post(address, {}).status_code == 403
        for act in ("readers/public", "moves", "archive", "return"):
            assert person.post(f"/collections/{collection.id}/{act}", {"step": "1"}).status_code == 403
    assert cast.guest.get("/collections/new").status_code == 303
    assert fresh(collection).audience_id == ACADEMY


def test_a_collection_of_the_staff_does_not_exist_for_others(cast):
    collection = make_collection(audience_id=STAFF)
    for address in (f"/collections/{collection.id}", f"/collections/{collection.id}/edit",
                    f"/collections/{collection.id}/articles/new"):  # fmt: skip
        assert cast.trainee.get(address).status_code == 404
    for act in ("readers/public", "moves", "archive", "return", "edit", "articles/new"):
        assert cast.trainee.post(f"/collections/{collection.id}/{act}", {}).status_code == 404
        assert cast.editor.post(f"/collections/999/{act}", {}).status_code == 404


def test_what_cannot_be_used_is_asked_again(cast):
    collection = make_collection()
    for changes in ({"title": ""}, {"openness": "wild"}, {"owner": cast.trainee.id}, {"title": "x" * 201}):
        assert cast.editor.post("/collections/new", NEW | {"owner": cast.editor.id} | changes).status_code == 422
        answer = cast.editor.post(f"/collections/{collection.id}/edit", settings_of(collection) | changes)
        assert answer.status_code == 422
    assert (
        cast.editor.post("/collections/new", NEW | {"audience": "cohort", "owner": cast.editor.id}).status_code == 422
    )
    assert cast.editor.post(f"/collections/{collection.id}/moves", {"step": "7"}).status_code == 422
    assert db.session.query(Collection).count() == 1


def test_an_editor_changes_words_openness_and_owner(cast):
    collection = make_collection()
    article = make_article(collection)
    data = settings_of(collection, title="Doors", openness="contribute", owner=cast.facilitator.id)
    assert cast.editor.post(f"/collections/{collection.id}/edit", data).status_code == 303
    stored = fresh(collection)
    assert (stored.title, stored.openness, stored.owner_id) == ("Doors", "contribute", cast.facilitator.id)
    assert fresh(article).owner_id == cast.facilitator.id
    assert audited("collection openness changed") == [{"former": "discuss", "openness": "contribute"}]
    (hit,) = search(cast.trainee.viewer, "consent").hits
    assert hit.extra == {"collection": "Doors", "collection_id": collection.id}


def test_changing_what_somebody_else_changed_shows_both(cast):
    collection = make_collection()
    data = settings_of(collection)
    cast.admin.post(f"/collections/{collection.id}/edit", data | {"title": "Theirs"})
    answer = cast.editor.post(f"/collections/{collection.id}/edit", data | {"title": "Mine"})
    assert answer.status_code == 409
    assert "Theirs" in text_of(answer)
    assert 'value="Mine"' in answer.text
    assert fresh(collection).title == "Theirs"
    assert 'name="version" type="hidden" value="2"' in answer.text
    assert (
        cast.editor.post(f"/collections/{collection.id}/edit", data | {"title": "Mine", "version": 2}).status_code
        == 303
    )
    assert fresh(collection).title == "Mine"


def test_opening_a_collection_asks_once_naming_who_will_read(cast):
    collection = make_collection(audience_id=STAFF)
    make_article(collection)
    words = text_of(cast.editor.get(f"/collections/{collection.id}/edit"))
    assert "All 9 people with an account here will be able to read 1 article with its images and files." in words
    assert "Everyone in the world, search engines included, will be able to read 1 article" in words


def test_articles_files_and_search_follow_the_readers_of_their_collection(cast):
    collection = make_collection(audience_id=STAFF)
    article, draft = make_article(collection, title="Cormorant"), make_article(collection, published=False)
    shown, hidden = (ARTICLE_FILES.add(a, b"a,b\n1,2\n", "figures.csv", by=cast.editor) for a in (article, draft))
    steps = ((PUBLIC, "public", True, True), (ACADEMY, "academy", False, True), (STAFF, "staff", False, False))
    for audience_id, who, guest_finds, member_finds in steps:
        assert cast.editor.post(f"/collections/{collection.id}/readers/{who}").status_code == 303
        assert {fresh(row).audience_id for row in (collection, article, draft)} == {audience_id}
        assert fresh(shown).audience_id == audience_id
        assert fresh(hidden).audience_id == STAFF
        assert (search(GUEST, "cormorant").hits != ()) == guest_finds
        assert (search(cast.trainee.viewer, "cormorant").hits != ()) == member_finds
        file = f"/files/{shown.key}/figures.csv"
        assert (cast.guest.get(file).status_code, cast.trainee.get(file).status_code) == (
            200 if guest_finds else 404,
            200 if member_finds else 404,
        )
    assert audited("collection audience changed") == [{"former": 3}, {"former": 1}, {"former": 2}]
    assert cast.editor.post(f"/collections/{collection.id}/readers/cohort").status_code == 404


def test_changing_nothing_is_not_written_down(cast):
    collection = make_collection()
    change_readers(collection, ACADEMY, by=cast.editor)
    cast.editor.post(f"/collections/{collection.id}/edit", settings_of(collection))
    assert fresh(collection).version == 1
    assert audited("collection audience changed") == []


def test_collections_are_put_in_order(cast):
    first, second, third = (make_collection(title=title) for title in ("One", "Two", "Three"))
    move_collection(third, -1)
    assert [fresh(row).position for row in (first, second, third)] == [1, 3, 2]
    answer = cast.editor.post(f"/collections/{first.id}/moves", {"step": "1"})
    assert answer.status_code == 303
    assert [fresh(row).position for row in (first, second, third)] == [2, 3, 1]
    move_collection(third, -1)
    assert fresh(third).position == 1
    fragment = cast.editor.htmx_get("/knowledge", "collections").text
    assert fragment.index("Three") < fragment.index("One") < fragment.index("Two")
    assert "<html" not in fragment


def test_a_collection_goes_to_the_archive_with_its_articles_and_comes_back_with_them(cast):
    collection = make_collection(audience_id=PUBLIC, title="Old ways")
    article, earlier = make_article(collection, title="Cormorant"), make_article(collection, title="Heron")
    file = ARTICLE_FILES.add(article, b"a,b\n1,2\n", "figures.csv", by=cast.editor)
    actions.archive_article(earlier, by=cast.editor)
    assert cast.editor.post(f"/collections/{collection.id}/archive").status_code == 303
    for reader in (cast.trainee, cast.guest):
        assert "Old ways" not in reader.get("/knowledge").text
        assert reader.get(f"/articles/{article.id}").status_code == 410
        assert reader.get(f"/files/{file.key}/figures.csv").status_code == 404
    assert cast.trainee.get(f"/collections/{collection.id}").status_code == 410
    assert cast.editor.get(f"/collections/{collection.id}").status_code == 200
    assert cast.editor.get(f"/collections/{collection.id}/edit").status_code == 200
    assert "Old ways" in cast.editor.get("/knowledge").text
    assert search(GUEST, "cormorant").hits == ()
    assert cast.editor.post(f"/articles/{article.id}/return").status_code == 403
    assert cast.editor.post(f"/collections/{collection.id}/moves", {"step": "1"}).status_code == 422
    assert cast.editor.post(f"/collections/{collection.id}/return").status_code == 303
    assert cast.guest.get(f"/articles/{article.id}").status_code == 200
    assert cast.guest.get(f"/articles/{earlier.id}").status_code == 410
    assert len(search(GUEST, "cormorant").hits) == 1
    assert fresh(db.session.get_one(File, file.id)).audience_id == PUBLIC


def test_archiving_twice_changes_nothing(cast):
    collection = make_collection()
    article = make_article(collection)
    archive_collection(collection, by=cast.editor)
    moment = fresh(article).archived_at
    archive_collection(collection, by=cast.editor)
    assert db.session.get_one(Article, article.id).archived_at == moment
    return_collection(collection, by=cast.editor)
    return_collection(collection, by=cast.editor)
    assert db.session.get_one(Article, article.id).archived_at is None
    assert len(audited("collection archived")) == len(audited("collection returned")) == 1


def test_guests_see_the_public_collections_on_the_first_page(cast):
    make_article(make_collection(title="For all", audience_id=PUBLIC))
    make_article(make_collection(title="For members"))
    make_collection(title="Still empty", audience_id=PUBLIC)
    page = cast.guest.get("/").text
    assert "For all" in page
    assert "For members" not in page
    assert "Still empty" not in page
