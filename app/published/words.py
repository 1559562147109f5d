"""The one place that says which words of a response everybody may read, wherever they are shown."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from app.languages.content import beside
from app.models import Point, Response
from app.published.masks import TakenOut, is_a_name, without
from workflows.redaction import RedactionKind
from workflows.response import Permission, ResponseState

T = TypeVar("T")
ALLOWS = (Permission.YES, Permission.WITHOUT_NAME)


def allows(response: Response) -> bool:
    """Whether its sender lets others read it. What is typed while it is being changed is nobody's word yet."""
    return response.state is ResponseState.SUBMITTED and response.permission in ALLOWS


def allows_name(response: Response) -> bool:
    """Whether they may read who sent it, too."""
    return allows(response) and response.permission is Permission.YES


def shown_words(point: Point, taken_out: Mapping[int, Sequence[TakenOut]]) -> str:
    """What a point says as everybody may read it; empty where its sender does not allow it.

    `taken_out` is of `queries.taken_out_of` or `taken_out_in`, which ask for all of a page's responses at once.
    The point's response must be at hand.
    """
    return shown_text(
        point.text, point.response, taken_out.get(point.response_id, ()), place=point.said_in, begins=point.begins
    )


def shown_text(
    text: str, response: Response, taken_out: Sequence[TakenOut], *, place: str = "", begins: int = 0
) -> str:
    """The same for any text of a response, or one that speaks of it, such as the reason of an answer."""
    if not allows(response) or any(each.whole for each in taken_out):
        return ""
    return without(text, [*taken_out, *own_name(response)], place=place, begins=begins)


def clean(text: str, response: Response, taken_out: Sequence[TakenOut]) -> str:
    """Staff's own words about a response, without what is taken out of it. They stay whatever the sender allows.

    One reason often answers many: give also what `queries.taken_out_anywhere` takes out of the others.
    """
    folded = text.casefold()
    near = [each for each in (*taken_out, *own_name(response)) if each.words.split()]
    return without(text, [each for each in near if each.words.split()[0].casefold() in folded])


def clean_welsh(
    point: Point, names: Iterable[str], response: Response, taken_out: Sequence[TakenOut]
) -> Mapping[str, str]:
    """The same for the Welsh of what we say of a point: of its reason, its change, its waiver."""
    welsh = point.welsh or {}
    return {name: clean(welsh[name], response, taken_out) for name in names if name in welsh}


def own_name(response: Response) -> list[TakenOut]:
    """What is taken out by itself: a sender's address always, and their name where they did not allow it."""
    found = [response.email]
    if not allows_name(response):
        found += [response.name, response.organisation_name]
    return [TakenOut(each, RedactionKind.OWN_NAME) for each in found if is_a_name(each)]


def public_name(response: Response, taken_out: Sequence[TakenOut] = ()) -> str:
    """The name under which a response is published: an organisation's own, not its manager's; empty where none may."""
    if not allows_name(response) or any(each.whole for each in taken_out):
        return ""
    return response.organisation_name if response.capacity == "organisation" else response.name


def label_of(kind: str, reason: str, welsh: Mapping[str, str] | str | None = None) -> str:
    """What stands in place of the words: the kind of reason, or the reason itself where there is no kind for it.

    `welsh` says the reason in Welsh; it may come as JSON.
    """
    welsh = json.loads(welsh) if isinstance(welsh, str) else welsh
    return str(beside(reason, welsh, "reason")) if kind == RedactionKind.OTHER and reason else str(kind)


def once_for_each_answer(comments: Sequence[T], words: Callable[[T], str], answer: Callable[[T], object]) -> list[T]:
    """Comments with their words; those whose words are not published once for each answer: few of them may be told.

    The last of those alike stays, so that a page which is cut after it goes on behind all of them.
    """
    answers = [None if words(each) else repr(answer(each)) for each in comments]
    last = {said: at for at, said in enumerate(answers)}
    return [
        each for at, (each, said) in enumerate(zip(comments, answers, strict=True)) if said is None or last[said] == at
    ]
