"""A folder of Markdown becomes articles: names, links, pictures, languages and folders, and what the receipt says of them."""

import zipfile

import pytest

from knowledge.models import Article, ArticleFile, Collection
from lms.access import ACADEMY, STAFF
from lms.database import db
from lms.files.models import File
from lms.search.queries import search
from tests.courses.imports import CORPUS, pack, picture, write
from tests.factories.knowledge import fresh, make_article, make_collection
from tests.knowledge.imports import articles_in, collection_of, import_articles, refused, whys
from tests.vectors import FOLDER

HOSTILE = FOLDER / "archives"
HANDBOOK = {
    "guide/roles_of_people.md": (
        "---\nid: roles\ntitle: Who does what\nsummary: Four roles.\nsidebar_label: Roles\n---\n\n"
        "A mentor answers. See [home](/guide/start#first-steps) and [the map](./start.md).\n\n"
        "![Two people at a door](../pictures/at%20the%20door.png)\n"
    ),
    "guide/start.md": "# Beginning\n\nSee [the roles](/guide/roles), [who](roles) and [gone](/guide/gone).\n\n## First steps\n\nRing.",
    "pictures/at the door.png": picture(1),
    "pictures/nobody.png": picture(2),
    "LICENSE.md": "# CC BY\n\nBy us.",
}


def test_a_folder_arrives_as_a_collection_for_staff(app, cast, tmp_path):
    receipt = import_articles(app, write(tmp_path, HANDBOOK), "--collection", "Handbook")
    assert receipt["arrived"] == {"collections": 1, "articles": 2, "images": 1, "files": 0, "links": 4}
    collection = collection_of(receipt)
    assert (collection.title, collection.audience_id, collection.parent_id) == ("Handbook", STAFF, None)
    articles = articles_in(collection)
    assert set(articles) == {"Who does what", "Beginning"}
    assert articles["Who does what"].summary == "Four roles."
    assert all(article.is_read for article in articles.values())
    assert search(cast.manager.viewer, "mentor answers").hits
    assert not search(cast.trainee.viewer, "mentor answers").hits


def test_names_pages_give_themselves_are_found_from_the_root_and_beside(app, tmp_path):
    articles = articles_in(collection_of(import_articles(app, write(tmp_path, HANDBOOK))))
    who, start = articles["Who does what"], articles["Beginning"]
    assert f"[home](/articles/{start.id}#h-first-steps)" in who.draft_body
    assert f"[the map](/articles/{start.id})" in who.draft_body
    assert f"[the roles](/articles/{who.id}), [who](/articles/{who.id})" in start.draft_body


def test_what_leads_nowhere_and_what_nobody_shows_stands_in_the_receipt(app, tmp_path):
    receipt = import_articles(app, write(tmp_path, HANDBOOK))
    assert "There is no such page or file in the source, so its words stand alone." in whys(receipt, "guide/start.md")
    assert "Not used here: sidebar_label." in whys(receipt, "guide/roles_of_people.md")
    assert whys(receipt, "pictures/nobody.png") == ["No article shows it or leads to it, so it was left out."]
    assert "whose work this is" in whys(receipt, "LICENSE.md")[0]
    assert "and gone." in articles_in(collection_of(receipt))["Beginning"].draft_body


def test_pictures_are_files_of_their_articles_with_what_they_show(app, cast, tmp_path):
    receipt = import_articles(app, write(tmp_path, HANDBOOK))
    file = db.session.query(File).one()
    held = db.session.query(ArticleFile).one()
    assert (file.name, held.alt) == ("at the door.png", "Two people at a door")
    assert f"/files/{file.key}/at%20the%20door.png" in articles_in(collection_of(receipt))["Who does what"].html
    assert cast.manager.get(f"/files/{file.key}/x").status_code == 200
    assert cast.trainee.get(f"/files/{file.key}/x").status_code == 404


def test_links_survive_another_title(app, cast, tmp_path):
    articles = articles_in(collection_of(import_articles(app, write(tmp_path, HANDBOOK))))
    who = articles["Who does what"]
    form = {"title": "Roles", "summary": "", "body": "Four.", "version": who.draft_version, "why": "", "draft_key": ""}
    assert cast.editor.post(f"/articles/{who.id}/publication", form).status_code == 303
    page = cast.editor.get(f"/articles/{articles['Beginning'].id}").text
    assert f'href="/articles/{who.id}"' in page


def test_folders_become_collections_two_deep_and_no_deeper(app, tmp_path):
    source = {"a.md": "# A\n\n[B](home-visits/b.md)", "home-visits/b.md": "# B", "home-visits/deep/c.md": "# C"}
    receipt = import_articles(app, write(tmp_path, source), "--collection", "Outer")
    inner = db.session.query(Collection).filter_by(parent_id=receipt["collection"]["id"]).one()
    assert inner.title == "Home visits"
    assert set(articles_in(inner)) == {"B", "C"}
    assert any("two deep" in entry["why"] for entry in receipt["changed"])
    assert f"/articles/{articles_in(inner)['B'].id}" in articles_in(collection_of(receipt))["A"].html


