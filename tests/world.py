"""A small whole world: the demonstration in delivery with three providers and last year, to look at everything in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from app import clock
from app.answers import batches as answer_batches
from app.answers import templates
from app.bulk import commands as bulk
from app.changes.queries import bound_to
from app.clock import SETTING
from app.coding import frame, sampled
from app.demo import cast, stages
from app.demo.files import THIS_YEAR
from app.disputes import commands as disputes
from app.extensions import db
from app.models import (
    Action,
    Agreement,
    BulkChange,
    Campaign,
    Clearance,
    Dispute,
    DisputePack,
    EditedCopy,
    EditionFormat,
    Evidence,
    Export,
    Invitee,
    Letter,
    Organisation,
    Person,
    Point,
    PointSheet,
    Response,
    Return,
    Round,
    SavedSearch,
    Setting,
    SimilarPoint,
    Stakeholder,
    StandardTerm,
    UnplacedChange,
    Upload,
    WordCopy,
)
from app.notices import batches
from app.notices import commands as notices
from app.people import commands as people
from app.signing import commands as signing
from tests import kept, make
from tests.imports.made import a_letter, an_import
from tests.reporting import published_and_reported
from workflows.bulk import BulkKind
from workflows.point_batch import BatchKind
from workflows.roles import Role

DURHAM, WALES, FRANKLAND = "hmp-durham", "wales-probation-trust", "hmp-frankland"
SIGNED_OUT = "signed out"
SAME_PART = {"second.analyst"}
"""Who finds just what somebody else of the cast finds."""


@dataclass
class World:
    """Who is there, and one thing of each kind that belongs to HMP Durham."""

    people: dict[str, Person | None]
    ids: dict[str, dict[str, object]]

    def values_for(self, endpoint: str) -> dict[str, object]:
        """What the address of a route needs, about HMP Durham where it is about a provider."""
        subject = endpoint.split(".", maxsplit=1)[0]
        return {**self.ids[""], **self.ids.get(subject, {}), **self.ids.get(endpoint, {})}


_BUILT: dict[str, tuple[Callable[[], None], dict[str, int | None], World]] = {}
"""By the address of a database: what brings the world back there, the numbers of its people, and the rest of it."""


def build() -> World:
    """The world in an empty database. Everything that can belong to a provider belongs to HMP Durham.

    It is built once in each database, and after that brought back just as it was.
    """
    address = str(db.engine.url)
    if address not in _BUILT:
        made = _build()
        numbers = {name: one and one.id for name, one in made.people.items()}
        _BUILT[address] = kept.keep(), numbers, made
    bring_back, numbers, made = _BUILT[address]
    bring_back()
    return World({name: id_ and db.session.get(Person, id_) for name, id_ in numbers.items()}, made.ids)


def _build() -> World:
    db.session.delete(db.session.get(Setting, SETTING))
    db.session.commit()
    stages.load("delivering", lambda _words: None, only={DURHAM, WALES, FRANKLAND})
    return furnish()


def furnish() -> World:
    """The world in a database where the demonstration is in delivery: one thing of each kind more."""
    durham = db.session.query(Organisation).filter_by(code=DURHAM).one()
    round_ = db.session.query(Round).filter_by(slug=THIS_YEAR).one()
    agreement = db.session.query(Agreement).filter_by(provider_id=durham.id, round_id=round_.id).one()
    signing.publish(agreement, redactions=[], by=cast.find("manager"))
    db.session.commit()
    return World(_people(), _ids(durham, agreement))


def _people() -> dict[str, Person | None]:
    keys = [part.key for part in cast.PRINTED if part.key not in SAME_PART]
    found: dict[str, Person | None] = {key: cast.find(key) for key in keys}
    other = make.person(Role.COMMISSIONER_NEGOTIATOR, name="Works elsewhere")
    people.assign(other, db.session.query(Organisation).filter_by(code=WALES).one(), by=cast.find("administrator"))
    db.session.commit()
    return {SIGNED_OUT: None, **found, "other negotiator": other}


def _format(round_: Round, upload: Upload) -> int:
    """Another format of the first edition."""
    edition = round_.editions[0]
    return make.add(
        EditionFormat(edition_id=edition.id, kind="large print", upload_id=upload.id, made_from=edition.content_digest,
                      added_at=make.NOON, added_by_id=cast.find("manager").id)
    ).id  # fmt: skip


def _ids(durham: Organisation, agreement: Agreement) -> dict[str, dict[str, object]]:
    return_ = db.session.query(Return).filter_by(provider_id=durham.id, state="expected").first()
    upload = make.upload()
    evidence = make.add(Evidence(return_id=return_.id, upload_id=upload.id, title="Evidence"))
    round_ = agreement.round
    action = make.add(
        Action(round_id=round_.id, ref="AS-99", origin="assurance", text="Put right.", lead="The governor",
               target_on=make.DATES["agreements_end"], provider_id=durham.id, agreement_id=agreement.id)
    )  # fmt: skip
    export = make.add(Export(round_id=round_.id, asked_by_id=cast.find("director").id, asked_at=make.NOON))
    dispute = _dispute(agreement)
    pack = make.add(DisputePack(dispute_id=dispute.id, asked_by_id=cast.find("director").id, asked_at=make.NOON))
    letter = make.add(Letter(key="k", to=cast.address("director"), subject="A letter", body="Words", at=make.NOON))
    term = agreement.terms[0]
    clearance = make.add(
        Clearance(round_id=round_.id, provider_id=durham.id, agreement_id=agreement.id, side="provider", step="offer",
                  digest="0" * 64, beyond=[], reason="Why.", approver_role="provider signatory", asked_at=make.NOON,
                  asked_by_id=cast.find("durham.negotiator").id)
    )  # fmt: skip
    who = cast.find("durham.negotiator")
    notices = _notices(agreement)
    brought = _brought_back(agreement, who, upload)
    any_round = {
        "slug": round_.slug,
        "ref": "CU-1",
        "key": "negotiation_done",
        "number": 1,
        "way": "up",
        "place": "CU-1",
    }
    return {
        "editions.changes": {"number": 2},
        "formats": {"number": 1, "format_id": _format(round_, upload)},
        "agreements.template": {"instrument": "sla"},
        "people.organisation": {"code": DURHAM},
        "": {**any_round, "way": "up", "place": "CU-1", "instrument": "SLA", "token": "made-up", "line_id": 1,
             "person_id": who.id,
             "point_id": db.session.query(Point.id).first()[0], "response_id": db.session.query(Response.id).first()[0],
             "return_id": return_.id, "evidence_id": evidence.id, "action_id": action.id, "export_id": export.id,
             "letter_id": letter.id, "organisation_id": durham.id, "appointment_id": who.appointments[0].id},
        "agreements": {"code": DURHAM, "ref": term.ref},
        "agreements.edit_standard_term": {"ref": "SV-1"},
        "answers": {"doing": "approve", **_answering(round_)},
        "changes": {"number": 2, "link_id": 1, "fingerprint": bound_to(*round_.editions[:2])[0].fingerprint},
        "bulk": {"kind": "remind", "bulk_id": _bulk(round_, cast.find("negotiator")).id},
        "imports": {"import_id": an_import(round_, cast.find("analyst")).id,
                    "letter_id": a_letter(round_, cast.find("analyst")).id},
        "searching": _searches(round_, cast.find("director")),
        "campaigns": {"campaign_id": _campaign(round_).id},
        **_coding(round_),
        **published_and_reported(round_),
        "across.term": {"ref": "VO-1"},
        "across.of_agreement": {"code": DURHAM, "ref": term.ref},
        "agreements.sheet_of_round": {"kind": "csv"},
        "figures": {"kind": "csv"},
        "agreements.allow_excess": {"ref": "VT-1"},
        "agreements.excuse": {"ref": "CU-1"},
        "word_copies": {"code": DURHAM, "number": 1, "change_id": brought.unplaced[0].id},
        **notices,
        "disputes": {"code": DURHAM, "dispute_id": dispute.id, "pack_id": pack.id,
                     "evidence_id": dispute.evidence[0].id},
        "signing": {"code": DURHAM},
        "comparing": {"code": DURHAM},
        "remarks": {"code": DURHAM, "ref": term.ref},
        "terms": {"code": DURHAM, "ref": term.ref},
        "playbooks": {"code": DURHAM, "ref": term.ref, "step": "offer", "clearance_id": clearance.id},
        "playbooks.write_for_round": {"ref": "SV-1"},
        "signing.version": {"number": "1.0"},
        "signing.published_version": {"number": "1.0"},
        "signing.published_version_document": {"number": "1.0"},
        "responses.section": {"key": "custodial"},
        "stakeholders": {"ending": "csv", "invitee_id": db.session.query(Invitee.id).first()[0],
                         "stakeholder_id": db.session.query(Stakeholder.id).first()[0]},
    }  # fmt: skip


def _coding(round_: Round) -> dict[str, dict[str, object]]:
    """The demonstration's code frame and sample; a theme to retire, a pair that may say the same, a point to split."""
    analyst = cast.find("analyst")
    sample = sampled.of_round(round_.id)[-1]
    differs = next(held for held in sampled.differences(sample))
    points = db.session.query(Point).filter_by(round_id=round_.id, state="released").order_by(Point.id).all()
    pair = {"point_id": points[0].id, "other_id": points[1].id}
    make.add(SimilarPoint(score=0.9, suggested_at=make.NOON, **pair))
    spare = frame.add_theme(round_, by=analyst, name="Spare")
    db.session.commit()
    open_ = make.add(Point(response_id=points[0].response_id, round_id=round_.id, place="general",
                           text="One. Two.", received_at=make.NOON))  # fmt: skip
    return {
        "coding": {"theme_id": spare.id, "number": sample.number, "position": differs.position, **pair,
                   "verdict": "confirm"},
        "coding.version": {"number": 1},
        "points": {"point_id": open_.id},
    }  # fmt: skip


