"""Code systems: parse, check, look up."""

from graphs.codes.credit import CreditCode, check_credit_code, make_credit_code, parse_credit_code

__all__ = ["CreditCode", "check_credit_code", "make_credit_code", "parse_credit_code"]
