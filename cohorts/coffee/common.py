"""What two people have in common, as far as each may know it of the other, and the first words made of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from cohorts.models import Cohort
from courses.models import Course
from lms.access import Audience, AudienceMember, Viewer
from lms.database import db
from lms.people.profiles.queries import find_profile
from lms.people.queries import viewer_of

MOST = 3  # cohorts, courses and conversations that are named
SHARED_FIELDS = ("organisation", "sector", "region")

_finders: list[Callable] = []


@dataclass(frozen=True)
class Common:
    """The names of cohorts, courses and conversations both are in, fields both show and fill in alike, and their “ask me about”."""

    cohorts: list[str] = field(default_factory=list)
    courses: list[str] = field(default_factory=list)
    talks: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    ask_me_about: str = ""

    def __bool__(self) -> bool:
        return bool(self.cohorts or self.courses or self.talks or self.fields)


def know_talks(find: Callable) -> None:
    """A room above says which conversations two people took part in that both may read: (viewer, other, first) → titles."""
    if find not in _finders:
        _finders.append(find)


def common_of(viewer: Viewer, user_id: int, *, first: int | None = None) -> Common:
    """Between the viewer and somebody else; of conversations the one with the number `first` stands first."""
    other = viewer_of(user_id)
    theirs, own = find_profile(viewer, user_id), find_profile(other, viewer.id)
    if theirs is None or own is None:
        return Common()
    groups = _groups_of(viewer, other)
    return Common(
        cohorts=[row.name for row in groups if row.kind == "cohort"][:MOST],
        courses=[row.name for row in groups if row.kind == "course"][:MOST],
        talks=[title for find in _finders for title in find(viewer, other, first)][:MOST],
        # Each as the other sees it: what somebody hides is not told by saying that both have it.
        fields={
            name: getattr(theirs, name)
            for name in SHARED_FIELDS
            if getattr(theirs, name) and _folded(getattr(theirs, name)) == _folded(getattr(own, name))
        },
        ask_me_about=theirs.ask_me_about,
    )


def lines_of(common: Common) -> list[str]:
    """What they have in common, a sentence each."""
    lines = []
    if common.cohorts:
        lines.append(gettext("You are both in %(names)s.", names=_listed(common.cohorts)))
    elif common.courses:
        lines.append(gettext("You both follow %(names)s.", names=_listed(common.courses)))
    if common.talks:
        lines.append(gettext("You both took part in %(titles)s.", titles=_quoted(common.talks)))
    if "organisation" in common.fields:
        lines.append(gettext("You both work at %(name)s.", name=common.fields["organisation"]))
    if "sector" in common.fields:
        lines.append(gettext("You are both in the sector %(name)s.", name=common.fields["sector"]))
    if "region" in common.fields:
        lines.append(gettext("You both live or work in %(name)s.", name=common.fields["region"]))
    return lines


def intro_of(common: Common, *, name: str, by: str) -> str:
    """The first words to somebody, for their writer to change."""
    told = []
    if common.cohorts:
        told.append(gettext("We are both in %(names)s.", names=_listed(common.cohorts)))
    elif common.courses:
        told.append(gettext("We both follow %(names)s.", names=_listed(common.courses)))
    if common.talks:
        told.append(gettext("We both took part in %(titles)s.", titles=_quoted(common.talks)))
    if "organisation" in common.fields:
        told.append(gettext("We both work at %(name)s.", name=common.fields["organisation"]))
    elif "sector" in common.fields:
        told.append(gettext("We are both in the sector %(name)s.", name=common.fields["sector"]))
    if common.ask_me_about:
        told.append(
            gettext("Your profile says that one may ask you about: %(words)s.", words=common.ask_me_about.rstrip("."))
        )
    parts = [gettext("Hello %(name)s,", name=name), " ".join(told), gettext("Shall we have a coffee?"), by]
    return "\n\n".join(filter(None, parts))


def _groups_of(viewer: Viewer, other: Viewer) -> list:
    """Name and kind of the cohorts, each with its course, and courses both belong to; a visit is not belonging."""
    mine, theirs = aliased(AudienceMember), aliased(AudienceMember)
    of_cohort = func.coalesce(Course.title + ", ", "").concat(Audience.name)
    return db.session.execute(
        select(of_cohort.label("name"), Audience.kind)
        .join(mine, mine.audience_id == Audience.id)
        .join(theirs, theirs.audience_id == Audience.id)
        .outerjoin(Cohort, Cohort.audience_id == Audience.id)
        .outerjoin(Course, Course.id == Cohort.course_id)
        .where(mine.user_id == viewer.id, mine.until.is_(None), theirs.user_id == other.id, theirs.until.is_(None))
        .where(Audience.kind.in_(("cohort", "course")), Audience.name != "")
        .order_by(Audience.id.desc())
        .limit(50)
    ).all()


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


def _listed(names: list[str]) -> str:
    if len(names) == 1:
        return names[0]
    return gettext("%(first)s and %(last)s", first=", ".join(names[:-1]), last=names[-1])


def _quoted(titles: list[str]) -> str:
    return _listed([f"“{title}”" for title in titles])
