"""The sections of the report on the responses, in the order of the Ministry's consultation responses (domain §5).

The method and the refusals are set apart.
"""

from app.languages import word

TITLES = {
    "introduction": word("Introduction"),
    "background": word("Background"),
    "summary": word("Summary of responses"),
    "themes": word("Responses to each theme"),
    "changes": word("Changes made"),
    "refusals": word("Points not accepted, and why"),
    "method": word("How responses were read and counted"),
    "respondents": word("List of respondents"),
    "formats": word("Alternative formats"),
    "contact": word("Contact and complaints"),
}
