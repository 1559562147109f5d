"""What an assessment and its action plan say in Welsh: written beside the English, kept as it was published."""

from collections.abc import Mapping
from typing import Any

from app.equality import queries
from app.equality.queries import WRITTEN
from app.languages.content import EARLIER, put
from app.models import Action, Assessment, Person
from app.perform import perform

OF_AN_ACTION = ("text", "lead")
"""What the public reads of an action."""


def place_in(action: Action, name: str) -> str:
    """Where the words of an action are said among all that is put into Welsh at once."""
    if name.startswith(f"{EARLIER} "):
        return f"{EARLIER} {place_in(action, name.removeprefix(f'{EARLIER} '))}"
    return f"action {action.ref} {name}"


def said(assessment: Assessment, actions: list[Action]) -> dict[str, str]:
    """All of it that is in Welsh, by place."""
    found = dict(assessment.welsh or {})
    for action in actions:
        found |= {place_in(action, name): words for name, words in (action.welsh or {}).items()}
    return found


def say_in_welsh(assessment: Assessment, words: Mapping[str, str], *, by: Person) -> None:
    """Put texts of an assessment and its action plan into Welsh, by place; an empty one is in English again.

    What is published gets the Welsh that it has none of yet: what stands there stands.
    """
    perform(assessment, "say_in_welsh", by=by)
    actions = queries.actions_of(assessment.round)
    for action in actions:
        of_it = {name: words[place_in(action, name)] for name in OF_AN_ACTION if place_in(action, name) in words}
        action.welsh = put(action.welsh, of_it) or None
    assessment.welsh = put(assessment.welsh, {at: it for at, it in words.items() if not at.startswith("action ")})
    if assessment.published_content is not None:
        now = queries.content_of(assessment)
        assessment.published_content = _with_welsh(assessment.published_content, now)


def _with_welsh(published: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """What is published, with the Welsh that there is now of the very same words."""
    by_reason = {each["reason"]: each["welsh"] for each in now["impacts"]}
    impacts = [
        {**each, "welsh": each.get("welsh") or by_reason.get(each["reason"], {})} for each in published["impacts"]
    ]
    same = {name: words for name, words in now["welsh"].items() if name in WRITTEN and published[name] == now[name]}
    return {**published, "impacts": impacts, "welsh": {**same, **published.get("welsh", {})}}
