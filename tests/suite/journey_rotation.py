"""Which language a browser journey is driven in at a push; ``-m soak`` drives the other one, too.

What a journey asserts is the same in both languages, and the words of every screen are read in both
without a browser (``tests/app_pages/test_app_screens.py``). Each screen is still walked through in
both in the browser (``tests/browser/test_browser_accessibility.py``), where layout depends on words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import pytest

__all__ = ["AT_A_PUSH", "for_the_long_run"]

AT_A_PUSH: Mapping[str, Literal["zh", "en"]] = {
    # What planners do.
    "test_a_plan_becomes_agreements_by_two_posts": "zh",
    "test_nothing_of_the_planners_day_is_lost": "en",
    "test_the_back_button_goes_back_to_the_plan_before": "zh",
    "test_the_plan_is_drawn_over_the_network": "en",
    # What stewards do.
    "test_a_workbook_with_errors_is_mended_applied_and_seen": "zh",
    "test_a_large_book_shows_its_progress_is_cancelled_and_then_written": "en",
    "test_two_spellings_are_merged_the_network_follows_and_it_is_undone": "zh",
    "test_of_two_screens_the_second_has_nothing_left_to_do": "en",
    "test_a_finding_opens_its_record_and_is_waived_apart": "zh",
    "test_two_browsers_keep_both_fields_and_ask_about_the_same_one": "zh",
    "test_what_was_typed_outlives_the_other_language_and_nothing_edited_writes_nothing": "en",
    "test_ending_an_organisation_leads_to_the_one_step_form": "en",
    # What everybody does.
    "test_a_copy_becomes_ones_own_and_is_opened": "zh",
    "test_search_page_partner_picture_and_back": "en",
    "test_the_zip_holds_the_view_and_says_what_it_is": "en",
    "test_a_click_on_a_node_moves_nothing_and_shows_its_facts_and_the_sentence_they_rest_on": "zh",
    "test_a_click_on_the_collective_edge_tells_thirty_and_thirty_two": "en",
    "test_everything_is_reached_from_the_keyboard": "zh",
}
"""The language of each journey that is driven in one at a push."""


def for_the_long_run(item: pytest.Item) -> bool:
    """Tell whether a test is the other language of a journey of the table."""
    at_a_push = AT_A_PUSH.get(getattr(item, "originalname", item.name))
    params = getattr(getattr(item, "callspec", None), "params", {})
    return at_a_push is not None and params["language"] != at_a_push
