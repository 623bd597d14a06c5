"""The grade of a submission, worked out from what was said about it, so that it can say where it comes from."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Grade:
    """`by` is staff or peers; `parts` are the points it was made from. `version` is the number of the version judged."""

    points: int
    most: int
    by: str
    parts: tuple[int, ...]
    version: int
    name: str = ""


def grade_of(feedback: list) -> Grade | None:
    """From rows with role, points, most_points, number (of the version), created_at and name.

    What staff said last about the latest version they judged counts; else the average of the peers, halves up. Nobody
    is graded by themselves."""
    judged = [row for row in feedback if row.points is not None and row.role in ("staff", "peer")]
    staff = max(
        (row for row in judged if row.role == "staff"), key=lambda row: (row.number, row.created_at), default=None
    )
    if staff:
        return Grade(staff.points, staff.most_points, "staff", (staff.points,), staff.number, staff.name)
    if not judged:
        return None
    number = max(row.number for row in judged)
    peers = [row for row in judged if row.number == number]
    parts = tuple(row.points for row in peers)
    return Grade((2 * sum(parts) + len(parts)) // (2 * len(parts)), peers[0].most_points, "peers", parts, number)
