"""`flask --app app import-course PATH`: a course from a folder or archive on the server."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from courses.interchange import actions
from courses.interchange.receipts import empty_receipt
from courses.interchange.running import carry_out
from lms.database import begin_writing
from lms.interchange.commands import found_if_new, import_path
from lms.interchange.running import in_words_of_the_academy
from lms.languages import NAMES


@click.command("import-course")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--title", default="", help="The title of the course, instead of the one the source gives.")
@click.option("--language", type=click.Choice(list(NAMES)), help="The language of pages that do not say theirs.")
@click.option("--json", "as_json", is_flag=True, help="Print the receipt as one JSON object.")
@with_appcontext
def import_course(path: Path, title: str, language: str | None, as_json: bool) -> None:
    """Import a course from a folder or archive of Markdown and print its receipt."""
    begin_writing()
    found_if_new()
    with in_words_of_the_academy():
        row = actions.start_import(source_name=path.resolve().name, title=title, language=language or "")
        import_path(path, row, carry_out, empty_receipt(), as_json)
