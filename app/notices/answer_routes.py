"""Issue a notice of change, answer it, decide on its price, or withdraw it: what signatories do."""

from flask import g, render_template
from flask.typing import ResponseReturnValue

from app.models import Notice
from app.notices import commands, effect, queries, reading
from app.notices.blueprint import bp
from app.notices.forms import AnswerForm, DecideForm, PressForm, ReasonForm
from app.notices.routes import HERE, called
from app.notices.steps import here, take
from app.web import BaseForm, commits, for_parts
from app.wording import money, short_day
from workflows.notice import NoticeKind
from workflows.notice_waiting import waiting
from workflows.roles import Role

SIGNATORIES = (Role.COMMISSIONER_SIGNATORY, Role.PROVIDER_SIGNATORY)
ANSWERS = ("accept", "accept_at_a_cost", "object")
SAID = {
    "accept": "You have accepted the notice.",
    "accept_at_a_cost": "You have accepted the notice at a cost. The other side decides on it.",
    "object": "Your objection is sent.",
}


@bp.route(f"{HERE}/<notice>/issue", methods=["GET", "POST"])
@commits
@for_parts(*SIGNATORIES)
def issue(slug: str, code: str, notice: str) -> ResponseReturnValue:
    """Send a notice to the other side, with its number."""
    found = _found(slug, code, notice)
    form = PressForm()
    done = f"The notice is issued. The other side is asked to answer by {short_day(found.answer_by)}."
    gone = take(found, ("issue",), form, lambda: commands.issue(found, by=g.person), done=done)
    return gone or _page("issue", found, form)


@bp.route(f"{HERE}/<notice>/answer", methods=["GET", "POST"])
@commits
@for_parts(*SIGNATORIES)
def answer(slug: str, code: str, notice: str) -> ResponseReturnValue:
    """Accept a notice, accept it at a cost, or object."""
    found = _found(slug, code, notice)
    form = AnswerForm()
    form.offer(mandatory=found.kind is NoticeKind.MANDATORY)
    done = SAID.get(form.answer.data or "", "")
    gone = take(found, ANSWERS, form, lambda: _answer(found, form), done=done)
    return gone or _page("answer", found, form)


@bp.route(f"{HERE}/<notice>/decide", methods=["GET", "POST"])
@commits
@for_parts(*SIGNATORIES)
def decide(slug: str, code: str, notice: str) -> ResponseReturnValue:
    """Decide what the change costs, and on which price line it goes."""
    found = _found(slug, code, notice)
    form = DecideForm(data={"cost": found.asked_cost})
    lines = {term.ref: term for term in effect.price_lines(found.agreement)}
    form.line.offer([(ref, f"{ref} {t.title}, {money(t.fields['price'])}") for ref, t in lines.items()])

    def do() -> None:
        line = lines.get(form.line.data or "")
        commands.decide(found, cost=form.cost.data or 0, line=line, reason=form.reason.data, by=g.person)

    gone = take(found, ("decide",), form, do, done="The price is decided, and the other side is told.")
    return gone or _page("decide", found, form)


@bp.route(f"{HERE}/<notice>/withdraw", methods=["GET", "POST"])
@commits
@for_parts(*SIGNATORIES)
def withdraw(slug: str, code: str, notice: str) -> ResponseReturnValue:
    """Take back a notice that has not taken effect."""
    found = _found(slug, code, notice)
    form = ReasonForm()

    def do() -> None:
        commands.withdraw(found, reason=form.reason.data, by=g.person)

    gone = take(found, ("withdraw",), form, do, done="The notice is withdrawn, and the other side is told.")
    return gone or _page("withdraw", found, form)


def _found(slug: str, code: str, notice: str) -> Notice:
    return queries.get(slug, code, notice, seen_by=g.person)


def _answer(notice: Notice, form: AnswerForm) -> None:
    words = form.words.data or ""
    match form.answer.data:
        case "accept":
            commands.accept(notice, words=words, by=g.person)
        case "accept_at_a_cost":
            commands.accept_at_a_cost(notice, cost=form.cost.data, words=words, by=g.person)
        case _:
            commands.object_to(notice, ground=form.ground.data, words=words, by=g.person)


def _page(name: str, notice: Notice, form: BaseForm) -> ResponseReturnValue:
    return render_template(
        f"notices/{name}.html",
        notice=notice,
        called=called(notice),
        here=here(notice),
        form=form,
        waiting=waiting(notice, notice.agreement.provider.name),
        lines=reading.lines(notice.changes),
        effects=reading.effects(notice),
        price=reading.price_of(notice),
        answers=reading.answers(notice),
    )
