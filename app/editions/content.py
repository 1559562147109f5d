"""Every word of an edition, as plain values: gathered once when it is published, and never changed."""

from typing import Any

import sqlalchemy as sa

from app.extensions import db
from app.intentions.queries import codes_in, names_of, shown, working
from app.models import NeedRow, Organisation, OrganisationKind, Round
from app.wording import short_day


def gather(round_: Round) -> dict[str, Any]:
    """The round's words as they stand."""
    intentions = working(round_)
    names = names_of(codes_in(intentions))
    return {
        "round": {
            "slug": round_.slug,
            "title": round_.title,
            "introduction": round_.introduction,
            "window_reason": round_.window_reason,
            "illustrative": round_.illustrative,
        },
        "commissioner": commissioner(),
        "contact": round_.contact,
        "dates": [_date(each) for each in round_.dates],
        "groups": round_.groups,
        "intentions": [shown(each, names) for each in intentions],
        "assumptions": [{"ref": each.ref, "title": each.title, "text": each.text} for each in round_.assumptions],
        "questions": [{"number": each.number, "key": each.key, "text": each.text} for each in round_.questions],
        "characteristics": [{"key": each.key, "name": each.name} for each in round_.characteristics],
        "need": [need_row(each) for each in round_.need],
        **({"welsh": round_.welsh} if round_.welsh else {}),
        "said": {},
    }


def said_and_decided(round_: Round) -> dict[str, Any]:
    """What was said of each place and what was decided; without names, for an edition keeps its words for good."""
    from app.answers.summaries import for_edition  # noqa: PLC0415 - answers know editions; asked only here

    return {place: _said(summary) for place, summary in for_edition(round_).items()}


def _said(summary: Any) -> dict[str, Any]:
    counts = summary.counts
    return {
        "agree": counts.agree,
        "partly": counts.partly,
        "disagree": counts.disagree,
        "no_view": counts.no_view,
        "decided": [
            {
                "point": each.point_id,
                "said": each.said,
                "disposition": str(each.disposition) if each.disposition else "",
                "reason": each.reason,
                "change": each.change,
                "waiver": each.waiver,
                "waived_by": each.waived_by,
                **({"welsh": dict(each.welsh)} if each.welsh else {}),
            }
            for each in summary.decided
        ],
    }


def _date(date_: Any) -> dict[str, str]:
    return {
        "key": date_.key,
        "title": date_.title,
        "original": date_.original.isoformat(),
        "due": date_.current.isoformat(),
        "words": short_day(date_.current),
    }


def need_row(row: NeedRow) -> dict[str, Any]:
    """One table of need as plain values."""
    return {
        "setting": row.setting,
        "offence": row.offence,
        "factors": row.factors,
        "other_factors": row.other_factors,
        "bands": row.bands,
    }


def commissioner() -> str:
    """Who commissions, by name."""
    wanted = sa.select(Organisation.name).where(Organisation.kind == OrganisationKind.COMMISSIONER)
    return db.session.scalars(wanted.order_by(Organisation.id)).first() or "The commissioner"
