"""Reads Terraform files into a frozen syntax tree with spans; the only importer of hcl2 and lark."""
