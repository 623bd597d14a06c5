"""Whom to ask first: the weight of what is known of people, without a look at who they are."""

from collections.abc import Iterable
from dataclasses import dataclass

MOST_OPEN = 3  # questions somebody has been asked and not dealt with; who has so many is left in peace
WEIGHTS = {"answers": 4, "verified": 5, "expertise": 4, "lesson": 2}
MOST_ANSWERS = 3  # more accepted answers weigh no more: the same few would be asked for ever


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of somebody about one question, and how many questions they were asked that still wait."""

    user_id: int
    answers: int = 0  # accepted, about the same lesson or article, or in the same space
    verified: bool = False  # vouched for a text of the article
    expertise: bool = False  # what others may ask them about stands in the question
    lesson: bool = False  # completed the lesson
    load: int = 0

    @property
    def weight(self) -> int:
        return sum(WEIGHTS[name] * min(int(getattr(self, name)), MOST_ANSWERS) for name in WEIGHTS)

    @property
    def because(self) -> str:
        """What weighs most, for telling them why."""
        return max(WEIGHTS, key=lambda name: WEIGHTS[name] * min(int(getattr(self, name)), MOST_ANSWERS))


def in_order(people: Iterable[Known]) -> list[Known]:
    """Who knows most first, each open request counting against them; who knows nothing or has enough is left out."""
    fit = [known for known in people if known.weight > 0 and known.load < MOST_OPEN]
    return sorted(fit, key=lambda known: (known.load * 3 - known.weight, known.user_id))
