"""What the plans of all actions have in common."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipewarden.render.literal import quote
from pipewarden.render.parts import Action, Statement, Variable, pascal
from pipewarden.spec.sources import Action as SpecAction


class Draft:
    """Collects what one action needs; `finish` freezes it.

    Texts of the spec become variables of the module, which are called after the action: `variable` gives the
    expression that stands for such a text.
    """

    def __init__(self, action: SpecAction, slug: str) -> None:
        self.action = action
        self.label = slug.replace("-", "_")
        self.title = pascal(slug)
        self.configuration: dict[str, str] = {}
        self.statements: list[Statement] = []
        self.variables: list[Variable] = []

    def variable(self, name: str, description: str, value: str) -> str:
        """The expression of a new text variable; in `description`, `{}` stands for the action's name."""
        full = f"{self.label}_{name}"
        self.variables.append(Variable(full, "string", description.format(f"`{self.action.name}`"), value))
        return f"var.{full}"

    def variable_list(self, name: str, description: str, value: Sequence[str]) -> str:
        """The expression of a new variable that holds a list of texts."""
        full = f"{self.label}_{name}"
        self.variables.append(Variable(full, "list(string)", description.format(f"`{self.action.name}`"), tuple(value)))
        return f"var.{full}"

    def allow(self, sid: str, actions: Sequence[str], *resources: str) -> None:
        """Lets the role of the pipeline do `actions` on `resources`, which are expressions."""
        self.statements.append(Statement(sid, tuple(actions), resources))

    def own(self, sid: str) -> str:
        """A statement id that no other action has."""
        return f"{self.title}{sid}"

    @property
    def region(self) -> str:
        """The region of what the action works on, for use inside a quoted expression."""
        return getattr(self.action, "region", None) or "${var.region}"

    @property
    def account(self) -> str:
        """The account of what the action works on, for use inside a quoted expression."""
        foreign = getattr(self.action, "role_arn", None) is not None
        return f'${{split(":", var.{self.label}_role_arn)[4]}}' if foreign else "${var.account_id}"

    def arn(self, service: str, resource: str) -> str:
        """An ARN in the account and region of the action, as an expression; `resource` may hold templates."""
        return f'"arn:${{var.partition}}:{service}:{self.region}:{self.account}:{resource}"'

    def finish(
        self, category: str, provider: str, *, commands: tuple[str, ...] = (), files: tuple[str, ...] = ()
    ) -> Action:
        region: str | None = getattr(self.action, "region", None)
        role: str | None = getattr(self.action, "role_arn", None)
        role_expression = None
        if role is not None:
            used = set(re.findall(r"\bvar\.(\w+)", " ".join(self.configuration.values())))
            self.variables = [variable for variable in self.variables if variable.name in used]
            role_expression = self.variable("role_arn", "The ARN of the role that acts for {}.", role)
            self.statements = [Statement("AssumeActionRoles", ("sts:AssumeRole",), (role_expression,))]
        inputs: tuple[str, ...] = getattr(self.action, "inputs", ())
        outputs: tuple[str, ...] = getattr(self.action, "outputs", ())
        return Action(
            name=self.action.name,
            category=category,
            provider=provider,
            run_order=self.action.run_order,
            namespace=self.action.namespace,
            inputs=inputs,
            outputs=outputs,
            configuration=tuple(sorted(self.configuration.items())),
            statements=tuple(self.statements),
            variables=tuple(self.variables),
            region=quote(region) if region else None,
            role_arn=role_expression,
            commands=commands,
            files=files,
        )


def in_policy(expression: str, value: str) -> str:
    """The expression as part of a policy's resource, where `*`, `?` and `$` of the `value` would mean more."""
    if not any(letter in value for letter in "$*?"):
        return in_template(expression)
    for letter in "$*?":
        expression = f'replace({expression}, "{letter}", "$${{{letter}}}")'
    return in_template(expression)


def in_template(expression: str) -> str:
    """An expression as part of a quoted one: `var.x` as `${var.x}`."""
    return "${" + expression + "}"
