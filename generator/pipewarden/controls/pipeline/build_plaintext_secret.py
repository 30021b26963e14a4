"""A credential stands in the open in a build's environment or in what the build runs.

Why
---
A variable of type `PLAINTEXT` is shown in the console, in every API answer about the project or the build, and in
Terraform's state (AWS CodeBuild User Guide, *Environment variables in build environments*, which discourages storing
sensitive values there). The guidance asks to protect account credentials. Whoever may look at a build has them.

Fix
---
```hcl
environment_variable {
  name  = "NPM_TOKEN"
  type  = "SECRETS_MANAGER"
  value = "release/npm:token"
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.aws.secrets import secrets
from pipewarden.stack.model import Resource
from pipewarden.stack.values import Known, Unknown, Value
from pipewarden.subjects import Subjects
from pipewarden.subjects.builds import EnvironmentVariable, environment_variables, scripts
from pipewarden.subjects.buildspecs import commands, plain_variables
from pipewarden.subjects.credentials import credential, named_as_credential, secret_sources
from pipewarden.subjects.literals import given_at_deployment
from pipewarden.subjects.texts import shown_text
from pipewarden.verdict import Severity, Verdict, failed, passed, unknown

SEVERITY = Severity.CRITICAL
EQUIVALENTS = ("CodeBuildProjectEnvVarAwsCred",)


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Every variable of every build, and every build specification and command in the configuration."""
    for variable in environment_variables(subjects.stack):
        if isinstance(variable, EnvironmentVariable):
            yield _judge_variable(subjects, variable)
        else:
            resource, why = variable
            yield unknown(resource, f"the build's variables are not known: {why.why}", why)
    for resource, text in scripts(subjects.stack):
        yield _judge_script(resource, text)


def _judge_variable(subjects: Subjects, variable: EnvironmentVariable) -> Verdict:
    resource, value, title = variable.resource, variable.value, variable.title
    name = str(variable.name.value) if isinstance(variable.name, Known) else ""
    if isinstance(variable.type, Known) and variable.type.value != "PLAINTEXT":
        return passed(resource, f"{title} is of type `{variable.type.value}`", variable.type)
    if value is None:
        return passed(resource, f"{title} has no value", variable.place)
    kind = credential(name, shown_text(value) or "")
    source = next(secret_sources(subjects.stack, value), None)
    if kind is None and source is not None:
        kind = f"`{source}`"
    if kind is None and value.sensitive:
        kind = "a sensitive value"
    if kind is not None:
        if isinstance(variable.type, Unknown):
            return unknown(resource, f"{title} holds {kind}; its type is not known: {variable.type.why}", value)
        return failed(resource, f"{title} is in plain text and holds {kind}", value)
    if isinstance(value, Unknown) and (named_as_credential(name) or not given_at_deployment(value)):
        return unknown(resource, f"whether {title} holds a credential in plain text is not known: {value.why}", value)
    return passed(resource, f"{title} holds no credential", value)


def _judge_script(resource: Resource, value: Value) -> Verdict:
    text = shown_text(value)
    if text is None:
        if isinstance(value, Unknown) and not given_at_deployment(value):
            return unknown(resource, f"whether the build runs with a credential is not known: {value.why}", value)
        return passed(resource, "the build specification is given at deployment", value)
    for name, plain in plain_variables(text):
        kind = credential(name, plain)
        if kind is not None:
            return failed(resource, f"the build specification sets the variable `{name}`, which holds {kind}", value)
    found = [item for command in commands(text) for item in secrets(command)]
    if found:
        return failed(resource, f"the build runs with {found[0].kind} in plain text", value)
    return passed(resource, "the build specification holds no credential", value)
