"""The one write about reports: keeping what their maker says."""

from discussions.insights.reports.models import Report
from discussions.insights.reports.queries import find_report
from lms.admin.audit import audit
from lms.database import db, now


class StaleReport(Exception):
    """Somebody else changed the words since the page was opened."""


def write_words(*, cohort_id: int | None, audience_id: int, period: str, language: str, words: str, version: int, by):
    """Keep the words in one language; `version` is that of the words they saw, 0 for none."""
    report = find_report(audience_id, period, lock=True)
    if (report.version if report else 0) != version:
        raise StaleReport
    if report is None:
        report = Report(cohort_id=cohort_id, audience_id=audience_id, period=period, words={}, version=0)
        db.session.add(report)
    report.words = {**report.words, language: words}
    report.written_by, report.written_at, report.version = by.id, now(), version + 1
    db.session.flush()
    audit("report written", actor=by, object_kind="report", object_id=report.id, audience_id=audience_id)
