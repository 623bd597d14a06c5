"""The write about first steps: putting them away."""

from discussions.welcome.models import WelcomeEnd
from lms.writing import write


def end_welcome(user) -> None:
    """The first steps are shown no more, in no cohort; twice is once."""
    write(_ended, user_id=user.id)


def _ended(insert):
    return insert(WelcomeEnd.__table__).on_conflict_do_nothing()
