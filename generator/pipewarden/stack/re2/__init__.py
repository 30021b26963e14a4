"""Regular expressions as Go's `regexp` has them: RE2 syntax, leftmost-first, in time linear in the text.

Python's own engine has another syntax, and on a hostile pattern it does not end.
"""

from __future__ import annotations

from pipewarden.stack.re2.machine import Match, Program, compile_pattern
from pipewarden.stack.re2.syntax import PatternError

__all__ = ["Match", "PatternError", "Program", "compile_pattern"]
