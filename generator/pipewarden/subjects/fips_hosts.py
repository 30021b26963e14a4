"""Which hosts a stack calls, where FIPS hosts are required."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from pipewarden.aws.fips import has_host, is_listed
from pipewarden.aws.services import calls_a_service, service_of
from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Known, Mapping, Unknown
from pipewarden.subjects.references import why as why_unknown
from pipewarden.subjects.regions import region
from pipewarden.subjects.texts import Text, texts, unknowns

_ENDPOINT_ARGUMENTS = ("endpoints", "endpoint", "dynamodb_endpoint", "iam_endpoint", "sso_endpoint", "sts_endpoint")


class Call(Struct, frozen=True):
    """A service that the stack calls in a region, and the first resource that does.

    `has_host` is None where the region or the service is not known; `why` says so.
    """

    resource: Resource
    service: str
    region: str
    has_host: bool | None
    why: str = ""


def calls(stack: Stack) -> Iterator[Call]:
    """The services that the stack's resources and data sources call, each once for each region."""
    seen: set[tuple[str, str]] = set()
    for resource in stack.resources:
        if calls_a_service(resource.type):
            call = _call(resource)
            if (call.service, call.region) not in seen:
                seen.add((call.service, call.region))
                yield call


def _call(resource: Resource) -> Call:
    service, place = service_of(resource.type), region(resource)
    name = str(place.value) if isinstance(place, Known) else ""
    if service is None or not is_listed(service):
        return Call(resource, service or resource.type, name, None, "the table of FIPS hosts does not list it")
    if not isinstance(place, Known):
        return Call(resource, service, name, None, why_unknown(place))
    return Call(resource, service, name, has_host(service, name))


def overrides(values: Mapping) -> Iterator[tuple[Text | Unknown, bool]]:
    """The endpoints that a provider or a backend calls instead of AWS's own choice, and whether each is a FIPS host."""
    for name in _ENDPOINT_ARGUMENTS:
        value = values.get(name)
        if value is not None:
            yield from ((text, "fips" in text.text.lower()) for text in texts(value, (name,)) if text.text)
            yield from ((unknown, False) for _, unknown in unknowns(value))
