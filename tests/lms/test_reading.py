"""Statements read straight through the driver answer what SQLAlchemy would answer."""

import pytest
from sqlalchemy import bindparam, func, select
from sqlalchemy.exc import DBAPIError

from lms.access import PUBLIC, STAFF, Audience, AudienceMember
from lms.database import UtcDateTime, db, now
from lms.people.models import User
from lms.reading import read

PEOPLE = (
    select(User.id, User.name, User.created_at, User.is_active, User.visibility)
    .where(User.id.in_(bindparam("ids", expanding=True)), User.created_at <= bindparam("until", type_=UtcDateTime()))
    .order_by(User.id)
)
KINDS = select(Audience.kind).where(Audience.kind.in_(("public", "staff")), Audience.id > bindparam("above"))
KINDS = KINDS.order_by(Audience.kind)


def test_rows_are_typed_as_sqlalchemy_types_them(cast):
    values = {"ids": sorted([cast.trainee.id, cast.mentor.id, cast.manager.id]), "until": now()}
    expected = db.session.execute(PEOPLE, values).all()
    found = read(PEOPLE, **values)
    assert expected
    assert [tuple(row) for row in found] == [tuple(row) for row in expected]
    assert found[0].created_at.tzinfo is not None
    assert found[0].is_active is True


def test_lists_may_have_any_length(cast):
    one, two = cast.trainee.id, cast.mentor.id
    assert [row.id for row in read(PEOPLE, ids=[one], until=now())] == [one]
    assert [row.id for row in read(PEOPLE, ids=sorted([one, two]), until=now())] == sorted([one, two])
    assert read(PEOPLE, ids=[], until=now()) == []


def test_lists_of_the_statement_itself_stay(cast):
    assert [row.kind for row in read(KINDS, above=0)] == ["public", "staff"]
    assert read(KINDS, above=PUBLIC).one_or_none().kind == "staff"
    assert read(KINDS, above=STAFF).one_or_none() is None


def test_what_waits_to_be_written_is_found(cast):
    count = select(func.count()).where(AudienceMember.audience_id == bindparam("audience_id"))
    before = read(count, audience_id=STAFF).scalar()
    db.session.add(AudienceMember(user_id=cast.outsider.id, audience_id=STAFF))
    assert read(count, audience_id=STAFF).scalar() == before + 1


def test_an_error_is_told_by_sqlalchemy(app):
    broken = select(func.no_such_function(bindparam("x")))
    with pytest.raises(DBAPIError):
        read(broken, x=1)
    db.session.rollback()
