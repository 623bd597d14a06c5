"""What the academy says about itself."""

from sqlalchemy import select

from lms.admin.models import Academy
from lms.database import db


def get_about() -> str:
    return db.session.scalar(select(Academy.about).where(Academy.id == 1)) or ""
