"""The one page all ways into a cohort stand on, shown again by each of them when something has to be mended."""

from flask import request, session

from cohorts.joining.forms import ListForm
from cohorts.joining.queries import find_people, invitations_of
from cohorts.links.forms import LinkForm
from cohorts.links.queries import links_of
from cohorts.membership.queries import invited_to
from cohorts.mentoring.queries import possible_mentors
from cohorts.models import Cohort
from cohorts.words import PHASE_WORDS
from lms.database import now
from lms.pages import render
from lms.people.queries import face_of


def ways_in(cohort: Cohort, *, list_form=None, link_form=None, status: int = 200):
    """Search the academy, paste or upload addresses, make a link; and what came of earlier invitations."""
    words = " ".join(request.args.get("q", "").split())
    links = links_of(cohort)
    fresh_id, fresh_secret = session.pop("fresh_link", None) or (None, None)
    return render(
        "cohorts/people.html",
        fragments={"found"},
        status=status,
        cohort=cohort,
        words=words,
        found=_with_faces(find_people(cohort, words) if len(words) > 1 else []),
        mentors=_with_faces(possible_mentors(cohort)),
        invited=invited_to(cohort),
        invitations=invitations_of(cohort),
        links=links,
        fresh_secret=fresh_secret if fresh_id in {link.id for link, _by_name in links} else None,
        list_form=list_form or ListForm(),
        link_form=link_form or LinkForm(),
        phase_words=PHASE_WORDS,
        now=now(),
    )


def _with_faces(rows) -> list:
    return [(row, face_of(row)) for row in rows]
