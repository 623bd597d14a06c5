"""How quizzes react when the author changes how their lesson is completed."""

from courses.events import CompletionRuleChanged
from courses.quizzes.actions import settle
from courses.quizzes.results.queries import last_attempts


def follow_rule(event: CompletionRuleChanged) -> None:
    """Whoever handed in, or passed, did already what the quiz asks now."""
    if event.kind == "quiz":
        for attempt in last_attempts(event.lesson_id):
            settle(attempt)
