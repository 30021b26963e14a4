# Every variable is set in several places; the last one in Terraform's order wins.
variable "from_default" { default = "default" }
variable "from_tfvars" { default = "default" }
variable "from_json" { default = "default" }
variable "from_auto" { default = "default" }
variable "from_auto_json" { default = "default" }

variable "converted" {
  type    = map(number)
  default = {}
}

variable "not_null" {
  type     = string
  nullable = false
  default  = "fallback"
}

variable "nullable" {
  type    = string
  default = "fallback"
}

output "all" {
  value = {
    from_default   = var.from_default
    from_tfvars    = var.from_tfvars
    from_json      = var.from_json
    from_auto      = var.from_auto
    from_auto_json = var.from_auto_json
    converted      = var.converted
    not_null       = var.not_null
    nullable       = var.nullable
  }
}
