"""What surveys hear from cohorts: that one has other readers now, or went on in another."""

from cohorts.events import AudienceFollowed, CohortsMerged
from cohorts.surveys import queries
from cohorts.surveys.actions import close_round
from lms.database import db


def follow_audience(event: AudienceFollowed) -> None:
    """Rounds to come are for the cohort's people of then; what was said in earlier ones keeps its readers."""
    for survey in queries.surveys_in(event.cohort_id):
        survey.audience_id = event.audience_id
    db.session.flush()


def go_on(event: CohortsMerged) -> None:
    """Surveys are found in the other cohort by who read them; what is open closes, and nothing comes back by itself."""
    for survey in queries.surveys_in(event.cohort_id):
        survey.cohort_id, survey.rhythm, survey.next_at = event.into_id, "", None
        close_round(survey)
    db.session.flush()
