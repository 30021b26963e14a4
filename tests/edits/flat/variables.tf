variable "region" {
  type    = string
  default = "us-east-2"
}

variable "name" {
  type    = string
  default = "orders"
}

variable "repository" {
  type    = string
  default = "acme/orders"
}

variable "vpc_cidr" {
  type    = string
  default = "10.40.0.0/20"
}