def test_a_collection_within_another_gets_none_within(app, tmp_path):
    outer = make_collection(title="Outer")
    inner = make_collection(title="Inner", parent_id=outer.id)
    db.session.commit()
    receipt = import_articles(app, write(tmp_path, {"a.md": "# A", "x/b.md": "# B"}), "--collection", "Inner")
    assert set(articles_in(inner)) == {"A", "B"}
    assert "two deep" in whys(receipt, "x")[0]


def test_two_languages_are_a_pair(app, tmp_path):
    source = {
        "visit.md": "# Visiting\n\nThe door is open and you are at home with them.",
        "visit.nl.md": "# Op bezoek\n\nDe deur is open en je bent bij hen thuis.",
    }
    articles = articles_in(collection_of(import_articles(app, write(tmp_path, source))))
    assert (articles["Visiting"].language, articles["Op bezoek"].language) == ("en", "nl")
    assert articles["Visiting"].pair_id == articles["Op bezoek"].id


def test_titles_between_brackets_lead_to_the_articles_that_came_along(app, tmp_path):
    source = {
        "a.md": "# A\n\n[[The *door*]], [[door|there]], [[Nowhere]] and `[[door]]`.",
        "door.md": "# The *door*\n\nx",
    }
    receipt = import_articles(app, write(tmp_path, source))
    articles = articles_in(collection_of(receipt))
    door = next(article for title, article in articles.items() if "door" in title)
    body = articles["A"].draft_body
    assert f"[there](/articles/{door.id}), [[Nowhere]] and `[[door]]`." in body
    assert "No article has this title here. Its words stand there until one is published." in whys(receipt, "a.md")


def test_drafts_stay_drafts_when_they_say_so_or_when_asked(app, tmp_path):
    source = {"a.md": "---\ndraft: true\n---\n# A", "b.md": "# B"}
    first = articles_in(collection_of(import_articles(app, write(tmp_path, source))))
    assert (first["A"].published_at, first["B"].is_read) == (None, True)
    receipt = import_articles(app, tmp_path, "--drafts", "--collection", "Later")
    assert not any(article.is_read for article in articles_in(collection_of(receipt)).values())
    assert "as was chosen" in whys(receipt, "b.md")[0]


def test_articles_arrive_in_a_collection_there_is_and_duplicates_are_named(app, cast, tmp_path):
    collection = make_collection(title="Talks", audience_id=ACADEMY)
    make_article(collection, title="A")
    db.session.commit()
    receipt = import_articles(app, write(tmp_path, {"a.md": "# a\n\nHerons.", "b.md": "# B"}), "--collection", "Talks")
    assert receipt["collection"]["id"] == collection.id
    assert receipt["arrived"]["collections"] == 0
    assert "now there are two" in whys(receipt, "a.md")[0]
    assert search(cast.trainee.viewer, "herons").hits


def test_a_collection_in_the_archive_takes_nothing(app, cast, tmp_path):
    collection = make_collection(title="Talks")
    db.session.commit()
    send = cast.editor.post("/knowledge/import", {"collection": collection.id, "publishing": "published"})
    assert send.status_code == 422
    cast.editor.post(f"/collections/{collection.id}/archive")
    receipt = import_articles(app, write(tmp_path, {"a.md": "# A"}), "--collection", "Talks")
    assert receipt["collection"]["id"] != fresh(collection).id


def test_scripts_players_and_quotations_do_not_arrive(app, tmp_path):
    source = {
        "a.md": "# A\n\n<script>alert(1)</script>\n\n::: quote 3\n:::\n\n<details><summary>More</summary>Words</details>\n\nEnd."
    }
    receipt = import_articles(app, write(tmp_path, source))
    article = articles_in(collection_of(receipt))["A"]
    assert "alert" not in article.html
    assert "quote" not in article.draft_body
    assert "<details" in article.html
    assert len(whys(receipt, "a.md")) == 2


def test_nothing_but_files_is_refused(app, tmp_path):
    assert "no Markdown page" in refused(app, write(tmp_path, {"a.txt": "words"}))
    assert db.session.query(Collection).count() == db.session.query(Article).count() == 0


@pytest.mark.parametrize("name", ["../../evil.md", "/evil.md", "a/../../evil.md"])
def test_climbing_names_are_refused_whole(app, tmp_path, name):
    assert "leads outside" in refused(app, pack(tmp_path / "a.zip", {"a.md": "# A", name: "# Evil"}))
    assert db.session.query(Article).count() == 0


def test_links_and_bombs_are_refused_whole(app, tmp_path):
    folder = write(tmp_path / "source", {"a.md": "# A"})
    (folder / "b.md").symlink_to("/etc/passwd")
    assert "links or devices" in refused(app, folder)
    bomb = pack(tmp_path / "bomb.zip", {"a.md": "# A"})
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("b.md", b"0" * 20_000_000)
    assert "far more than its own size" in refused(app, bomb)
    assert db.session.query(Article).count() == db.session.query(File).count() == 0


@pytest.mark.skipif(not HOSTILE.is_dir(), reason="the hostile archives lie beside the project")
def test_hostile_archives_are_refused_whole(app):
    for path in sorted((CORPUS / "zip-adversarial").glob("*.zip")):
        result = app.test_cli_runner().invoke(args=["import-articles", str(path), "--json"])
        assert result.exit_code == 1, path.name
    assert db.session.query(Article).count() == db.session.query(File).count() == 0
