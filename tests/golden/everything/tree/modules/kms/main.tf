# Rendered by pipewarden from a spec. Hand edits are kept by `pipewarden update` and shown by `pipewarden drift`.

resource "aws_kms_key" "this" {
  region = var.region

  description             = "Encrypts what the pipeline ${var.name} stores."
  deletion_window_in_days = 7
  enable_key_rotation     = true
  rotation_period_in_days = 180
  policy                  = data.aws_iam_policy_document.key.json
}

resource "aws_kms_alias" "this" {
  region = var.region

  name          = "alias/${var.name}"
  target_key_id = aws_kms_key.this.key_id
}
