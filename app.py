"""Leerkring: all wiring on one screen."""

from flask_compress import Compress
from flask_migrate import upgrade
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

import cohorts.assignments.models
import cohorts.assignments.notices
import cohorts.assignments.panels
import cohorts.assignments.readers
import cohorts.assignments.routes
import cohorts.assignments.settling
import cohorts.assignments.standing
import cohorts.audiences.models
import cohorts.audiences.queries
import cohorts.calendar.agenda.routes
import cohorts.calendar.arriving.routes
import cohorts.calendar.dates.routes
import cohorts.calendar.evidence
import cohorts.calendar.feed.routes
import cohorts.calendar.panels
import cohorts.calendar.proposals.lapsing
import cohorts.calendar.reminding
import cohorts.calendar.renewing
import cohorts.calendar.routes
import cohorts.coffee.common
import cohorts.coffee.matching.routes
import cohorts.coffee.models
import cohorts.coffee.panels
import cohorts.coffee.reminding
import cohorts.coffee.routes
import cohorts.coffee.standing
import cohorts.early.routes
import cohorts.files.routes
import cohorts.grades.models
import cohorts.grades.routes
import cohorts.ground.routes
import cohorts.handing_over.routes
import cohorts.joining.routes
import cohorts.links.routes
import cohorts.lists.routes
import cohorts.live.actions
import cohorts.live.models
import cohorts.live.panels
import cohorts.live.routes
import cohorts.membership.queries
import cohorts.mentoring.as_role
import cohorts.mentoring.routes
import cohorts.models
import cohorts.moving.routes
import cohorts.overrides.routes
import cohorts.panels
import cohorts.phases.panels
import cohorts.phases.renewing
import cohorts.phases.routes
import cohorts.practice.actions
import cohorts.practice.models
import cohorts.practice.panels
import cohorts.practice.routes
import cohorts.practice.standing
import cohorts.progress.routes
import cohorts.queries
import cohorts.reactions
import cohorts.roles.actions
import cohorts.roles.badges.models
import cohorts.roles.badges.routes
import cohorts.roles.models
import cohorts.roles.panels
import cohorts.roles.routes
import cohorts.routes
import cohorts.settings.routes
import cohorts.spotlight.actions
import cohorts.spotlight.panels
import cohorts.spotlight.routes
import cohorts.surveys.making.routes
import cohorts.surveys.panels
import cohorts.surveys.reactions
import cohorts.surveys.routes
import cohorts.surveys.standing
import cohorts.visits.routes
import courses.assignments.models
import courses.assignments.panels
import courses.assignments.routes
import courses.certificates.commands
import courses.certificates.evidence
import courses.certificates.models
import courses.certificates.panels
import courses.certificates.routes
import courses.changes.models
import courses.changes.routes
import courses.changes.telling
import courses.checks.panels
import courses.checks.routes
import courses.copying.routes
import courses.editing.routes
import courses.interchange.commands
import courses.interchange.routes
import courses.models
import courses.opening.models
import courses.opening.routes
import courses.overrides.models
import courses.panels
import courses.passages.models
import courses.passages.panels
import courses.passages.routes
import courses.passages.standing
import courses.public.pages
import courses.public.routes
import courses.queries
import courses.questions.interchange.commands
import courses.questions.interchange.models
import courses.questions.interchange.routes
import courses.questions.models
import courses.questions.renewing
import courses.questions.routes
import courses.quizzes.files
import courses.quizzes.models
import courses.quizzes.panels
import courses.quizzes.queries
import courses.quizzes.reactions
import courses.quizzes.routes
import courses.reactions
import courses.refreshers.models
import courses.refreshers.panels
import courses.refreshers.reactions
import courses.refreshers.routes
import courses.refreshers.telling
import courses.renewing
import courses.routes
import courses.tools.models
import courses.tools.panels
import courses.tools.routes
import discussions.alumni.actions
import discussions.alumni.panels
import discussions.alumni.routes
import discussions.anchors.panels
import discussions.anchors.questions
import discussions.anchors.routes
import discussions.answering.actions
import discussions.answering.held.routes
import discussions.answering.office.routes
import discussions.answering.queue.routes
import discussions.answering.routes
import discussions.asking.models
import discussions.asking.routes
import discussions.bookmarks.models
import discussions.bookmarks.routes
import discussions.charter.actions
import discussions.charter.routes
import discussions.charter.standing
import discussions.cockpit.panels
import discussions.cockpit.routes
import discussions.coffee.queries
import discussions.commands
import discussions.composing.models
import discussions.composing.routes
import discussions.consent.models
import discussions.consent.panels
import discussions.consent.routes
import discussions.contradicting.panels
import discussions.contradicting.routes
import discussions.contributions.panels
import discussions.contributions.routes
import discussions.desk.models
import discussions.desk.panels
import discussions.desk.routes
import discussions.desk.telling
import discussions.evidence
import discussions.following.routes
import discussions.ideas.models
import discussions.ideas.panels
import discussions.ideas.routes
import discussions.insights.goals.models
import discussions.insights.goals.standing
import discussions.insights.reactions
import discussions.insights.reports.models
import discussions.insights.routes
import discussions.kinds
import discussions.live.routes
import discussions.mailing.receiving
import discussions.mailing.standing
import discussions.meetings.panels
import discussions.meetings.routes
import discussions.merging.actions
import discussions.merging.panels
import discussions.merging.queries
import discussions.meter.panels
import discussions.milestones.actions
import discussions.milestones.routes
import discussions.models
import discussions.moderation.log.routes
import discussions.moderation.panels
import discussions.moderation.queries
import discussions.moderation.routes
import discussions.moderation.rules.routes
import discussions.moving.routes
import discussions.panels
import discussions.polls.models
import discussions.polls.routes
import discussions.posts.routes
import discussions.proposing.models
import discussions.proposing.panels
import discussions.proposing.routes
import discussions.proposing.standing
import discussions.public.pages
import discussions.public.routes
import discussions.queries
import discussions.reacting.models
import discussions.reacting.routes
import discussions.reactions
import discussions.reading.routes
import discussions.recurring.models
import discussions.recurring.panels
import discussions.recurring.routes
import discussions.renewing
import discussions.reunions.routes
import discussions.ripening.panels
import discussions.ripening.routes
import discussions.routes
import discussions.sharing.panels
import discussions.sharing.routes
import discussions.slow_mode.routes
import discussions.stumbling.panels
import discussions.stumbling.routes
import discussions.subjects.models
import discussions.subjects.routes
import discussions.welcome.panels
import discussions.welcome.routes
import knowledge.contributions.models
import knowledge.contributions.queries
import knowledge.contributions.standing
import knowledge.doubts.models
import knowledge.doubts.standing
import knowledge.evidence
import knowledge.interchange.commands
import knowledge.interchange.models
import knowledge.links.models
import knowledge.models
import knowledge.panels
import knowledge.public.pages
import knowledge.queries
import knowledge.quotes.models
import knowledge.reactions
import knowledge.renewing
import knowledge.reviews.comments.models
import knowledge.reviews.models
import knowledge.reviews.queries
import knowledge.reviews.standing
import knowledge.routes
import knowledge.scheduling.models
import knowledge.scheduling.publishing
import knowledge.searches.models
import knowledge.searches.panels
import knowledge.stories.models
import knowledge.stories.panels
import knowledge.stories.queries
import knowledge.stories.standing
import knowledge.suggestions.copies.models
import knowledge.suggestions.copies.queries
import knowledge.suggestions.models
import knowledge.suggestions.standing
import knowledge.verification.evidence
import knowledge.verification.models
import knowledge.verification.words
import lms.admin.accounts.routes
import lms.admin.first_run.routes
import lms.admin.panels
import lms.admin.routes
import lms.drafts.places
import lms.drafts.routes
import lms.files.queries
import lms.home.routes
import lms.mail_in.commands
import lms.notifications.digests
import lms.notifications.mailing
import lms.notifications.routes
import lms.notifications.stopping.routes
import lms.people.directory.evidence
import lms.people.messages.receiving
import lms.people.profiles.seeing
import lms.people.routes
import lms.public.kinds
import lms.public.routes
import lms.renewing
import lms.search.models
import lms.search.places
import lms.search.queries
import lms.search.routes
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
    lms.search.queries.leave_out("lesson", lessons_not_open_to)
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
    events.subscribe(RoleGranted, courses.reactions.let_author_in)
    events.subscribe(RoleTaken, courses.reactions.let_author_out)
    events.subscribe(RoleTaken, cohorts.reactions.keep_members_reading)
    events.subscribe(RoleGranted, cohorts.assignments.readers.let_author_grade)
    events.subscribe(RoleTaken, cohorts.assignments.readers.let_author_grade)
    events.subscribe(InvitationAccepted, cohorts.reactions.let_in_invited)
    events.subscribe(AttemptGraded, courses.refreshers.reactions.keep_what_was_mastered)
    events.subscribe(CertificateIssued, cohorts.reactions.name_cohort)
    events.subscribe(CompletionRuleChanged, courses.quizzes.reactions.follow_rule)
    events.subscribe(CompletionRuleChanged, cohorts.live.actions.follow_rule)
    events.subscribe(CompletionRuleChanged, cohorts.assignments.settling.follow_rule)
    events.subscribe(LessonPublished, courses.changes.telling.tell_of_change)
    events.subscribe(LessonPublished, courses.reactions.doubt_articles)
    events.subscribe(CourseCreated, discussions.reactions.open_course_space)
    events.subscribe(CourseRenamed, discussions.reactions.rename_course_space)
    events.subscribe(CourseRemoved, discussions.reactions.remove_course_space)
    events.subscribe(CohortOpened, discussions.reactions.open_cohort_space)
    events.subscribe(CohortRenamed, discussions.reactions.rename_cohort_space)
    events.subscribe(CourseRenamed, discussions.alumni.actions.rename_alumni)
    events.subscribe(PersonLeft, discussions.alumni.actions.let_go)
    events.subscribe(PhaseChanged, cohorts.mentoring.as_role.settle)
    events.subscribe(PersonLeft, cohorts.roles.actions.end_with_membership)
    events.subscribe(CohortsMerged, cohorts.roles.actions.go_on)
    events.subscribe(CohortsMerged, cohorts.spotlight.actions.go_on)
    events.subscribe(AudienceFollowed, discussions.merging.actions.follow_audience)
    events.subscribe(AudienceFollowed, cohorts.surveys.reactions.follow_audience)
    events.subscribe(CohortsMerged, cohorts.surveys.reactions.go_on)
    events.subscribe(AudienceFollowed, discussions.insights.reactions.follow_audience)
    events.subscribe(CohortsMerged, discussions.merging.actions.merge_spaces)
    events.subscribe(CohortsMerged, discussions.insights.reactions.end_with_cohort)
    events.subscribe(CohortHandedOver, discussions.insights.reactions.hand_over)
    events.subscribe(CohortHandedOver, discussions.milestones.actions.hand_over)
    cohorts.audiences.queries.said_where(discussions.merging.queries.was_said)
    events.subscribe(LessonPublished, discussions.reactions.follow_lesson)
    events.subscribe(ArticlePublished, discussions.reactions.follow_article)
    events.subscribe(ArticlesNamed, courses.reactions.name_articles)
    events.subscribe(ArticlesNamed, discussions.reactions.name_articles)
    events.subscribe(ArticlesNamed, knowledge.reactions.name_articles)
    panels.show("home_sections", lms.admin.panels.home_sections)
    panels.show("home_sections", discussions.panels.home_waiting)
    panels.show("home_sections", discussions.moderation.panels.home_sections)
    panels.show("home_sections", discussions.ideas.panels.home_sections)
    panels.show("home_rail", cohorts.panels.home_rail)
    panels.show("home_rail", discussions.welcome.panels.home_rail)
    for place in ("lesson_task", "lesson_marks", "edit_lesson_task", "question_use", "home_sections"):
        panels.show(place, getattr(courses.quizzes.panels, place))
    for place in ("home_lead", "home_rail", "front"):
        panels.show(place, getattr(courses.panels, place))
    for place in ("course_rail", "course_staff", "profile"):
        panels.show(place, getattr(courses.certificates.panels, place))
    panels.show("home_sections", cohorts.surveys.panels.home_sections)
    panels.show("home_sections", cohorts.calendar.panels.home_sections)
    for place in ("home_sections", "profile_acts", "account_links", "people_rail"):
        panels.show(place, getattr(cohorts.coffee.panels, place))
    for place in ("profile", "profile_acts", "account_links", "people_rail"):
        panels.show(place, getattr(cohorts.roles.panels, place))
    panels.show("profile", cohorts.spotlight.panels.profile)
    for place in ("home_sections", "course_rail", "course_staff", "profile"):
        panels.show(place, getattr(cohorts.panels, place))
    for place in ("home_sections", "lesson_task", "lesson_marks"):
        panels.show(place, getattr(cohorts.assignments.panels, place))
    panels.show("article_uses", courses.passages.panels.article_uses)
    panels.show("question_use", courses.checks.panels.question_use)
    panels.show("edit_lesson_task", courses.assignments.panels.edit_lesson_task)
    for place in ("lesson_task", "edit_lesson_task"):
        panels.show(place, getattr(courses.tools.panels, place))
        panels.show(place, getattr(cohorts.live.panels, place))
    panels.show("beside_event", cohorts.live.panels.beside_event)
    for place in ("home_sections", "after_lesson"):
        panels.show(place, getattr(cohorts.practice.panels, place))
    for place in ("home_sections", "after_attempt", "course_rail", "account_links"):
        panels.show(place, getattr(courses.refreshers.panels, place))
    for place in ("cohort_conversations", "cohort_figures", "cohort_rail", "course_rail", "home_sections", "home_rail"):
        panels.show(place, getattr(discussions.panels, place))
    panels.show("after_search", discussions.desk.panels.after_search)
    panels.show("after_search", knowledge.searches.panels.after_search)
    panels.show("behind_doubt", discussions.contradicting.panels.behind_doubt)
    panels.show("knowledge_lists", discussions.recurring.panels.knowledge_lists)
    panels.show("knowledge_work", discussions.recurring.panels.knowledge_work)
    panels.show("knowledge_work", discussions.proposing.panels.knowledge_work)
    for place in ("behind_article", "behind_quotes"):
        panels.show(place, getattr(discussions.ripening.panels, place))
    panels.show("profile", discussions.contributions.panels.profile)
    panels.show("home_sections", courses.panels.home_sections)
    for place in ("front", "home_sections"):
        panels.show(place, getattr(knowledge.panels, place))
    for place in ("profile", "home_sections", "beside_story"):
        panels.show(place, getattr(knowledge.stories.panels, place))
    panels.show("account_links", discussions.consent.panels.account_links)
    panels.show("account_links", discussions.desk.panels.account_links)
    panels.show("front", discussions.sharing.panels.front)
    panels.show("course_rail", discussions.alumni.panels.course_rail)
    panels.show("cohort_rail", discussions.alumni.panels.cohort_rail)
    panels.show("beside_conversations", discussions.meter.panels.beside_conversations)
    panels.show("cohort_phase", cohorts.phases.panels.cohort_phase)
    panels.show("cohort_phase", cohorts.spotlight.panels.cohort_phase)
    panels.show("still_open", discussions.cockpit.panels.still_open)
    panels.show("said_in_cohort", discussions.merging.panels.said_in_cohort)
    panels.show("ends_with_cohort", discussions.merging.panels.ends_with_cohort)
    panels.show("cohort_last_word", discussions.panels.cohort_last_word)
    for place in (
        "beside_lesson",
        "beside_lesson_count",
        "ask_at_lesson",
        "lesson_counts",
        "beside_article",
        "ask_about_article",
    ):
        panels.show(place, getattr(discussions.anchors.panels, place))
    for place in ("beside_event", "event_recap"):
        panels.show(place, getattr(discussions.meetings.panels, place))
    panels.show("beside_question", discussions.anchors.questions.beside_question)
    panels.show("course_staff", discussions.stumbling.panels.course_staff)
    for command in (
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
    ):
        app.cli.add_command(command)
    Compress(app)
    turns.init_app(app)
    app.wsgi_app = WhiteNoise(app.wsgi_app, max_age=31536000, add_headers_function=pages.add_static_headers)
    app.wsgi_app.add_files(str(assets.STATIC), prefix="static/")
    return app


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
