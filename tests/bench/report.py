"""docs/benchmarks.md: one part for each command, kept when another writes its own."""

from lms.config import ROOT

REPORT = ROOT / "docs" / "benchmarks.md"
PARTS = ("Benchmarks", "Search")  # the heading of each part, in the order in which they stand


def write(part: str, body: str) -> None:
    """Put this under the heading of the part; the others stay as they are."""
    parts = _parts() | {part: f"# {part}\n\n{body.strip()}\n"}
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text("\n".join(parts[name] for name in PARTS if name in parts), encoding="utf-8")


def _parts() -> dict[str, str]:
    if not REPORT.exists():
        return {}
    found, name = {}, PARTS[0]
    for line in REPORT.read_text(encoding="utf-8").splitlines():
        name = line.removeprefix("# ") if line.removeprefix("# ") in PARTS and line.startswith("# ") else name
        found.setdefault(name, []).append(line)
    return {name: "\n".join(lines).strip() + "\n" for name, lines in found.items()}
