"""Files of submissions, and what they are called where nobody should see whose they are."""

from flask_babel import gettext
from sqlalchemy import select

from cohorts.assignments.models import SubmissionFile, SubmissionVersion
from lms.database import db
from lms.files.actions import safe_name
from lms.files.holding import Holding
from lms.files.models import File

# Only what was handed in decides who fetches a file; one that is being written is its writer's.
SUBMISSION_FILES = Holding(
    SubmissionFile.version_id, SubmissionVersion, read=(SubmissionVersion.submitted_at.is_not(None),)
)


def called(name: str, place: int) -> str:
    """“File 2.pdf” for “Karim de Vries.pdf”: a name that names nobody."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    ending = f".{ending}" if ending.isalnum() and len(ending) <= 8 else ""
    return gettext("File %(number)d", number=place) + ending


def hide_names(version_id: int) -> None:
    """Files that kept their own names, from before peers without names were wanted, lose them."""
    rows = db.session.execute(
        select(File, SubmissionFile.alt)
        .join(SubmissionFile, SubmissionFile.file_id == File.id)
        .where(SubmissionFile.version_id == version_id)
        .order_by(File.id)
    )
    for place, (file, alt) in enumerate(rows.all(), 1):
        if file.name == safe_name(alt):
            file.name = called(file.name, place)
