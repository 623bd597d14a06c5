"""The page of one member as the routes around it show it."""

from flask_login import current_user

from cohorts import policies, words
from cohorts.early.queries import reach_of
from cohorts.forms import PhaseForm
from cohorts.grades.policies import LEARNERS, can_set_grades
from cohorts.membership import queries as people
from cohorts.membership.actions import TIME_DID_IT
from cohorts.mentoring.actions import TERM_IS_OVER
from cohorts.mentoring.queries import find_term
from cohorts.models import Cohort
from cohorts.overrides.forms import CountForm
from cohorts.overrides.queries import countable_for
from cohorts.training.actions import TIME_UNDID_IT
from lms.pages import not_found, render


def member_screen(
    cohort: Cohort, membership_id: int, form: PhaseForm | None = None, *, count_form: CountForm | None = None,
    status: int = 200,
):  # fmt: skip
    membership, person = people.find_membership(cohort.id, membership_id) or not_found()
    phase = people.phase_of(current_user, cohort)
    reach = reach_of(person.id, cohort.course_id) if policies.can_be_given_early(membership.phase) else None
    countable = None
    if can_set_grades(phase) and membership.phase in LEARNERS:
        countable = countable_for(person.id, cohort.course_id, reach.outline)
        count_form = count_form or CountForm.of(countable.steps, formdata=None)
    return render(
        "cohorts/member.html",
        cohort=cohort,
        membership=membership,
        person=person,
        form=form or PhaseForm(obj=membership),
        history=people.history_of(membership_id),
        phase_words=words.PHASE_WORDS,
        leads=phase == "facilitator",
        by_time=(TIME_DID_IT, TIME_UNDID_IT, TERM_IS_OVER),
        term=find_term(membership.id) if membership.phase in ("mentor", "invited") else None,
        reach=reach,
        countable=countable,
        count_form=count_form,
        status=status,
    )
