"""What a page is in the terms of schema.org, as search engines read it: plain dictionaries, written as JSON-LD."""

from datetime import datetime

from lms.addresses import address_of
from lms.people.signing_in import academy


def organisation() -> dict:
    """The academy."""
    here = academy()
    logo = address_of(here.logo_url) if here.logo_url else None
    return _said("Organization", **{"@id": address_of("/#academy")}, name=here.name, url=address_of("/"), logo=logo)


def website(description: str = "") -> dict:
    return _said("WebSite", url=address_of("/"), name=academy().name, description=description, publisher=organisation())


def person(name: str | None) -> dict | None:
    """Somebody by the name readers see on the page, and nothing else."""
    return _said("Person", name=name) if name else None


def trail(*steps: tuple[str, str]) -> dict:
    """Where a page stands: (words, path) of each step, the page itself last."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": words, "item": address_of(path)}
            for number, (words, path) in enumerate(steps, 1)
        ],
    }


def article(
    *, path: str, headline: str, description: str, language: str, author: str | None, published: datetime,
    updated: datetime, image: str, part_of: dict | None = None,
) -> dict:  # fmt: skip
    return _said(
        "Article",
        headline=headline,
        description=description,
        inLanguage=language,
        author=person(author) or organisation(),
        publisher=organisation(),
        datePublished=_moment(published),
        dateModified=_moment(updated),
        image=image,
        mainEntityOfPage=address_of(path),
        url=address_of(path),
        isPartOf=part_of,
    )


def collection(*, path: str, name: str, description: str, language: str) -> dict:
    return _said(
        "CollectionPage",
        name=name,
        description=description,
        inLanguage=language,
        url=address_of(path),
        publisher=organisation(),
    )


def course(
    *, path: str, name: str, description: str, languages: list[str], minutes: int, teaches: list[str], for_whom: str,
    image: str, modules: list[str],
) -> dict:  # fmt: skip
    """`teaches` are the sentences of what one will be able to do, `modules` the titles of its parts."""
    length = f"PT{minutes}M" if minutes else None
    return _said(
        "Course",
        name=name,
        description=description,
        inLanguage=languages,
        url=address_of(path),
        image=image,
        provider=organisation(),
        timeRequired=length,
        teaches=teaches,
        audience=_said("EducationalAudience", audienceType=for_whom) if for_whom else None,
        syllabusSections=[_said("Syllabus", name=title) for title in modules],
        hasCourseInstance=_said("CourseInstance", courseMode="Online", courseWorkload=length),
    )


def lesson(
    *, path: str, name: str, description: str, language: str, author: str | None, updated: datetime, minutes: int | None,
    image: str, part_of: dict | None = None,
) -> dict:  # fmt: skip
    return _said(
        "LearningResource",
        name=name,
        description=description,
        inLanguage=language,
        learningResourceType="lesson",
        author=person(author),
        provider=organisation(),
        dateModified=_moment(updated),
        timeRequired=f"PT{minutes}M" if minutes else None,
        isAccessibleForFree=True,
        image=image,
        url=address_of(path),
        isPartOf=part_of,
    )


def questions(*, path: str, name: str, text: str, asked_by: str | None, answers: list[tuple[str, str | None]]) -> dict:
    """A question with its answers, each (words, the name its writer gave or nothing)."""
    said = [
        _said("Answer", text=words, author=person(name), url=address_of(f"{path}#answer-{number}"))
        for number, (words, name) in enumerate(answers, 1)
    ]
    question = _said(
        "Question",
        name=name,
        text=text,
        answerCount=len(said),
        author=person(asked_by),
        url=address_of(path),
        suggestedAnswer=said,
    )
    return _said("QAPage", url=address_of(path), publisher=organisation(), mainEntity=question)


def named(kind: str, name: str, path: str) -> dict:
    """Something that has a page of its own, by its name alone."""
    return _said(kind, name=name, url=address_of(path))


def _said(kind: str, **values) -> dict:
    """Only what there is something to say about."""
    return {"@type": kind} | {name: value for name, value in values.items() if value not in (None, "", [])}


def _moment(value: datetime) -> str:
    return value.isoformat(timespec="seconds")
