"""What search engines ask of structured data, written down by hand from schema.org and their own lists of properties."""

import json
import re
from datetime import datetime

# type: (what must be there, what should be there, what else we say)
SHAPES = {
    "Article": (
        "headline author datePublished image",
        "dateModified publisher mainEntityOfPage description inLanguage",
        "url isPartOf",
    ),
    "Answer": ("text", "url", "author"),
    "BreadcrumbList": ("itemListElement", "", ""),
    "CollectionPage": ("name url", "", "description inLanguage publisher"),
    "Course": (
        "name description provider",
        "url image inLanguage hasCourseInstance",
        "timeRequired teaches audience syllabusSections",
    ),
    "CourseInstance": ("courseMode", "", "courseWorkload"),
    "EducationalAudience": ("audienceType", "", ""),
    "LearningResource": (
        "name learningResourceType",
        "description inLanguage provider url",
        "author dateModified timeRequired isAccessibleForFree image isPartOf",
    ),
    "ListItem": ("position name item", "", ""),
    "Organization": ("name url", "", "logo"),
    "Person": ("name", "", ""),
    "QAPage": ("mainEntity", "url", "publisher"),
    "Question": ("name answerCount suggestedAnswer", "text url", "author"),
    "Syllabus": ("name", "", ""),
    "WebSite": ("name url", "publisher", "description"),
}
NAMED = "name url"  # what has a page of its own may be named alone
ADDRESSES = ("url", "image", "item", "mainEntityOfPage", "logo")
MOMENTS = ("datePublished", "dateModified")
LENGTHS = ("timeRequired", "courseWorkload")
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


def structured_data(page) -> dict[str, dict]:
    return things_told(page.get_data(as_text=True))


def things_told(html: str) -> dict[str, dict]:
    """What a page says of itself, by type; each thing has the shape its type asks for."""
    blocks = SCRIPT.findall(html)
    assert len(blocks) == 1
    document = json.loads(blocks[0])
    assert document["@context"] == "https://schema.org"
    for thing in document["@graph"]:
        check(thing)
    return {thing["@type"]: thing for thing in document["@graph"]}


def check(thing: dict, *, inside: bool = False) -> None:
    kind, said = thing["@type"], {name for name in thing if not name.startswith("@")}
    needed, wanted, allowed = (set(part.split()) for part in SHAPES[kind])
    if not (inside and said == set(NAMED.split())):
        assert needed | wanted <= said, f"{kind} lacks {sorted((needed | wanted) - said)}"
    assert said <= needed | wanted | allowed, f"{kind} knows no {sorted(said - needed - wanted - allowed)}"
    for name, value in thing.items():
        for one in value if isinstance(value, list) else [value]:
            assert one not in ("", None), name
            if isinstance(one, dict):
                check(one, inside=True)
            elif name in ADDRESSES:
                assert re.match(r"https?://[^/]+/", one), (name, one)
            elif name in MOMENTS:
                assert datetime.fromisoformat(one).tzinfo
            elif name in LENGTHS:
                assert re.fullmatch(r"PT\d+M", one)
    if kind == "BreadcrumbList":
        steps = [step["position"] for step in thing["itemListElement"]]
        assert steps == list(range(1, len(steps) + 1))
    if kind == "Question":
        assert thing["answerCount"] == len(thing["suggestedAnswer"]) > 0
