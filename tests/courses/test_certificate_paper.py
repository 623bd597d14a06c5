"""The certificate on paper: PDF/UA-1, read again by software that did not make it, in both languages."""

import io

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ContentStream, NameObject

from lms.admin.actions import save_logo
from lms.admin.queries import get_academy
from lms.database import db
from tests.factories.certificates import certificate_of, complete, make_certificate, offer_certificate
from tests.factories.cohorts import make_cohort, make_member
from tests.factories.courses import make_course_of
from tests.pdf_ua import elements, faults


def paper(response) -> PdfReader:
    assert response.status_code == 200
    assert response.mimetype == "application/pdf"
    assert "attachment" in response.headers["Content-Disposition"]
    return PdfReader(io.BytesIO(response.data))


def words_on(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def tags_of(pdf: PdfReader) -> list:
    """(kind, alternative text) of every element of the structure tree, depth first."""
    found = []

    def walk(node):
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append((str(node["/S"]), str(node.get("/Alt", ""))))
            if "/K" in node:
                walk(node["/K"])

    walk(pdf.trailer["/Root"]["/StructTreeRoot"])
    return found


@pytest.mark.parametrize(("language", "title"), [("en", "Certificate"), ("nl", "Certificaat")])
def test_it_is_accessible_in_both_languages(cast, language, title):
    certificate = make_certificate(cast)
    pdf = paper(cast.alumna.get(f"/courses/{certificate.course_id}/certificate.pdf?language={language}"))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title == title
    assert pdf.metadata.author == "Test Academy"
    metadata = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    tags = tags_of(pdf)
    assert [kind for kind, _ in tags].count("/H1") == 1
    assert all(alternative for kind, alternative in tags if kind == "/Figure")
    assert ("/Link", "") in tags or any(kind == "/Link" for kind, _ in tags)
    assert len(pdf.pages) == 1


@pytest.mark.parametrize("language", ["en", "nl"])
def test_it_passes_what_a_machine_can_check_of_pdf_ua(cast, language):
    certificate = make_certificate(cast)
    drawn = io.BytesIO()
    Image.new("RGB", (60, 20), "#005b5d").save(drawn, "PNG")
    save_logo(get_academy(), drawn.getvalue(), "logo.png", by=cast.admin.user)
    db.session.commit()
    address = f"/courses/{certificate.course_id}/certificate.pdf?language={language}"
    assert faults(cast.alumna.get(address).data) == []
    cast.author.post(
        f"/courses/{certificate.course_id}/certificates/{certificate.id}/revocation",
        {f"c{certificate.id}-because": "It was given by mistake."},
    )
    assert faults(cast.alumna.get(address).data) == []


def without(*keys):
    """A change that takes a key out of the document’s root, or of what stands there."""

    def change(root):
        *path, last = keys
        for key in path:
            root = root[key]
        del root[last]

    return change


def without_texts_for_pictures(root):
    for element in elements(root["/StructTreeRoot"]):
        element.pop(NameObject("/Alt"), None)


def with_headings_that_skip_one(root):
    for element in elements(root["/StructTreeRoot"]):
        if element["/S"] == "/H1":
            element[NameObject("/S")] = NameObject("/H2")


def with_an_unknown_tag(root):
    next(elements(root["/StructTreeRoot"]))[NameObject("/S")] = NameObject("/Poem")


@pytest.mark.parametrize(
    ("change", "checkpoint"),
    [
        (without("/Lang"), "11-006"),
        (without("/MarkInfo"), "06-001"),
        (without("/Metadata"), "06-002"),
        (without("/StructTreeRoot"), "01-006"),
        (without("/ViewerPreferences", "/DisplayDocTitle"), "07-001"),
        (without_texts_for_pictures, "13-004"),
        (with_headings_that_skip_one, "14-003"),
        (with_an_unknown_tag, "02-001"),
        (without("/StructTreeRoot", "/K"), "01-006"),
    ],
)
def test_what_is_not_accessible_does_not_pass(cast, change, checkpoint):
    """The check sees what it looks for."""
    certificate = make_certificate(cast)
    writer = PdfWriter(clone_from=paper(cast.alumna.get(f"/courses/{certificate.course_id}/certificate.pdf")))
    change(writer._root_object)
    written = io.BytesIO()
    writer.write(written)
    assert checkpoint in " ".join(faults(written.getvalue()))


def test_words_that_stand_outside_the_tags_do_not_pass(cast):
    certificate = make_certificate(cast)
    writer = PdfWriter(clone_from=paper(cast.alumna.get(f"/courses/{certificate.course_id}/certificate.pdf")))
    stream = ContentStream(writer.pages[0].get_contents(), writer)
    stream.operations = [one for one in stream.operations if one[1] not in (b"BDC", b"BMC", b"EMC")]
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)
    for page in writer.pages:
        for note in page.get("/Annots", []):
            note.get_object().pop(NameObject("/Contents"), None)
    written = io.BytesIO()
    writer.write(written)
    found = " ".join(faults(written.getvalue()))
    assert "01-005" in found
    assert "28-012" in found


