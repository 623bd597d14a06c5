"""Every SELECT of the directory: a field hidden from the viewer is neither shown nor matched nor counted."""

from dataclasses import dataclass

from sqlalchemy import Select, and_, func, literal, or_, select, tuple_, union_all
from sqlalchemy.orm import aliased

from lms.access import Audience, belongs
from lms.database import db
from lms.people.directory import evidence
from lms.people.directory.asked import Asked
from lms.people.models import ProfileWord, User
from lms.people.profiles.indexing import folded
from lms.people.profiles.seeing import is_alumna, may_see, seen, shares_cohort, who_is_here
from lms.people.profiles.words import listed
from lms.people.queries import photo_url

PAGE = 30
MOST_WORDS = 8
MOST_CHOICES = 200
SHOWN = ("headline", "organisation", "region", "ask_me_about", "expertise")
ASIDE = ("looking_for", "sector", "languages")  # shown of whom they helped to find


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
    expertise: list[str]
    did: list[str]
    found_by: dict[str, str]  # what a row has no place for, and somebody was found by


@dataclass(frozen=True, slots=True)
class Directory:
    people: list[Row]
    found: int
    everybody: int
    more_after: int | None


def directory(viewer, asked: Asked, *, after: int | None) -> Directory:
    """One page of people, by name: three statements, whatever is asked."""
    which = and_(who_is_here(viewer), *_asked(viewer, asked))
    aside = ASIDE if asked.text else [field for field in ASIDE if _wanted(asked, field)]
    columns = [seen(field, viewer).label(field) for field in (*SHOWN, *aside)]
    name = func.lower(User.name)
    statement = select(User.id, User.name, User.photo_key, may_see("work", viewer).label("shows_work"), *columns)
    statement = statement.where(which).order_by(name, User.id).limit(PAGE + 1)
    if after is not None:
        former = aliased(User)
        former_name = select(func.lower(former.name)).where(former.id == after).scalar_subquery()
        statement = statement.where(tuple_(name, User.id) > tuple_(former_name, literal(after)))
    rows = db.session.execute(statement).all()
    did = evidence.done_by([row.id for row in rows[:PAGE] if row.shows_work], viewer)
    people = [_row(row, did.get(row.id, []), _found_by(row, asked, aside)) for row in rows[:PAGE]]
    found, everybody = db.session.execute(
        select(func.count().filter(which), func.count()).select_from(User).where(who_is_here(viewer))
    ).one()
    return Directory(people, found, everybody, people[-1].id if len(rows) > PAGE else None)


def choices_for(viewer) -> dict[str, list[str]]:
    """What the filters offer: the regions, sectors, expertise and languages people show this viewer; one statement."""
    columns = [_column_choices(field, viewer) for field in ("region", "sector")]
    words = [_word_choices(field, viewer) for field in ("expertise", "languages")]
    found: dict[str, list[str]] = {"region": [], "sector": [], "expertise": [], "languages": []}
    for row in db.session.execute(union_all(*columns, *words)):
        found[row.field].append(row.word)
    return {field: sorted(choices, key=str.casefold) for field, choices in found.items()}


def groups_of(viewer):
    """(id, name, kind) of the courses and cohorts the viewer belongs to."""
    return db.session.execute(
        select(Audience.id, Audience.name, Audience.kind)
        .where(Audience.id.in_(sorted(viewer.audiences)), Audience.kind.in_(("course", "cohort")))
        .order_by(Audience.kind.desc(), func.lower(Audience.name))
    ).all()


def _asked(viewer, asked: Asked) -> list:
    conditions = [_matches(viewer, word) for word in folded(asked.text).split()[:MOST_WORDS]]
    for field in ("region", "sector"):
        if wanted := getattr(asked, field):
            conditions.append(seen(field, viewer) == wanted)
    for field in ("organisation", "ask_me_about", "looking_for"):
        if wanted := getattr(asked, field):
            conditions.append(func.lower(seen(field, viewer)).contains(wanted.lower(), autoescape=True))
    for field, wanted in (("expertise", asked.expertise), ("languages", asked.language)):
        if wanted:
            conditions.append(and_(_lists(field, wanted), may_see(field, viewer)))
    if asked.did or asked.about:
        usual = [kind.name for kind in evidence.usual_kinds()]
        names = [asked.did] if asked.did in usual else usual
        conditions += [may_see("work", viewer), evidence.has_done(User.id, viewer, names, asked.about)]
    if asked.group is not None:
        conditions.append(belongs(User.id, asked.group) if asked.group in viewer.audiences else literal(False))
    return conditions


def _matches(viewer, word: str):
    """Whether the word stands in what everybody sees of a person, or in what their readers see and the viewer is one."""
    shares = shares_cohort(viewer)
    by_alumni = User.found_by_alumni.contains(word, autoescape=True)
    return or_(
        User.found_by.contains(word, autoescape=True),
        and_(by_alumni, is_alumna(viewer)),
        and_(or_(by_alumni, User.found_by_cohort.contains(word, autoescape=True)), shares),
    )


def _lists(field: str, word: str):
    who = select(ProfileWord.user_id).where(ProfileWord.field == field, ProfileWord.key == folded(word))
    return User.id.in_(who)


def _column_choices(field: str, viewer) -> Select:
    word = seen(field, viewer)
    offered = select(word.label("word")).where(who_is_here(viewer), word != "").distinct().order_by(word)
    return _named(field, offered)


def _word_choices(field: str, viewer) -> Select:
    """Of words that differ in their capitals alone one; those most people list, when there are very many."""
    offered = (
        select(func.min(ProfileWord.word).label("word"))
        .join(User, User.id == ProfileWord.user_id)
        .where(ProfileWord.field == field, who_is_here(viewer), may_see(field, viewer))
        .group_by(ProfileWord.key)
        .order_by(func.count().desc(), ProfileWord.key)
    )
    return _named(field, offered)


def _named(field: str, offered: Select) -> Select:
    offered = offered.limit(MOST_CHOICES).subquery()
    return select(literal(field).label("field"), offered.c.word)


def _wanted(asked: Asked, field: str) -> str:
    return asked.language if field == "languages" else getattr(asked, field)


def _found_by(row, asked: Asked, aside) -> dict[str, str]:
    """Of what the viewer sees, what was filtered by, and what holds a word that was searched for."""
    words = folded(asked.text).split()[:MOST_WORDS]
    told = {field: getattr(row, field) for field in aside if getattr(row, field)}
    return {
        field: text
        for field, text in told.items()
        if _wanted(asked, field) or any(word in folded(text) for word in words)
    }


def _row(row, did: list[str], found_by: dict[str, str]) -> Row:
    return Row(
        id=row.id,
        name=row.name,
        photo_url=photo_url(row.photo_key),
        headline=row.headline,
        organisation=row.organisation,
        region=row.region,
        ask_me_about=row.ask_me_about,
        expertise=listed(row.expertise),
        did=did,
        found_by=found_by,
    )
