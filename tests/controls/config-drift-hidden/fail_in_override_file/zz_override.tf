resource "aws_kms_key" "artifacts" {

  lifecycle {
    ignore_changes = all # expect: fail
  }
}
