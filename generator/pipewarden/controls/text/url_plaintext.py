"""Something calls an external server without TLS.

Why
---
The guidance: "Use SSL/TLS to communicate with AWS resources. We require TLS 1.2 and recommend TLS 1.3" (AWS
CodePipeline User Guide, *Data protection*). A webhook, a subscription or a source over `http` sends what it carries,
the commit, the result, the confirmation token, through every network on the way in the clear.

Fix
---
```hcl
resource "aws_sns_topic_subscription" "chat" {
  topic_arn = aws_sns_topic.failures.arn
  protocol  = "https"
  endpoint  = "https://hooks.example.com/pipeline"
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.model import Resource
from pipewarden.stack.values import Known, Unknown, Value
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import configured
from pipewarden.subjects.builds import EnvironmentVariable, environment_variables, nested
from pipewarden.subjects.pipelines import actions
from pipewarden.subjects.texts import texts
from pipewarden.subjects.urls import plain_urls
from pipewarden.verdict import Severity, Verdict, failed, passed, unknown

SEVERITY = Severity.HIGH
EQUIVALENTS = ("SNS3",)
_NAMES = ("url", "uri", "endpoint", "webhook")
_SUBSCRIPTION = "aws_sns_topic_subscription"
ADDRESSES: dict[str, tuple[tuple[str, ...], ...]] = {
    "aws_cloudwatch_event_api_destination": (("invocation_endpoint",),),
    "aws_cloudwatch_event_connection": (("auth_parameters", "oauth", "authorization_endpoint"),),
    "aws_codebuild_project": (
        ("source", "location"),
        ("source", "build_status_config", "target_url"),
        ("secondary_sources", "location"),
        ("secondary_sources", "build_status_config", "target_url"),
    ),
    "aws_codeconnections_host": (("provider_endpoint",),),
    "aws_codepipeline_custom_action_type": (
        ("settings", "entity_url_template"),
        ("settings", "execution_url_template"),
        ("settings", "revision_url_template"),
        ("settings", "third_party_configuration_url"),
    ),
    "aws_codestarconnections_host": (("provider_endpoint",),),
    "aws_iam_openid_connect_provider": (("url",),),
}


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Every argument that names an external server, and the configuration of every action."""
    stack = subjects.stack
    for resource in stack.of_type(*ADDRESSES):
        for value in _values(resource):
            yield _judge(resource, value)
    for subscription in stack.of_type(_SUBSCRIPTION):
        yield from _judge_subscription(subscription)
    for pipeline in subjects.pipelines:
        for action in actions(pipeline):
            settings = configured(action, "configuration")
            if settings is not None:
                yield _judge(pipeline, settings)
    for resource in stack.resources:
        if resource.mode == "managed" and resource.type not in (*ADDRESSES, _SUBSCRIPTION, "aws_codepipeline"):
            yield from _judge_named(resource)
    for variable in environment_variables(stack):
        if isinstance(variable, EnvironmentVariable) and isinstance(variable.value, Known):
            yield _judge(variable.resource, variable.value)


def _values(resource: Resource) -> Iterator[Value]:
    for *blocks, name in ADDRESSES[resource.type]:
        for block in nested(resource.values, *blocks) if blocks else (resource.values,):
            value = block if isinstance(block, Unknown) else configured(block, name)
            if value is not None:
                yield value


def _judge(resource: Resource, value: Value) -> Verdict:
    for text in texts(value):
        url = next(plain_urls(text.text), None)
        if url is not None:
            return failed(resource, f"`{url}` is called without TLS", text.place)
    if isinstance(value, Unknown):
        return unknown(resource, f"which server is called is not known: {value.why}", value)
    return passed(resource, "no server is called without TLS", value)


def _judge_named(resource: Resource) -> Iterator[Verdict]:
    """Arguments of any other resource that are named after an address and hold one."""
    for text in texts(resource.values):
        name = str(text.path[-1]).lower()
        if name.endswith(_NAMES) and text.text.lower().startswith("http://") and "tags" not in text.path:
            url = next(plain_urls(text.text), None)
            if url is not None:
                yield failed(resource, f"`{url}` is called without TLS", text.place)


def _judge_subscription(subscription: Resource) -> Iterator[Verdict]:
    protocol, endpoint = (configured(subscription.values, name) for name in ("protocol", "endpoint"))
    if isinstance(protocol, Unknown):
        yield unknown(subscription, f"how messages are sent is not known: {protocol.why}", protocol)
    elif protocol == Known("http"):
        yield failed(subscription, "messages are sent over `http`, without TLS", protocol)
    elif protocol == Known("https") and endpoint is not None and not isinstance(endpoint, Unknown):
        yield _judge(subscription, endpoint)
    else:
        yield passed(subscription, "messages are sent encrypted", protocol)
