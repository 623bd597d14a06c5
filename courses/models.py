"""The tables of courses: what is taught, in which words, who may read it when, and how far each person is."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from lms.database import Base, Id, now
from lms.interchange.models import Import


class Course(Base):
    """`audience_id` sees the course page and outline; the people of the course are `people_audience_id`.

    `lessons_audience_id` reads its lessons: those people, unless an author opened them to more."""

    __tablename__ = "courses"

    id: Mapped[Id]
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"), index=True)
    people_audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"))
    lessons_audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"))
    title: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")
    outcomes: Mapped[str] = mapped_column(default="")
    outcomes_html: Mapped[str] = mapped_column(default="")
    for_whom: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="en")
    created_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    published_at: Mapped[datetime | None]
    archived_at: Mapped[datetime | None]
    is_template: Mapped[bool] = mapped_column(default=False)  # courses begin from it; nobody follows it
    copied_from_id: Mapped[int | None] = mapped_column(ForeignKey("courses.id"), index=True)
    copied_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    modules: Mapped[list["Module"]] = relationship(
        lazy="raise_on_sql", order_by="Module.position", back_populates="course"
    )


class Module(Base):
    __tablename__ = "modules"

    id: Mapped[Id]
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"), index=True)
    title: Mapped[str]
    titles: Mapped[dict] = mapped_column(JSON, default=dict)  # language → title, where it differs from `title`
    position: Mapped[int] = mapped_column(default=0)
    copied_from_id: Mapped[int | None] = mapped_column(ForeignKey("modules.id"), index=True)
    copied_at: Mapped[datetime | None]  # or when an author last looked at what is newer there
    removed_at: Mapped[datetime | None]

    course: Mapped[Course] = relationship(lazy="raise_on_sql", back_populates="modules")
    lessons: Mapped[list["Lesson"]] = relationship(
        lazy="raise_on_sql", order_by="Lesson.position", back_populates="module"
    )


class Lesson(Base):
    """A lesson is one place in the outline; its words stand in one LessonText per language."""

    __tablename__ = "lessons"

    id: Mapped[Id]
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"), index=True)
    module_id: Mapped[int] = mapped_column(ForeignKey("modules.id"), index=True)
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"), index=True)
    kind: Mapped[str] = mapped_column(default="page")
    position: Mapped[int] = mapped_column(default=0)
    minutes: Mapped[int | None]
    is_required: Mapped[bool] = mapped_column(default=True)
    completed_by: Mapped[str] = mapped_column(default="hand")  # one of the completions of its kind (courses/kinds.py)
    published_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
    removed_because: Mapped[str] = mapped_column(default="")  # the author's sentence to those who did it
    import_key: Mapped[str] = mapped_column(default="")

    module: Mapped[Module] = relationship(lazy="raise_on_sql", back_populates="lessons")
    texts: Mapped[list["LessonText"]] = relationship(lazy="raise_on_sql", back_populates="lesson")


class LessonText(Base):
    """The words of a lesson in one language: the draft being written, and the published revision as readers see it."""

    __tablename__ = "lesson_texts"
    __table_args__ = (UniqueConstraint("lesson_id", "language"),)

    id: Mapped[Id]
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"), index=True)
    language: Mapped[str]
    draft_title: Mapped[str]
    draft_short_title: Mapped[str] = mapped_column(default="")
    draft_body: Mapped[str] = mapped_column(default="")
    draft_version: Mapped[int] = mapped_column(default=1)
    draft_saved_at: Mapped[datetime] = mapped_column(default=now)
    draft_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    draft_key: Mapped[str] = mapped_column(default="")  # the open page that saved last: it cannot conflict with itself
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("lesson_revisions.id", use_alter=True))
    title: Mapped[str] = mapped_column(default="")
    short_title: Mapped[str] = mapped_column(default="")
    html: Mapped[str] = mapped_column(default="")
    blocks: Mapped[list] = mapped_column(JSON, default=list)  # [[key, text], …] of the published revision
    headings: Mapped[list] = mapped_column(JSON, default=list)  # [[level, text, slug], …]
    renderer_version: Mapped[int] = mapped_column(default=0)

    lesson: Mapped[Lesson] = relationship(lazy="raise_on_sql", back_populates="texts")

    @property
    def has_new_names(self) -> bool:
        """Whether the draft is named otherwise than what readers see; its body is compared with the revision's."""
        return self.draft_title != self.title or self.draft_short_title != self.short_title


class LessonRevision(Base):
    """What was published at one moment; never changed afterwards. `why` is the author's sentence to readers."""

    __tablename__ = "lesson_revisions"
    __table_args__ = (UniqueConstraint("lesson_text_id", "number"),)

    id: Mapped[Id]
    lesson_text_id: Mapped[int] = mapped_column(ForeignKey("lesson_texts.id"), index=True)
    number: Mapped[int]
    title: Mapped[str]
    short_title: Mapped[str] = mapped_column(default="")
    body: Mapped[str]
    html: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
    published_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    published_at: Mapped[datetime] = mapped_column(default=now)


class LessonFile(Base):
    """An image or file a lesson shows; whoever may read one of its lessons may fetch it."""

    __tablename__ = "lesson_files"

    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"), primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("files.id"), primary_key=True, index=True)
    alt: Mapped[str] = mapped_column(default="")


class Enrolment(Base):
    """A person follows a course, from joining a first cohort on. `completed_at` never goes back to None."""

    __tablename__ = "enrolments"
    __table_args__ = (UniqueConstraint("course_id", "user_id"), Index("ix_enrolments_user_id", "user_id"))

    id: Mapped[Id]
    course_id: Mapped[int] = mapped_column(ForeignKey("courses.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    enrolled_at: Mapped[datetime] = mapped_column(default=now)
    last_lesson_id: Mapped[int | None] = mapped_column(ForeignKey("lessons.id"))
    last_active_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]  # no longer among “your courses”; what was learned is kept


class LessonProgress(Base):
    """How far one person is in one lesson, and which revision they completed."""

    __tablename__ = "lesson_progress"
    __table_args__ = (Index("ix_lesson_progress_lesson_id", "lesson_id"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id"), primary_key=True)
    started_at: Mapped[datetime] = mapped_column(default=now)
    place: Mapped[str] = mapped_column(default="")  # key of the furthest block that was on screen
    percent: Mapped[int] = mapped_column(default=0)
    completed_at: Mapped[datetime | None]
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("lesson_revisions.id"))


class ModuleRelease(Base):
    """The day a module opens for an audience. A module with no row for any of a person's audiences waits for no day."""

    __tablename__ = "module_releases"

    module_id: Mapped[int] = mapped_column(ForeignKey("modules.id"), primary_key=True)
    audience_id: Mapped[int] = mapped_column(ForeignKey("audiences.id"), primary_key=True)
    opens_at: Mapped[datetime]


class CourseImport(Import, Base):
    """One import of a course with its receipt; undoing removes what it made and nobody has used."""

    __tablename__ = "course_imports"

    course_id: Mapped[int | None] = mapped_column(ForeignKey("courses.id"))
