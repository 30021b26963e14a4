"""Reads the JSON of a Terraform plan into the same stack."""
