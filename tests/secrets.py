"""What each side keeps to itself, column by column, and rows that hold a marked secret in every one of those columns.

A column of words or figures in a table that belongs to agreements stands in SECRET or in SHARED, or the test of the
house fails: whoever adds one decides.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from app import chain
from app.extensions import db
from app.models import (
    Base,
    BulkChange,
    BulkLine,
    Change,
    Clearance,
    Dispute,
    DisputeEvidence,
    DisputePack,
    EditedCopy,
    Excuse,
    IssueReport,
    Notice,
    NoticeBatch,
    NoticeChange,
    Offer,
    OpeningProposal,
    PlaybookLine,
    Remark,
    Return,
    UnplacedChange,
    WordCopy,
)
from app.timeline.queries import PRIVATE
from tests import make
from tests.signing.people import Cast
from workflows.agreement import SIGNED_STATES, AgreementState, Side
from workflows.engine import Step

MARK, FIGURE = "Zebra", 918273
"""Words and a figure that stand nowhere else."""
BESIDE = {"bulk_change", "notice_batch", "absence", "kept_form", "standard_term"}
"""Tables of one side that no agreement is named in."""
EFFECTS = {f"effect_{name}" for name in ("service", "staff", "price", "targets", "equality")}
SECRET: dict[str, set[str]] = {
    "bulk_change": {"asked", "change", "reason"},
    "bulk_line": {"planned", "done", "said"},
    "change": {"after", "reason", "owner", "wanted_before", "before"},
    "clearance": {"beyond", "reason", "answer"},
    "dispute": {"title"},
    "dispute_evidence": {"title"},
    "dispute_pack": {"failed"},
    "edited_copy": {"found"},
    "excuse": {"reason"},
    "issue_report": {"description", "history", "implications", "cost", "in_hand", "outcome"},
    "notice": {"title", "reason", "sooner_reason", *EFFECTS},
    "notice_batch": {"line", "cells", "whom", "title", "reason", "sooner_reason", *EFFECTS},
    "notice_change": {"before", "after"},
    "offer": {"reason"},
    "opening_proposal": {"need_profile", "rationale", "subcontracting", "delivery_plan"},
    "playbook_line": {"opening", "limits", "walk_away"},
    "remark": {"text"},
    "return": {"statement"},
    "term": {"excess_reason"},
    "unplaced_change": {"place", "before", "after", "authors", "text"},
    "word_copy": {"printed"},
}
"""Of one side only, in the rows that `plant` makes: unsent, unshared, unissued, or private for good."""
SHARED: dict[str, set[str]] = {
    "action": {"ref", "text", "lead", "success", "progress", "proof"},  # both agree on it
    "agreement": {"text_digest"},
    "agreement_version": {"number", "reason", "digest", "text"},
    "approval": {"digest"},
    "clearance": {"digest"},  # a fingerprint, and never shown
    "dispute_comment": {"text"},  # only once it is shared
    "ending": {"reason", "sooner_reason", "equality_words"},
    "evidence": {"title"},  # of a return: tests/assurance
    "kept_form": {"page", "fields"},  # only its own typist's: tests/people
    "notice": {"decision"},
    "notice_answer": {"action", "words"},
    "notice_change": {"cause", "version_number"},
    "publication": {"redactions", "text"},
    "raised_step": {"step"},
    "return": {"key", "title", "asks_for", "conclusion", "sent_back_reason"},
    "ruling": {"reasons"},
    "ruling_line": {"before", "after"},
    "signature": {"name", "post", "authority", "declaration", "digest"},
    "standard_term": {"ref", "title", "fields", "intentions", "applies"},  # working papers: tests/house/test_wall.py
    "term": {
        "ref", "title", "fields", "intentions", "wanted", "parked_owner", "parked_reason", "reopen_reason",
    },
    "unplaced_change": {"sort"},
}  # fmt: skip


def kept_columns() -> dict[str, set[str]]:
    """Every column of words or of JSON in the tables that belong to an agreement, however far."""
    tables = Base.metadata.tables
    near, found = set(), {"agreement"}
    while found - near:
        near |= found
        found = {t.name for t in tables.values() for key in t.foreign_keys if key.column.table.name in near}
    kept = {name: {c.name for c in tables[name].columns if _says_something(c)} for name in near | BESIDE}
    return {name: columns for name, columns in kept.items() if columns}


def _says_something(column: sa.Column[Any]) -> bool:
    is_words = isinstance(column.type, sa.String | sa.JSON) and not isinstance(column.type, sa.Enum)
    return is_words and not column.foreign_keys and not column.primary_key


# --- planting ---------------------------------------------------------------------------------------------------------


@dataclass
class Planted:
    """What was planted, for addresses that need the number of a row."""

    ids: dict[str, Any] = field(default_factory=dict)


def prepare(made: Cast) -> None:
    """What both sides know to be there, and only one knows the words of: an excuse, and a return that is due."""
    intention = make.intention(made.round, "CU-9")
    make.add(Excuse(agreement_id=made.it.id, intention_id=intention.id, reason="An earlier reason."))
    beside = {"agreement_id": made.it.id, "round_id": made.round.id, "provider_id": made.it.provider_id}
    row(Return, **beside, state="expected", statement="")


def plant(made: Cast, side: Side) -> Planted:
    """One row of each kind that `side` keeps to itself in this state of the agreement; after `prepare`."""
    planted = Planted()
    who = made.commissioner_negotiator if side is Side.COMMISSIONER else made.provider_negotiator
    term = next(term for term in made.it.terms if term.ref == "VT-1")
    beside = {"agreement_id": made.it.id, "round_id": made.round.id, "provider_id": made.it.provider_id, "side": side}
    mine = {**beside, "term_id": term.id, "author_id": who.id, "asked_by_id": who.id, "written_by_id": who.id}
    for action in sorted(PRIVATE):
        step = Step(action, made.it.state, made.it.state)
        chain.append(made.it, step, by=who, what=f"{MARK} entry what", why=f"{MARK} entry why")
    row(Remark, **mine, private=True)
    row(PlaybookLine, **mine)
    planted.ids["clearance_id"] = row(Clearance, **mine).id
    if made.it.state not in SIGNED_STATES:
        offer = row(Offer, **mine)
        row(Change, offer_id=offer.id, term_id=term.id, answer="change", refusal=None)
    _papers(planted, mine, who.id, term.id)
    if side is Side.COMMISSIONER:
        _of_the_commissioner(mine, who.id)
        db.session.query(Excuse).filter_by(agreement_id=made.it.id).first().reason = f"{MARK} excuse reason"
        term.excess_reason, term.excess_approved_by_id = f"{MARK} term excess_reason", made.commissioner_signatory.id
    if side is Side.PROVIDER and made.it.state is AgreementState.WITH_PROVIDER and made.it.opening is None:
        row(OpeningProposal, agreement_id=made.it.id)
    db.session.commit()
    return planted


def _papers(planted: Planted, mine: dict[str, Any], who: int, term_id: int) -> None:
    """A report that is not shared, a notice that is not issued, and a file that was brought back from Word."""
    dispute = row(Dispute, **mine, opened_by_side=mine["side"], opened_by_id=who)
    row(IssueReport, dispute_id=dispute.id)
    upload = make.upload(f"{MARK} upload content".encode(), name=f"{MARK}.txt")
    evidence = row(DisputeEvidence, dispute_id=dispute.id, upload_id=upload.id, added_by_id=who)
    pack = row(DisputePack, dispute_id=dispute.id, asked_by_id=who, upload_id=upload.id)
    notice = row(Notice, **mine)
    row(NoticeChange, notice_id=notice.id, term_id=term_id)
    copy = row(WordCopy, **mine, made_by_id=who, number=1, offer=1)
    ids = {"word_copy_id": copy.id, "upload_id": upload.id, "brought_by_id": who, "number": 1}
    edited = row(EditedCopy, **mine, **ids)
    change = row(UnplacedChange, edited_copy_id=edited.id, term_id=term_id, position=1)
    planted.ids |= {
        "dispute_id": dispute.id,
        "evidence_id": evidence.id,
        "pack_id": pack.id,
        "notice": notice.id,
        "change_id": change.id,
    }
    if mine["side"] is Side.PROVIDER:
        due = db.session.query(Return).filter_by(agreement_id=mine["agreement_id"]).one()
        due.statement, planted.ids["return_id"] = f"{MARK} return statement", due.id


def _of_the_commissioner(mine: dict[str, Any], who: int) -> None:
    bulk = row(BulkChange, round_id=mine["round_id"], prepared_by_id=who)
    row(BulkLine, bulk_change_id=bulk.id, agreement_id=mine["agreement_id"], position=1)
    row(NoticeBatch, round_id=mine["round_id"], written_by_id=who)


def row(model: type[Any], **given: Any) -> Any:
    """A row with a marked secret in each of its secret columns; what else it must have is made up."""
    table, values = model.__table__, {}
    for column in table.columns:
        if column.name in given:
            values[column.name] = given[column.name]
        elif column.name in SECRET.get(table.name, ()):
            values[column.name] = _secret(column)
        elif not column.nullable and column.default is None and not column.primary_key:
            values[column.name] = _made_up(column)
    return make.add(model(**values))


SHAPES = {
    "change.after": {"target": FIGURE, "profile": f"{MARK} change after"},
    "change.before": {"profile": f"{MARK} change before"},
    "clearance.beyond": [{"ref": "VT-1", "label": "Target", "value": f"{MARK} clearance beyond", "range": str(FIGURE)}],
    "playbook_line.limits": {"target": {"most": FIGURE}, "profile": {"words": [f"{MARK} playbook_line limits"]}},
    "unplaced_change.authors": [f"{MARK} unplaced_change authors"],
    "bulk_line.planned": [{"words": f"{MARK} bulk_line planned"}],
    "notice_batch.whom": {"regions": [f"{MARK} notice_batch whom"]},
}


def _secret(column: sa.Column[Any]) -> Any:
    name = f"{column.table.name}.{column.name}"
    mark = f"{MARK} {column.table.name} {column.name}"
    if isinstance(column.type, sa.JSON):
        return SHAPES.get(name, {"target": FIGURE, "words": mark})
    return mark[: column.type.length] if column.type.length else mark  # type: ignore[attr-defined]


def _made_up(column: sa.Column[Any]) -> Any:
    kind: Any = column.type
    if isinstance(kind, sa.Enum):
        return next(iter(kind.enum_class))
    if isinstance(kind, sa.Date):
        return date(2012, 4, 2)
    if isinstance(kind, sa.Integer):
        return 1
    if isinstance(kind, sa.JSON):
        return {}
    return "x" if isinstance(kind, sa.String) else make.NOON
