"""How quizzes react when the author changes what completes their lesson, or what passes."""

from courses.events import CompletionRuleChanged
from courses.quizzes.actions import settle
from courses.quizzes.results.queries import last_attempts
from lms.jobs import job


def follow_rule(event: CompletionRuleChanged) -> None:
    """Whoever handed in, or passed, did already what the quiz asks now."""
    if event.kind == "quiz":
        settle_attempts(event.lesson_id, event.user_id)


@job("settle_attempts")
def settle_attempts(lesson_id: int, user_id: int | None = None) -> None:
    """What everybody's attempts, or one person's, bring about by the settings that hold now; what was completed stays
    completed."""
    for attempt in last_attempts(lesson_id, user_id):
        settle(attempt)
