environment = "prod"
settings = {
  default = { key_deletion_days = 30, rotate_keys = true }
  prod    = { key_deletion_days = 30, rotate_keys = true }
}
