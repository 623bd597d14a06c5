"""The total of one person: the average of what is graded in each category, and of the categories by their weights.

What has no grade is left out, so that a total is never low because something still has to come."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Category:
    """`lessons` are the ids of what stands in it; the one without a name holds everything, as long as nobody chose."""

    name: str
    weight: int
    lessons: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What a category brings to a total: the average of its grades and its share (0–1) of what counts so far."""

    category: Category
    graded: int
    percent: float | None
    share: float


@dataclass(frozen=True, slots=True)
class Total:
    """`percent` is None while nothing that counts has a grade."""

    percent: float | None
    parts: tuple[Part, ...]

    @property
    def graded(self) -> int:
        return sum(part.graded for part in self.parts)

    @property
    def things(self) -> int:
        return sum(len(part.category.lessons) for part in self.parts)

    def part_of(self, lesson_id: int) -> Part | None:
        return next((part for part in self.parts if lesson_id in part.category.lessons), None)

    def share_of(self, lesson_id: int) -> float:
        """How much of the total so far one graded thing makes up, 0–1."""
        part = self.part_of(lesson_id)
        return part.share / part.graded if part and part.graded else 0.0


def total_of(categories: list[Category], percents: dict[int, float | None]) -> Total:
    """From the grade of each lesson; None is no grade."""
    averages = []
    for category in categories:
        graded = [percents[number] for number in category.lessons if percents.get(number) is not None]
        averages.append((category, len(graded), sum(graded) / len(graded) if graded else None))
    weight = sum(category.weight for category, graded, _average in averages if graded)
    parts = tuple(
        Part(category, graded, average, category.weight / weight if graded and weight else 0.0)
        for category, graded, average in averages
    )
    if not weight:
        return Total(None, parts)
    return Total(max(0.0, min(100.0, sum(part.percent * part.share for part in parts if part.graded))), parts)
