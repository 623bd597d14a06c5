"""Leerkring: all wiring in one place. Rooms import only those below them; what those show or ask of them is said here."""

from importlib import import_module
from pkgutil import walk_packages

from flask_compress import Compress
from flask_migrate import upgrade
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

import cohorts
import courses
import discussions
import knowledge
import lms
from cohorts.events import (
    AudienceFollowed,
    CohortHandedOver,
    CohortOpened,
    CohortRenamed,
    CohortsMerged,
    PersonLeft,
    PhaseChanged,
)
from courses.events import (
    AttemptGraded,
    CertificateIssued,
    CompletionRuleChanged,
    CourseCreated,
    CourseRemoved,
    CourseRenamed,
    LessonPublished,
)
from courses.opening.queries import lessons_not_open_to
from demo.seed import seed as demo_seed
from discussions.actions import found_academy_space
from knowledge.events import ArticlePublished, ArticlesNamed
from lms import (
    assets,
    config,
    database,
    events,
    files,
    forms,
    jobs,
    languages,
    limits,
    live,
    observing,
    pages,
    turns,
    worker,
)
from lms.admin.founding import found_academy
from lms.application import Application
from lms.database import db
from lms.keeping import commands as keeping
from lms.people import signing_in
from lms.people.events import InvitationAccepted, RoleGranted, RoleTaken

ROOMS = (lms, knowledge, courses, cohorts, discussions)
for room in ROOMS:  # whole, so that all tables and jobs there are known
    for module in walk_packages(room.__path__, f"{room.__name__}."):
        import_module(module.name)

# Packages whose `routes.bp` brings pages.
FEATURES = (
    lms.people,
    lms.notifications,
    lms.notifications.stopping,
    lms.admin,
    lms.admin.accounts,
    lms.admin.first_run,
    lms.drafts,
    lms.search,
    lms.home,
    lms.public,
    knowledge,
    courses,
    courses.certificates,
    courses.changes,
    courses.checks,
    courses.copying,
    courses.assignments,
    courses.editing,
    courses.interchange,
    courses.opening,
    courses.passages,
    courses.public,
    courses.questions,
    courses.questions.interchange,
    courses.quizzes,
    courses.refreshers,
    courses.tools,
    cohorts,
    cohorts.assignments,
    cohorts.settings,
    cohorts.calendar,
    cohorts.calendar.agenda,
    cohorts.calendar.arriving,
    cohorts.calendar.dates,
    cohorts.calendar.feed,
    cohorts.coffee,
    cohorts.coffee.matching,
    cohorts.early,
    cohorts.files,
    cohorts.grades,
    cohorts.handing_over,
    cohorts.ground,
    cohorts.joining,
    cohorts.links,
    cohorts.live,
    cohorts.lists,
    cohorts.mentoring,
    cohorts.moving,
    cohorts.overrides,
    cohorts.phases,
    cohorts.practice,
    cohorts.progress,
    cohorts.roles,
    cohorts.roles.badges,
    cohorts.spotlight,
    cohorts.surveys,
    cohorts.surveys.making,
    cohorts.visits,
    discussions,
    discussions.posts,
    discussions.reacting,
    discussions.reading,
    discussions.composing,
    discussions.following,
    discussions.live,
    discussions.alumni,
    discussions.anchors,
    discussions.answering,
    discussions.answering.held,
    discussions.answering.office,
    discussions.answering.queue,
    discussions.asking,
    discussions.desk,
    discussions.consent,
    discussions.contradicting,
    discussions.contributions,
    discussions.bookmarks,
    discussions.charter,
    discussions.cockpit,
    discussions.ideas,
    discussions.insights,
    discussions.meetings,
    discussions.milestones,
    discussions.moderation,
    discussions.moderation.log,
    discussions.moderation.rules,
    discussions.moving,
    discussions.proposing,
    discussions.recurring,
    discussions.reunions,
    discussions.ripening,
    discussions.public,
    discussions.sharing,
    discussions.polls,
    discussions.slow_mode,
    discussions.stumbling,
    discussions.subjects,
    discussions.welcome,
)

