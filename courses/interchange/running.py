"""Carrying an import out: judged whole first, then kept page by page, so that it can be watched and nobody waits for it."""

from contextlib import contextmanager
from pathlib import Path

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from courses.interchange import actions
from courses.interchange.planning import NothingToImport, make_plan
from courses.interchange.receipts import Receipt
from courses.interchange.trees import Tree
from courses.models import Course, CourseImport
from lms import archives
from lms.admin.models import Academy
from lms.database import db
from lms.jobs import job
from lms.people.models import User


@contextmanager
def opened(path: Path):
    """The tree of a folder, an archive or a single page."""
    if path.is_dir():
        source = archives.open_folder(path)
    elif path.suffix.lower() in (".md", ".markdown"):
        yield Tree([path.name], lambda _name: path.read_bytes())
        return
    else:
        source = archives.open_archive(path)
    with source:
        yield Tree(source.names(), source.read)


@contextmanager
def in_words_of_the_academy():
    """Reasons are written once, in the academy's language, whoever reads them later."""
    academy = db.session.get(Academy, 1)
    with force_locale(academy.locale if academy else "en"):
        yield


def carry_out(row: CourseImport, tree: Tree) -> Receipt:
    """Make the course; commits after every step. Whatever goes wrong, no half course is left behind."""
    receipt = Receipt()
    by = db.session.get(User, row.started_by) if row.started_by else None
    options = dict(row.options)
    plan = make_plan(
        tree, receipt, title=options.get("title", ""), language=options.get("language", ""), name=_bare(row.source_name)
    )
    row.steps, row.steps_done = plan.steps, 0
    db.session.commit()
    try:
        for course_id in actions.build_course(plan, tree, receipt, by=by):
            row.course_id = course_id
            row.steps_done += 1
            db.session.commit()
        actions.finish_import(row, receipt)
        db.session.commit()
    except BaseException:
        db.session.rollback()
        clear_away(row)
        raise
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
    """Import what somebody uploaded; begun anew when a worker died half-way."""
    row = db.session.get_one(CourseImport, import_id)
    if row.finished_at:
        return
    with in_words_of_the_academy():
        clear_away(row)
        try:
            file = current_app.extensions["storage"].open(row.source_key)
            with archives.open_archive(file) as source:
                carry_out(row, Tree(source.names(), source.read))
        except archives.ArchiveRefused as refused:
            actions.fail_import(row, str(refused.sentence))
        except NothingToImport as nothing:
            actions.fail_import(row, str(nothing))
        except FileNotFoundError:
            actions.fail_import(row, _("What was sent is no longer here. Send it again."))


def _bare(name: str) -> str:
    """“course-main.zip” is called “course-main”."""
    stem, _dot, ending = name.rpartition(".")
    return stem if stem and len(ending) < 5 else name
