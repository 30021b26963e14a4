variable "name" { type = string }
variable "connection_arn" { type = string }
variable "artifact_bucket_arn" { type = string }
variable "audit_key_arn" { type = string }
variable "approval_topic_arn" { type = string }
variable "artifact_store" {
  type = object({
    location    = string
    kms_key_arn = optional(string)
  })
}
variable "pipelines" {
  type = map(object({
    repository = string
    branch     = optional(string, "main")
    stages = list(object({
      name = string
      actions = list(object({
        name          = string
        category      = string
        provider      = string
        owner         = optional(string, "AWS")
        run_order     = optional(number, 1)
        inputs        = optional(list(string), [])
        outputs       = optional(list(string), [])
        configuration = optional(map(string), {})
      }))
    }))
  }))
}
variable "builds" {
  type = map(object({
    image      = optional(string, "aws/codebuild/standard:7.0")
    privileged = optional(bool, false)
    logs       = optional(bool, true)
    buildspec  = optional(string, "buildspec.yml")
    environment = optional(map(object({
      value = string
      type  = optional(string, "PLAINTEXT")
    })), {})
  }))
}
