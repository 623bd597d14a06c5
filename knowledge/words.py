"""How the knowledge base says things: how open a collection is, and to whom it can be shown."""

from flask_babel import lazy_gettext as _l

from lms.access import ACADEMY, PUBLIC, STAFF

AUDIENCES = {"staff": STAFF, "academy": ACADEMY, "public": PUBLIC}  # from the fewest readers to the most
AUDIENCE_WORDS = {
    "staff": _l("Only the staff of the academy"),
    "academy": _l("Everyone with an account"),
    "public": _l("Everyone, also without an account"),
}
OPENNESS_NAMES = {
    "broadcast": _l("To read"),
    "discuss": _l("To read and talk about"),
    "contribute": _l("To read, talk about and add to"),
}
OPENNESS_WORDS = {
    "broadcast": _l("Members read it, say whether it helped, and report privately what is outdated."),
    "discuss": _l("Members read it, talk about it, say whether it helped, and report privately what is outdated."),
    "contribute": _l("Members read it and talk about it; what they propose or add from their own work is welcome."),
}
