"""Letters to those who follow a round, each in the language that they chose, and each with the way to stop them."""

from collections.abc import Callable, Set
from typing import Any

from app.languages import ENGLISH, _, language, speaking
from app.languages.content import called, step
from app.mail import post
from app.models import Edition, Round, RoundDate, Subscription
from app.subscriptions import queries
from app.wording import day


def edition_published(edition: Edition) -> None:
    """Tell that an edition is out; a final one has the answers with it."""
    kind = "published_final" if edition.kind == "final" else "published"
    round_ = edition.round
    _tell(
        round_, kind, f"edition {edition.number}",
        lambda: {"edition": str(edition.number), "link": f"/rounds/{round_.slug}/editions/{edition.number}"},
    )  # fmt: skip


def date_moved(round_: Round, date_: RoundDate, *, told_already: Set[str] = frozenset()) -> None:
    """Tell that a step has another day, except those (by address, in small letters) who have been told already."""
    _tell(
        round_, "date_moved", f"{date_.key} {date_.changes}",
        lambda: {"what": str(step(round_, date_)), "date": day(date_.due), "link": f"/rounds/{round_.slug}"},
        but=told_already,
    )  # fmt: skip


def answers_released(round_: Round, release_id: int = 0) -> None:
    """Tell that answers are out which the final edition did not have, once for each release."""
    _tell(round_, "answers_out", f"{release_id}", lambda: {"link": f"/rounds/{round_.slug}/answers"})


def report_published(round_: Round, path: str) -> None:
    """Tell that the report on the responses is out, at `path` on this service."""
    _tell(round_, "report_out", path, lambda: {"link": path})


def closing_soon(subscription: Subscription) -> None:
    """Tell somebody who asked for it that feedback closes soon."""
    round_ = subscription.round
    closes = round_.day("feedback_closes")
    with speaking(subscription.language):
        facts = {"deadline": day(closes), "link": f"/rounds/{round_.slug}/respond"}
        send(subscription, "closing_soon", occasion=f"{closes}", **facts)


def send(subscription: Subscription, template: str, *, occasion: str, **facts: Any) -> None:
    """One letter, once for each occasion, in the subscriber's language."""
    round_, token = subscription.round, queries.link_of(subscription)
    here = f"/rounds/{round_.slug}/subscription/{token}"
    with speaking(subscription.language):
        post(
            subscription.email,
            template,
            key=f"subscription {subscription.id} {occasion} {subscription.asked_at:%y%m%d%H%M%S}",
            language=subscription.language,
            unsubscribe=_in_language(f"{here}/stop"),
            **{**facts, "link": _in_language(facts.get("link", here))},
            name=_("reader"),
            round=called(round_),
            stop=_in_language(f"{here}/stop"),
        )


def _tell(
    round_: Round, template: str, occasion: str, facts: Callable[[], dict[str, str]], *, but: Set[str] = frozenset()
) -> None:
    """Write to everyone who follows a round. `facts` are put into words anew for each, in their language."""
    for subscription in queries.confirmed(round_):
        if subscription.email_key not in but:
            with speaking(subscription.language):
                send(subscription, template, occasion=occasion, **facts())


def _in_language(path: str) -> str:
    return path if language() == ENGLISH else f"/{language()}{path}"
