"""How responses were read, coded and counted, in sentences written from what was actually done."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from app.coding import method as coding
from app.coding.kappa import Agreement
from app.coding.method import Method, Sampled
from app.extensions import db
from app.models import Response, Round
from app.wording import plural, short_day
from workflows.response import ResponseState

CHANNELS = {
    "paper": "on paper", "email": "by email", "phone": "by phone", "meeting": "at a meeting", "import": "from a file",
    "survey": "from a survey tool",
}  # fmt: skip
NO_SECOND = (
    "No second coder has coded a sample of the points, so there is no figure of how far two coders would agree. "
    "The numbers by theme rest on one reading."
)


def gathered(round_: Round, numbers: Mapping[str, Any]) -> dict[str, Any]:
    """Paragraphs, and a row for each theme of each sample."""
    found = coding.of(round_)
    return {
        "paragraphs": [
            *_came(round_, numbers),
            *_counted(numbers),
            *_coded(found),
            *(_sample(each) for each in found.samples),
            *([] if found.samples else [NO_SECOND]),
            _suppressed(numbers["threshold"]),
        ],
        "agreement": [_row(sample, each.name, each.figures) for sample in found.samples for each in sample.themes],
        "coded": found.coded,
        "samples": len(found.samples),
    }


def _came(round_: Round, numbers: Mapping[str, Any]) -> list[str]:
    """How responses came in. Few that came one way are not told apart."""
    rows = db.session.execute(
        sa.select(Response.channel, sa.func.count())
        .where(Response.round_id == round_.id, Response.state != ResponseState.DRAFT, Response.channel != "web")
        .group_by(Response.channel)
        .order_by(Response.channel)
    ).all()
    said = [f"{plural(numbers['responses'], 'response')} came in. Each was read and split into the points it makes."]
    ways = sorted({CHANNELS.get(channel, channel) for channel, _ in rows})
    if ways:
        said[0] += f" Besides those sent on the web, some came {', '.join(ways)} and were entered by staff."
    late = numbers["late"]
    if late:
        said.append(
            f"{plural(late, 'response')} came after feedback had closed. They are marked as late, counted and answered."
        )
    elif late is None:
        said.append("A few responses came after feedback had closed. They are counted and answered like the others.")
    return said


def _counted(numbers: Mapping[str, Any]) -> list[str]:
    """Near-identical texts are counted both ways."""
    said = [
        "Views are counted as each response last sent them. Silence is not support: those with “no view” are counted "
        "apart, and a percentage is of those who gave a view. A percentage never stands without its number.",
        f"The responses make {plural(numbers['points'], 'point')}.",
    ]
    campaigns = len(numbers["tables"]["campaigns"]["lines"])
    if campaigns:
        said[1] += (
            f" Many people sent the same words, or nearly: {plural(campaigns, 'campaign')} of near-identical texts "
            f"{'was' if campaigns == 1 else 'were'} found by comparing texts on this machine. Numbers are given both "
            f"as responses and as distinct texts, of which there are {numbers['texts']:,}."
        )
    else:
        said[1] += f" No campaign of near-identical texts was found; distinct texts number {numbers['texts']:,}."
    return said


def _coded(found: Method) -> list[str]:
    if found.frame_version is None:
        return ["No code frame was issued, so nothing is said by theme."]
    issued = f", issued on {short_day(found.frame_issued_at)}" if found.frame_issued_at else ""
    said = (
        f"Points were coded by hand with version {found.frame_version} of a code frame of "
        f"{plural(found.themes, 'theme')}{issued}; a point may carry several. "
        f"{found.coded:,} of {plural(found.points, 'point')} had been coded when this was written."
    )
    decided = found.suggestions_confirmed + found.suggestions_dismissed
    if decided:
        said += (
            f" A program on this machine suggested themes; a person confirmed {found.suggestions_confirmed:,} of the "
            f"{decided:,} suggestions looked at. None counted before a person had confirmed it."
        )
    return [said]


def _sample(sample: Sampled) -> str:
    drawn = "drawn from each kind of respondent by its share" if sample.is_stratified else "drawn at random"
    said = (
        f"Sample {sample.number}: {plural(sample.size, 'point')} of {sample.population:,}, {drawn} (seed "
        f"{sample.seed}), {'was' if sample.size == 1 else 'were'} coded again by {sample.coded_by} who did not see the "
        f"first codes, with version {sample.frame_version} of the frame. {sample.same:,} of {sample.points:,} carried "
        f"exactly the same themes. {_overall(sample.overall)}"
    )
    differing = sample.resolved + sample.unresolved
    if differing:
        said += f" {sample.resolved:,} of {plural(differing, 'difference')} were resolved by a person, with a reason."
    return said


def _overall(overall: Agreement | None) -> str:
    if overall is None or overall.kappa is None:
        return "Cohen’s kappa over all themes cannot be computed."
    return (
        f"Cohen’s kappa over all themes is {overall.kappa:.2f} (95% interval {overall.interval})."
        if overall.low is not None
        else f"Cohen’s kappa over all themes is {overall.kappa:.2f} ({overall.interval})."
    )


def _row(sample: Sampled, name: str, agreement: Agreement) -> list[str]:
    if agreement.kappa is None:
        return [str(sample.number), name, "–", agreement.why]
    return [str(sample.number), name, f"{agreement.kappa:.2f}", agreement.interval]


def _suppressed(threshold: int) -> str:
    return (
        f"Numbers from 1 to {threshold - 1} are not shown, nor others from which they could be worked out; "
        "“[c]” stands in their place."
    )
