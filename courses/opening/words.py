"""The sentences with which an author is told when something opens."""

from typing import NamedTuple

from flask_babel import gettext as _

from courses.opening.circles import Node, after_of, target_of


class Names(NamedTuple):
    """The names of an outline: whatever has `id`, `number` and `title`. The editor's tree is one too."""

    modules: list
    lessons: list


def openings_in(tree, conditions) -> dict[Node, list[str]]:
    """What opens → a sentence for each thing that must be done first, with the names in `tree`."""
    said: dict[Node, list[str]] = {}
    for condition in conditions:
        said.setdefault(target_of(condition), []).append(sentence(tree, condition))
    return said


def sentence(tree, condition) -> str:
    name = name_of(tree, after_of(condition))
    if not name:
        return _("After something that was removed; nobody waits for it.")
    if condition.percent is not None:
        return _("After at least %(percent)d%% in “%(name)s”.", percent=condition.percent, name=name)
    return _("After completing “%(name)s”.", name=name)


def name_of(tree, node: Node) -> str:
    """“2.3 Summaries”, or “2. Talking”; empty for what no longer stands in the course."""
    kind, number = node
    found = tree.lessons if kind == "lesson" else tree.modules
    one = next((one for one in found if one.id == number), None)
    if one is None:
        return ""
    return f"{one.number} {one.title}" if kind == "lesson" else f"{one.number}. {one.title}"
