"""Evaluates Terraform configuration as Terraform does, into resolved resources."""

from __future__ import annotations

from pipewarden.stack.build import build, find_roots
from pipewarden.stack.reader import Tree
from pipewarden.stack.variables import Deployment, VariableFile

__all__ = ["Deployment", "Tree", "VariableFile", "build", "find_roots"]
