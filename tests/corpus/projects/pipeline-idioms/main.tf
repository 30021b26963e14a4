# Pipelines as public modules build them: stages as data, roles behind switches, statements by dynamic blocks.
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

variable "preset" {
  type    = string
  default = "none"
}

locals {
  presets = {
    build = [{ name = "Build", actions = [] }]
  }
  stages = [
    {
      name = "Source"
      actions = [{
        name             = "fetch"
        category         = "Source"
        owner            = "AWS"
        provider         = "CodeStarSourceConnection"
        output_artifacts = ["source"]
        configuration    = { FullRepositoryId = "acme/app", BranchName = "main", DetectChanges = true }
      }]
    },
    {
      name = "Deploy"
      actions = [
        {
          name            = "deploy"
          category        = "Deploy"
          owner           = "AWS"
          provider        = "CloudFormation"
          run_order       = 2
          role_arn        = "arn:aws:iam::444455556666:role/deploy"
          input_artifacts = ["source"]
          configuration   = { ActionMode = "CREATE_UPDATE", StackName = "app" }
        },
        { name = "approve", category = "Approval", owner = "AWS", provider = "Manual" },
      ]
    },
    { name = "Off", enabled = false, actions = [] },
  ]
}

module "pipeline" {
  source = "./pipeline"

  name   = "app"
  stages = lookup(local.presets, var.preset, local.stages)
}

output "foreign" {
  value = module.pipeline.foreign
}
