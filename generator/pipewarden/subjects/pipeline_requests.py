"""What must work for a pipeline to run: who asks for what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from pipewarden.aws.action_rights import CLONING, Right, rights
from pipewarden.stack.model import Resource
from pipewarden.stack.templates import joined
from pipewarden.stack.values import Known, Mapping, Symbol, Unknown, Value
from pipewarden.subjects import events
from pipewarden.subjects.accounts import is_own_account
from pipewarden.subjects.argument import blocks, configured
from pipewarden.subjects.artifact_requests import Place, from_aws, looking, place_of, reading, to_s3, writing
from pipewarden.subjects.build_logs import destinations
from pipewarden.subjects.builds import PROJECT
from pipewarden.subjects.endpoints import service_of
from pipewarden.subjects.errands import CALL, Errand, Errands, regional_arn, taken_by, topic_key, topic_of
from pipewarden.subjects.identity import names
from pipewarden.subjects.pipelines import Store, action_title, actions, configuration
from pipewarden.subjects.policies import arn
from pipewarden.subjects.references import listed, shown
from pipewarden.subjects.roles import role_of
from pipewarden.subjects.ways import Caller, Context, Request, everything, role_caller

if TYPE_CHECKING:
    from pipewarden.subjects import Subjects

CODEPIPELINE, CODEBUILD, EVENTS = "codepipeline.amazonaws.com", "codebuild.amazonaws.com", "events.amazonaws.com"


def errands(subjects: Subjects, pipeline: Resource) -> Errands:
    """Everything that the roles of a pipeline, of its builds, actions and triggers must be able to do."""
    for store in subjects.stores:
        if isinstance(store, tuple) and store[0] == pipeline:
            yield store
    found = [
        place_of(subjects, each) for each in subjects.stores if isinstance(each, Store) and each.pipeline == pipeline
    ]
    yield from ((pipeline, each) for each in found if isinstance(each, Unknown))
    places = [each for each in found if isinstance(each, Place)]
    named = configured(pipeline.values, "role_arn")
    role = role_of(subjects.stack, named)
    if role is None:
        why = named.why if isinstance(named, Unknown) else "its service role is not in the stack"
        yield pipeline, Unknown(why, named.origin if named is not None else None)
    yield from _triggers(subjects, pipeline)
    for action in actions(pipeline):
        yield from _Action(subjects, pipeline, role, action, places).errands()
    if role is not None:
        yield taken_by(role, CODEPIPELINE, arn(pipeline))
        for place in places if _runs_actions(pipeline) else ():
            caller = role_caller(subjects, role)
            for request in (looking(subjects, place, ()), *reading(subjects, place, ()), *writing(subjects, place, ())):
                yield Errand(role, "the pipeline", caller, request)


def _runs_actions(pipeline: Resource) -> bool:
    """Whether the pipeline's own role performs an action: an action with a role of its own it only takes that role for
    (CodePipeline API Reference, *PipelineDeclaration*)."""
    found = [configured(action, "role_arn") for action in actions(pipeline)]
    return not found or None in found


class _Action(Struct, frozen=True):
    """One action with the role that runs it."""

    subjects: Subjects
    pipeline: Resource
    pipeline_role: Resource | None
    action: Mapping
    places: list[Place]

    def errands(self) -> Errands:
        own = configured(self.action, "role_arn")
        role = role_of(self.subjects.stack, own) if own is not None else self.pipeline_role
        if own is not None and self.pipeline_role is not None:
            yield self._assumption(own, role)
        place = self._place()
        if role is not None:
            caller = role_caller(self.subjects, role)
            yield from (Errand(role, self._title, caller, request) for request in self._requests())
            if own is not None and place is not None and not self._is_build:
                yield from (Errand(role, self._title, caller, request) for request in self._artifacts(place))
        elif own is not None and place is not None and not self._is_build and not isinstance(own, Unknown):
            outside = is_own_account(self.subjects, own) is False or self._is_declared(own)
            caller = Caller(own, (everything(),), outside=outside)
            yield from (Errand(self.pipeline, self._title, caller, request) for request in self._artifacts(place))
        if self._is_build:
            yield from self._build(place)

    @property
    def _is_build(self) -> bool:
        """Whether it starts a build, whose own role then reads and writes the artifacts."""
        return self._text("provider") == "CodeBuild"

    @property
    def _title(self) -> str:
        return action_title(self.action)

    def _is_declared(self, role: Value) -> bool:
        """Whether the role belongs to another account that is declared."""
        return any(f":{account}:" in shown(role) for account in self.subjects.config.declare.accounts)

    def _text(self, name: str) -> str:
        value = configured(self.action, name)
        return str(value.value) if isinstance(value, Known) else ""

    def _assumption(self, own: Value, role: Resource | None) -> Errand:
        """The pipeline's role takes the action's."""
        assert self.pipeline_role is not None
        caller = role_caller(self.subjects, self.pipeline_role)
        request = Request("take the action's role", ("sts:AssumeRole",), own if role is None else arn(role), role)
        return Errand(self.pipeline_role, self._title, caller, request)

    def _place(self) -> Place | None:
        """The store in the action's region; the only one where there is one."""
        region = configured(self.action, "region")
        if region is not None and len(self.places) > 1:
            return next((place for place in self.places if place.region == region), None)
        return self.places[0] if self.places else None

    def _artifacts(self, place: Place, context: Context = ()) -> Iterator[Request]:
        if tuple(listed(configured(self.action, "input_artifacts"))):
            yield from reading(self.subjects, place, context)
        if tuple(listed(configured(self.action, "output_artifacts"))):
            yield from writing(self.subjects, place, context)

    def _requests(self) -> Iterator[Request]:
        owner = self._text("owner")
        mode = configuration(self.action, "ActionMode")
        for right in rights(self._text("category"), self._text("provider"), _known(mode)) if owner == "AWS" else ():
            resource = self._filled(right)
            needless = right.without is not None and configuration(self.action, right.without) is not None
            if not needless and (resource is not None or right.resource is None):
                target = topic_of(self.subjects, resource)
                keys = to_s3 if right.actions[0].startswith("s3:") else from_aws
                sent: list[tuple[str, Value | str]] = [*(keys(self.pipeline) if right.resource else ())]
                sent += right.context
                calls = (" or " if right.either else " and ").join(f"`{action}`" for action in right.actions)
                does = f"{CALL} {calls}"
                yield Request(does, right.actions, resource, target, tuple(sent), right.either)
                if target is not None:
                    yield from topic_key(self.subjects, target, ())

    def _cloning(self) -> Iterator[Request]:
        """What a build fetches itself, where a source hands over a reference instead of the files."""
        inputs = tuple(listed(configured(self.action, "input_artifacts")))
        for action in actions(self.pipeline):
            source = replace(self, action=action)
            written = listed(configured(action, "output_artifacts"))
            handed_over = _known(configuration(action, "OutputArtifactFormat")) == "CODEBUILD_CLONE_REF"
            for right in CLONING.get(source._text("provider"), ()) if handed_over else ():
                resource = source._filled(right)
                if resource is not None and any(artifact in inputs for artifact in written):
                    yield Request("clone its source", right.actions, resource, either=right.either)

    def _filled(self, right: Right) -> Value | None:
        """The resource of a right; None where the configuration does not set a part of it."""
        if right.resource is None:
            return None
        pieces: list[str | Symbol | Unknown] = []
        for index, piece in enumerate(re.split(r"\{(\w+)\}", right.resource)):
            value = self._value(piece) if index % 2 else Known(piece)
            if value is None:
                return None
            pieces += self.subjects.names.parts(value)
        return joined(pieces)

    def _value(self, name: str) -> Value | None:
        if name == "region" and (own := configured(self.action, "region")) is not None:
            return own
        if name in ("partition", "region"):
            return Symbol(self.pipeline.address, (name,))
        if name == "account":
            return Symbol(self._actor.address, (name,))
        return configuration(self.action, name)

    @property
    def _actor(self) -> Resource:
        """Who tells the account that the action works in: its own role, which may be another account's."""
        own = configured(self.action, "role_arn")
        return (role_of(self.subjects.stack, own) if own is not None else None) or self.pipeline

    def _build(self, place: Place | None) -> Errands:
        """The build's role reads the inputs, writes the outputs and the log."""
        name = configuration(self.action, "ProjectName")
        for project in self.subjects.stack.of_type(PROJECT):
            if not names(name, project):
                continue
            named = configured(project.values, "service_role")
            role = role_of(self.subjects.stack, named)
            if role is None:
                why = named.why if isinstance(named, Unknown) else "the role of the build is not in the stack"
                yield project, Unknown(why, named.origin if named is not None else None)
                continue
            yield taken_by(role, CODEBUILD, arn(project))
            caller = role_caller(self.subjects, role)
            endpoint = _s3_endpoint(self.subjects, project)
            artifacts = self._artifacts(place, _passing(endpoint)) if place else ()
            passed = (_through(endpoint, each) for each in artifacts)
            requests = (*passed, *self._cloning(), *_log(self.subjects, project))
            yield from (Errand(role, f"the build `{project.address}`", caller, request) for request in requests)


