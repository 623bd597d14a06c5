"""The words of the spotlight."""

from flask_babel import lazy_gettext as _l

from lms.access import ACADEMY

SHOWN_CHOICES = {
    "nobody": _l("Nobody else"),
    "cohort": _l("The people of this cohort"),
    "academy": _l("Everyone in the academy, on my page"),
}


def shown_to(praise) -> str:
    if praise.audience_id is None:
        return "nobody"
    return "academy" if praise.audience_id == ACADEMY else "cohort"
