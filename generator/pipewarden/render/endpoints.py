"""The VPC endpoints of a stack."""

from __future__ import annotations

from msgspec import Struct

from pipewarden.aws.endpoint_actions import endpoint_actions
from pipewarden.aws.endpoints import GATEWAYS, service_name, takes_policy
from pipewarden.spec.model import PipelineSpec
from pipewarden.spec.naming import made_services


class Endpoint(Struct, frozen=True):
    """An endpoint; `service_name` is an expression, `actions` is empty where the service takes no policy."""

    service: str
    label: str
    service_name: str
    gateway: bool
    actions: tuple[str, ...]
    layers: bool


def plan_endpoints(spec: PipelineSpec) -> tuple[Endpoint, ...]:
    """The endpoints, sorted by service."""
    services = made_services(spec)
    images = any(service.startswith("ecr.") for service in services)
    return tuple(
        Endpoint(
            service=service,
            label=service.replace(".", "_").replace("-", "_"),
            service_name=_name(service, spec.region),
            gateway=service in GATEWAYS,
            actions=endpoint_actions(service) if takes_policy(service) else (),
            layers=service == "s3" and images,
        )
        for service in services
    )


def _name(service: str, region: str) -> str:
    return '"' + service_name(service, region).replace(region, "${var.region}") + '"'
