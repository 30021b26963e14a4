"""The command line: verbs, flags, exit codes, and what is printed where."""

from __future__ import annotations

import gc
import os
import sys

from pipewarden.cli.exits import Exit
from pipewarden.errors import PipewardenError

# Deeply nested expressions are evaluated by recursion; the parser bounds the nesting, this leaves room for it.
_RECURSION_LIMIT = 20_000

# Trees and stacks are many small objects that live to the end; looking for cycles among them as often as Python does by
# itself takes a tenth of the time.
_OBJECTS_BETWEEN_COLLECTIONS = 20_000


def main() -> None:
    """Runs the command line; no error reaches the user as a traceback."""
    from pipewarden.cli.application import VERBS, application

    asked = [verb for verb in VERBS if sys.argv[1:2] == [verb]]
    app = application(asked or VERBS)
    usual_limit, usual_threshold = sys.getrecursionlimit(), gc.get_threshold()
    sys.setrecursionlimit(_RECURSION_LIMIT)
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, *usual_threshold[1:])
    try:
        app()
    except PipewardenError as error:
        from pipewarden.cli.output import error_text

        print(error_text(error), file=sys.stderr)  # noqa: T201 - stderr is where messages go
        sys.exit(Exit.ERROR)
    except MemoryError:
        print("error: the memory does not suffice for this input", file=sys.stderr)  # noqa: T201
        sys.exit(Exit.ERROR)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(Exit.ERROR)
    finally:
        sys.setrecursionlimit(usual_limit)
        gc.set_threshold(*usual_threshold)
