"""Builds the syntax tree, bottom up, as the parser recognises each rule of the grammar.

Every method is named after a rule or an alias of the grammar, and takes what the rule's parts have become: tokens, and
what the methods below it have returned. Nothing here recurses, so that depth costs no stack.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from pipewarden.hcl import ast
from pipewarden.hcl.fault import Fault
from pipewarden.hcl.strings import quoted
from pipewarden.hcl.template import Mark, as_expression, assemble, raw
from pipewarden.hcl.token import Token, join
from pipewarden.hcl.traversal import Step, follow, splat

Parts: TypeAlias = list[Any]
Items: TypeAlias = tuple[ast.Attribute | ast.Block, ...]
Arguments: TypeAlias = tuple[tuple[ast.Expression, ...], bool]
TemplateParts: TypeAlias = tuple[ast.TemplatePart, ...]


_SAME = {"identifier", "keyword", "literal_value", "hcl2__binary_operator", "string_part"}


def stands_for_its_part(rule: str, part: str) -> bool:
    """Whether a rule has no method, for what it is made of is what its one part is made of."""
    return rule in _SAME or (rule == "expr_term" and part not in ("identifier", "literal_value"))


class Builder:
    """The actions of the grammar; it has no state, so one serves every file."""

    def file(self, parts: Parts) -> Items:
        return _items(parts)

    def lines(self, parts: Parts) -> Items:
        return _items(parts)

    def one_line_body(self, parts: Parts) -> Items:
        return _items(parts)

    def attribute(self, parts: Parts) -> ast.Attribute:
        name, _, expression = parts
        return ast.Attribute(name.text, expression, name.span, join(name.span, expression.span))

    def block(self, parts: Parts) -> ast.Block:
        closer = parts.pop()
        items = parts.pop() if isinstance(parts[-1], tuple) else ()
        opener = parts.pop()
        type_ = parts[0]
        last = parts[-1].span
        inner = ast.Span(
            opener.span.end, closer.span.start, opener.span.end_line, opener.span.end_column, closer.span.line,
            closer.span.column,
        )  # fmt: skip
        labels = tuple(_label(part) for part in parts[1:])
        return ast.Block(
            type_.text, labels, ast.Body(items, inner), join(type_.span, last), join(type_.span, closer.span)
        )

    def bare_expression(self, parts: Parts) -> ast.Expression:
        expression: ast.Expression = parts[0]
        return expression

    def bare_template(self, parts: Parts) -> TemplateParts:
        return assemble(parts, raw)

    def int_lit(self, parts: Parts) -> ast.Number:
        return ast.Number(parts[0].text, parts[0].span)

    float_lit = int_lit

    def string(self, parts: Parts) -> ast.Text | ast.Template:
        return as_expression(assemble(parts[1:-1], quoted), join(parts[0].span, parts[-1].span))

    def heredoc_template(self, parts: Parts) -> ast.Text | ast.Template:
        opener, closer = parts[0], parts[-1]
        body = assemble(parts[1:-1], raw, flush=opener.text.startswith("<<-"))
        return as_expression(body, join(opener.span, closer.span))

    def interpolation(self, parts: Parts) -> Mark:
        return _mark("", parts, expression=parts[1])

    def template_if_start(self, parts: Parts) -> Mark:
        return _mark("if", parts, expression=parts[2])

    def template_else(self, parts: Parts) -> Mark:
        return _mark("else", parts)

    def template_endif(self, parts: Parts) -> Mark:
        return _mark("endif", parts)

    def template_for_start(self, parts: Parts) -> Mark:
        names = [part.text for part in parts[2:5:2] if isinstance(part, Token) and part.type == "NAME"]
        return _mark("for", parts, expression=parts[-2], names=names)

    def template_endfor(self, parts: Parts) -> Mark:
        return _mark("endfor", parts)

    def conditional(self, parts: Parts) -> ast.Conditional:
        condition, _, then, _, otherwise = parts
        return ast.Conditional(condition, then, otherwise, join(condition.span, otherwise.span))

    def binary_term(self, parts: Parts) -> Parts:
        return parts

    def binary_op(self, parts: Parts) -> ast.Binary:
        left, (operator, right) = parts
        return ast.Binary(operator.text, left, right, join(left.span, right.span))

    # Lark prefixes what terraform.lark does not import by name.
    hcl2__conditional = conditional
    hcl2__binary_term = binary_term
    hcl2__binary_op = binary_op

    def unary_op(self, parts: Parts) -> ast.Unary:
        operator, operand = parts
        return ast.Unary(operator.text, operand, join(operator.span, operand.span))

    def expr_term(self, parts: Parts) -> ast.Expression:
        if len(parts) == 3:
            return ast.Parentheses(parts[1], join(parts[0].span, parts[2].span))
        term: Token = parts[0]
        if term.type == "NAME":
            return ast.Name(term.text, term.span)
        if term.type == "NULL":
            return ast.Null(term.span)
        return ast.Boolean(term.type == "TRUE", term.span)

    def tuple(self, parts: Parts) -> ast.TupleExpression:
        items = tuple(part for part in parts if not isinstance(part, Token))
        return ast.TupleExpression(items, join(parts[0].span, parts[-1].span))

    def object(self, parts: Parts) -> ast.ObjectExpression:
        entries = tuple(part for part in parts if isinstance(part, ast.ObjectEntry))
        return ast.ObjectExpression(entries, join(parts[0].span, parts[-1].span))

    def object_elem(self, parts: Parts) -> ast.ObjectEntry:
        key, _, value = parts
        return ast.ObjectEntry(key, value, join(key.span, value.span))

    def object_elem_key(self, parts: Parts) -> ast.Expression:
        key = parts[0]
        match key:
            case Token():
                return ast.Text(key.text, key.span)
            case ast.Name():
                return ast.Text(key.name, key.span)
            case ast.Boolean():
                return ast.Text("true" if key.value else "false", key.span)
            case ast.Null():
                return ast.Text("null", key.span)
        expression: ast.Expression = key
        return expression

    def function_call(self, parts: Parts) -> ast.Call:
        arguments: tuple[ast.Expression, ...] = ()
        expand = False
        if isinstance(parts[-2], tuple):
            arguments, expand = parts[-2]
        name = "".join(part.text for part in parts if isinstance(part, Token) and part.type in ("NAME", "COLONS"))
        return ast.Call(name, arguments, expand, join(parts[0].span, parts[-1].span))

    def arguments(self, parts: Parts) -> Arguments:
        expand = isinstance(parts[-1], Token) and parts[-1].type == "ELLIPSIS"
        return tuple(part for part in parts if not isinstance(part, Token)), expand

    def get_attr(self, parts: Parts) -> Step:
        return parts[0], parts[1], None

    def short_index(self, parts: Parts) -> Step:
        return parts[0], ast.Number(parts[1].text, parts[1].span), None

    def braces_index(self, parts: Parts) -> Step:
        return parts[0], parts[1], parts[2]

    def get_attr_expr_term(self, parts: Parts) -> ast.Expression:
        return follow(parts[0], parts[1])

    index_expr_term = get_attr_expr_term

    def attr_splat(self, parts: Parts) -> Parts:
        return parts

    full_splat = attr_splat

    def attr_splat_expr_term(self, parts: Parts) -> ast.Expression:
        source, (marker, *steps) = parts
        return splat(source, marker, steps)

    full_splat_expr_term = attr_splat_expr_term

    def for_intro(self, parts: Parts) -> Parts:
        return parts

    def for_cond(self, parts: Parts) -> Parts:
        return parts

    def for_tuple_expr(self, parts: Parts) -> ast.ForTuple:
        opener, intro, result, *rest = parts
        key, value, collection = _intro(intro)
        condition = rest[0][1] if len(rest) > 1 else None
        return ast.ForTuple(key, value, collection, result, condition, join(opener.span, rest[-1].span))

    def for_object_expr(self, parts: Parts) -> ast.ForObject:
        opener, intro, result_key, _, result, *rest = parts
        key, value, collection = _intro(intro)
        grouping = isinstance(rest[0], Token) and rest[0].type == "ELLIPSIS"
        condition = next((part[1] for part in rest if isinstance(part, list)), None)
        span = join(opener.span, rest[-1].span)
        return ast.ForObject(key, value, collection, result_key, result, grouping, condition, span)


def _items(parts: Parts) -> Items:
    return tuple(part for part in parts if not isinstance(part, Token))


def _label(part: Token | ast.Text | ast.Template) -> ast.Label:
    if isinstance(part, Token):
        return ast.Label(part.text, part.span)
    if isinstance(part, ast.Text):
        return ast.Label(part.value, part.span)
    raise Fault("a label is plain text; take the `${…}` or `%{…}` out, or write `$${` for a literal one", part.span)


def _mark(word: str, parts: Parts, expression: ast.Expression | None = None, names: list[str] | None = None) -> Mark:
    opener, closer = parts[0], parts[-1]
    key, value = (None, "") if not names else (names[0], names[1]) if len(names) == 2 else (None, names[0])
    return Mark(
        word,
        join(opener.span, closer.span),
        opener.text.endswith("~"),
        closer.text.startswith("~"),
        expression,
        key,
        value,
    )


def _intro(parts: Parts) -> tuple[str | None, str, ast.Expression]:
    """Key, value and collection of `for key, value in collection :`."""
    if len(parts) == 7:
        return parts[1].text, parts[3].text, parts[5]
    return None, parts[1].text, parts[3]
