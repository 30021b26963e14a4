"""Controls on interface endpoints and their VPC."""
