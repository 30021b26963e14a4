"""An AWS provider for real Terraform that needs neither network nor account."""
