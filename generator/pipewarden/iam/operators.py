"""The condition operators of the policy language, and what each part of their names means."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

Family: TypeAlias = Literal["String", "Like", "IgnoreCase", "Numeric", "Date", "Bool", "Binary", "Ip", "Arn", "Null"]
Comparison: TypeAlias = Literal["=", "<", "<=", ">", ">="]
Quantifier: TypeAlias = Literal["", "ForAnyValue", "ForAllValues"]


class Operator(Struct, frozen=True):
    """An operator in its parts; `written` is its name as it stands in the policy."""

    family: Family
    comparison: Comparison = "="
    negated: bool = False
    if_exists: bool = False
    quantifier: Quantifier = ""
    written: str = ""

    def __str__(self) -> str:
        return self.written

    @property
    def takes_variables(self) -> bool:
        """Whether policy variables are replaced in its values: in string and ARN comparisons only."""
        return self.family in ("String", "Like", "IgnoreCase", "Arn")

    @property
    def takes_wildcards(self) -> bool:
        """Whether `*` and `?` in its values are wildcards."""
        return self.family in ("Like", "Arn")


_BASES: dict[str, tuple[Family, Comparison, bool]] = {
    "stringequals": ("String", "=", False),
    "stringnotequals": ("String", "=", True),
    "stringequalsignorecase": ("IgnoreCase", "=", False),
    "stringnotequalsignorecase": ("IgnoreCase", "=", True),
    "stringlike": ("Like", "=", False),
    "stringnotlike": ("Like", "=", True),
    "numericequals": ("Numeric", "=", False),
    "numericnotequals": ("Numeric", "=", True),
    "numericlessthan": ("Numeric", "<", False),
    "numericlessthanequals": ("Numeric", "<=", False),
    "numericgreaterthan": ("Numeric", ">", False),
    "numericgreaterthanequals": ("Numeric", ">=", False),
    "dateequals": ("Date", "=", False),
    "datenotequals": ("Date", "=", True),
    "datelessthan": ("Date", "<", False),
    "datelessthanequals": ("Date", "<=", False),
    "dategreaterthan": ("Date", ">", False),
    "dategreaterthanequals": ("Date", ">=", False),
    "bool": ("Bool", "=", False),
    "binaryequals": ("Binary", "=", False),
    "ipaddress": ("Ip", "=", False),
    "notipaddress": ("Ip", "=", True),
    "arnequals": ("Arn", "=", False),
    "arnnotequals": ("Arn", "=", True),
    "arnlike": ("Arn", "=", False),
    "arnnotlike": ("Arn", "=", True),
    "null": ("Null", "=", False),
}

NAMES = (
    "StringEquals",
    "StringNotEquals",
    "StringEqualsIgnoreCase",
    "StringNotEqualsIgnoreCase",
    "StringLike",
    "StringNotLike",
    "NumericEquals",
    "NumericNotEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
    "DateEquals",
    "DateNotEquals",
    "DateLessThan",
    "DateLessThanEquals",
    "DateGreaterThan",
    "DateGreaterThanEquals",
    "Bool",
    "BinaryEquals",
    "IpAddress",
    "NotIpAddress",
    "ArnEquals",
    "ArnNotEquals",
    "ArnLike",
    "ArnNotLike",
    "Null",
)
"""The operators as AWS writes them, without prefix and suffix."""


def parse(written: str) -> Operator | None:
    """The operator of that name, None when AWS has none. Names compare without case, as AWS takes them.

    `Null` has neither `IfExists` nor a set prefix.
    """
    name = written.lower()
    quantifier: Quantifier = ""
    if name.startswith("foranyvalue:"):
        quantifier, name = "ForAnyValue", name.removeprefix("foranyvalue:")
    elif name.startswith("forallvalues:"):
        quantifier, name = "ForAllValues", name.removeprefix("forallvalues:")
    if_exists = name.endswith("ifexists")
    base = _BASES.get(name.removesuffix("ifexists"))
    if base is None or (base[0] == "Null" and (if_exists or quantifier)):
        return None
    family, comparison, negated = base
    return Operator(family, comparison, negated, if_exists, quantifier, written)
