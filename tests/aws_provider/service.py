"""Terraform's provider protocol, version 6: one method per call, each a thin step into the modules beside it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from threading import Lock
from typing import TypeAlias

import grpc
from tf.gen import tfplugin_pb2 as pb
from tf.gen import tfplugin_pb2_grpc as rpc

from aws_provider import checks, data_sources, invent, planning, rules, schemas, values
from aws_provider.account import Account, from_configuration
from aws_provider.document_json import DocumentError
from aws_provider.values import Object

Context: TypeAlias = grpc.ServicerContext


class Provider(rpc.ProviderServicer):
    """One server for many Terraform processes.

    Each configured provider of each process has a connection of its own, so its configuration is kept by peer:
    kept once for the server, the configuration of one alias would overwrite another's.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._accounts: dict[str, Account] = {}
        self._twins: dict[str, Counter[str]] = {}

    @cached_property
    def _schema_response(self) -> pb.GetProviderSchema.Response:
        known = schemas.load()
        return pb.GetProviderSchema.Response(
            provider=schemas.to_protocol(known.provider),
            resource_schemas={name: schemas.to_protocol(each) for name, each in known.resources.items()},
            data_source_schemas={name: schemas.to_protocol(each) for name, each in known.data_sources.items()},
            server_capabilities=pb.ServerCapabilities(get_provider_schema_optional=True),
        )

    def GetMetadata(self, request: pb.GetMetadata.Request, context: Context) -> pb.GetMetadata.Response:  # noqa: N802
        known = schemas.load()
        return pb.GetMetadata.Response(
            resources=[pb.GetMetadata.ResourceMetadata(type_name=name) for name in known.resources],
            data_sources=[pb.GetMetadata.DataSourceMetadata(type_name=name) for name in known.data_sources],
        )

    def GetProviderSchema(  # noqa: N802
        self, request: pb.GetProviderSchema.Request, context: Context
    ) -> pb.GetProviderSchema.Response:
        return self._schema_response

    def GetFunctions(self, request: pb.GetFunctions.Request, context: Context) -> pb.GetFunctions.Response:  # noqa: N802
        return pb.GetFunctions.Response()

    def ValidateProviderConfig(  # noqa: N802
        self, request: pb.ValidateProviderConfig.Request, context: Context
    ) -> pb.ValidateProviderConfig.Response:
        return pb.ValidateProviderConfig.Response()

    def ValidateResourceConfig(  # noqa: N802
        self, request: pb.ValidateResourceConfig.Request, context: Context
    ) -> pb.ValidateResourceConfig.Response:
        complaints = checks.check(rules.for_resource(request.type_name), values.decode(request.config))
        return pb.ValidateResourceConfig.Response(diagnostics=_diagnostics(complaints))

    def ValidateDataResourceConfig(  # noqa: N802
        self, request: pb.ValidateDataResourceConfig.Request, context: Context
    ) -> pb.ValidateDataResourceConfig.Response:
        complaints = checks.check(rules.for_data_source(request.type_name), values.decode(request.config))
        return pb.ValidateDataResourceConfig.Response(diagnostics=_diagnostics(complaints))

    def ConfigureProvider(  # noqa: N802
        self, request: pb.ConfigureProvider.Request, context: Context
    ) -> pb.ConfigureProvider.Response:
        with self._lock:
            self._accounts[context.peer()] = from_configuration(values.decode(request.config))
            self._twins[context.peer()] = Counter()
        return pb.ConfigureProvider.Response()

    def UpgradeResourceState(  # noqa: N802
        self, request: pb.UpgradeResourceState.Request, context: Context
    ) -> pb.UpgradeResourceState.Response:
        stored = json.loads(request.raw_state.json)
        known = schemas.load().resources[request.type_name].block
        kept = {name: stored.get(name) for name in (*known.attributes, *known.blocks)}
        return pb.UpgradeResourceState.Response(upgraded_state=values.encode(kept))

    def ReadResource(self, request: pb.ReadResource.Request, context: Context) -> pb.ReadResource.Response:  # noqa: N802
        return pb.ReadResource.Response(new_state=request.current_state, private=request.private)

    def PlanResourceChange(  # noqa: N802
        self, request: pb.PlanResourceChange.Request, context: Context
    ) -> pb.PlanResourceChange.Response:
        proposed = values.decode(request.proposed_new_state)
        if proposed is None:
            return pb.PlanResourceChange.Response(planned_state=request.proposed_new_state, legacy_type_system=True)
        block = schemas.load().resources[request.type_name].block
        prior: Object | None = values.decode(request.prior_state)
        account = self._account(context)
        planned = planning.plan(block, rules.for_resource(request.type_name), account, prior, proposed)
        return pb.PlanResourceChange.Response(
            planned_state=values.encode(planned.state),
            requires_replace=[_path(name) for name in planned.requires_replace],
            legacy_type_system=True,
        )

    def ApplyResourceChange(  # noqa: N802
        self, request: pb.ApplyResourceChange.Request, context: Context
    ) -> pb.ApplyResourceChange.Response:
        planned = values.decode(request.planned_state)
        if planned is None:
            return pb.ApplyResourceChange.Response(new_state=request.planned_state, legacy_type_system=True)
        block = schemas.load().resources[request.type_name].block
        account = self._account(context)
        seed = self._seed(context, request.type_name, planned, account)
        known = rules.for_resource(request.type_name)
        state = invent.fill(request.type_name, block, known, account, planned, seed)
        return pb.ApplyResourceChange.Response(new_state=values.encode(state), legacy_type_system=True)

    def ImportResourceState(  # noqa: N802
        self, request: pb.ImportResourceState.Request, context: Context
    ) -> pb.ImportResourceState.Response:
        refusal = checks.Complaint("", "Nothing to import", "The offline provider holds no resources of its own.")
        return pb.ImportResourceState.Response(diagnostics=_diagnostics([refusal]))

    def ReadDataSource(  # noqa: N802
        self, request: pb.ReadDataSource.Request, context: Context
    ) -> pb.ReadDataSource.Response:
        block = schemas.load().data_sources[request.type_name].block
        try:
            state = data_sources.read(request.type_name, block, values.decode(request.config), self._account(context))
        except DocumentError as error:
            refusal = checks.Complaint("", f"writing IAM Policy Document: {error}")
            return pb.ReadDataSource.Response(diagnostics=_diagnostics([refusal]))
        return pb.ReadDataSource.Response(state=values.encode(state))

    def StopProvider(self, request: pb.StopProvider.Request, context: Context) -> pb.StopProvider.Response:  # noqa: N802
        return pb.StopProvider.Response()

    def _account(self, context: Context) -> Account:
        with self._lock:
            return self._accounts.get(context.peer(), Account())

    def _seed(self, context: Context, type_name: str, planned: Object, account: Account) -> str:
        """The seed of one resource; the second of two alike gets another, or both would have one ARN."""
        first = invent.seed(type_name, planned, account)
        with self._lock:
            twins = self._twins.setdefault(context.peer(), Counter())
            twin = twins[first]
            twins[first] += 1
        return invent.seed(type_name, planned, account, twin)


def _diagnostics(complaints: Iterable[checks.Complaint]) -> Iterator[pb.Diagnostic]:
    for complaint in complaints:
        yield pb.Diagnostic(
            severity=pb.Diagnostic.ERROR,
            summary=complaint.summary,
            detail=complaint.detail,
            attribute=_path(complaint.argument) if complaint.argument else None,
        )


def _path(name: str) -> pb.AttributePath:
    return pb.AttributePath(steps=[pb.AttributePath.Step(attribute_name=name)])
