"""FIPS endpoints are required, and something calls another one.

Why
---
The guidance: "If you require FIPS 140-3 validated cryptographic modules when accessing AWS through a command line
interface or an API, use a FIPS endpoint" (AWS CodePipeline User Guide, *Data protection*). Each provider configuration
decides for itself, aliases and the state's backend too; a build does by its environment. Where a service has no FIPS
host in a region, the provider calls the plain host and says nothing.

Fix
---
```hcl
provider "aws" {
  region            = "us-east-1"
  use_fips_endpoint = true
}
```

This control is judged where `[require] fips = true` stands in `pipewarden.toml`. A service without a FIPS host is
accepted there with a reason, or the stack moves to a region that has one.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.model import Resource, Stack
from pipewarden.stack.values import Known, Mapping, Unknown
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import blocks
from pipewarden.subjects.builds import PROJECT, EnvironmentVariable, environment_variables, nested
from pipewarden.subjects.fips_hosts import Call, calls, overrides
from pipewarden.subjects.providers import Client, aws_providers, backend_type, backends
from pipewarden.verdict import Severity, Verdict, absent, failed, passed, unknown

SEVERITY = Severity.HIGH
_VARIABLE = "AWS_USE_FIPS_ENDPOINT"


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Every provider and backend, every build, and every service that the stack calls."""
    if not subjects.config.require.fips:
        return
    stack = subjects.stack
    clients = [*aws_providers(stack), *(item for item in backends(stack) if backend_type(item) == "s3")]
    for item in clients:
        yield item.judged(stack, "use_fips_endpoint", False, lambda value: value is True)
        yield from _judge_overrides(stack, item)
    for project in stack.of_type(PROJECT):
        yield _judge_build(stack, project)
    for call in calls(stack):
        yield _judge_call(call)


def _judge_overrides(stack: Stack, item: Client) -> Iterator[Verdict]:
    for text, is_fips in overrides(item.values):
        if isinstance(text, Unknown):
            yield unknown(stack, f"which endpoint {item.title} calls is not known: {text.why}", text)
        elif not is_fips:
            yield failed(stack, f"{item.title} calls `{text.text}`, which is no FIPS host", text.place)


def _judge_build(stack: Stack, project: Resource) -> Verdict:
    if any(isinstance(block, Unknown) for block in _variable_blocks(project)):
        return unknown(project, "the build's variables are not known")
    for variable in environment_variables(stack):
        if isinstance(variable, EnvironmentVariable) and variable.resource.address == project.address:
            if variable.name != Known(_VARIABLE):
                continue
            if variable.value in (Known("true"), Known(True)):
                return passed(project, f"the build has `{_VARIABLE} = true`", variable.value)
            if isinstance(variable.value, Unknown):
                return unknown(project, f"`{_VARIABLE}` is not known: {variable.value.why}", variable.value)
            return failed(project, f"`{_VARIABLE}` is not `true`", variable.value)
    return absent(project, f"the build has no variable `{_VARIABLE}`, so its tools call plain hosts")


def _variable_blocks(project: Resource) -> tuple[Mapping | Unknown, ...]:
    environments = blocks(project.values, "environment")
    return (*environments, *nested(project.values, "environment", "environment_variable"))


def _judge_call(call: Call) -> Verdict:
    if call.has_host:
        return passed(call.resource, f"`{call.service}` has a FIPS host in `{call.region}`")
    if call.has_host is None:
        return unknown(call.resource, f"whether `{call.service}` has a FIPS host is not known: {call.why}")
    return failed(call.resource, f"`{call.service}` has no FIPS host in `{call.region}`: its plain host is called")
