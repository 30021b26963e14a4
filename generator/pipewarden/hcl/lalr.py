"""Follows the table that Lark compiled: what its own driver does, in a fraction of the time.

Most of the steps are reductions of a rule with one part to that part: a number is a term, a product, a sum, a
comparison and so on before it is an argument. Where such a chain ends depends on the two states on top of the stack
and on the token alone, so each is walked once.

A part may also come whole: where the scanner has read a string or an argument in one step, the driver does what it
would do on the part's first token, up to the state in which the rule of that part begins, and goes on behind it.
"""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct

from pipewarden.hcl.actions import Make, actions_of
from pipewarden.hcl.fault import TokenFault
from pipewarden.hcl.token import Token

if TYPE_CHECKING:
    from lark import Lark

MAX_TOKENS = 1_500_000
"""How many tokens a file may have. Terraform has no limit; a file of five megabytes, written as people write them, has
fewer, and one that has more takes minutes and gigabytes."""

Reduction: TypeAlias = tuple[int, Make, dict[int, int]]
"""How many parts a rule has, what makes one of them, and the state after it by the state before it."""

Chain: TypeAlias = dict[int, int]
"""For a rule whose one part stands for it: the state at the end of the chain, by the state before it."""

Action: TypeAlias = int | Reduction | Chain
"""What a state does on a token: a number is the next state, with the token taken."""


class UnexpectedTokenError(Exception):
    """A token that no rule takes at its place; `expected` are the terminals that one would."""

    def __init__(self, token: Token, expected: set[str]) -> None:
        super().__init__()
        self.token = token
        self.expected = expected


WHOLE = {"string": "DBLQUOTE", "expr_term": "NAME", "attribute": "NAME", "object_elem": "NAME"}
"""The rules whose parts the scanner may hand over whole, and the type of the first token of each."""


class Table(Struct, frozen=True):
    """The actions of every state by the type of a token, and the states in which each start begins and ends."""

    actions: dict[int, dict[str, Action]]
    starts: dict[str, int]
    ends: dict[str, int]
    after: dict[tuple[int, str], dict[int, int]]
    """For each action that is a chain, where its own rule leads, by the state before it."""


def table_of(lark: Lark) -> Table:
    """The table of a parser that Lark has loaded."""
    from lark.parsers.lalr_analysis import Shift

    parser: Any = lark.parser.parser.parser
    states: dict[int, dict[str, tuple[object, Any]]] = parser.parse_table.states
    gotos: dict[str, dict[int, int]] = {}
    for state, steps in states.items():
        for name, (kind, target) in steps.items():
            if kind is Shift:
                gotos.setdefault(name, {})[state] = target
    made = actions_of(parser.callbacks)
    actions: dict[int, dict[str, Action]] = {}
    after: dict[tuple[int, str], dict[int, int]] = {}
    for state, steps in states.items():
        actions[state] = row = {}
        # Before a whole part the parser reduces what it would before the first token of that part.
        early = {name: steps[first] for name, first in WHOLE.items() if first in steps and steps[first][0] is not Shift}
        for name, (kind, target) in (early | steps).items():
            if kind is Shift:
                row[name] = target
                continue
            make, goto = made[target], gotos.get(target.origin.name, {})
            if make is None:
                row[name] = {}
                after[state, name] = goto
            else:
                row[name] = len(target.expansion), make, goto
    return Table(actions, parser.parse_table.start_states, parser.parse_table.end_states, after)


class Driver:
    """One text on its way through the table."""

    def __init__(self, table: Table, start: str) -> None:
        self._table = table
        self._end = table.ends[start]
        self._states = [table.starts[start]]
        self._values: list[Any] = []
        self._left = MAX_TOKENS

    def expected(self) -> Container[str]:
        """What the parser has an action for, where it stands."""
        return self._table.actions[self._states[-1]]

    def feed(self, token: Token) -> Any:
        """Takes a token, or with `$END` gives what the text has become. Raises UnexpectedTokenError and Fault."""
        return self.take(token.type, token)

    def take(self, kind: str, value: Any) -> Any:
        """Takes a token, or a part by the name of its rule in `WHOLE`. Raises UnexpectedTokenError and Fault."""
        self._left -= 1
        if self._left < 0:
            raise TokenFault(f"the file has more than {MAX_TOKENS:,} names, values and signs; split it", value.span)
        states, values, actions = self._states, self._values, self._table.actions
        while True:
            state = states[-1]
            action = actions[state].get(kind)
            if isinstance(action, int):
                states.append(action)
                values.append(value)
                return None
            if isinstance(action, dict):
                before = states[-2]
                states[-1] = action.get(before) or self._through(action, before, state, kind)
            elif action is None:
                raise UnexpectedTokenError(value, {name for name in actions[state] if name.isupper()})
            else:
                size, make, goto = action
                parts = values[-size:] if size else []
                if size:
                    del states[-size:]
                    del values[-size:]
                values.append(make(parts))
                states.append(goto[states[-1]])
                if states[-1] == self._end and kind == "$END":
                    return values[-1]

    def _through(self, chain: Chain, before: int, state: int, kind: str) -> int:
        """Where a chain ends that begins in this state."""
        at = state
        while isinstance(self._table.actions[at].get(kind), dict):
            at = self._table.after[at, kind][before]
        chain[before] = at
        return at
