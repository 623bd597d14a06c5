"""Carrying an import out: judged whole first, then kept step by step, so that it can be watched and nobody waits for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from lms import archives
from lms.admin.models import Academy
from lms.database import db
from lms.interchange.actions import NothingToImport, fail_import
from lms.interchange.models import Import
from lms.interchange.trees import Tree


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


def in_steps(row: Import, steps: int, work: Iterator, finish: Callable[[], None], clear_away: Callable) -> None:
    """Commit after every step of the work. Whatever goes wrong, nothing half made is left behind."""
    row.steps, row.steps_done = steps, 0
    db.session.commit()
    try:
        for _step in work:
            row.steps_done += 1
            db.session.commit()
        finish()
        db.session.commit()
    except BaseException:
        db.session.rollback()
        clear_away(row)
        raise


def import_sent(row: Import, carry_out: Callable[[Import, Tree], object], clear_away: Callable[[Import], None]) -> None:
    """Import what somebody uploaded; begun anew when a worker died half-way."""
    if row.finished_at:
        return
    with in_words_of_the_academy():
        clear_away(row)
        try:
            file = current_app.extensions["storage"].open(row.source_key)
            with archives.open_archive(file) as source:
                carry_out(row, Tree(source.names(), source.read))
        except archives.ArchiveRefused as refused:
            fail_import(row, str(refused.sentence))
        except NothingToImport as nothing:
            fail_import(row, str(nothing))
        except FileNotFoundError:
            fail_import(row, _("What was sent is no longer here. Send it again."))


def bare_name(name: str) -> str:
    """“course-main.zip” is called “course-main”."""
    stem, _dot, ending = name.rpartition(".")
    return stem if stem and len(ending) < 5 else name
