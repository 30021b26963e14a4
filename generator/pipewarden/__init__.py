"""Renders hardened Terraform for AWS CodePipeline, checks it by meaning, and reports drift."""

__version__ = "0.1.0"
