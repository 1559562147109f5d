"""Pages of an agreement's exact text, its approval, signature and publication."""

from datetime import date
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.documents.agreement_signatures import UNDERTAKING
from app.documents.storage import from_dict
from app.models import Agreement
from app.perform import ensure
from app.permissions import roles_of
from app.signing import commands, queries
from app.signing.blueprint import bp
from app.signing.facts import standing_facts, text_of
from app.signing.files import download, file_name
from app.signing.forms import ApproveForm, PublishForm, SignForm
from app.signing.letters import title
from app.signing.records import version_numbers
from app.signing.redacting import places, redacted
from app.web import commits, for_both_sides, for_parts
from workflows.instrument import BINDING
from workflows.roles import COMMISSIONER_ROLES, Role
from workflows.waiting import waiting

HERE = "/agreements/<slug>/<code>"
SIGNATORIES = (Role.COMMISSIONER_SIGNATORY, Role.PROVIDER_SIGNATORY)
STEPS = {"approve": "Approve", "sign": "Sign", "publish": "Publish"}


@bp.get(f"{HERE}/text")
@for_both_sides
def text(slug: str, code: str) -> ResponseReturnValue:
    """The exact text as a page, with its fingerprint once it is fixed; or as it stood on a day: `?on=2012-06-01`."""
    agreement = queries.get(slug, code, seen_by=g.person)
    open_to_me = agreement.workflow.actions(agreement, roles_of(g.person, agreement))
    steps = {step: words for step, words in STEPS.items() if step in open_to_me}
    on = _day_asked_for()
    found = text_of(agreement, on or clock.today())
    unread = _unread() if on is None else ""
    numbers = version_numbers(found)
    return _page("text", agreement, document=found, steps=steps, versions=numbers, on=on, unread=unread)


@bp.get(f"{HERE}/versions/<number>")
@for_both_sides
def version(slug: str, code: str, number: str) -> ResponseReturnValue:
    """The text of one version, in the words in which it was issued."""
    agreement = queries.get(slug, code, seen_by=g.person)
    issued = queries.version(agreement, number)
    counts = bool(agreement.text_digest) and queries.current_version(agreement, clock.today()).digest == issued.digest
    return _page("version", agreement, version=issued, document=from_dict(issued.text), counts=counts)


@bp.get(f"{HERE}/document")
@for_both_sides
def document(slug: str, code: str) -> ResponseReturnValue:
    """The agreement as a Word file, as it stands or as it stood on a day: `?on=2012-06-01`."""
    agreement = queries.get(slug, code, seen_by=g.person)
    on = _day_asked_for()
    found = text_of(agreement, on or clock.today())
    return download(found, file_name(agreement, found, f"on-{on.isoformat()}" if on else ""))


@bp.route(f"{HERE}/approve", methods=["GET", "POST"])
@commits
@for_parts(*SIGNATORIES)
def approve(slug: str, code: str) -> ResponseReturnValue:
    """Approve the exact text for one's side."""
    agreement = queries.get(slug, code, seen_by=g.person)
    if queries.has_approved(agreement, g.person):
        flash("You have approved this text already.")
        return redirect(_home(agreement))
    ensure(agreement, "approve", g.person)
    form = ApproveForm(data={"digest": agreement.text_digest})
    if form.submitted() and form.is_of_text(agreement.text_digest):
        commands.approve(agreement, digest=agreement.text_digest, by=g.person)
        flash(f"Approved: {title(agreement)}.")
        return redirect(_home(agreement))
    return _page("approve", agreement, form=form)


@bp.route(f"{HERE}/sign", methods=["GET", "POST"])
@commits
@for_parts(*SIGNATORIES)
def sign(slug: str, code: str) -> ResponseReturnValue:
    """Sign the exact text for one's side."""
    agreement = queries.get(slug, code, seen_by=g.person)
    if queries.has_signed(agreement, g.person):
        return redirect(url_for(".signed", slug=slug, code=code))
    ensure(agreement, "sign", g.person)
    form = SignForm(data={"digest": agreement.text_digest, "name": g.person.name, "post": g.person.post})
    declaration = _declaration(agreement)
    if form.submitted() and form.is_of_text(agreement.text_digest):
        commands.sign(
            agreement,
            digest=agreement.text_digest,
            name=form.name.data,
            post=form.post.data,
            authority=form.authority.data,
            declaration=f"{declaration} I agree.",
            by=g.person,
        )
        return redirect(url_for(".signed", slug=slug, code=code))
    return _page("sign", agreement, form=form, declaration=declaration, party=_party(agreement))


@bp.get(f"{HERE}/signed")
@for_both_sides
def signed(slug: str, code: str) -> ResponseReturnValue:
    """The receipt: who has signed which text, and who is awaited."""
    agreement = queries.get(slug, code, seen_by=g.person)
    facts = standing_facts(agreement)
    if not facts.signatures:
        return render_template("errors/404.html"), 404
    return _page("signed", agreement, signatures=facts.signatures, commissioner=facts.commissioner.name)


@bp.route(f"{HERE}/publish", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def publish(slug: str, code: str) -> ResponseReturnValue:
    """Choose what the published version withholds and why, look at it, and publish it."""
    agreement = queries.get(slug, code, seen_by=g.person)
    if agreement.published_at:
        flash("This agreement is published already.")
        return redirect(url_for(".published", slug=slug, code=code))
    ensure(agreement, "publish", g.person)
    exact = text_of(agreement, clock.today())
    form = PublishForm()
    wanted = request.form.get("then", "")
    if request.method == "GET":
        form.suggest()
    elif wanted == "add":
        form.redactions.append_entry()
    form.offer(places(exact))
    ready = wanted in ("publish", "preview") and form.submitted() and form.is_complete()
    if ready and wanted == "publish":
        commands.publish(agreement, redactions=form.chosen(), by=g.person)
        flash(f"Published: {title(agreement)}.")
        return redirect(url_for(".published", slug=slug, code=code))
    preview = redacted(exact, form.chosen()) if ready else None
    return _page("publish", agreement, form=form, version=exact.version, preview=preview)


def _day_asked_for() -> date | None:
    """The day in the address, whole or as its three parts; None when there is none, or none that can be read."""
    asked = request.args
    parts = "-".join(asked.get(f"on-{part}", "").zfill(2) for part in ("year", "month", "day"))
    try:
        return date.fromisoformat(asked.get("on") or parts)
    except ValueError:
        return None


def _unread() -> str:
    """What was typed as a day and is none."""
    parts = (request.args.get(f"on-{part}", "") for part in ("day", "month", "year"))
    return request.args.get("on", "") or " ".join(part for part in parts if part)


def _page(name: str, agreement: Agreement, **given: Any) -> ResponseReturnValue:
    return render_template(
        f"signing/{name}.html",
        agreement=agreement,
        called=title(agreement),
        home=_home(agreement),
        waiting=waiting(agreement, agreement.provider.name),
        binding=BINDING[agreement.instrument],
        **given,
    )


def _home(agreement: Agreement) -> str:
    return f"/agreements/{agreement.round.slug}/{agreement.provider.code}"


def _party(agreement: Agreement) -> str:
    """Whom the person signing signs for."""
    mine = roles_of(g.person, agreement)
    if mine & COMMISSIONER_ROLES:
        return str(g.person.organisation.name)
    return agreement.provider.name


def _declaration(agreement: Agreement) -> str:
    return UNDERTAKING[agreement.instrument.value].format(party=_party(agreement))
