"""Where somebody stopped in a lesson: the heading above the furthest place that was on their screen."""

from typing import NamedTuple

from courses.outline import Step
from courses.queries import find_place_names
from lms.access import Viewer


class Heading(NamedTuple):
    text: str
    slug: str


def stopped_at(viewer: Viewer, step: Step) -> Heading | None:
    """None at the beginning of a lesson, and where its words changed since."""
    found = find_place_names(step.id, step.language, viewer.id) if step.percent else None
    if found is None or found.place not in {key for key, _text in found.blocks}:
        return None
    slugs = {text: slug for _level, text, slug in found.headings}
    last = None
    for key, text in found.blocks:
        if text in slugs:
            last = Heading(text, slugs[text])
        if key == found.place:
            break
    return last