def _searches(round_: Round, who: Person) -> dict[str, object]:
    """A search that the director saved, and a sheet of points that they asked for."""
    both = {"round_id": round_.id, "arguments": {"state": "released"}}
    saved = make.add(SavedSearch(owner_id=who.id, name="Released", saved_at=make.NOON, **both))
    sheet = make.add(PointSheet(asked_by_id=who.id, asked_at=make.NOON, kind="csv", **both))
    return {"search_id": saved.id, "sheet_id": sheet.id, "ending": "csv"}


def _campaign(round_: Round) -> Campaign:
    """A campaign with the round's first point in it."""
    made = make.add(Campaign(round_id=round_.id, title="A postcard", text="The words of it.", found_at=make.NOON))
    db.session.query(Point).filter_by(round_id=round_.id).order_by(Point.id).first().campaign_id = made.id
    db.session.commit()
    return made


def _brought_back(agreement: Agreement, who: Person, upload: Upload) -> EditedCopy:
    """A file that the provider's side brought back from Word, with one change that waits for a place."""
    both = {"agreement_id": agreement.id, "side": "provider", "number": 1}
    copy = make.add(WordCopy(offer=1, made_by_id=who.id, made_at=make.NOON, printed={}, **both))
    value = {"term": agreement.terms[0].id, "column": 0, "text": "Something else", "before": "", "by": [], "note": "",
             "others": []}  # fmt: skip
    found = {"copy": copy.id, "values": [value], "remarks": [], "troubles": []}
    change = UnplacedChange(position=1, sort="added", place="", before="", after="More", authors=[])
    return make.add(EditedCopy(word_copy_id=copy.id, upload_id=upload.id, brought_by_id=who.id, brought_at=make.NOON,
                               found=found, unplaced=[change], **both))  # fmt: skip


