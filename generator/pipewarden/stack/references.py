"""References as text."""

from __future__ import annotations

from pipewarden.hcl import ast


def traversal_text(expression: ast.Expression) -> str | None:
    """A reference as it is written: `aws.replica`, `tags["a"]`; a quoted one without its quotes."""
    match expression:
        case ast.Name():
            return expression.name
        case ast.Text():
            return expression.value
        case ast.GetAttribute():
            source = traversal_text(expression.source)
            return None if source is None else f"{source}.{expression.name}"
        case ast.Index(key=ast.Text() as key):
            source = traversal_text(expression.source)
            return None if source is None else f'{source}["{key.value}"]'
        case ast.Index(key=ast.Number() as key):
            source = traversal_text(expression.source)
            return None if source is None else f"{source}[{key.text}]"
    return None
