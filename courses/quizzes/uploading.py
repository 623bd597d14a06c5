"""Taking in the files somebody sends with their answers."""

from flask_babel import gettext as _
from flask_login import current_user

from courses.quizzes import queries
from courses.quizzes.files import MOST_FILES, add_file, files_of, takes_files
from courses.quizzes.sending import prefix_of
from lms.files.actions import UploadRefused
from lms.limits import Allowance

UPLOADS = Allowance.of("quiz answer files", "120/hour")


def keep_files(attempt, request) -> list[str]:
    """Keep what was sent with answers that are still open; sentences about what cannot be kept."""
    if not any(file.filename for file in request.files.values()):
        return []
    answers = queries.answers_of(attempt)
    versions = queries.versions_of(answers)
    held, refused = files_of(answers, versions), []
    for answer in answers:
        if answer.locked_at is None and takes_files(versions[answer.version_id]):
            chosen = [file for file in request.files.getlist(f"{prefix_of(answer.position)}files") if file.filename]
            refused += _keep(answer, chosen, len(held.get(answer.id, ())))
    return refused


def _keep(answer, chosen: list, held: int) -> list[str]:
    if held + len(chosen) > MOST_FILES:
        return [_("At most %(max)d files go with one answer. None of these was kept.", max=MOST_FILES)]
    if chosen and not UPLOADS.spend(str(current_user.id), cost=len(chosen)):
        return [_("That is very much at once. Try again in an hour.")]
    refused = []
    for file in chosen:
        try:
            add_file(answer, file.read(), file.filename, by=current_user)
        except UploadRefused as refusal:
            refused.append(_("“%(name)s” did not arrive. %(reason)s", name=file.filename, reason=refusal.reason))
    return refused