def _answering(round_: Round) -> dict[str, object]:
    """A template, and points chosen to be approved together."""
    analyst = cast.find("analyst")
    template = templates.write(round_, title="Thanks", disposition="already so", reason="Thank you.", by=analyst)
    chosen = {"points": [db.session.query(Point.id).first()[0]]}
    batch = answer_batches.prepare(round_, BatchKind.APPROVE, chosen=chosen, given={}, by=analyst)
    db.session.commit()
    return {"template_id": template.id, "batch_id": batch.id}


def _bulk(round_: Round, who: Person) -> BulkChange:
    """A change to every agreement of the negotiator, prepared and not applied."""
    standard = db.session.query(StandardTerm).filter_by(round_id=round_.id, schedule="price").first()
    change = {"hundredths": 150, "to_nearest": 1, "reopens": True}
    made = bulk.prepare(
        round_, kind=BulkKind.RAISE, asked={}, change=change, by=who, reason="Pay.", standard_term_id=standard.id
    )
    db.session.commit()
    return made


def _dispute(agreement: Agreement) -> Dispute:
    """A dispute that HMP Durham has shared, with a file."""
    them = cast.find("durham.negotiator")
    made = disputes.open_dispute(agreement, title="Visits", terms=agreement.terms[:1], by=them)
    said = dict.fromkeys(("description", "history", "implications", "cost", "in_hand", "outcome"), "Words.")
    disputes.write(made, by=them, first_raised_on=agreement.starts_on, severity="low", urgency="low", **said)
    disputes.attach(made, make.upload(), title="Evidence", by=them)
    disputes.share(made, by=them)
    db.session.commit()
    return made