# What happened, and who acts on it, in this order and in the same transaction.
REACTIONS = {
    RoleGranted: (
        courses.reactions.let_author_in,
        cohorts.assignments.readers.let_author_grade,
    ),
    RoleTaken: (
        courses.reactions.let_author_out,
        cohorts.reactions.keep_members_reading,
        cohorts.assignments.readers.let_author_grade,
    ),
    InvitationAccepted: (cohorts.reactions.let_in_invited,),
    AttemptGraded: (courses.refreshers.reactions.keep_what_was_mastered,),
    CertificateIssued: (cohorts.reactions.name_cohort,),
    CompletionRuleChanged: (
        courses.quizzes.reactions.follow_rule,
        cohorts.live.actions.follow_rule,
        cohorts.assignments.settling.follow_rule,
        cohorts.grades.actions.follow_rule,
    ),
    LessonPublished: (
        courses.changes.telling.tell_of_change,
        courses.reactions.doubt_articles,
        discussions.reactions.follow_lesson,
    ),
    CourseCreated: (discussions.reactions.open_course_space,),
    CourseRenamed: (
        discussions.reactions.rename_course_space,
        discussions.alumni.actions.rename_alumni,
    ),
    CourseRemoved: (discussions.reactions.remove_course_space,),
    CohortOpened: (discussions.reactions.open_cohort_space,),
    CohortRenamed: (discussions.reactions.rename_cohort_space,),
    PersonLeft: (
        discussions.alumni.actions.let_go,
        cohorts.roles.actions.end_with_membership,
    ),
    PhaseChanged: (cohorts.mentoring.as_role.settle,),
    CohortsMerged: (
        cohorts.roles.actions.go_on,
        cohorts.spotlight.actions.go_on,
        cohorts.surveys.reactions.go_on,
        discussions.merging.actions.merge_spaces,
        discussions.insights.reactions.end_with_cohort,
    ),
    AudienceFollowed: (
        discussions.merging.actions.follow_audience,
        cohorts.surveys.reactions.follow_audience,
        discussions.insights.reactions.follow_audience,
    ),
    CohortHandedOver: (
        discussions.insights.reactions.hand_over,
        discussions.milestones.actions.hand_over,
    ),
    ArticlePublished: (discussions.reactions.follow_article,),
    ArticlesNamed: (
        courses.reactions.name_articles,
        discussions.reactions.name_articles,
        knowledge.reactions.name_articles,
    ),
}

