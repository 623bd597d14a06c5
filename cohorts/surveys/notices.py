"""What people are told of surveys: that one asks them, once more before it ends, and what came out."""

from flask_babel import force_locale, gettext

from cohorts.surveys.models import FEWEST, Survey, SurveyRound
from lms.notifications.actions import notify


def ask(survey: Survey, current: SurveyRound, people) -> None:
    with force_locale(survey.language):
        excerpt = gettext("A few minutes, without your name. Nobody sees who answered what.")
    _tell(survey, current, people, "surveyed", thing=f"survey-asks:{current.id}", excerpt=excerpt)


def remind(survey: Survey, current: SurveyRound, people) -> None:
    """The only reminder there is."""
    with force_locale(survey.language):
        excerpt = gettext("It closes soon. If you would rather not answer, nothing happens: we do not ask again.")
    _tell(survey, current, people, "surveyed", thing=f"survey-reminds:{current.id}", excerpt=excerpt)


def tell_results(survey: Survey, current: SurveyRound, people) -> None:
    with force_locale(survey.language):
        excerpt = gettext("%(answered)d of %(asked)d people answered. This is what they said together.",
                          answered=current.answered, asked=current.asked)  # fmt: skip
        if current.answered < FEWEST:
            excerpt = gettext("Fewer than five people answered, so nothing is shown to anybody, and nothing was kept.")
    _tell(survey, current, people, "heard", thing=f"survey-results:{current.id}", excerpt=excerpt)


def things_asked(current: SurveyRound) -> tuple[str, str]:
    """What is over when the round is."""
    return f"survey-asks:{current.id}", f"survey-reminds:{current.id}"


def _tell(survey: Survey, current: SurveyRound, people, reason: str, *, thing: str, excerpt: str) -> None:
    notify(
        people, reason, audience_id=current.audience_id, actor=None, thread=survey.thread, thing=thing,
        title=survey.title, url=f"/surveys/{survey.id}", excerpt=excerpt,
    )  # fmt: skip
