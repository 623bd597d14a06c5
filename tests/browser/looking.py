"""What must hold of every page: accessible in both themes, nothing wider than the window, one heading, a title, its language."""

from pathlib import Path

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
RUN_AXE = """
async (only) => {
  const options = { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } };
  if (only) options.runOnly = { type: "rule", values: only };
  const found = await axe.run(document, options);
  return found.violations.flatMap(rule => rule.nodes.map(node =>
    `${rule.id} (${rule.impact}): ${node.target.join(" ")} · ${node.any.concat(node.all, node.none).map(check => check.message).join("; ")} · ${node.html.slice(0, 160)}`));
}
"""
FACTS = """
() => {
  const wide = document.documentElement.clientWidth;
  const ids = [...document.querySelectorAll("[id]")].map(element => element.id);
  return {
    title: document.title.trim(),
    language: document.documentElement.lang,
    headings: [...document.querySelectorAll("h1")].map(heading => heading.textContent.trim()),
    repeated: ids.filter((id, at) => ids.indexOf(id) !== at),
  };
}
"""
TOO_WIDE = """
() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const culprits = [...document.body.querySelectorAll("*")].filter(element => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.right > wide + 1 && ![...element.children].some(child => child.getBoundingClientRect().right > wide + 1);
  });
  return [`the page is ${document.documentElement.scrollWidth} px wide in a window of ${wide}`,
    ...culprits.slice(0, 5).map(element => element.outerHTML.slice(0, 160))];
}
"""
OF_COLOUR = ("color-contrast", "link-in-text-block")
HEIGHTS = {320: 640, 360: 740, 1280: 900}
TALLEST = 8000


def show_at(page, width: int, theme: str = "light", *, whole: bool = False) -> None:
    """A window of this width; `whole` makes it as high as the page, so that nothing that sticks lies over the words."""
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
    if whole:
        height = page.evaluate("() => document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": min(height, TALLEST)})


def violations(page, only: tuple[str, ...] = ()) -> list[str]:
    """What axe finds wrong with the page as it stands now, of any impact."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    return page.evaluate(RUN_AXE, list(only) or None)


def violations_but_covered(page) -> list[str]:
    """The same for a page on which something floats, and so lies over what can be scrolled out from under it."""
    return [fault for fault in violations(page) if not fault.startswith("target-size")]


def too_wide(page) -> list[str]:
    return page.evaluate(TOO_WIDE)


def faults(page, language: str) -> list[str]:
    """Everything wrong with an opened page, at both widths and in both themes."""
    wrong = shape_faults(page, language)
    for width in (360, 1280):
        show_at(page, width, whole=True)
        wrong += [f"{width} light: {fault}" for fault in too_wide(page) + violations(page)]
        page.emulate_media(color_scheme="dark")  # a theme changes colours and nothing else
        wrong += [f"{width} dark: {fault}" for fault in violations(page, OF_COLOUR)]
    show_at(page, 320)
    wrong += [f"320: {fault}" for fault in too_wide(page)]
    return wrong


def shape_faults(page, language: str) -> list[str]:
    facts = page.evaluate(FACTS)
    wrong = []
    if not facts["title"]:
        wrong.append("the page has no title")
    if facts["language"] != language:
        wrong.append(f"the page says its language is {facts['language']!r}, not {language!r}")
    if len(facts["headings"]) != 1:
        wrong.append(f"the page has {len(facts['headings'])} main headings: {facts['headings']}")
    if facts["repeated"]:
        wrong.append(f"ids stand on the page more than once: {facts['repeated']}")
    return wrong


def faults_of(visit) -> list[str]:
    """What is wrong with the page a visitor stands on, when their browser runs scripts: axe is one."""
    return violations_but_covered(visit.page) if visit.manner.javascript else []
