"""Words that tables hold and public pages show with `|translated`, `|sentence_case` or `|plural`, for the catalogue.

Nothing imports these; `make translations` reads them here, and tests/languages sees that none is missing.
"""

from app.languages.words import ngettext, word

SERVICE = [word("Run a commissioning round"), word("The commissioner")]
ROUND = [
    word("planning"), word("consulting"), word("answering"), word("negotiating"), word("delivering"), word("closed"),
]  # fmt: skip
RESPONSE = [word("draft"), word("submitted"), word("changing")]
EDITION = [word("draft"), word("discussion"), word("revised"), word("final")]
DIRECTION = [
    word("start"), word("increase"), word("continue"), word("improve"), word("change"), word("reduce"), word("stop"),
]  # fmt: skip
POINT = [
    word("unanswered"), word("answered"), word("approved"), word("waived"), word("released"), word("withdrawn"),
    word("accepted"), word("accepted in part"), word("not accepted"), word("already so"), word("outside remit"),
    word("for later"),
]  # fmt: skip
STANCE = [
    word("agree"), word("partly"), word("partly agree"), word("disagree"), word("no view"),
    word("Agree"), word("Partly agree"), word("Disagree"), word("No view"), word("Agree in part"),
]  # fmt: skip
AGREEMENT = [
    word("drafting"), word("with provider"), word("with commissioner"), word("agreed in principle"), word("approved"),
    word("signed"), word("in force"), word("superseded"), word("expired"), word("ended"), word("SLA"),
    word("contract schedule"),
]  # fmt: skip
EQUALITY = [
    word("no major change"), word("adjust"), word("positive"), word("negative"), word("none"), word("high"),
    word("medium"), word("low"), word("planned"), word("under way"), word("done"), word("dropped"),
]  # fmt: skip
LIMBS = [
    word("Eliminate discrimination, harassment and victimisation"),
    word("Advance equality of opportunity"),
    word("Foster good relations"),
]
CONTACT = [word("You may write to us in Welsh or in English, and we answer in the language in which you write.")]
TAKEN_OUT = [
    word("personal details"), word("about somebody else"), word("could be defamatory"),
    word("confidential by request"), word("another reason"), word("the sender's name or address"),
]  # fmt: skip
NEED = [
    word("sexual"), word("violent"), word("acquisitive"), word("other"), word("very high"), word("medium to high"),
    word("high and very high"), word("new"),
    word("changed"), word("removed"), word("gone"),
]  # fmt: skip
STEPS = [
    word("Discussion edition published"),
    word("Feedback closes, at the end of the day in London"),
    word("Feedback closes"),
    word("Budget settlement"),
    word("Last day on which feedback counts for the final edition"),
    word("Final edition published"),
    word("Negotiation done"),
    word("Agreements start"),
    word("Agreements end"),
]
CHANNELS = [word("paper"), word("email"), word("phone"), word("meeting"), word("web")]
RESPONDENT = [word("respondent"), word("edition %(number)s")]
ON_ACCOUNTS = [word("the whole service"), word("respondent")]
PASSAGES = [word("Introduction"), word("Equality question %(number)s")]
PARTS_OF_A_DATE = [word("Day"), word("Month"), word("Year")]
FIELDS = [word("name of the organisation or group"), word("for whom it speaks"), word("an email address")]
HAPPENED = [
    word("Sent"), word("Started changing what was sent"), word("the respondent"), word("the system"),
    word("From {before} to {after}."), word("Saved"), word("Started"),
]  # fmt: skip
ROOM = [word("writing together"), word("ready to certify"), word("certified and sent")]
COLLEAGUE = [word("invited"), word("joined"), word("left"), word("taken off")]
IN_THE_ROOM = [
    word("Created"), word("Invited"), word("Joined"), word("Left"), word("Took somebody off"),
    word("Took over a section"), word("Named who certifies"), word("Said that it is ready to certify"),
    word("Went on writing"), word("Certified and sent"), word("Reopened"), word("Brought back a Word form"),
]  # fmt: skip
REFUSALS = [
    word("Say who you are before you send your response."),
    word("Say whether your response may be published."),
    word("Answer at least one question before you send your response."),
    word("Feedback closed at the end of {closes_on}. What you sent stands, and can no longer be changed here."),
    word(
        "This round takes no responses now: feedback opens when consulting starts, and ends when the round is closed."
    ),
    word("{owner} started this response, and decides who works on it. Ask them."),
    word("{owner}, who started this response, or whoever certifies it says who does. Ask them."),
    word("Nobody is named to certify this response yet. {owner} names somebody."),
    word("{certifier} certifies and sends this response. Ask them, or have somebody else named."),
    word("A signatory of {organisation} certifies for it: have one named, who signs in to do it."),
    word("Still writing: {writing}. Wait until they have finished, so that what they write is not left out."),
    word("{holder} is writing this section now. Ask for it: they see that on their page."),
    word("Whoever started the response stays with it."),
    word("{name} certifies this response. Name somebody else to certify it first."),
    word("Somebody else saved this while you had it open. Go back to it, read what changed, and do it again."),
    word(
        "Somebody else saved this while you had it open. What you typed is still here: send it again to replace "
        "what they saved."
    ),
]


def counted(n: int) -> None:
    """What `|plural` counts on public pages and in their sentences."""
    ngettext("%(num)s response", "%(num)s responses", n)
    ngettext("%(num)s intention", "%(num)s intentions", n)
    ngettext("%(num)s day", "%(num)s days", n)
    ngettext("%(num)s minute", "%(num)s minutes", n)
    ngettext("%(num)s hour", "%(num)s hours", n)
    ngettext("%(num)s step", "%(num)s steps", n)
    ngettext("%(num)s point", "%(num)s points", n)
    ngettext("%(num)s comment", "%(num)s comments", n)
    ngettext("%(num)s entry", "%(num)s entries", n)
    ngettext("%(num)s action", "%(num)s actions", n)
    ngettext("%(num)s passage differs", "%(num)s passages differ", n)
    ngettext("%(num)s signed agreement", "%(num)s signed agreements", n)
