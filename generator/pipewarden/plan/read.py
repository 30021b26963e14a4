"""Reads the JSON of a Terraform plan into the stack that a directory gives too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from pipewarden.hcl.ast import Location, Span
from pipewarden.plan.references import Place, identity_for, names_itself
from pipewarden.plan.surroundings import Read, provider_configurations, told
from pipewarden.plan.values import AFTER_APPLY, as_blocks, load, value_of
from pipewarden.stack.errors import EvaluationError, UndecidedError
from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.policy_document import policy_document
from pipewarden.stack.shape import is_null, mapping
from pipewarden.stack.values import Mapping, Sequence, Symbol, Unknown, Value

_NOWHERE = Location("", Span(0, 0, 1, 1, 1, 1))


def read(data: bytes, path: str) -> Stack:
    """The stack that a plan describes, as it is after apply; `path` is how the plan is shown to the user.

    Values have no locations. Only what the configuration sets is kept, as far as the plan tells it. Raises
    PipewardenError when the data is no plan.
    """
    plan = load(data, path)
    reader = _Plan(plan)
    resources = tuple(sorted(reader.resources(), key=lambda item: item.address))
    surroundings = told(reader.read)
    return Stack(
        path=path,
        resources=resources,
        outputs=reader.outputs(),
        providers=tuple(reader.providers.values()),
        modules=(),
        settings=(),
        unresolved=(),
        problems=(),
        first_block=None,
        files=(),
        comments=(),
        account=surroundings["account"],
        region=surroundings["region"],
        partition=surroundings["partition"],
    )


class _Plan:
    def __init__(self, plan: dict[str, Any]) -> None:
        self._plan = plan
        self._root = plan.get("configuration", {}).get("root_module", {})
        self._changes = {change["address"]: change.get("change", {}) for change in plan.get("resource_changes", [])}
        self._resources: dict[str, Resource] = {}
        self.read: list[Read] = []
        self.providers = dict(provider_configurations(plan))

    def resources(self) -> Iterator[Resource]:
        """The resources after apply, and the data sources."""
        place = Place("", self._root)
        prior = self._plan.get("prior_state", {}).get("values", {}).get("root_module", {})
        found = list(self._of_module(prior, place, data=True))
        found.extend(self._of_module(self._plan["planned_values"].get("root_module", {}), place, data=False))
        self._resources = {resource.address: resource for resource in found}
        return iter([self._with_documents(resource) for resource in self._resources.values()])

    def _of_module(self, module: dict[str, Any], place: Place, *, data: bool) -> Iterator[Resource]:
        for item in module.get("resources", []):
            if not data or item.get("mode") == "data":
                yield self._resource(item, place)
        for child in module.get("child_modules", []):
            name, key = _call_of(child["address"], place.address)
            inner = place.child(name, key) or Place(child["address"], {})
            yield from self._of_module(child, inner, data=data)

    def _resource(self, item: dict[str, Any], place: Place) -> Resource:
        configured = _configured(place.module, item)
        expressions = configured.get("expressions", {})
        change = self._changes.get(item["address"], {})
        unknown = change.get("after_unknown", {})

        def missing(path: tuple[str | int, ...]) -> Value:
            names = [step for step in path if isinstance(step, str)]
            if not names or (len(path) == 1 and names_itself(item["type"], names[0])):
                return Unknown(AFTER_APPLY)
            symbol = identity_for(names[-1], _expression(expressions, path), place)
            return symbol or Unknown(AFTER_APPLY)

        values = value_of(item.get("values", {}), unknown, item.get("sensitive_values", {}), missing)
        members = values.members if isinstance(values, Mapping) else ()
        # The configuration in a plan leaves out `dynamic` blocks, so that those of a document may stand nowhere in it.
        always = {"statement"} if item["type"] == "aws_iam_policy_document" else set()
        written = always.union(expressions)
        kept = ((name, as_blocks(value)) for name, value in members if name in written or _is_blocks(value))
        provider = self.providers.get(configured.get("provider_config_key", ""))
        if item.get("mode") == "data":
            self.read.append(Read(item["type"], provider, frozenset(expressions), item.get("values", {})))
        return Resource(
            address=item["address"],
            mode="data" if item.get("mode") == "data" else "managed",
            type=item["type"],
            name=item["name"],
            module=place.address,
            key=_key(item.get("index")),
            values=mapping(((name, value) for name, value in kept if not is_null(value)), "block"),
            location=None,
            header=None,
            provider=provider,
            lifecycle=Mapping((), "block"),
        )

    def _with_documents(self, resource: Resource) -> Resource:
        """The resource with the policy documents that the plan leaves to apply computed from their statements."""
        members = tuple((name, self._document(value)) for name, value in resource.values.members)
        return replace(resource, values=Mapping(members, "block"))

    def _document(self, value: Value) -> Value:
        if not isinstance(value, Symbol) or value.path not in (("json",), ("minified_json",)):
            return value
        source = self._resources.get(value.address)
        if source is None or source.type != "aws_iam_policy_document":
            return value
        try:
            return policy_document(source.values, _NOWHERE, minified=value.path != ("json",))
        except (EvaluationError, UndecidedError) as error:
            return Unknown(str(error))

    def outputs(self) -> Mapping:
        """The outputs of the root module."""
        planned = self._plan["planned_values"].get("outputs", {})
        changes = self._plan.get("output_changes", {})
        return mapping(
            (
                name,
                value_of(
                    output.get("value"),
                    changes.get(name, {}).get("after_unknown", False),
                    output.get("sensitive", False),
                ),
            )
            for name, output in planned.items()
        )


def _call_of(address: str, parent: str) -> tuple[str, str]:
    """The name of the call and the instance key in brackets, from the address of a module."""
    last = address.removeprefix(f"{parent}." if parent else "").removeprefix("module.")
    name, bracket, key = last.partition("[")
    return name, bracket + key


def _configured(module: dict[str, Any], item: dict[str, Any]) -> dict[str, Any]:
    for resource in module.get("resources", []):
        same = (resource.get("mode"), resource.get("type"), resource.get("name"))
        if same == (item.get("mode"), item.get("type"), item.get("name")) and isinstance(resource, dict):
            return resource
    return {}


def _expression(expressions: Any, path: tuple[str | int, ...]) -> Any:
    """The part of the configuration that sets a path; a list of a single expression stands for its elements."""
    found = expressions
    for step in path:
        if isinstance(found, dict) and ("references" in found or "constant_value" in found):
            return found
        if isinstance(found, dict) and isinstance(step, str):
            found = found.get(step)
        elif isinstance(found, list) and isinstance(step, int):
            found = found[step] if step < len(found) else None
        elif isinstance(step, str):
            return None
    return found


def _is_blocks(value: Value) -> bool:
    return isinstance(value, Sequence) and bool(value.items) and all(isinstance(item, Mapping) for item in value.items)


def _key(index: Any) -> str | int | None:
    if isinstance(index, str) and type(index) is not str:
        return int(index)
    return index if isinstance(index, str | int) else None
