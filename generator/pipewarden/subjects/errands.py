"""Requests that must work, with who makes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from pipewarden.stack.model import Resource
from pipewarden.stack.templates import joined
from pipewarden.stack.values import Symbol, Unknown, Value
from pipewarden.subjects.argument import configured
from pipewarden.subjects.identity import names
from pipewarden.subjects.policies import arn
from pipewarden.subjects.ways import Caller, Context, Request

if TYPE_CHECKING:
    from pipewarden.subjects import Subjects


CALL = "call"
"""How a request begins that is described by its actions alone."""


class Errand(Struct, frozen=True):
    """A request that must work: who asks, in words and with policies, and the resource that the verdict speaks of."""

    subject: Resource
    who: str
    caller: Caller
    request: Request


Errands = Iterator[Errand | tuple[Resource, Unknown]]
"""Requests, and resources of which it is not known what they request."""


def by_service(subject: Resource, service: str | Value, request: Request) -> Errand:
    """A request of an AWS service in its own name."""
    return Errand(subject, f"`{service}`" if isinstance(service, str) else "the service", Caller(service), request)


def taken_by(role: Resource, service: str, source: Value) -> Errand:
    """A service takes a role of the stack, in the name of a resource."""
    does = f"take the role `{role.address}`"
    return by_service(role, service, Request(does, ("sts:AssumeRole",), arn(role), role, in_name_of(role, source)))


def in_name_of(resource: Resource, source: Value) -> Context:
    """The keys with which a service says for whom it works: `resource` is of the same account as the source."""
    return (("aws:SourceAccount", Symbol(resource.address, ("account",))), ("aws:SourceArn", source))


def regional_arn(subjects: Subjects, near: Resource, service: str, *rest: Value | str) -> Value:
    """An ARN in the account and region of a resource whose ARN has both."""
    partition, region, account = (Symbol(near.address, (each,)) for each in ("partition", "region", "account"))
    pieces = [part for each in rest for part in ((each,) if isinstance(each, str) else subjects.names.parts(each))]
    return joined(["arn:", partition, f":{service}:", region, ":", account, ":", *pieces])


def topic_of(subjects: Subjects, value: Value | None) -> Resource | None:
    """The topic of the stack that an argument names."""
    return next((topic for topic in subjects.stack.of_type("aws_sns_topic") if names(value, topic)), None)


def publishing(topic: Resource, context: Context) -> Request:
    """Publishing on a topic of the stack, over TLS."""
    sent: Context = (("aws:SecureTransport", "true"), *context)
    return Request(f"publish on `{topic.address}`", ("sns:Publish",), arn(topic), topic, sent)


def topic_key(subjects: Subjects, topic: Resource, context: Context) -> Iterator[Request]:
    """The use of a topic's key by whoever publishes, which SNS asks for in the publisher's name."""
    key = subjects.key_use(configured(topic.values, "kms_master_key_id")).resource
    if key is not None:
        own: Context = (("aws:SecureTransport", "true"), ("kms:EncryptionContext:aws:sns:topicArn", arn(topic)))
        does = f"use the key of `{topic.address}`"
        yield Request(does, ("kms:Decrypt", "kms:GenerateDataKey"), arn(key), key, (*own, *context))
