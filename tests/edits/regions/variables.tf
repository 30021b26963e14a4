variable "tools_account" {
  type = string
}
variable "production_account" {
  type = string
}
variable "second_region" {
  type    = string
  default = "us-west-2"
}
variable "prefix" {
  type = string
}
variable "vpc_id" {
  type = string
}
variable "image" {
  type    = string
  default = "aws/codebuild/standard:7.0"
}
variable "tls_minimum" {
  type    = number
  default = 1.2
}
variable "source_bucket" {
  type = string
}
