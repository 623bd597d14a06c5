"""The report on one page: the same on the web and on paper, in both languages, without names and without small groups."""

import io
from datetime import timedelta

import pytest
from flask_babel import force_locale
from PIL import Image
from pypdf import PdfReader

from discussions.asking.spots.choosing import Spot
from discussions.desk.actions import record_answer, save_desk
from discussions.insights.figures.registry import FIGURES
from discussions.insights.goals.models import Goal
from discussions.insights.goals.screens import lines_of
from discussions.insights.reports.content import MEMBERS, ORGANISATION
from discussions.insights.reports.models import Report
from lms.admin.actions import save_logo
from lms.admin.models import AuditEntry
from lms.admin.queries import get_academy
from lms.database import db, now
from tests.cast import text_of
from tests.discussions.test_goals import set_goal
from tests.factories.cohorts import make_member
from tests.factories.discussions import make_question, make_reply
from tests.factories.people import make_person
from tests.pdf_ua import elements, faults


@pytest.fixture
def this_year(cohort):
    """The period of today, in which six people asked and wrote."""
    for number in range(6):
        asker = make_person(f"Quirijn {number}")
        make_member(cohort, asker, tell=False)
        make_reply(make_question(cohort, author=asker))
    db.session.commit()
    return str(now().year)


def words_on(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_the_page_tells_what_both_got_and_what_is_next(cast, cohort, this_year):
    set_goal(cast, cohort, figure="contributing", target="100")
    page = text_of(cast.facilitator.get(f"/cohorts/{cohort.id}/insights/report?period={this_year}&language=en"))
    for words in ("What members got", "What the organisation got", "What is next", "Wrote something: 100 % or more"):
        assert words in page
    assert "7 of 9 members." in page
    assert "Not enough data" in page
    assert "Quirijn" not in page, "nobody is named"
    assert 'class="way"' in cast.facilitator.get(f"/cohorts/{cohort.id}/insights/report?period={this_year}").text
    assert "As a table : Wrote something: 100 % or more" in page


def test_it_is_in_the_language_its_reader_chose(cast, cohort, this_year):
    address = f"/cohorts/{cohort.id}/insights/report?period={this_year}"
    assert "Wat leden ervan hadden" in text_of(cast.facilitator.get(f"{address}&language=nl"))
    assert "What members got" in text_of(cast.facilitator.get(address))
    assert "What members got" in text_of(cast.facilitator.get(f"{address}&language=fr"))


@pytest.mark.parametrize(("language", "title"), [("en", "Report: Spring 2026"), ("nl", "Verslag: Spring 2026")])
def test_the_paper_is_one_accessible_page(cast, cohort, this_year, language, title):
    drawn = io.BytesIO()
    Image.new("RGB", (60, 20), "#005b5d").save(drawn, "PNG")
    save_logo(get_academy(), drawn.getvalue(), "logo.png", by=cast.admin.user)
    for target in (60, 70, 80, 90, 100):
        set_goal(cast, cohort, figure="practice", target=str(target))
    address, asked = f"/cohorts/{cohort.id}/insights/report", f"period={this_year}&language={language}"
    words = "We asked mentors to answer first.\n\n" + "It helped.\n" * 10 + "And more than we thought. " * 52
    assert cast.facilitator.post(f"{address}?{asked}", {"words": words, "version": "0"}).status_code == 303
    answer = cast.facilitator.get(f"{address}.pdf?{asked}")
    assert answer.mimetype == "application/pdf"
    assert f"report-{this_year}-{language}.pdf" in answer.headers["Content-Disposition"]
    assert faults(answer.data) == []
    pdf = PdfReader(io.BytesIO(answer.data))
    assert len(pdf.pages) == 1
    assert pdf.metadata.title == title
    assert pdf.trailer["/Root"]["/Lang"] == language
    drawings = [
        str(element["/Alt"]) for element in elements(pdf.trailer["/Root"]["/StructTreeRoot"]) if "/Alt" in element
    ]
    goals = db.session.scalars(db.select(Goal)).all()
    with force_locale(language):
        assert {line.said for line in lines_of([(goal, "") for goal in goals], cohort.timezone)} <= set(drawings)
    told = words_on(answer.data)
    assert "We asked mentors to answer first." in told
    assert "Quirijn" not in told


def test_an_empty_academy_has_a_report_too(cast):
    assert faults(cast.manager.get("/insights/academy/report.pdf").data) == []
    assert "No goals are set." in text_of(cast.manager.get("/insights/academy/report"))


def test_what_the_help_desk_was_spared_is_reckoned(cast, this_year):
    save_desk(cost_cents=1250, contact="", today=now().date(), by=cast.admin.user)
    for number in range(6):
        asker = make_person(f"Asker {number}").id
        record_answer(user_id=asker, guest=None, words="How long?", spot=Spot("lesson", 1))
    db.session.commit()
    asked = f"period={this_year}&language=en"
    said = "Questions nobody had to ask spared €75.00, reckoned at €12.50 for each."
    assert said in text_of(cast.manager.get(f"/insights/academy/report?{asked}"))
    assert said in words_on(cast.manager.get(f"/insights/academy/report.pdf?{asked}").data)
    later = now().date() + timedelta(days=2)  # wherever the academy is: tomorrow may have begun there
    save_desk(cost_cents=2000, contact="", today=later, by=cast.admin.user)
    db.session.commit()
    said = "Questions nobody had to ask spared €75.00, each reckoned at what it cost on its day."
    assert said in text_of(cast.manager.get(f"/insights/academy/report?{asked}"))


def test_words_are_kept_in_each_language_and_not_overwritten(cast, cohort, this_year):
    address = f"/cohorts/{cohort.id}/insights/report?period={this_year}"
    english, dutch = f"{address}&language=en", f"{address}&language=nl"
    assert cast.facilitator.post(english, {"words": "Slow, and good.", "version": "0"}).status_code == 303
    assert "Slow, and good." in text_of(cast.facilitator.get(dutch)), "until somebody says it in Dutch"
    assert cast.facilitator.post(dutch, {"words": "Traag, en goed.", "version": "1"}).status_code == 303
    assert "Traag, en goed." in text_of(cast.facilitator.get(dutch))
    assert "Traag" not in text_of(cast.facilitator.get(english))
    answer = cast.facilitator.post(english, {"words": "From another tab.", "version": "1"})
    assert answer.status_code == 409
    assert "Somebody else changed these words meanwhile" in text_of(answer)
    assert "From another tab." in answer.text
    for words in ("x" * 1501, "x\n" * 13):
        assert cast.facilitator.post(english, {"words": words, "version": "2"}).status_code == 422
    assert db.session.scalars(db.select(Report)).one().words == {"en": "Slow, and good.", "nl": "Traag, en goed."}
    assert db.session.query(AuditEntry).filter_by(action="report written").count() == 2


def test_who_reads_and_writes_it(cast, cohort):
    for end in ("", ".pdf"):
        address = f"/cohorts/{cohort.id}/insights/report{end}"
        assert cast.facilitator.get(address).status_code == 200
        assert cast.trainee.get(address).status_code == 403
        assert cast.outsider.get(address).status_code == 404
        assert cast.facilitator.get(f"{address}?period=90d").status_code == 404
        assert cast.manager.get(f"/insights/academy/report{end}").status_code == 200
        assert cast.facilitator.get(f"/insights/academy/report{end}").status_code == 403
    assert cast.trainee.post(f"/cohorts/{cohort.id}/insights/report", {"words": "Hello."}).status_code == 403


def test_every_figure_of_the_report_exists():
    assert set(MEMBERS + ORGANISATION) <= set(FIGURES)
