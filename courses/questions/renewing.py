"""Questions rendered again: the words stay as they were asked, only the HTML is made anew."""

from sqlalchemy import select

from courses.questions.models import QuestionVersion
from courses.questions.rendering import rendered_parts
from lms.database import db
from lms.markup import RENDERER_VERSION
from lms.renewing import renews


@renews("questions")
def renew_questions(limit: int) -> int:
    outdated = select(QuestionVersion).where(QuestionVersion.renderer_version < RENDERER_VERSION)
    versions = db.session.scalars(outdated.order_by(QuestionVersion.id).limit(limit)).all()
    for version in versions:
        for column, value in rendered_parts(version.kind, version.content).items():
            setattr(version, column, value)
    db.session.flush()
    return len(versions)
