"""A build fetches its source without checking the server's certificate.

Why
---
With `insecure_ssl`, CodeBuild ignores TLS warnings of the source host (AWS CodeBuild API Reference, *ProjectSource*),
and variables such as `GIT_SSL_NO_VERIFY` do the same for the tools that a build runs. Then anybody on the way can
hand the build another source. The guidance requires TLS 1.2 for every connection, and TLS without a certificate that
is checked protects nothing.

Fix
---
Leave the argument out, or write its default; give a host with a certificate of your own authority that authority's
certificate in `environment.certificate`:

```hcl
source {
  type         = "GITHUB_ENTERPRISE"
  location     = "https://git.example.com/team/app.git"
  insecure_ssl = false
}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from pipewarden.stack.values import Known, Unknown
from pipewarden.subjects import Subjects
from pipewarden.subjects.argument import literal
from pipewarden.subjects.builds import PROJECT, EnvironmentVariable, environment_variables, nested, nested_argument
from pipewarden.verdict import Severity, Verdict, failed, unknown

SEVERITY = Severity.HIGH
_SWITCHES_OFF = {
    "GIT_SSL_NO_VERIFY": ("1", "true", "yes", "on"),
    "NODE_TLS_REJECT_UNAUTHORIZED": ("0",),
    "NPM_CONFIG_STRICT_SSL": ("false",),
    "PYTHONHTTPSVERIFY": ("0",),
    "AWS_CLI_NO_VERIFY_SSL": ("1", "true"),
}


def judge(subjects: Subjects) -> Iterator[Verdict]:
    """Every source of every build, and the variables that switch certificate checks off."""
    for project in subjects.stack.of_type(PROJECT):
        for kind in ("source", "secondary_sources"):
            for block in nested(project.values, kind):
                if isinstance(block, Unknown):
                    yield unknown(project, f"the blocks `{kind}` are not known: {block.why}", block)
                    continue
                yield from nested_argument(project, block, "insecure_ssl", False).judged(lambda value: value is False)
    for variable in environment_variables(subjects.stack):
        if isinstance(variable, EnvironmentVariable):
            yield from _judge_variable(variable)


def _judge_variable(variable: EnvironmentVariable) -> Iterator[Verdict]:
    name, value = variable.name, variable.value
    bad = _SWITCHES_OFF.get(str(name.value).upper(), ()) if isinstance(name, Known) else ()
    if not bad or value is None:
        return
    if not isinstance(value, Known):
        why = value.why if isinstance(value, Unknown) else "it is known only after apply"
        yield unknown(variable.resource, f"{variable.title} may switch certificate checks off: {why}", value)
    elif literal(value.value).lower() in bad:
        yield failed(variable.resource, f"{variable.title} switches certificate checks off", value)
