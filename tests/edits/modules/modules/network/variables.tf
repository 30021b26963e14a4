variable "name" { type = string }
variable "cidr" { type = string }
variable "tags" {
  type    = map(string)
  default = {}
}
variable "enable_dns_support" {
  type    = bool
  default = true
}
variable "enable_dns_hostnames" {
  type    = bool
  default = true
}
variable "private_subnets" {
  type    = map(string)
  default = {}
}
variable "map_public_ip_on_launch" {
  type    = bool
  default = false
}
variable "manage_default_security_group" {
  type    = bool
  default = true
}
variable "default_security_group_ingress" {
  type    = list(map(string))
  default = []
}
variable "endpoint_client_cidrs" {
  type    = list(string)
  default = []
}
variable "endpoints" {
  type = map(object({
    create              = optional(bool, true)
    service             = optional(string)
    service_name        = optional(string)
    service_type        = optional(string, "Interface")
    private_dns_enabled = optional(bool, false)
    policy              = optional(string)
  }))
  default = {}
}
variable "enable_flow_log" {
  type    = bool
  default = false
}
variable "flow_log_traffic_type" {
  type    = string
  default = "ALL"
}
variable "flow_log_retention" {
  type    = number
  default = 365
}
variable "flow_log_kms_key_arn" {
  type    = string
  default = null
}
