"""`flask --app app import-questions FILE --course ID`: a question file on the server goes into the bank of a course."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from courses.models import Course
from courses.questions.interchange import running
from courses.questions.interchange.items import Unreadable, empty_receipt
from lms.database import begin_writing, db
from lms.interchange.commands import found_if_new, show


@click.command("import-questions")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--course", "course_id", type=int, required=True, help="The number of the course, as in its address.")
@click.option("--json", "as_json", is_flag=True, help="Print the receipt as one JSON object.")
@with_appcontext
def import_questions(path: Path, course_id: int, as_json: bool) -> None:
    """Import the questions of a GIFT, Moodle XML or Aiken file and print the receipt."""
    begin_writing()
    found_if_new()
    course = db.session.get(Course, course_id)
    if course is None:
        raise click.UsageError(f"There is no course {course_id}.")
    receipt = empty_receipt()
    try:
        row = running.begin(course, path.read_bytes(), path.name)
        running.finish(row, course)
        printed = row.receipt
        db.session.commit()
    except Unreadable as unreadable:
        db.session.rollback()
        receipt.refuse(path.name, "", str(unreadable))
        printed = receipt.as_json()
    show(printed, "course", as_json)
