"""From a spec to a tree of Terraform files."""
