"""What waits for one another: a condition is refused exactly when something could never be opened with it."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from courses.opening.circles import after_of, has_circle, target_of, would_wait_for_itself

LESSONS, MODULES = 6, 3
nodes = st.one_of(
    st.tuples(st.just("lesson"), st.integers(1, LESSONS)), st.tuples(st.just("module"), st.integers(1, MODULES))
)
homes = st.fixed_dictionaries({lesson: st.integers(1, MODULES) for lesson in range(1, LESSONS + 1)})


def condition(target, after):
    none = dict.fromkeys(("lesson_id", "module_id", "after_lesson_id", "after_module_id"))
    return SimpleNamespace(**none | {f"{target[0]}_id": target[1], f"after_{after[0]}_id": after[1]})


def is_all_reached(conditions, homes) -> bool:
    """Completing whatever is open, again and again, reaches everything."""
    done, before = set(), None
    while before != done:
        before = set(done)
        for module in range(1, MODULES + 1):
            inside = {("lesson", lesson) for lesson, home in homes.items() if home == module}
            if inside <= done and _is_open(("module", module), conditions, done):
                done.add(("module", module))
        for lesson, home in homes.items():
            if all(_is_open(node, conditions, done) for node in (("lesson", lesson), ("module", home))):
                done.add(("lesson", lesson))
    return len(done) == LESSONS + MODULES


def _is_open(node, conditions, done) -> bool:
    return all(after_of(one) in done for one in conditions if target_of(one) == node)


@given(st.lists(st.tuples(nodes, nodes), max_size=8), homes)
def test_what_is_accepted_can_all_be_opened_and_what_is_refused_could_not(asked, homes):
    kept = []
    for target, after in asked:
        refused = would_wait_for_itself(target, after, kept, homes)
        assert refused != is_all_reached([*kept, condition(target, after)], homes)
        if not refused:
            kept.append(condition(target, after))
    assert not has_circle(kept, homes)


@given(st.lists(st.tuples(nodes, nodes), max_size=8), homes)
def test_a_circle_is_seen_in_whatever_stands_there(pairs, homes):
    conditions = [condition(*pair) for pair in pairs]
    assert has_circle(conditions, homes) != is_all_reached(conditions, homes)
