"""The plan of the house, read from the code: which room may know which, and what no template may hold."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("lms", "knowledge", "courses", "cohorts", "discussions")  # each may import those before it
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "versions" not in path.parts)
LONGEST = 300  # lines; a longer file hides a noun that deserves a place of its own


def names_imported(tree: ast.AST):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module, node
            yield from ((f"{node.module}.{alias.name}", node) for alias in node.names)


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.parametrize("room", ROOMS)
def test_rooms_know_only_the_rooms_below(room):
    allowed = ROOMS[: ROOMS.index(room) + 1]
    upward = [
        f"{path.relative_to(ROOT)}:{node.lineno} imports {name}: let it call down, or listen to an event"
        for path in sorted((ROOT / room).rglob("*.py"))
        for name, node in names_imported(parse(path))
        if name.partition(".")[0] in {*ROOMS, "app", "demo", "tests"} - set(allowed)
    ]
    assert upward == []


def test_no_module_imports_itself_in_a_circle():
    names = {module_name(path): path for path in MODULES}
    graph = {
        name: {target for target, _ in names_imported(parse(path)) if target in names and target != name}
        for name, path in names.items()
    }
    finished, circle = set(), []

    def visit(name, trail):
        if name in trail:
            circle.append(" -> ".join([*trail[trail.index(name) :], name]))
        elif name not in finished:
            for target in sorted(graph[name]):
                visit(target, [*trail, name])
            finished.add(name)

    for name in sorted(graph):
        visit(name, [])
    assert circle == []


def test_imports_stand_at_the_top():
    hidden = [
        f"{path.relative_to(ROOT)}:{inner.lineno}"
        for path in MODULES
        for node in ast.walk(parse(path))
        if isinstance(node, ast.FunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert hidden == [], "an import inside a function usually hides a circle"


def test_every_module_says_what_it_is_for():
    silent = [str(path.relative_to(ROOT)) for path in MODULES if not ast.get_docstring(parse(path))]
    assert silent == []


def test_no_file_grows_without_end():
    long = {str(path.relative_to(ROOT)): lines for path in MODULES if (lines := path.read_text().count("\n")) > LONGEST}
    assert long == {}, "which noun is hiding in it?"


def test_queries_read_and_actions_do_not_know_the_request():
    offences = []
    for path in (module for module in MODULES if module.parent.name != "lms"):
        tree, place = parse(path), path.relative_to(ROOT)
        imported = {name for name, _ in names_imported(tree)}
        if path.name == "actions.py":
            offences += [
                f"{place}: {name}" for name in imported & {"flask.request", "flask_login.current_user", "flask.session"}
            ]
            offences += [f"{place}:{n.lineno} commits" for n in calls(tree, "commit")]
        if path.name == "policies.py":
            offences += [
                f"{place}: {name}"
                for name in imported
                if name.partition(".")[0] in ("flask", "flask_login", "sqlalchemy")
            ]
        if path.name in ("routes.py", "forms.py"):
            offences += [f"{place}: {name}" for name in imported if name.partition(".")[0] == "sqlalchemy"]
    assert offences == []


def calls(tree: ast.AST, method: str):
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == method
    ]


FORBIDDEN = {
    r"\|\s*safe\b": "only lms/markup makes text safe",
    r"\{%\s*autoescape": "escaping is never switched off",
    r"\sstyle=": "the content security policy forbids inline style",
    r"\son[a-z]+\s*=\s*[\"']": "the content security policy forbids inline handlers",
    r"hx-on|hx-vals=[\"']js:|javascript:": "these need eval",
    r"hx-trigger=[\"'][^\"']*\[": "trigger filters need eval",
    # What is data runs nowhere, and no policy stops it; `tojson` writes no “<” into it.
    r'<script(?![^>]*\ssrc=|\stype="application/ld\+json">\{\{ [\w.]+\|tojson \}\}<)': "the policy forbids inline scripts",
}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_hold_nothing_a_policy_would_stop(path):
    text = re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.S)
    found = [
        f"line {text[: match.start()].count(chr(10)) + 1}: {match[0]!r}: {why}"
        for pattern, why in FORBIDDEN.items()
        for match in re.finditer(pattern, text)
    ]
    assert found == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_unsafe_form_has_its_token(path):
    text = path.read_text()
    for match in re.finditer(r"<form\b[^>]*method=[\"']post[\"'][^>]*>(.*?)</form>", text, re.S | re.I):
        assert "csrf_field()" in match[1] or "{{ token }}" in match[1], match[0][:200]
    for match in re.finditer(r"<(\w+)\b[^>]*\shx-post=[^>]*>", text):
        assert match[1] == "form", f"hx-post belongs on a form: {match[0][:120]}"
        assert 'method="post"' in match[0], f"without JavaScript this form would not post: {match[0][:120]}"


def test_only_markup_marks_text_as_safe():
    allowed = {
        "lms/markup",
        "lms/search/words.py",
        "lms/forms.py",
        "lms/pages.py",
        "lms/moments.py",
        "lms/drawings.py",
        "lms/application.py",
    }
    offenders = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in MODULES
        if not any(str(path.relative_to(ROOT)).startswith(place) for place in allowed)
        for node in ast.walk(parse(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Markup"
        if not (node.args and is_our_own_sentence(node.args[0]))
    ]
    assert offenders == []


def is_our_own_sentence(node: ast.AST) -> bool:
    """A constant, or a constant of ours in the reader's language: what people write is put in escaped."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
        return all(isinstance(argument, ast.Constant) for argument in node.args)
    return isinstance(node, ast.Constant)


def test_nothing_names_a_package_index():
    for name in ("requirements.txt", "requirements-test.txt", "pyproject.toml", "Makefile"):
        assert not re.search(r"https?://|--index-url|--find-links", (ROOT / name).read_text()), name