def test_it_says_who_what_when_and_where_to_check_it(cast):
    course, lessons = make_course_of(1)
    offer_certificate(course, cast.author)
    make_member(make_cohort(course, name="Autumn 2026"), cast.trainee)
    complete(cast.trainee, lessons)
    certificate = certificate_of(cast.trainee, course)
    words = words_on(paper(cast.trainee.get(f"/courses/{course.id}/certificate.pdf")))
    for expected in (
        "Test Academy", "Trainee", "Motivational interviewing", "Autumn 2026", certificate.words_en, "Daan Visser",
        "head of the academy", f"/certificates/{certificate.code}",
    ):  # fmt: skip
        assert expected in words
    assert str(certificate.completed_at.year) in words


def test_the_academys_logo_stands_on_it(cast):
    certificate = make_certificate(cast)
    drawn = io.BytesIO()
    Image.new("RGB", (60, 20), "#005b5d").save(drawn, "PNG")
    save_logo(get_academy(), drawn.getvalue(), "logo.png", by=cast.admin.user)
    db.session.commit()
    pdf = paper(cast.alumna.get(f"/courses/{certificate.course_id}/certificate.pdf"))
    assert ("/Figure", "Test Academy") in tags_of(pdf)


def test_a_revoked_one_says_so_on_paper(cast):
    certificate = make_certificate(cast)
    address = f"/courses/{certificate.course_id}/certificates/{certificate.id}"
    cast.author.post(f"{address}/revocation", {f"c{certificate.id}-because": "It was given by mistake."})
    words = words_on(paper(cast.alumna.get(f"/courses/{certificate.course_id}/certificate.pdf")))
    assert "Revoked: It was given by mistake." in words


def test_staff_print_it_without_the_cohort_its_holder_keeps_to_themselves(cast):
    course, lessons = make_course_of(1)
    offer_certificate(course, cast.author)
    make_member(make_cohort(course, name="Autumn 2026"), cast.trainee)
    complete(cast.trainee, lessons)
    address = f"/courses/{course.id}/certificates/{certificate_of(cast.trainee, course).id}.pdf"
    assert "Autumn 2026" not in words_on(paper(cast.author.get(address)))
    cast.trainee.post(f"/courses/{course.id}/certificate", {"language": "en", "shows_cohort": "y"})
    assert "Autumn 2026" in words_on(paper(cast.admin.get(address)))


def test_markup_in_a_name_stays_text(cast):
    certificate = make_certificate(cast, words_en='#eval("1") *stars* $x$ <script>', words_nl="")
    words = words_on(paper(cast.alumna.get(f"/courses/{certificate.course_id}/certificate.pdf")))
    assert '#eval("1") *stars* $x$ <script>' in words


def test_long_words_make_a_second_page_and_no_failure(cast):
    certificate = make_certificate(cast, words_en="Long " * 119, words_nl="", signer="W" * 80)
    assert paper(cast.alumna.get(f"/courses/{certificate.course_id}/certificate.pdf"))
