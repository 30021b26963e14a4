"""Evaluates Terraform configuration as Terraform does, into resolved resources."""
