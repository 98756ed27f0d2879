"""Code systems: parse, validate, look up."""

from graphs.codes.credit_code import (
    CreditCode,
    check_credit_code,
    make_credit_code,
    parse_credit_code,
    refuse_typed_number,
)
from graphs.codes.division_choices import DivisionChoice, division_choices, division_lineage
from graphs.codes.divisions import (
    DivisionCode,
    check_division_code,
    division_ever_known,
    division_known,
    division_path,
    division_vintage,
    parse_division_code,
)
from graphs.codes.industries import (
    CURRENT_EDITION,
    check_industry_code,
    industry_label,
)
from graphs.codes.industry_closeness import SHARED_PREFIXES, industry_closeness, industry_parts

__all__ = [
    "CURRENT_EDITION",
    "SHARED_PREFIXES",
    "CreditCode",
    "DivisionChoice",
    "DivisionCode",
    "check_credit_code",
    "check_division_code",
    "check_industry_code",
    "division_choices",
    "division_ever_known",
    "division_known",
    "division_lineage",
    "division_path",
    "division_vintage",
    "industry_closeness",
    "industry_label",
    "industry_parts",
    "make_credit_code",
    "parse_credit_code",
    "parse_division_code",
    "refuse_typed_number",
]
