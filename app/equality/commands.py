"""What can be done about equality: screen, assess, approve, and start again when intentions change."""

from collections.abc import Mapping

from sqlalchemy.orm.attributes import flag_modified

from app import chain, clock
from app.equality import queries
from app.extensions import db
from app.intentions.queries import digest_of
from app.languages.content import put, set_aside
from app.models import Assessment, Characteristic, ImpactLine, Intention, Person, Round, Screening, ScreeningLine
from app.perform import ensure, perform
from app.permissions import SYSTEM
from workflows.assessment import AssessmentState, Impact, Limb, Outcome
from workflows.screening import Finding, ScreeningState


def start_screening(round_: Round, *, by: Person) -> Screening:
    """Open the round's screening, one line for each characteristic; the one there is, if it is open already."""
    found = queries.screening_of(round_)
    if found is not None:
        return found
    screening = Screening(round=round_, author_id=by.id, state=ScreeningState.DRAFTING)
    screening.lines = [ScreeningLine(characteristic=each) for each in round_.characteristics]
    ensure(screening, "screen", by)
    db.session.add(screening)
    db.session.flush()
    chain.created(screening, by=by)
    return screening


def screen(screening: Screening, findings: Mapping[str, tuple[Finding | None, str]], *, by: Person) -> None:
    """Record findings and reasons by characteristic key. Whoever writes last is the author."""
    perform(screening, "screen", by=by)
    for line in screening.lines:
        if line.characteristic.key in findings:
            line.finding, line.reason = findings[line.characteristic.key]
    screening.author_id = by.id
    flag_modified(screening, "author_id")  # its lines changed, so its version counts up even for the same author


def submit_screening(screening: Screening, *, by: Person) -> None:
    """Put it before a signatory, for the intentions as they are now."""
    screening.digest = digest_of(screening.round)
    perform(screening, "submit", by=by)


def send_back_screening(screening: Screening, *, reason: str, by: Person) -> None:
    perform(screening, "send_back", by=by, why=reason, reason=reason)


def approve_screening(screening: Screening, *, by: Person) -> None:
    """Approve it for exactly the intentions it saw."""
    perform(screening, "approve", by=by, what=f"for intentions {screening.digest[:12]}")
    screening.approver_id, screening.approved_at = by.id, clock.now()


def waive_assessment(screening: Screening, *, reason: str, by: Person) -> None:
    """Say in writing why no full assessment is needed although something is relevant or unknown."""
    perform(screening, "waive_assessment", by=by, why=reason, reason=reason)
    screening.no_assessment_reason, screening.no_assessment_by_id = reason, by.id


def screen_again(screening: Screening, *, by: Person) -> None:
    """Reopen it; what was written stays, what was approved or waived does not."""
    perform(screening, "screen_again", by=by)
    screening.digest, screening.no_assessment_reason = "", ""
    screening.approver_id = screening.approved_at = screening.no_assessment_by_id = None


def start_assessment(round_: Round, *, by: Person) -> Assessment:
    """Open the round's full assessment; the one there is, if it is open already."""
    found = queries.assessment_of(round_)
    if found is not None:
        return found
    assessment = Assessment(round=round_, author_id=by.id, state=AssessmentState.DRAFTING)
    assessment.evidence = assessment.consultation = ""
    ensure(assessment, "assess", by)
    db.session.add(assessment)
    db.session.flush()
    chain.created(assessment, by=by)
    return assessment


def assess(
    assessment: Assessment,
    *,
    evidence: str,
    consultation: str,
    outcome: Outcome | None,
    necessary: str = "",
    less_harmful: str = "",
    proportionate: str = "",
    by: Person,
) -> None:
    """Record the evidence, who was consulted, the outcome and, for continuing despite harm, its three reasons."""
    perform(assessment, "assess", by=by)
    words = {
        "evidence": evidence, "consultation": consultation, "necessary": necessary, "less_harmful": less_harmful,
        "proportionate": proportionate,
    }  # fmt: skip
    changed = [name for name, said in words.items() if getattr(assessment, name) != said]
    for name, said in words.items():
        setattr(assessment, name, said)
    assessment.welsh = set_aside(assessment.welsh, changed)
    assessment.outcome, assessment.author_id = outcome, by.id


def add_impact(
    assessment: Assessment,
    characteristic: Characteristic,
    *,
    impact: Impact,
    level: str,
    limb: Limb,
    reason: str,
    intention: Intention | None = None,
    by: Person,
) -> ImpactLine:
    """Add one impact on people with one characteristic."""
    perform(assessment, "assess", by=by, what=f"{impact} impact, {characteristic.name}")
    line = ImpactLine(
        assessment_id=assessment.id,
        characteristic=characteristic,
        impact=impact,
        level=level,
        limb=limb,
        reason=reason,
        intention_id=intention.id if intention else None,
    )
    assessment.lines.append(line)
    db.session.flush()
    return line


def remove_impact(assessment: Assessment, line: ImpactLine, *, by: Person) -> None:
    """Take an impact out; an action that answered it stays in the plan."""
    perform(assessment, "assess", by=by, what=f"removed an impact, {line.characteristic.name}")
    for action in queries.actions_of(assessment.round):
        if action.impact_id == line.id:
            action.impact_id = None
    assessment.welsh = put(assessment.welsh, {queries.place_of(line): ""})
    assessment.lines.remove(line)
    db.session.delete(line)


def submit_assessment(assessment: Assessment, *, by: Person) -> None:
    """Put it before a signatory, for the intentions as they are now."""
    assessment.digest = digest_of(assessment.round)
    perform(assessment, "submit", by=by)


def send_back_assessment(assessment: Assessment, *, reason: str, by: Person) -> None:
    perform(assessment, "send_back", by=by, why=reason, reason=reason)


def approve_assessment(assessment: Assessment, *, by: Person) -> None:
    """Approve it for exactly the intentions it saw."""
    perform(assessment, "approve", by=by, what=f"for intentions {assessment.digest[:12]}")
    assessment.approver_id, assessment.approved_at = by.id, clock.now()


def assess_again(assessment: Assessment, *, by: Person) -> None:
    """Reopen it; what was written stays, its approval does not."""
    perform(assessment, "assess_again", by=by)
    assessment.digest, assessment.approver_id, assessment.approved_at = "", None, None


def intentions_changed(round_: Round) -> None:
    """Mark what was submitted or approved as stale: it was about other intentions."""
    for check in (queries.screening_of(round_), queries.assessment_of(round_)):
        moved = check is not None and check.digest and check.digest != digest_of(round_)
        if check is not None and moved and check.state in ("submitted", "approved"):
            perform(check, "go_stale", by=SYSTEM, what="an intention changed")


def publish(round_: Round) -> None:
    """Make the assessment and its action plan public, with the final edition that they were approved for."""
    assessment = queries.assessment_of(round_)
    if assessment is not None and assessment.state is AssessmentState.APPROVED:
        assessment.published_at = clock.now()
        assessment.published_content = queries.content_of(assessment)
        for action in queries.actions_of(round_):
            action.published = True
