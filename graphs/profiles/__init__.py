"""What is known of one organisation, in words: the value that card, page and papers share."""

from graphs.profiles.affiliations import Affiliation, affiliations
from graphs.profiles.inert_html import (
    Link,
    defined_html,
    heading_html,
    named_html,
    no_link,
    safe,
    straight,
)
from graphs.profiles.mentions import Mention, agreement_words, mention
from graphs.profiles.organisation_lists import ActivityLine, Item, Reported
from graphs.profiles.organisation_paper import organisation_paper
from graphs.profiles.organisation_profile import (
    OrganisationProfile,
    organisation_profile,
    pairing_state,
)
from graphs.profiles.partner_lines import PartnerLine, Partners, partners
from graphs.profiles.partners_html import partner_list_html, partner_table_html
from graphs.profiles.profile_html import (
    activities_html,
    affiliations_html,
    facts_html,
    findings_html,
    items_html,
    quotes_html,
    reported_html,
)
from graphs.profiles.record_facts import Fact, Quote, facts_of, quotes_of

__all__ = [
    "ActivityLine",
    "Affiliation",
    "Fact",
    "Item",
    "Link",
    "Mention",
    "OrganisationProfile",
    "PartnerLine",
    "Partners",
    "Quote",
    "Reported",
    "activities_html",
    "affiliations",
    "affiliations_html",
    "agreement_words",
    "defined_html",
    "facts_html",
    "facts_of",
    "findings_html",
    "heading_html",
    "items_html",
    "mention",
    "named_html",
    "no_link",
    "organisation_paper",
    "organisation_profile",
    "pairing_state",
    "partner_list_html",
    "partner_table_html",
    "partners",
    "quotes_html",
    "quotes_of",
    "reported_html",
    "safe",
    "straight",
]