# Places in templates of lower rooms, and what is shown there, in this order.
PANELS = {
    # What waits for staff, then what is new among one's people, then what is planned and due, then what may wait.
    "home_sections": (
        lms.admin.panels.home_sections,
        discussions.panels.home_waiting,
        cohorts.panels.home_sections,
        discussions.moderation.panels.home_sections,
        discussions.ideas.panels.home_sections,
        courses.quizzes.panels.home_sections,
        cohorts.assignments.panels.home_waiting,
        discussions.panels.home_sections,
        cohorts.calendar.panels.home_sections,
        cohorts.assignments.panels.home_sections,
        cohorts.practice.panels.home_sections,
        courses.panels.home_sections,
        courses.refreshers.panels.home_sections,
        cohorts.coffee.panels.home_sections,
        cohorts.surveys.panels.home_sections,
        knowledge.panels.home_sections,
        knowledge.stories.panels.home_sections,
    ),
    "home_rail": (
        cohorts.panels.home_rail,
        discussions.welcome.panels.home_rail,
        courses.panels.home_rail,
        discussions.panels.home_rail,
    ),
    "lesson_task": (
        courses.quizzes.panels.lesson_task,
        cohorts.assignments.panels.lesson_task,
        courses.tools.panels.lesson_task,
        cohorts.live.panels.lesson_task,
    ),
    "lesson_marks": (
        courses.quizzes.panels.lesson_marks,
        cohorts.assignments.panels.lesson_marks,
    ),
    "edit_lesson_task": (
        courses.quizzes.panels.edit_lesson_task,
        courses.assignments.panels.edit_lesson_task,
        courses.tools.panels.edit_lesson_task,
        cohorts.live.panels.edit_lesson_task,
    ),
    "question_use": (
        courses.quizzes.panels.question_use,
        courses.checks.panels.question_use,
    ),
    "home_lead": (courses.panels.home_lead,),
    "front": (
        courses.panels.front,
        knowledge.panels.front,
        discussions.sharing.panels.front,
    ),
    "course_rail": (
        courses.certificates.panels.course_rail,
        cohorts.panels.course_rail,
        courses.refreshers.panels.course_rail,
        discussions.panels.course_rail,
        discussions.alumni.panels.course_rail,
    ),
    "course_staff": (
        courses.certificates.panels.course_staff,
        cohorts.panels.course_staff,
        discussions.stumbling.panels.course_staff,
    ),
    "profile": (
        courses.certificates.panels.profile,
        cohorts.roles.panels.profile,
        cohorts.spotlight.panels.profile,
        cohorts.panels.profile,
        discussions.contributions.panels.profile,
        knowledge.stories.panels.profile,
    ),
    "profile_acts": (
        cohorts.coffee.panels.profile_acts,
        cohorts.roles.panels.profile_acts,
    ),
    "account_links": (
        cohorts.coffee.panels.account_links,
        cohorts.roles.panels.account_links,
        courses.refreshers.panels.account_links,
        discussions.consent.panels.account_links,
        discussions.desk.panels.account_links,
    ),
    "people_rail": (
        cohorts.coffee.panels.people_rail,
        cohorts.roles.panels.people_rail,
    ),
    "article_uses": (courses.passages.panels.article_uses,),
    "beside_event": (
        cohorts.live.panels.beside_event,
        discussions.meetings.panels.beside_event,
    ),
    "place_of_audience": (discussions.meetings.panels.place_of_audience,),
    "after_lesson": (cohorts.practice.panels.after_lesson,),
    "after_attempt": (courses.refreshers.panels.after_attempt,),
    "cohort_conversations": (discussions.panels.cohort_conversations,),
    "cohort_figures": (discussions.panels.cohort_figures,),
    "cohort_rail": (
        discussions.panels.cohort_rail,
        discussions.alumni.panels.cohort_rail,
    ),
    "after_search": (
        discussions.desk.panels.after_search,
        knowledge.searches.panels.after_search,
    ),
    "behind_doubt": (discussions.contradicting.panels.behind_doubt,),
    "knowledge_lists": (discussions.recurring.panels.knowledge_lists,),
    "knowledge_work": (
        discussions.recurring.panels.knowledge_work,
        discussions.proposing.panels.knowledge_work,
    ),
    "behind_article": (discussions.ripening.panels.behind_article,),
    "behind_quotes": (discussions.ripening.panels.behind_quotes,),
    "beside_story": (knowledge.stories.panels.beside_story,),
    "beside_conversations": (
        cohorts.spotlight.panels.beside_conversations,
        discussions.meter.panels.beside_conversations,
    ),
    "cohort_phase": (cohorts.phases.panels.cohort_phase,),
    "still_open": (discussions.cockpit.panels.still_open,),
    "said_in_cohort": (discussions.merging.panels.said_in_cohort,),
    "ends_with_cohort": (discussions.merging.panels.ends_with_cohort,),
    "cohort_last_word": (discussions.panels.cohort_last_word,),
    "beside_lesson": (discussions.anchors.panels.beside_lesson,),
    "beside_lesson_count": (discussions.anchors.panels.beside_lesson_count,),
    "ask_at_lesson": (discussions.anchors.panels.ask_at_lesson,),
    "lesson_counts": (discussions.anchors.panels.lesson_counts,),
    "beside_article": (discussions.anchors.panels.beside_article,),
    "ask_about_article": (discussions.anchors.panels.ask_about_article,),
    "event_recap": (discussions.meetings.panels.event_recap,),
    "beside_question": (discussions.anchors.questions.beside_question,),
}

COMMANDS = (
    worker.worker,
    lms.mail_in.commands.receive_mail,
    keeping.backup,
    keeping.restore,
    lms.renewing.render_again,
    discussions.commands.recount,
    courses.interchange.commands.import_course,
    courses.questions.interchange.commands.import_questions,
    knowledge.interchange.commands.import_articles,
    knowledge.interchange.commands.export_collection,
    courses.certificates.commands.rotate_signing_key,
)


