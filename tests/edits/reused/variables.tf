variable "region" {
  type    = string
  default = "eu-central-1"
}

variable "account_id" {
  type    = string
  default = "111122223333"
}

variable "prefix" {
  type    = string
  default = "acme-delivery"
}

variable "enabled" {
  type    = bool
  default = true
}

variable "key_rotation" {
  type    = bool
  default = true
}

variable "log_days" {
  type    = number
  default = 400
}

variable "zones" {
  type    = list(string)
  default = ["eu-central-1a", "eu-central-1b"]
}

variable "client_cidrs" {
  type    = list(string)
  default = ["10.20.0.0/16"]
}

variable "services" {
  type    = set(string)
  default = ["codepipeline", "codebuild", "kms", "logs"]
}

variable "sse" {
  type    = string
  default = "aws:kms"
}

variable "flow_traffic" {
  type    = string
  default = "REJECT"
}
