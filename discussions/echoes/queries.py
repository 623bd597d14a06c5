"""Every SELECT about echoes: those beside a lesson that a person reads."""

from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Row

from discussions.consent.queries import paragraphs
from discussions.echoes.statements import ECHOES
from lms.access import Viewer
from lms.markup import excerpt
from lms.reading import read


@dataclass(frozen=True, slots=True)
class Echo:
    """Something an earlier cohort said: (paragraphs, name or nothing) of each post that is shown.

    Beside a lesson it has an `anchor`: the passage that its conversation was about."""

    title: str
    posts: list[tuple[list[str], str | None]]
    anchor: Row | None = None
    kind = "echo"

    @property
    def heading(self) -> str:
        """The title, where it was given; else the first words."""
        return self.title or excerpt(self.posts[0][0][0], 80)


def echoes_beside(viewer: Viewer, lesson) -> list[Echo]:
    rows = read(
        ECHOES,
        audiences=sorted(viewer.audiences),
        viewer_id=viewer.id,
        lesson_id=lesson.id,
        course_id=lesson.course_id,
    )
    echoes = (list(posts) for _proposal_id, posts in groupby(rows, key=lambda row: row.id))
    return [echo_of(posts, anchor=posts[0]) for posts in echoes]


def echo_of(rows, *, anchor: Row | None = None) -> Echo:
    """The posts of one proposal as they are shown together."""
    title = next((row.title for row in rows if row.title), "")
    return Echo(title, [(paragraphs(row.words), row.name) for row in rows], anchor)
