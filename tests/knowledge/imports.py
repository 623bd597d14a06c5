"""Small sources of articles, and what the commands make of them."""

import io
import json
import zipfile
from pathlib import Path

from knowledge.interchange.exporting import Export, packed
from knowledge.models import Article, Collection
from lms.database import db


def import_articles(app, path: Path, *options: str) -> dict:
    """The receipt of the command; fails when it does not end well."""
    db.session.rollback()  # a command begins with nothing read
    result = app.test_cli_runner().invoke(args=["import-articles", str(path), "--json", *options])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def refused(app, path: Path, *options: str) -> str:
    """The sentence with which the command refuses a source whole."""
    db.session.rollback()
    result = app.test_cli_runner().invoke(args=["import-articles", str(path), "--json", *options])
    assert result.exit_code == 1, result.output
    receipt = json.loads(result.stdout)
    assert receipt["collection"] is None
    assert set(receipt["arrived"].values()) == {0}
    return receipt["refused"][0]["why"]


def exported(collection: Collection, viewer=None) -> dict[str, bytes]:
    """Path → bytes of every file of an export."""
    with packed(Export(collection, viewer)) as archive:
        return unpacked(archive.read())


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def collection_of(receipt: dict) -> Collection:
    return db.session.get_one(Collection, receipt["collection"]["id"])


def articles_in(collection: Collection) -> dict[str, Article]:
    """Title → article."""
    return {
        article.draft_title: article for article in db.session.query(Article).filter_by(collection_id=collection.id)
    }


def whys(receipt: dict, where: str) -> list[str]:
    """What the receipt says of a place."""
    return [entry["why"] for entry in receipt["changed"] + receipt["refused"] if entry["where"] == where]
