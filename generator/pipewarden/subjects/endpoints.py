"""VPC endpoints, and which service of which region each one serves."""

from __future__ import annotations

from pipewarden.stack.model import Resource
from pipewarden.stack.values import Known, Symbol, Template, Unknown, Value
from pipewarden.subjects.argument import configured
from pipewarden.subjects.identity import same_text
from pipewarden.subjects.regions import is_current_region, region

PREFIXES = ("com.amazonaws.", "cn.com.amazonaws.")


def serves(endpoint: Resource, service: str, wanted: Value) -> bool | None:
    """Whether the endpoint serves `service` (`codepipeline`, `codestar-connections.api`) in the region `wanted`.

    The region is compared with the one in the service's name; None where that cannot be decided.
    """
    name = configured(endpoint.values, "service_name")
    if name is None:
        return False
    if isinstance(name, Unknown):
        return None
    parts = name.parts if isinstance(name, Template) else (str(name.value),) if isinstance(name, Known) else ()
    if not parts:
        return None
    place = _region_part(parts, service)
    if place is None:
        return None if any(isinstance(part, Unknown) for part in parts) else False
    here = region(endpoint)
    if is_current_region(place):
        place = here
    return True if place == wanted else same_text(place, wanted)


def _region_part(parts: tuple[str | Symbol | Unknown, ...], service: str) -> Value | None:
    """What stands between the prefix and the service in a service name, None where the name is another's."""
    first, last, suffix = parts[0], parts[-1], f".{service}"
    for prefix in PREFIXES:
        if isinstance(first, str) and first.startswith(prefix) and isinstance(last, str) and last.endswith(suffix):
            if len(parts) == 1:
                between = first.removeprefix(prefix).removesuffix(suffix)
                return Known(between) if between and "." not in between else None
            if len(parts) == 3 and (first, last) == (prefix, suffix) and not isinstance(parts[1], str):
                return parts[1]
    return None
