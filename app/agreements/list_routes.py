"""Read the agreements of a round: one line each, filtered and ordered by the address, and the same as a sheet."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.agreements import filters, listing, sheet
from app.agreements.blueprint import bp
from app.handing_out import as_sheet
from app.models import OrganisationKind, Round
from app.perform import choices
from app.permissions import SEES_ALL_AGREEMENTS, SHARES_NOTES, parts, roles_of, sees_all_agreements
from app.rounds import queries as rounds
from app.web import for_both_sides
from workflows.agreement import AgreementState
from workflows.bulk import STAFF as MAY_CHANGE
from workflows.roles import Role

SENDS_TO_MANY = SEES_ALL_AGREEMENTS | {Role.COMMISSIONER_NEGOTIATOR}
"""Who works with one notice of change to many agreements."""
MORE = {"sector", "region", "days", "terms", "flag", "price_from", "price_to"}
"""Filters that are folded away until one is used."""
HEADINGS = (
    ("provider", "Provider", ""),
    ("state", "State", ""),
    ("whose", "Whose move", ""),
    ("-days", "Working days waiting", "numeric"),
    ("agreed", "Terms agreed", ""),
    ("-price", "Price", "numeric"),
    ("-change", "Against last year", "numeric"),
)
"""What each column is called, and the order that pressing its heading gives first."""


class Heading(NamedTuple):
    """A column's heading: the address that orders by it, and how it is ordered now."""

    words: str
    href: str
    ordered: str
    kind: str


@bp.get("/agreements")
@for_both_sides
def index() -> ResponseReturnValue:
    """The agreements of the round that most people mean."""
    round_ = rounds.current()
    if round_ is None:
        return render_template("agreements/no_round.html")
    return redirect(url_for("agreements.of_round", slug=round_.slug))


@bp.get("/rounds/<slug>/agreements")
@for_both_sides
def of_round(slug: str) -> ResponseReturnValue:
    """One line for each agreement that one may see."""
    round_ = rounds.get(slug)
    typed = filters.kept(request.args)
    mistakes = filters.mistakes(typed)
    asked = {name: value for name, value in typed.items() if name not in mistakes}
    found = listing.of(round_, asked, seen_by=g.person, today=clock.today())
    return render_template(
        "agreements/of_round.html",
        round=round_,
        found=found,
        asked={name: typed.get(name, "") for name in filters.NAMES},
        filtered=bool(asked.keys() - {"sort"}),
        sees_money=sees_all_agreements(g.person, round_.id),
        keeps=bool(SHARES_NOTES & roles_of(g.person, round_)),
        changes=bool(found.shown and MAY_CHANGE & roles_of(g.person, round_)),
        staff=g.person.organisation.kind is OrganisationKind.COMMISSIONER,
        changes_many=bool(parts(g.person) & SENDS_TO_MANY),
        finding=listing.finding(found, asked),
        mistakes=mistakes,
        opened=bool(typed.keys() & MORE),
        drafting=choices(round_, g.person) if not found.total else [],
        headings=headings(found, asked),
        **_addresses(slug, found, asked),
        **_choices(found),
    )


@bp.get("/rounds/<slug>/agreements.<any(csv, xlsx):kind>")
@for_both_sides
def sheet_of_round(slug: str, kind: str) -> ResponseReturnValue:
    """The same agreements, by the same filters and in the same order, to open in a spreadsheet."""
    round_: Round = rounds.get(slug)
    asked = filters.kept(request.args)
    found = listing.of(round_, asked, seen_by=g.person, today=clock.today())
    return as_sheet(sheet.of(round_, found, asked, seen_by=g.person), kind, "agreements", round_)


def headings(found: listing.Listing, asked: Mapping[str, str]) -> list[Heading]:
    """The columns; each orders the list, and pressed again turns the order round."""
    shown = [*HEADINGS, *([("negotiator", "Negotiator", "")] if found.negotiators else [])]
    now = asked.get("sort", "")
    made = []
    for first, words, kind in shown:
        name = first.removeprefix("-")
        other = name if first.startswith("-") else f"-{name}"
        ordered = {f"-{name}": "descending", name: "ascending"}.get(now, "")
        made.append(Heading(words, _with(asked, sort=other if now == first else first), ordered, kind))
    return made


def _with(asked: Mapping[str, str], **changed: str) -> str:
    others = {name: value for name, value in asked.items() if name not in changed}
    return "?" + urlencode({name: value for name, value in {**others, **changed}.items() if value})


def _addresses(slug: str, found: listing.Listing, asked: Mapping[str, str]) -> dict[str, Any]:
    here = url_for("agreements.of_round", slug=slug)
    return {
        "here": here,
        "place": f"/agreements/{slug}/",
        "links": {name: here + _with(asked, state=name) for name, _ in found.states},
        "all_states": here + _with(asked, state=""),
        "change": url_for("bulk.choose", slug=slug) + _with(asked, sort=""),
        "sheets": [
            (words, url_for("agreements.sheet_of_round", slug=slug, kind=kind) + _with(asked))
            for kind, words in (("xlsx", "Excel"), ("csv", "CSV"))
        ],
    }


def _choices(found: listing.Listing) -> dict[str, Any]:
    """What each filter offers: those that tell agreements apart for whoever asks."""
    people = [*found.negotiators, (filters.UNASSIGNED, "Nobody yet")] if found.negotiators else []
    return {
        "common": [
            ("state", "State", listing.options(state.value for state in AgreementState)),
            ("whose", "Whose move", [(str(key), words) for key, words in filters.WHOSE.items()]),
            ("negotiator", "Negotiator", people),
            ("sort", "Order by", _orders(found)),
        ],
        "more": [
            ("sector", "Kind of provider", listing.options(found.sectors)),
            ("region", "Region", [(name, name) for name in found.regions]),
            ("days", "Waiting for", list(filters.DAYS.items())),
            ("terms", "Terms", list(filters.TERMS.items())),
            ("flag", "Needs attention", list(filters.FLAGS.items())),
        ],
    }


def _orders(found: listing.Listing) -> list[tuple[str, str]]:
    """Every order, numbers both ways."""
    both = {"days", "agreed", "unsettled", "open", "disputed", "price", "change"}
    made = []
    for name, (words, _) in filters.ORDERS.items():
        if name == "provider" or (name == "negotiator" and not found.negotiators):
            continue  # by provider is what it is without being asked
        made += [(f"-{name}", f"{words}, most first"), (name, f"{words}, least first")] if name in both else []
        made += [] if name in both else [(name, words)]
    return made
