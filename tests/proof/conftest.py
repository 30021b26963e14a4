"""One copy of each tree, initialised once, that the tests of a module share."""

from __future__ import annotations

import pytest

from proof.trees import Tree, all_trees, keep_state_local
from terraform_fixtures import OfflineTerraform


@pytest.fixture(scope="module", params=all_trees(), ids=lambda tree: tree.name)
def tree_root(
    request: pytest.FixtureRequest, terraform: OfflineTerraform, tmp_path_factory: pytest.TempPathFactory
) -> object:
    """The root folder of an initialised copy of one tree."""
    tree: Tree = request.param
    root = tree.place(tmp_path_factory.mktemp(tree.name))
    keep_state_local(root)
    terraform.ok(root, "init")
    return root
