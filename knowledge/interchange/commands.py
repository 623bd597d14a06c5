"""`flask --app app import-articles PATH` and `export-collection ID FILE`: articles come in and leave on the server."""

import shutil
from pathlib import Path

import click
from flask.cli import with_appcontext

from knowledge.interchange import actions, queries
from knowledge.interchange.exporting import Export, packed
from knowledge.interchange.receipts import empty_receipt
from knowledge.interchange.running import carry_out
from knowledge.models import Collection
from lms.database import begin_writing, db
from lms.interchange.commands import found_if_new, import_path
from lms.interchange.running import in_words_of_the_academy
from lms.languages import NAMES


@click.command("import-articles")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--collection", default="", help="The title of the collection they arrive in; a new one when there is none."
)
@click.option("--language", type=click.Choice(list(NAMES)), help="The language of articles that do not say theirs.")
@click.option("--drafts", is_flag=True, help="Publish nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the receipt as one JSON object.")
@with_appcontext
def import_articles(path: Path, collection: str, language: str | None, drafts: bool, as_json: bool) -> None:
    """Import articles from a folder or archive of Markdown and print their receipt."""
    begin_writing()
    found_if_new()
    with in_words_of_the_academy():
        found = queries.find_by_title(collection) if collection else None
        row = actions.start_import(
            source_name=path.resolve().name,
            title="" if found else collection,
            language=language or "",
            collection_id=found.id if found else None,
            publishes=not drafts,
        )
        import_path(path, row, carry_out, empty_receipt(), as_json)


@click.command("export-collection")
@click.argument("collection_id", metavar="ID", type=int)
@click.argument("path", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def export_collection(collection_id: int, path: Path) -> None:
    """Write a collection, with those in it, as a zip of Markdown and images."""
    collection = db.session.get(Collection, collection_id)
    if collection is None:
        raise click.UsageError(f"There is no collection {collection_id}.")
    export = Export(collection, None)
    with packed(export) as archive, path.open("wb") as file:
        shutil.copyfileobj(archive, file)
    click.echo(f"{path}: {len(export.articles)} articles, {len(export.files)} images and files.")
