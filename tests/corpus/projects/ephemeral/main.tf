terraform {
  required_version = ">= 1.9"
}
variable "secret" {
  type      = string
  sensitive = true
  default   = "s3"
  validation {
    condition     = length(var.secret) > 1 && var.other != ""
    error_message = "short"
  }
}
variable "other" { default = "o" }
variable "eph" {
  type      = string
  ephemeral = true
  default   = "e"
}
locals {
  is  = [issensitive(var.secret), issensitive("x")]
  nul = ephemeralasnull(var.eph)
}
resource "terraform_data" "x" {
  for_each = { for k, v in { a = 1, b = null } : k => v }
  input    = coalesce(each.value, 0)
}
output "x" { value = [local.is, local.nul == null, { for k, r in terraform_data.x : k => r.input }, [for r in values(terraform_data.x) : r.input]] }
output "s" {
  value     = var.secret
  sensitive = true
}