def create_app(settings: dict | None = None) -> Application:
    """The application, configured by the environment and then by `settings`."""
    app = Application(__name__, template_folder="templates", static_folder=None)
    app.config.update(config.from_environment())
    app.config.update(settings or {})
    if proxies := app.config["TRUSTED_PROXIES"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)

    panels = pages.Panels()
    for platform in (observing, database, jobs, forms, languages, limits, signing_in, files, live):
        platform.init_app(app)
    pages.init_app(app, panels)
    for feature in FEATURES:
        app.register_blueprint(feature.routes.bp)
    _introduce()
    for event, reactions in REACTIONS.items():
        for reaction in reactions:
            events.subscribe(event, reaction)
    for place, shown in PANELS.items():
        for panel in shown:
            panels.show(place, panel)
    for command in COMMANDS:
        app.cli.add_command(command)
    Compress(app)
    turns.init_app(app)
    app.wsgi_app = WhiteNoise(app.wsgi_app, max_age=31536000, add_headers_function=pages.add_static_headers)
    app.wsgi_app.add_files(str(assets.STATIC), prefix="static/")
    return app


def _introduce() -> None:
    """Rooms below ask these questions without knowing who answers."""
    lms.search.engines.leave_out("lesson", lessons_not_open_to)
    lms.files.queries.keep_open("review", discussions.moderation.queries.files_under_review)
    lms.files.queries.keep_open("draft in review", knowledge.reviews.queries.files_in_review)
    lms.files.queries.keep_open("own story", knowledge.stories.queries.files_of_own_drafts)
    lms.files.queries.keep_open("suggestion", knowledge.suggestions.copies.queries.files_of_suggestions)
    lms.files.queries.keep_open("answer of a quiz", courses.quizzes.files.files_of_answers)
    courses.quizzes.queries.led_by(cohorts.membership.queries.is_led_by)
    knowledge.stories.queries.led_by(cohorts.membership.queries.who_leads_readers)
    for kind in (
        courses.public.pages.COURSES,
        courses.public.pages.LESSONS,
        knowledge.public.pages.COLLECTIONS,
        knowledge.public.pages.ARTICLES,
        discussions.public.pages.COPIES,
    ):
        lms.public.kinds.tell_of(kind)
    for place, find in (
        ("course", courses.queries.named_courses),
        ("collection", knowledge.queries.named_collections),
        ("cohort", cohorts.queries.named_cohorts),
        ("space", discussions.queries.named_spaces),
    ):
        lms.search.places.know(place, find)
    for place, visible_to in (
        ("topic", discussions.queries.topics_visible_to),
        ("space", discussions.queries.spaces_visible_to),
        ("lesson", courses.queries.lessons_visible_to),
        ("article", knowledge.queries.articles_visible_to),
        ("contribution", knowledge.contributions.queries.contributions_visible_to),
        ("event", cohorts.calendar.queries.events_visible_to),
        ("submission", cohorts.assignments.queries.submissions_visible_to),
        ("peer-review", cohorts.assignments.peers.queries.reviews_once_asked_of),
        ("answer", courses.quizzes.queries.attempts_visible_to),
    ):
        lms.drafts.places.know(place, visible_to)
    lms.people.profiles.seeing.alumni_are(cohorts.membership.queries.has_finished)
    for evidence in (
        discussions.evidence.ANSWERED,
        knowledge.verification.evidence.VERIFIED,
        courses.certificates.evidence.COMPLETED,
        discussions.evidence.REPLIED,
        discussions.evidence.THANKED,
        knowledge.evidence.WROTE,
        knowledge.evidence.SUGGESTED,
        cohorts.calendar.evidence.HOSTED,
    ):
        lms.people.directory.evidence.know(evidence)
    cohorts.coffee.common.know_talks(discussions.coffee.queries.talks_of_both)
    lms.search.routes.call_by("topic", discussions.kinds.kind_of_hit)
    lms.search.routes.call_by("article", knowledge.verification.words.article_of_hit)
    cohorts.audiences.queries.said_where(discussions.merging.queries.was_said)


def prepare(app: Application, *, demo: bool) -> bool:
    """Bring the tables up to date and found the academy, with demo content when asked and nobody is there yet."""
    with app.app_context():
        upgrade()
        academy = found_academy()
        found_academy_space()
        if demo and academy.set_up_at is None:
            demo_seed()
        db.session.commit()
        return academy.is_demo
