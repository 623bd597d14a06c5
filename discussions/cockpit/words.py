"""Words to begin with for somebody who has fallen quiet, for their eyes alone: a question about what they know, never a reproach."""

from urllib.parse import urlencode

from flask_babel import gettext as _

from cohorts.words import first_names
from lms.people.models import SEEN_IN_COHORT


def words_for(person) -> str:
    """The beginning of a message; of the profile only what the cohort may read."""
    may_be_asked = (person.visibility or {}).get("ask_me_about", "academy") in SEEN_IN_COHORT
    if person.ask_me_about and may_be_asked:
        return (
            first_names([person])
            + ", "
            + _(
                "people may ask you about this: “%(subject)s” How would you begin with somebody who is new to it?",
                subject=person.ask_me_about,
            )
        )
    return (
        first_names([person])
        + ", "
        + _("what are you working on these days? I would like to hear how it goes where you are.")
    )


def address_to_write(person) -> str:
    """Where a facilitator writes to them, with these words in the field."""
    return f"/people/{person.id}/messages?{urlencode({'body': words_for(person)})}#body"
