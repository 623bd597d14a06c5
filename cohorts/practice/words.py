"""The words for how it went and for who reads along."""

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l

from cohorts.practice.models import PracticePlan

ANSWER_WORDS = {
    "did": _l("Did it"),
    "partly": _l("Partly"),
    "not_yet": _l("Not yet"),
    "other": _l("Something else"),
}
SHARING_WORDS = {"me": _l("Only me"), "buddy": _l("A buddy"), "cohort": _l("The cohort")}
SHARING_ICONS = {"me": "lock", "buddy": "user-check", "cohort": "users"}


def readers(plan: PracticePlan, beside, viewer) -> str:
    """Who reads the plan now, to the one who looks at it; `beside` is what `queries.around` found."""
    if plan.sharing == "cohort":
        return ngettext(
            "Only you can read this, until others join.",
            "Only the %(num)d people of this cohort can read this.",
            beside.size,
        )
    if plan.buddy_state == "accepted":
        other = beside.buddy_name if viewer.id == plan.user_id else beside.name
        return gettext("Only you and %(name)s can read this.", name=other)
    if plan.buddy_state == "asked":
        return gettext("Only you can read this, until %(name)s says yes.", name=beside.buddy_name)
    return gettext("Only you can read this.")


def module_title(beside, language: str) -> str:
    """The module a plan is about; nothing when it is about the whole training."""
    if not beside.module_title:
        return ""
    return (beside.module_titles or {}).get(language) or beside.module_title


def said(check_in) -> str:
    """“After 30 days: partly”."""
    return gettext("After %(days)d days: %(answer)s", days=check_in.days, answer=ANSWER_WORDS[check_in.answer])
