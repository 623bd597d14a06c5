"""Every SELECT about profiles: a field hidden from the viewer is neither shown nor matched, because the query leaves it out."""

from dataclasses import dataclass

from sqlalchemy import and_, case, exists, func, literal, or_, select, tuple_
from sqlalchemy.orm import aliased

from lms.access import ACADEMY, Audience, AudienceMember, belongs
from lms.database import db
from lms.files.models import File
from lms.people.models import PROFILE_FIELDS, User
from lms.people.profiles.indexing import folded
from lms.people.queries import photo_url

PAGE = 30
MOST_WORDS = 8
SHOWN_IN_LIST = ("headline", "organisation", "region", "ask_me_about")


@dataclass(frozen=True, slots=True)
class Row:
    """A person as the directory shows them: what is hidden from this viewer is empty."""

    id: int
    name: str
    photo_url: str | None
    headline: str
    organisation: str
    region: str
    ask_me_about: str


@dataclass(frozen=True, slots=True)
class Directory:
    people: list[Row]
    found: int
    everybody: int
    more_after: int | None


def people_visible_to(viewer):
    """Everybody with an open account, for members; nobody, for guests."""
    return select(User).where(_who_is_here(viewer))


def directory(viewer, *, text: str, region: str, organisation: str, group: int | None, after: int | None) -> Directory:
    """One page of people, by name: two statements, whatever is asked."""
    which = and_(_who_is_here(viewer), *_asked(viewer, text, region, organisation, group))
    seen = [_seen(field, viewer).label(field) for field in SHOWN_IN_LIST]
    name = func.lower(User.name)
    statement = select(User.id, User.name, User.photo_key, *seen).where(which).order_by(name, User.id).limit(PAGE + 1)
    if after is not None:
        former = aliased(User)
        former_name = select(func.lower(former.name)).where(former.id == after).scalar_subquery()
        statement = statement.where(tuple_(name, User.id) > tuple_(former_name, literal(after)))
    rows = db.session.execute(statement).all()
    people = [_row(row) for row in rows[:PAGE]]
    found, everybody = db.session.execute(
        select(func.count().filter(which), func.count()).select_from(User).where(_who_is_here(viewer))
    ).one()
    return Directory(people, found, everybody, people[-1].id if len(rows) > PAGE else None)


def regions_seen_by(viewer) -> list[str]:
    """The regions people let the whole academy see."""
    region = _seen("region", viewer)
    statement = select(region).where(_who_is_here(viewer), region != "").distinct().order_by(region).limit(200)
    return list(db.session.scalars(statement))


def groups_of(viewer):
    """(id, name, kind) of the courses and cohorts the viewer belongs to."""
    return db.session.execute(
        select(Audience.id, Audience.name, Audience.kind)
        .where(Audience.id.in_(sorted(viewer.audiences)), Audience.kind.in_(("course", "cohort")))
        .order_by(Audience.kind.desc(), func.lower(Audience.name))
    ).all()


def find_profile(viewer, user_id: int):
    """A person as this viewer may see them; None when there is nobody to see."""
    seen = [_seen(field, viewer).label(field) for field in PROFILE_FIELDS]
    return db.session.execute(
        select(
            User.id,
            User.name,
            User.photo_key,
            User.created_at,
            User.visibility,
            _if_seen("about", User.about_html, viewer).label("about_html"),
            _shares_cohort(viewer).label("shares_cohort"),
            *seen,
        ).where(_who_is_here(viewer), User.id == user_id)
    ).one_or_none()


def find_photo(user: User) -> File | None:
    """The file of a person's photograph."""
    return db.session.scalars(select(File).where(File.key == user.photo_key)).one_or_none() if user.photo_key else None


def _who_is_here(viewer):
    return User.is_active if ACADEMY in viewer.audiences else literal(False)


def _asked(viewer, text: str, region: str, organisation: str, group: int | None) -> list:
    asked = [_matches(viewer, word) for word in folded(text.replace("\x00", "")).split()[:MOST_WORDS]]
    if region:
        asked.append(_seen("region", viewer) == region)
    if organisation:
        asked.append(func.lower(_seen("organisation", viewer)).contains(organisation.lower(), autoescape=True))
    if group is not None:
        asked.append(belongs(User.id, group) if group in viewer.audiences else literal(False))
    return asked


def _matches(viewer, word: str):
    """Whether the word stands in what everybody sees of a person, or in what their cohorts see and the viewer is in one."""
    own = and_(User.found_by_cohort.contains(word, autoescape=True), _shares_cohort(viewer))
    return or_(User.found_by.contains(word, autoescape=True), own)


def _seen(field: str, viewer):
    """The field as this viewer sees it: itself, or empty."""
    return _if_seen(field, getattr(User, field), viewer)


def _if_seen(field: str, column, viewer):
    chosen = func.coalesce(User.visibility[field].as_string(), "nobody" if field == "email" else "academy")
    may = or_(chosen == "academy", User.id == viewer.id, and_(chosen == "cohort", _shares_cohort(viewer)))
    return case((may, column), else_="")


def _shares_cohort(viewer):
    """Whether the viewer and the person belong to the same cohort; a visit to one is not belonging."""
    mine, theirs = aliased(AudienceMember), aliased(AudienceMember)
    return (
        exists()
        .where(
            theirs.user_id == User.id,
            theirs.until.is_(None),
            mine.user_id == viewer.id,
            mine.until.is_(None),
            mine.audience_id == theirs.audience_id,
            Audience.id == theirs.audience_id,
            Audience.kind == "cohort",
        )
        .correlate(User)
    )


def _row(row) -> Row:
    return Row(
        id=row.id,
        name=row.name,
        photo_url=photo_url(row.photo_key),
        headline=row.headline,
        organisation=row.organisation,
        region=row.region,
        ask_me_about=row.ask_me_about,
    )
