"""The short form in which the policy of a REST API names that API: `execute-api:/stage/GET/*`.

API Gateway writes the API's ARN in its place when the policy is saved (developer guide, *API Gateway resource policy
examples*); region, account and id are those of the API that has the policy, so the form is an identity.
"""

from __future__ import annotations

from pipewarden.stack.values import Symbol

SHORT = "execute-api:"

OWN_API = Symbol("data.aws_api_gateway_rest_api.own", ("execution_arn",))
"""`arn:aws:execute-api:region:account:id` of the API that has the policy; another reference may be the same API."""


def own_api(resource: str) -> dict[Symbol, str]:
    """What the API is when this resource is asked for: a policy is asked about requests to its own API."""
    api = resource.partition("/")[0]
    return {OWN_API: api} if api.split(":")[2:3] == ["execute-api"] else {}
