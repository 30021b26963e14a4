"""One copy of each tree, initialised once, that the tests of a module share."""

from __future__ import annotations

from pathlib import Path

import pytest

from proof.trees import Tree, all_trees, keep_state_local
from terraform_fixtures import OfflineTerraform

TREES = [pytest.param(tree, id=tree.name, marks=pytest.mark.xdist_group(tree.name)) for tree in all_trees()]


@pytest.fixture(scope="module", params=TREES)
def tree_root(
    request: pytest.FixtureRequest, terraform: OfflineTerraform, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The root folder of an initialised copy of one tree."""
    tree: Tree = request.param
    root = tree.place(tmp_path_factory.mktemp(tree.name))
    keep_state_local(root)
    terraform.ok(root, "init")
    return root
