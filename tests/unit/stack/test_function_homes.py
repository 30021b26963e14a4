"""The list of which file holds which built-in function is complete, in both directions."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from pipewarden.stack import functions
from pipewarden.stack.functions.homes import HOMES
from pipewarden.stack.functions.registry import FUNCTIONS


def test_every_function_is_found_in_its_file() -> None:
    for module in pkgutil.iter_modules(functions.__path__):
        import_module(f"{functions.__name__}.{module.name}")
    found = {name: function.body.__module__.rpartition(".")[2] for name, function in FUNCTIONS.items()}
    assert found == HOMES
