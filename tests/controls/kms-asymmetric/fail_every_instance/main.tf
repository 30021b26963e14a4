variable "keys" {
  type = map(string)
}

resource "aws_kms_key" "this" {
  for_each                 = var.keys
  customer_master_key_spec = each.value # expect: fail
}
