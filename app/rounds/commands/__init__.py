"""What can be done to a round."""

from app.rounds.commands.asked import add_assumption, add_need_row, add_question, set_characteristics
from app.rounds.commands.dates import explain_window, record_date, revise_date, set_cut_off, set_date
from app.rounds.commands.invitations import consult, invite, invite_everyone_named, invite_listed
from app.rounds.commands.life import close, close_feedback, deliver, edit, negotiate, record_settlement, start

__all__ = [
    "add_assumption",
    "add_need_row",
    "add_question",
    "close",
    "close_feedback",
    "consult",
    "deliver",
    "edit",
    "explain_window",
    "invite",
    "invite_everyone_named",
    "invite_listed",
    "negotiate",
    "record_date",
    "record_settlement",
    "revise_date",
    "set_characteristics",
    "set_cut_off",
    "set_date",
    "start",
]
