# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

terraform {
  backend "s3" {
    bucket       = "example-state"
    encrypt      = true
    key          = "all/$${of}/it.tfstate"
    kms_key_id   = "arn:aws:kms:eu-central-1:111122223333:key/0a1b-2c3d"
    region       = "eu-central-1"
    use_lockfile = true
  }
}
