"""`flask --app app import-course PATH`: a course from a folder or archive on the server."""

import json
import sys
from pathlib import Path

import click
from flask.cli import with_appcontext
from flask_migrate import upgrade
from sqlalchemy import inspect

from courses.interchange import actions
from courses.interchange.planning import NothingToImport
from courses.interchange.receipts import COUNTED, Receipt
from courses.interchange.running import carry_out, in_words_of_the_academy, opened
from lms.admin.founding import found_academy
from lms.admin.models import Academy
from lms.archives import ArchiveRefused
from lms.database import begin_writing, db
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
        db.session.commit()
        try:
            with opened(path) as tree:
                receipt = carry_out(row, tree)
        except (ArchiveRefused, NothingToImport) as refused:
            sentence = str(getattr(refused, "sentence", refused))
            actions.fail_import(row, sentence)
            db.session.commit()
            receipt = Receipt()
            receipt.refuse(path.name, "", sentence)
    click.echo(json.dumps(receipt.as_json(), ensure_ascii=False) if as_json else in_words(receipt.as_json(), COUNTED))
    if receipt.course is None:
        sys.exit(1)


def found_if_new() -> None:
    """The first command on a new machine may come before the first start of the server."""
    if not inspect(db.engine).has_table(Academy.__tablename__):
        upgrade()
        found_academy()
        db.session.commit()


def in_words(receipt: dict, counted) -> str:
    """A receipt as people read it in a terminal."""
    lines = []
    if course := receipt["course"]:
        lines.append(f"{course['title']}  {course['url']}")
        lines.append(", ".join(f"{what}: {receipt['arrived'][what]}" for what in counted))
    for mark, entries in (("~", receipt["changed"]), ("x", receipt["refused"])):
        lines += [f"{mark} {entry['where'] or entry['what']}: {entry['what']}. {entry['why']}" for entry in entries]
    return "\n".join(lines)
