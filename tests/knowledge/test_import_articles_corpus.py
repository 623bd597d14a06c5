"""A user guide nobody here wrote arrives whole, every article, image and link counted, and comes back from its export."""

import re
from types import SimpleNamespace

import pytest

from knowledge.models import Article
from lms.database import db
from lms.files.models import File
from tests.courses.imports import CORPUS, pack
from tests.knowledge.imports import articles_in, collection_of, exported, import_articles

GUIDE = CORPUS / "kb-pupilfirst-docs"
LOCAL = re.compile(r"/articles/(\d+)(?:#h-[^\"]+)?\Z|/files/[\w-]+/[^\"]+\Z|#h-[^\"]+\Z")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def arrived(database):
    """The guide, imported once for all tests here."""
    database.put_back()
    with database.app.app_context():
        receipt = import_articles(database.app, GUIDE, "--collection", "User guide")
        yield SimpleNamespace(app=database.app, receipt=receipt)


@pytest.fixture
def receipt(arrived):
    return arrived.receipt


def named(receipt: dict) -> dict[str, str]:
    return {entry["what"]: entry["why"] for entry in receipt["changed"] + receipt["refused"]}


def test_every_article_and_image_arrives(receipt):
    assert receipt["arrived"]["articles"] == 27
    assert receipt["arrived"]["images"] == 62
    assert (receipt["arrived"]["collections"], receipt["arrived"]["files"]) == (1, 0)
    articles = articles_in(collection_of(receipt)).values()
    assert len(articles) == 27
    assert all(article.is_read for article in articles)
    html = "".join(article.html for article in articles)
    assert len(re.findall("<img ", html)) == 62
    assert len(re.findall(r'(?:src|href)="/files/', html)) == 63  # one picture also leads to itself
    assert sum("<details" in article.html for article in articles) == 6


def test_every_file_of_the_source_arrives_or_is_named(receipt):
    refused = {entry["where"] for entry in receipt["refused"]}
    images = set(db.session.scalars(db.select(File.name)))
    for path in GUIDE.rglob("*"):
        if path.is_file() and path.suffix != ".md":
            assert path.name in images
    assert "PROVENANCE.md" in refused


def test_every_link_leads_to_an_article_or_is_named(receipt):
    articles = articles_in(collection_of(receipt))
    ids = {article.id for article in articles.values()}
    met = 0
    for article in articles.values():
        for address in re.findall(r'<(?:a|img)\b[^>]*\b(?:href|src)="([^"]*)"', article.html):
            if address.startswith("/"):
                found = LOCAL.match(address)
                assert found, address
                assert found[1] is None or int(found[1]) in ids
                met += found[1] is not None
    assert met >= 30
    roles = articles["User Roles"]
    assert f'href="/articles/{roles.id}"' in articles["Introduction for Users"].html
    profile = articles["User Profile"]
    assert f'href="/articles/{profile.id}"' in articles["Communities"].html
    assert "“User Profile”" in named(receipt)["link /users?id=user-profile"]
    assert "no such page or file" in named(receipt)["link /files/student_import_sample.csv"]


def test_what_leaves_comes_back_without_a_difference(arrived, tmp_path):
    first = exported(collection_of(arrived.receipt))
    assert len([name for name in first if name.endswith(".md")]) == 27
    assert len([name for name in first if name.startswith("images/")]) == 62
    path = pack(tmp_path / "User guide.zip", first)
    receipt = import_articles(arrived.app, path, "--collection", "Once more")
    assert receipt["refused"] == []
    assert receipt["arrived"] | {"collections": 1} == arrived.receipt["arrived"]
    again = exported(collection_of(receipt))
    assert set(again) == set(first)
    assert [name for name in first if first[name] != again[name]] == []
    links = db.session.scalars(db.select(Article).filter_by(collection_id=receipt["collection"]["id"]))
    old = {article.id for article in articles_in(collection_of(arrived.receipt)).values()}
    assert not any(int(number) in old for one in links for number in re.findall(r"/articles/(\d+)", one.html))
