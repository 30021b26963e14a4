"""Writes a syntax tree in one line, so that a test can state a whole one."""

from __future__ import annotations

from pipewarden.hcl import ast


def shape(node: object) -> str:
    """The tree as an S-expression, without spans: `(+ 1 (* 2 x))`."""
    match node:
        case ast.Null():
            return "null"
        case ast.Boolean(value=value):
            return "true" if value else "false"
        case ast.Number(text=text):
            return text
        case ast.Text(value=value):
            return repr(value)
        case ast.Name(name=name):
            return name
        case ast.SplatItem():
            return "@"
        case ast.GetAttribute(source=source, name=name):
            return f"(. {shape(source)} {name})"
        case ast.Index(source=source, key=key):
            return f"([] {shape(source)} {shape(key)})"
        case ast.Splat(source=source, item=item):
            return f"(splat {shape(source)} {shape(item)})"
        case ast.Call(name=name, arguments=arguments, expand=expand):
            return f"({' '.join([name, *map(shape, arguments)])}{'...' if expand else ''})"
        case ast.TupleExpression(items=items):
            return f"[{' '.join(map(shape, items))}]"
        case ast.ObjectExpression(entries=entries):
            return f"{{{' '.join(shape(entry.key) + '=' + shape(entry.value) for entry in entries)}}}"
        case ast.ForTuple():
            head = _for(node.key, node.value, node.collection, node.condition)
            return f"[{head} {shape(node.result)}]"
        case ast.ForObject():
            head = _for(node.key, node.value, node.collection, node.condition)
            return f"{{{head} {shape(node.result_key)}={shape(node.result)}{'...' if node.grouping else ''}}}"
        case ast.Unary(operator=operator, operand=operand):
            return f"({operator} {shape(operand)})"
        case ast.Binary(operator=operator, left=left, right=right):
            return f"({operator} {shape(left)} {shape(right)})"
        case ast.Conditional(condition=condition, then=then, otherwise=otherwise):
            return f"(? {shape(condition)} {shape(then)} {shape(otherwise)})"
        case ast.Parentheses(expression=expression):
            return f"(() {shape(expression)})"
        case ast.Template(parts=parts):
            return f"<{' '.join(map(shape, parts))}>"
        case ast.Interpolation(expression=expression):
            return f"${{{shape(expression)}}}"
        case ast.TemplateIf(condition=condition, then=then, otherwise=otherwise):
            branches = f"{' '.join(map(shape, then))} | {' '.join(map(shape, otherwise))}"
            return f"%if({shape(condition)} {branches})"
        case ast.TemplateFor():
            head = _for(node.key, node.value, node.collection, None)
            return f"%{head}({' '.join(map(shape, node.body))})"
        case ast.Attribute(name=name, expression=expression):
            return f"{name}={shape(expression)}"
        case ast.Block(type=type_, labels=labels, body=body):
            return f"{' '.join([type_, *(repr(label.text) for label in labels)])} {shape(body)}"
        case ast.Body(items=items):
            return f"{{{'; '.join(map(shape, items))}}}"
        case ast.File(body=body):
            return "; ".join(map(shape, body.items))
    raise TypeError(node)


def _for(key: str | None, value: str, collection: ast.Expression, condition: ast.Expression | None) -> str:
    names = value if key is None else f"{key},{value}"
    return f"for {names} in {shape(collection)}{'' if condition is None else ' if ' + shape(condition)}"
