"""Other values that somebody might plausibly write: what the provider accepts there, or another name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from aws_provider import rules
from mutate.place import Place

_ALTERNATIVES: dict[str, dict[str, tuple[str, ...]]] = {
    "advanced_event_selector.field_selector.equals": {
        "Management": ("Data",),
        "Data": ("Management",),
        "AWS::S3::Object": ("AWS::Lambda::Function",),
    },
    "required_version": {">= 1.11": (">= 0.12",)},
    "required_providers.aws.version": {"~> 6.0": (">= 6.0", "~> 5.0")},
    "required_providers.aws.source": {"hashicorp/aws": ("example/aws",)},
}
"""What else may stand at a path, for arguments about which the provider's rules say nothing."""


_REGION = re.compile(r"[a-z]{2}(-[a-z]+)+-\d")
_OTHER_REGION = "ap-southeast-2"
_MOST = 3
"""How many of the other values that a provider takes are tried."""


def quoted(text: str) -> str:
    """The text as a string of Terraform, without interpolation."""
    return json.dumps(text, ensure_ascii=False).replace("${", "$${").replace("%{", "%%{")


def texts(place: Place, text: str) -> Iterator[tuple[str, str]]:
    """Other texts for this one, each with the name of the change."""
    if text in ("true", "false"):
        yield "flipped", "false" if text == "true" else "true"
        return
    if text.replace(".", "", 1).isdecimal() and len(text) < 6:
        yield from numbers(place, text)
        return
    if _REGION.fullmatch(text):
        yield f"replaced by {_OTHER_REGION}", _OTHER_REGION
        return
    choices = _choices(place)
    others = choices or _ALTERNATIVES.get(place.schema_path, {}).get(text)
    if others is None:
        yield "altered", f"{text}-other"
    for other in [other for other in others or () if other != text][:_MOST]:
        yield f"replaced by {other}", str(other)


def numbers(place: Place, text: str) -> Iterator[tuple[str, str]]:
    """A smaller and a larger number: the ends of the range or the next choice where the provider has them."""
    known = _rules(place)
    choices = sorted(int(choice) for choice in _choices(place) or ())
    low, high = known.range.get(place.schema_path, (None, None))
    if "." in text:
        smaller, larger = f"{float(text) - 0.2:.1f}", f"{float(text) + 0.1:.1f}"
    elif choices:
        below, above = [c for c in choices if c < int(text)], [c for c in choices if c > int(text)]
        smaller, larger = str(below[-1] if below else text), str(above[0] if above else text)
    else:
        smaller = str(low if low is not None else int(text) // 2)
        larger = str(high if high is not None else max(int(text) * 2, 1))
    for change, number in (("lowered", smaller), ("raised", larger)):
        if number != text:
            yield f"{change} to {number}", number


def _choices(place: Place) -> list[Any] | None:
    return _rules(place).one_of.get(place.schema_path)


def _rules(place: Place) -> rules.Rules:
    if place.type.startswith("data."):
        return rules.for_data_source(place.type.removeprefix("data."))
    return rules.for_resource(place.type)
