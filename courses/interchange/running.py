"""Carrying out the import of a course, and clearing away what one that did not reach its end has made."""

from courses.interchange import actions
from courses.interchange.planning import make_plan
from courses.interchange.receipts import empty_receipt
from courses.models import Course, CourseImport
from lms.database import db
from lms.interchange.receipts import Receipt
from lms.interchange.running import bare_name, import_sent, in_steps
from lms.interchange.trees import Tree
from lms.jobs import job
from lms.people.models import User


def carry_out(row: CourseImport, tree: Tree) -> Receipt:
    """Make the course, in steps that are each committed; its receipt."""
    receipt = empty_receipt()
    by = db.session.get(User, row.started_by) if row.started_by else None
    asked = {name: row.options.get(name, "") for name in ("title", "language")}
    plan = make_plan(tree, receipt, **asked, name=bare_name(row.source_name))
    work = actions.build_course(row, plan, tree, receipt, by=by)
    in_steps(row, plan.steps, work, lambda: actions.finish_import(row, receipt), clear_away)
    return receipt


def clear_away(row: CourseImport) -> None:
    """Remove what an import that did not reach its end has made."""
    course = db.session.get(Course, row.course_id) if row.course_id else None
    row.course_id, row.steps_done = None, 0
    if course is not None:
        db.session.flush()
        actions.remove_course(course)
    db.session.commit()


@job("course_import")
def import_uploaded(import_id: int) -> None:
    """Import the course somebody uploaded."""
    import_sent(db.session.get_one(CourseImport, import_id), carry_out, clear_away)
