"""What a machine can decide about PDF/UA-1 (ISO 14289-1), read with pypdf: `faults(data)` lists what is wrong with a document.

Follows the checkpoints of the Matterhorn Protocol 1.1 that a document of words, links and pictures can break. Whether
an alternative text is a good one, and the reading order the right one, is for people to judge."""

import io
import re

from pypdf import PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject

PAINTS = frozenset("Tj TJ ' \" f F f* B B* b b* S s Do sh BI INLINE IMAGE".split())
STANDARD = frozenset(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody "
    "Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP "
    "Figure Formula Form".split()
)
HEADING = re.compile(r"H([1-6])")


def faults(data: bytes) -> list[str]:
    """Sentences with the number of the checkpoint; none when nothing is found wrong."""
    pdf = PdfReader(io.BytesIO(data))
    root = pdf.trailer["/Root"]
    return [*_document(pdf, root), *_structure(pdf, root), *_content(pdf, root), *_links(pdf, root), *_fonts(pdf)]


def _document(pdf, root):
    if not _is_on(root.get("/MarkInfo", {}).get("/Marked")):
        yield "06-001: it does not say that it is tagged"
    if _is_on(root.get("/MarkInfo", {}).get("/Suspects")):
        yield "01-007: its tags are suspect"
    metadata = root["/Metadata"].get_data().decode() if "/Metadata" in root else ""
    if not re.search(r"<pdfuaid:part>1</pdfuaid:part>|pdfuaid:part=[\"']1", metadata):
        yield "06-002: its metadata does not claim PDF/UA-1"
    if not re.search(r"<dc:title>.*?<rdf:li[^>]*>\s*\S.*?</rdf:li>", metadata, re.DOTALL):
        yield "06-003: its metadata has no title"
    if not _is_on(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")):
        yield "07-001: readers show the name of the file instead of its title"
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", str(root.get("/Lang", ""))):
        yield "11-006: it does not say in which language it is"
    if pdf.is_encrypted and not pdf.trailer["/Encrypt"].get("/P", 0) & 1 << 9:
        yield "26-002: it is locked for software that reads it out"


def _is_on(value) -> bool:
    return str(value).lower() == "true"


def _structure(pdf, root):
    if "/StructTreeRoot" not in root:
        yield "01-006: it has no structure"
        return
    roles = {str(name)[1:]: str(role)[1:] for name, role in root["/StructTreeRoot"].get("/RoleMap", {}).items()}
    depth = 0
    for element in elements(root["/StructTreeRoot"]):
        kind = roles.get(_kind(element), _kind(element))
        if kind not in STANDARD:
            yield f"02-001: a tag of no known kind: {kind}"
        if kind == "Figure" and not (element.get("/Alt") or element.get("/ActualText")):
            yield "13-004: a picture without a text in its place"
        if kind == "Formula" and not (element.get("/Alt") or element.get("/ActualText")):
            yield "17-002: a formula without a text in its place"
        if found := HEADING.fullmatch(kind):
            if int(found[1]) > depth + 1:
                yield f"14-003: {kind} follows a heading of level {depth}"
            depth = int(found[1])
        if kind == "TH" and "/Scope" not in str(element.get("/A", "")):
            yield "15-003: the head of a column or row does not say which"
    if not depth:
        yield "14-002: it has no heading of the first level"


def _content(pdf, root):
    """All that is painted belongs to the structure or is said to mean nothing."""
    if "/StructTreeRoot" not in root:
        return
    named = set()
    for element in elements(root["/StructTreeRoot"]):
        named |= set(_marked(element))
    for number, page in enumerate(pdf.pages):
        open_marks, seen = [], set()
        for operands, operator in ContentStream(page.get_contents(), pdf).operations:
            operator = operator.decode()
            if operator in ("BMC", "BDC"):
                mark = str(operands[0])
                properties = operands[1] if operator == "BDC" else {}
                mcid = properties.get("/MCID") if isinstance(properties, dict) else None
                if mark == "/Artifact" and any(isinstance(one, int) for one in open_marks):
                    yield f"01-003: page {number + 1} hides something within what is read"
                if mcid is not None and "/Artifact" in open_marks:
                    yield f"01-004: page {number + 1} reads something within what is hidden"
                open_marks.append(int(mcid) if mcid is not None else mark)
                if mcid is not None:
                    seen.add(int(mcid))
            elif operator == "EMC":
                open_marks.pop()
            elif operator in PAINTS and not any(isinstance(one, int) or one == "/Artifact" for one in open_marks):
                yield f"01-005: page {number + 1} paints something that is neither read nor hidden ({operator})"
        reference = page.indirect_reference.idnum
        for mcid in sorted(seen - {mcid for of, mcid in named if of == reference}):
            yield f"01-006: page {number + 1} has content {mcid} that stands nowhere in the structure"
        if seen and "/StructParents" not in page:
            yield f"01-006: page {number + 1} does not lead to its structure"


def _links(pdf, root):
    if "/StructTreeRoot" not in root:
        return
    tagged = {}
    for element in elements(root["/StructTreeRoot"]):
        for child in _children(element):
            if isinstance(child, DictionaryObject) and child.get("/Type") == "/OBJR":
                tagged[child.raw_get("/Obj").idnum] = _kind(element)
    for number, page in enumerate(pdf.pages):
        notes = page.get("/Annots", [])
        if notes and page.get("/Tabs") != "/S":
            yield f"28-008: page {number + 1} is not stepped through in the order of its structure"
        for reference in notes:
            note = reference.get_object()
            if note["/Subtype"] != "/Link":
                continue
            if tagged.get(getattr(reference, "idnum", None)) != "Link":
                yield "28-011: a link that is not tagged as one"
            if not (note.get("/Contents") or note.get("/Alt")):
                yield "28-012: a link that does not say where it leads"


def _fonts(pdf):
    for page in pdf.pages:
        for font in (page["/Resources"].get("/Font") or {}).values():
            font = font.get_object()
            name = str(font.get("/BaseFont", "?"))
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            descriptor = inner.get("/FontDescriptor", {})
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor):
                yield f"31-009: the letters of {name} are not in the document"
            if "/ToUnicode" not in font:
                yield f"31-027: nobody can tell which letters {name} shows"


def elements(node):
    """Every element of a structure tree, in the order in which it is read."""
    for child in _children(node):
        if isinstance(child, DictionaryObject) and "/S" in child:
            yield child
            yield from elements(child)


def _children(node) -> list:
    kids = node.get("/K", [])
    kids = kids if isinstance(kids, ArrayObject | list) else [kids]
    return [kid.get_object() if isinstance(kid, IndirectObject) else kid for kid in kids]


def _marked(element):
    """(page, number) of the content an element holds."""
    page = element.raw_get("/Pg").idnum if "/Pg" in element else None
    for child in _children(element):
        if isinstance(child, int):
            yield page, int(child)
        elif isinstance(child, DictionaryObject) and child.get("/Type") == "/MCR":
            yield child.raw_get("/Pg").idnum if "/Pg" in child else page, int(child["/MCID"])


def _kind(element) -> str:
    return str(element["/S"])[1:]
