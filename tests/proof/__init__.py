"""Real Terraform over real trees."""
