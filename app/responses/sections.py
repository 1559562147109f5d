"""How far a response is, section by section: the rows of its task lists."""

from collections.abc import Mapping

from flask import url_for

from app.models import Response, View
from app.responses.places import GENERAL, Place, Places, Section

Task = tuple[str, str, str, str, str]
"""Title, address, state, colour and hint, as templates/_macros/state.html lists them."""
NOT_YET = ("Not started", "blue")
DONE = ("Completed", "")


def tasks(response: Response, places: Places, views: Mapping[str, View]) -> list[tuple[str, list[Task]]]:
    """The sections under their headings."""
    slug = response.round.slug
    rows = {section.key: _row(section, slug, views) for section in places.sections}
    mine = [rows[s.key] for s in places.sections if s.key not in ("assumptions", GENERAL, "equality")]
    rest = [rows[key] for key in ("assumptions", GENERAL, "equality") if key in rows]
    return [("About you", [_about(response)]), ("The intentions", mine), ("The rest", rest)]


def tasks_in(section: Section, slug: str, views: Mapping[str, View]) -> list[Task]:
    """The places of one section."""
    return [
        (f"{place.ref} {place.title}", _address(slug, place), *state_of(views.get(place.ref)), "")
        for place in section.places
    ]


def state_of(view: View | None) -> tuple[str, str]:
    """What is said in a place, in a word or two."""
    if view is None or not has_words(view):
        return NOT_YET
    if view.stance is None:
        return DONE
    comment = " with comment" if view.comment or view.evidence or view.wording else ""
    return STANCES[view.stance] + comment, ""


STANCES = {"agree": "Agree", "partly": "Agree in part", "disagree": "Disagree", "no view": "No view"}


def has_words(view: View) -> bool:
    """Whether anything is said there; "no view" is."""
    return bool(view.stance or view.comment or view.evidence or view.wording)


def _row(section: Section, slug: str, views: Mapping[str, View]) -> Task:
    done = sum(place.ref in views and has_words(views[place.ref]) for place in section.places)
    number = len(section.places)
    if section.key == GENERAL:
        state = DONE if done else ("Optional", "grey")
        return section.title, _address(slug, section.places[0]), *state, ""
    state = NOT_YET if not done else DONE if done == number else (f"{done} of {number} answered", "light-blue")
    return section.title, url_for("responses.section", slug=slug, key=section.key), *state, ""


def _about(response: Response) -> Task:
    done = response.name and response.permission and response.capacity
    state = DONE if done else ("In progress", "light-blue") if response.name else NOT_YET
    return "Who you are", url_for("responses.about", slug=response.round.slug), *state, ""


def _address(slug: str, place: Place) -> str:
    return url_for("responses.question", slug=slug, place=place.ref)


def answers(places: Places, views: Mapping[str, View]) -> list[tuple[Section, list[tuple[Place, View]]]]:
    """What is said, section by section; sections and places about which nothing is said are left out."""
    found = []
    for section in places.sections:
        said = [(place, views[place.ref]) for place in section.places if place.ref in views]
        if said := [(place, view) for place, view in said if has_words(view)]:
            found.append((section, said))
    return found