def _notices(agreement: Agreement) -> dict[str, dict[str, object]]:
    """A draft, one that waits for an answer, one at a cost; and of those to many a draft and an issued one."""
    negotiator, director, manager = (cast.find(key) for key in ("negotiator", "director", "manager"))
    words = words_of_notice(clock.today())
    draft, issued, at_a_cost = (notices.draft(agreement, words=words, by=negotiator) for _ in range(3))
    for one in (draft, issued, at_a_cost):
        notices.change(one, agreement.terms[0], fields={"minimum": "Every week"}, by=negotiator)
    notices.issue(issued, by=director)
    notices.issue(at_a_cost, by=director)
    notices.accept_at_a_cost(at_a_cost, cost=100, words="More staff.", by=cast.find("durham.governor"))
    line = {"schedule": agreement.terms[0].schedule, "line": agreement.terms[0].title, "cells": {"minimum": "Daily"}}
    many, sent = (batches.draft(agreement.round, words={**words, **line}, by=manager) for _ in range(2))
    batches.issue(sent, by=director)
    db.session.commit()
    ref = agreement.terms[0].ref
    of_draft = {"notice": f"draft-{draft.id}"}
    return {
        "notices": {"code": DURHAM, "notice": issued.number, "ref": ref, "batch_id": many.id},
        **{f"notices.{name}": of_draft for name in ("edit", "change", "leave_out", "discard", "issue")},
        "notices.decide": {"notice": at_a_cost.number},
        "notices.undo_batch": {"batch_id": sent.id},
    }


def words_of_notice(today: date) -> dict[str, object]:
    """What a mandatory notice says that is issued today."""
    effects = ("service", "staff", "price", "targets", "equality")
    return {
        "title": "Visits every week",
        "kind": "mandatory",
        "origin": "law",
        "reason": "The Act asks for it.",
        **{f"effect_{effect}": "None." for effect in effects},
        "answer_by": today + timedelta(days=40),
        "effective_on": today + timedelta(days=50),
    }
