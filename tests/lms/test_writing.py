"""Writes handed straight to the driver do what SQLAlchemy would do."""

import pytest
from sqlalchemy import bindparam, update
from sqlalchemy.exc import IntegrityError

from discussions.welcome.models import WelcomeEnd
from lms.access import STAFF, AudienceMember
from lms.database import db, now
from lms.people.models import User
from lms.search.models import SearchDocument
from lms.writing import write

RENAMED = update(User.__table__).where(User.id == bindparam("of")).values(name=bindparam("to"))
NAMED = RENAMED.returning(User.id, User.name, User.created_at)


def _put_away(insert):
    return insert(WelcomeEnd.__table__).on_conflict_do_nothing().returning(*WelcomeEnd.__table__.columns)


def _document(insert):
    return insert(SearchDocument.__table__).returning(*SearchDocument.__table__.columns)


def test_what_is_returned_is_typed_and_what_is_not_found_is_nothing(cast):
    row = write(NAMED, of=cast.trainee.id, to="Sanne").one_or_none()
    assert (row.id, row.name, row.created_at.tzinfo is not None) == (cast.trainee.id, "Sanne", True)
    assert write(NAMED, of=0, to="Nobody") == []
    assert write(RENAMED, of=cast.trainee.id, to="Sanne de Boer") == []
    assert db.session.get_one(User, cast.trainee.id, populate_existing=True).name == "Sanne de Boer"


def test_columns_without_a_value_get_their_defaults_each_time(cast):
    before = now()
    first, second = (write(_put_away, user_id=person.id).one_or_none() for person in (cast.trainee, cast.mentor))
    assert before <= first.at < second.at <= now()
    assert write(_put_away, user_id=cast.trainee.id) == []
    values = {"kind": "post", "object_id": 1, "language": "en", "title": "", "body": "", "url": "/"}
    row = write(_document, audience_id=STAFF, at=before, **values).one_or_none()
    assert (row.author_name, row.extra, row.weight, row.at) == ("", {}, 1.0, before)


def test_what_waits_to_be_written_is_written_first(cast):
    db.session.get_one(User, cast.trainee.id).name = "Before"
    write(RENAMED, of=cast.trainee.id, to="After")
    assert db.session.get_one(User, cast.trainee.id, populate_existing=True).name == "After"


def test_an_error_is_told_as_what_it_is(cast):
    def member(insert):
        return insert(AudienceMember.__table__)

    with pytest.raises(IntegrityError) as told:
        write(member, user_id=cast.trainee.id, audience_id=987654321)
    assert "987654321" not in str(told.value).partition("[SQL")[2]
    db.session.rollback()