def _s3_endpoint(subjects: Subjects, project: Resource) -> Resource | None:
    """The S3 endpoint of the stack in the VPC that the build runs in."""
    for block in blocks(project.values, "vpc_config"):
        vpc = configured(block, "vpc_id") if isinstance(block, Mapping) else None
        for endpoint in subjects.stack.of_type("aws_vpc_endpoint") if vpc is not None else ():
            found = service_of(subjects.stack, endpoint)
            if isinstance(found, tuple) and found[1] == "s3" and configured(endpoint.values, "vpc_id") == vpc:
                return endpoint
    return None


def _passing(endpoint: Resource | None) -> Context:
    """The keys that an endpoint adds to the requests that pass it."""
    vpc = configured(endpoint.values, "vpc_id") if endpoint else None
    if endpoint is None or vpc is None:
        return ()
    return (("aws:SourceVpc", vpc), ("aws:SourceVpce", Symbol(endpoint.address, ("id",))))


def _through(endpoint: Resource | None, request: Request) -> Request:
    """The request of a build: to S3 it goes through the endpoint, and S3 asks for the key from AWS's side."""
    return replace(request, through=endpoint) if request.actions[0].startswith("s3:") else request


def _known(value: Value | None) -> str | None:
    return str(value.value) if isinstance(value, Known) else None


def _log(subjects: Subjects, project: Resource) -> Iterator[Request]:
    for destination in destinations(subjects.stack, project):
        if isinstance(destination, Unknown) or destination.group is None or destination.status.in_force != "ENABLED":
            continue
        group = destination.resource
        whole = arn(group) if group else regional_arn(subjects, project, "logs", "log-group:", destination.group)
        stream = joined([*subjects.names.parts(whole), ":log-stream:00000000-0000-0000-0000-000000000000"])
        yield Request("write its log", ("logs:CreateLogStream", "logs:PutLogEvents"), stream)


def _triggers(subjects: Subjects, pipeline: Resource) -> Iterator[Errand]:
    """Event rules start the pipeline with a role."""
    for rule in subjects.stack.of_type("aws_cloudwatch_event_rule"):
        for target, of_rule in events.targets(subjects.stack, rule):
            role = role_of(subjects.stack, configured(target.values, "role_arn"))
            if of_rule and role and names(configured(target.values, "arn"), pipeline):
                yield taken_by(role, EVENTS, arn(rule))
                request = Request("start the pipeline", ("codepipeline:StartPipelineExecution",), arn(pipeline))
                yield Errand(role, f"the rule `{rule.address}`", role_caller(subjects, role), request)
