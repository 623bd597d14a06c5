"""Every SELECT about imports."""

from sqlalchemy import Select, select

from courses.models import Course, CourseImport
from lms.access import Viewer
from lms.database import db
from lms.people.models import User

MOST = 20


def imports_visible_to(viewer: Viewer) -> Select:
    """Authors see each other's imports, for they write the courses together; others see none."""
    statement = select(CourseImport)
    return statement if viewer.has_role("author") else statement.where(CourseImport.id < 0)


def latest_imports(viewer: Viewer):
    """The latest imports with their course as it is called now, and who brought it in."""
    statement = (
        imports_visible_to(viewer)
        .with_only_columns(
            CourseImport.id,
            CourseImport.title,
            CourseImport.source_name,
            CourseImport.created_at,
            CourseImport.finished_at,
            CourseImport.failed_because,
            CourseImport.undone_at,
            CourseImport.steps_done,
            CourseImport.steps,
            Course.title.label("course_title"),
            User.name.label("by_name"),
        )
        .outerjoin(Course, Course.id == CourseImport.course_id)
        .outerjoin(User, User.id == CourseImport.started_by)
        .order_by(CourseImport.id.desc())
        .limit(MOST)
    )
    return db.session.execute(statement).all()
