"""What there is only one of, in sentences: for whoever makes a second one."""

from functools import cache
from typing import Any

import sqlalchemy as sa

from app.extensions import db
from app.languages import word

SENTENCES = {
    "uq_person_email": "This email address has an account already. Find it under People.",
    "uq_organisation_code": "An organisation with this code exists already. Choose another code.",
    "uq_organisation_name": "An organisation with this name exists already. Find it under Organisations.",
    "uq_assignment_person_provider": "This negotiator works with that provider already.",
    "uq_round_slug": "A round with this address exists already. Choose another address.",
    "uq_round_date_round_key": "This step has its date already. Revise that date instead.",
    "uq_assumption_round_ref": "A planning assumption with this number was added a moment ago. Add yours again.",
    "uq_invitee_round_name": "This name is on the invitation list already.",
    "uq_stakeholder_name_key": "This name is on the register already. Find it under Stakeholders, and change it there.",
    "uq_reminder_round_days": "A colleague chose the reminders a moment ago. Open the page again to see them.",
    "uq_subscription_round_email": word("This address was entered a moment ago. Check your email."),
    "uq_intention_round_ref": "An intention with this number was written a moment ago. Save yours again.",
    "uq_standard_term_round_ref": "A standard term with this reference exists already. Choose another reference.",
    "uq_edition_round_number": "This edition is published already. Open it under Editions.",
    "uq_survey_mapping_round_name": "A survey with this name was kept a moment ago. Choose it, or another name.",
    "uq_view_response_place": word("This answer was saved a moment ago, from another page or by a second press."),
    "uq_room_response_id": word("This response has its room already. Open it."),
    "uq_colleague_certifier": word(
        "Somebody was named to certify a moment ago. Look who it is before you name another."
    ),
    "uq_colleague_room_email": word("Somebody with this email address was invited already. Find them in the list."),
    "uq_section_lock_room_section": word("A colleague began this section a moment ago. Open it to see who."),
    "uq_typed_text_colleague_place": word("What you typed here was kept a moment ago."),
    "uq_response_form_response_number": word("A form was taken a moment ago. Take yours again."),
    "uq_brought_form_response_number": word("A form was brought back a moment ago. Bring yours again."),
    "uq_agreement_round_provider": "This provider has an agreement for the round already.",
    "uq_term_agreement_ref": "A term with this reference was added a moment ago. Add yours again.",
    "uq_opening_proposal_agreement_id": "A colleague began the opening proposal a moment ago. Open it and add yours.",
    "uq_playbook_line_side_standard_term": "A colleague wrote this line of the playbook a moment ago. Open it again.",
    "uq_playbook_line_side_term": "A colleague wrote this line of the playbook a moment ago. Open it again.",
    "uq_excuse_agreement_intention": "This intention is excused already.",
    "uq_offer_agreement_number": "Another offer was sent a moment ago. Read it before you answer.",
    "uq_offer_unsent": "A colleague began your side’s offer a moment ago. Open it and add your change.",
    "uq_bulk_line_bulk_change_agreement": "This agreement is in the bulk change already. Open it to see what it does.",
    "uq_change_offer_term": "A colleague changed this term in your side’s offer a moment ago. Open it and compare.",
    "uq_dispute_agreement_number": "A dispute over this agreement was opened a moment ago. Open it and read it first.",
    "uq_disputed_term_dispute_term": "This term is in the dispute already.",
    "uq_raised_step": "This step has been raised for the term already.",
    "uq_issue_report_dispute_id": "This dispute has its report already. Open it.",
    "uq_ruling_line_ruling_term": "This term is ruled on already. Open the dispute to read the ruling.",
    "uq_notice_agreement_number": "A notice on this agreement was given a moment ago. Open the agreement to read it.",
    "uq_notice_change_notice_term_cause": "This change of the term is in the notice already.",
    "uq_word_copy_agreement_side_number": "A copy with this number was taken a moment ago. Take yours again.",
    "uq_edited_copy_agreement_side_number": "A colleague brought back a copy a moment ago. Bring yours again.",
    "uq_agreement_version_number": "This text was fixed a moment ago. Open the agreement to read it.",
    "uq_signature_live": "This text is signed for your side already.",
    "uq_publication_agreement_version_id": "This agreement is published already.",
    "uq_return_agreement_key_from": "This return is open already.",
    "uq_action_round_ref": "An action with this number was added a moment ago. Save yours again.",
    "uq_screening_round_id": "The screening of this round has begun already. Open it.",
    "uq_screening_line": "This line of the screening was saved a moment ago. Open the screening to compare.",
    "uq_assessment_round_id": "The assessment of this round has begun already. Open it.",
    "uq_answer_template_round_title": "This round has a template with this title already. Choose another title.",
    "uq_wording_link_point_change": "This point is tied to that change already.",
    "uq_saved_search_round_owner_name": "You have a saved search with this name already. Choose another name.",
    "uq_theme_round_name": "This round has a theme with this name already. Open it, or choose another name.",
    "uq_coding_sample_round_number": "A colleague drew a sample a moment ago. Open Coding to see it, then draw yours.",
    "uq_frame_version_round_number": "A colleague issued this version a moment ago. Open the code frame to read it.",
    "uq_volume_round_number": "A colleague made a list a moment ago. Open it and check it.",
    "uq_report_round_id": "A colleague began the report a moment ago. Open it.",
    "uq_report_section_report_key": "A colleague wrote in this section a moment ago. Open it again.",
    "uq_report_welsh_report_key": "A colleague wrote the Welsh of this section a moment ago. Open it again.",
    "uq_report_quotation_report_point": "The report quotes this point already.",
    "uq_report_version_report_number": "This version was released a moment ago. Open the report to read it.",
    "uq_published_response_response_id": "A colleague decided on this response a moment ago. Open it again.",
    "uq_published_response_round_number": "A number was drawn twice. Do it again.",
}
"""By the name of the constraint. What is missing here is in tests/errors/test_duplicates.py, with the reason."""


def sentence_for(error: Exception) -> str:
    """What exists already, for an error that says that there can be only one; empty when nobody can cause it."""
    return SENTENCES.get(constraint_of(error), "")


def constraint_of(error: Exception) -> str:
    """The name of the constraint that was broken. SQLite names its columns instead."""
    below: Any = getattr(error, "orig", None)
    if hasattr(below, "diag"):
        return below.diag.constraint_name or ""
    columns = str(below).rpartition("UNIQUE constraint failed: ")[2]
    return unique_sets().get(frozenset(columns.split(", ")), "")


@cache
def unique_sets() -> dict[frozenset[str], str]:
    """Every unique constraint and index by its columns, written as SQLite does: "person.email"."""
    return {
        frozenset(f"{table.name}.{column.name}" for column in one.columns): str(one.name)
        for table in db.metadata.sorted_tables
        for one in [*table.constraints, *table.indexes]
        if isinstance(one, sa.UniqueConstraint) or (isinstance(one, sa.Index) and one.unique)
    }
