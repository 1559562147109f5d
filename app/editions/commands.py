"""What can be done with editions: publish one."""

from collections.abc import Mapping

from app import clock
from app.editions import queries
from app.editions.content import gather, said_and_decided
from app.extensions import db
from app.intentions.queries import digest_of, fingerprint
from app.languages.content import put
from app.models import Edition, EditionKind, Round
from app.perform import perform
from app.permissions import Actor
from app.rounds.commands.dates import record
from workflows.engine import Refused


def publish(
    round_: Round,
    kind: EditionKind | str,
    reason: str,
    *,
    lint_reason: str = "",
    welsh: Mapping[str, str] | None = None,
    by: Actor,
) -> Edition:
    """Publish the round's words as they stand, under a new number and for good; `welsh` says the reasons in Welsh.

    A final edition releases the answers with it. Raises Refused while the lint finds something and no `lint_reason`
    says why to publish regardless.
    """
    kind = EditionKind(kind)
    findings = queries.lint_of(round_)
    if findings and not lint_reason.strip():
        raise Refused("Mend what the list of findings says, or give the reason for publishing regardless.")
    number = len(round_.editions) + 1
    what = f"edition {number}"
    perform(round_, f"publish_{kind}", by=by, why=reason, what=what)
    edition = _store(round_, kind, number, reason, by=by)
    edition.lint_findings, edition.lint_reason = findings, lint_reason if findings else ""
    edition.welsh = put(None, welsh or {})
    _date_it(round_, kind)
    _bind_changes(edition)
    if kind is EditionKind.FINAL:
        _release(edition, by=by)
    _tell_followers(edition)
    return edition


def _store(round_: Round, kind: EditionKind, number: int, reason: str, *, by: Actor) -> Edition:
    content = gather(round_)
    edition = Edition(
        round=round_,
        number=number,
        kind=kind,
        reason=reason,
        published_at=clock.now(),
        published_by_id=by.id,
        digest=digest_of(round_),
        content=content,
        content_digest=fingerprint(content),
    )
    db.session.add(edition)
    db.session.flush()
    return edition


def _date_it(round_: Round, kind: EditionKind) -> None:
    if kind is not EditionKind.REVISED:
        record(round_, f"{kind}_edition", clock.today())
    cut_off = round_.day("answering_cut_off")
    if kind is EditionKind.FINAL and cut_off:
        record(round_, "answering_cut_off", cut_off)


def _bind_changes(edition: Edition) -> None:
    from app.changes.commands import bind  # noqa: PLC0415 - changes know editions; told only here

    bind(edition)


def _tell_followers(edition: Edition) -> None:
    from app.subscriptions.letters import edition_published  # noqa: PLC0415 - following knows editions; told only here

    edition_published(edition)


def _release(edition: Edition, *, by: Actor) -> None:
    """Release the answers, publish the assessment, and keep in the edition what was said and decided."""
    from app.answers.releasing import release_with_final  # noqa: PLC0415 - answers know editions; told only here
    from app.equality.commands import publish as publish_assessment  # noqa: PLC0415

    release_with_final(edition.round, by=by)
    publish_assessment(edition.round)
    db.session.flush()
    edition.content = {**edition.content, "said": said_and_decided(edition.round)}
    edition.content_digest = fingerprint(edition.content)
    db.session.flush()
