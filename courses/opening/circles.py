"""Whether what waits for one another would wait for ever: plain functions over the conditions of one course."""

from collections.abc import Iterable, Mapping

Node = tuple[str, int]  # ("lesson", 7) or ("module", 3)


def target_of(condition) -> Node:
    """What opens."""
    return ("lesson", condition.lesson_id) if condition.lesson_id else ("module", condition.module_id)


def after_of(condition) -> Node:
    """What has to be done before."""
    if condition.after_lesson_id:
        return ("lesson", condition.after_lesson_id)
    return ("module", condition.after_module_id)


def would_wait_for_itself(target: Node, after: Node, conditions: Iterable, homes: Mapping[int, int]) -> bool:
    """Whether `after` cannot be completed before `target` opens. `homes`: lesson → the module it stands in."""
    waits: dict[Node, list[Node]] = {}
    for condition in conditions:
        waits.setdefault(target_of(condition), []).append(after_of(condition))
    inside: dict[int, list[Node]] = {}
    for lesson_id, module_id in homes.items():
        inside.setdefault(module_id, []).append(("lesson", lesson_id))
    needed, left = set(), [after]
    while left:
        node = left.pop()
        if node in needed:
            continue
        needed.add(node)
        kind, number = node
        left += waits.get(node, [])
        left += waits.get(("module", homes[number]), []) if kind == "lesson" else inside.get(number, [])
    opens = {target, *(inside.get(target[1], []) if target[0] == "module" else [])}
    return not opens.isdisjoint(needed)


def has_circle(conditions: list, homes: Mapping[int, int]) -> bool:
    """Whether any of the conditions waits for itself."""
    return any(
        would_wait_for_itself(target_of(condition), after_of(condition), conditions, homes) for condition in conditions
    )
