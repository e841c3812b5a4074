# The roles that runs of flambe-action and the scheduled sweep assume with the identity of a GitHub
# workflow. What each right is for: docs/aws-setup.md

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.81"
    }
  }
}

variable "repository" {
  description = "owner/repository whose workflows may assume the roles."
  type        = string
}

variable "repository_with_ids" {
  description = "owner@ID/repository@ID, as a repository made or renamed since 2026-07-15 names itself. Empty for an older one."
  type        = string
  default     = ""
}

variable "runs_from" {
  description = "Which jobs may run clusters: ref:refs/heads/BRANCH, environment:NAME, pull_request, or * for all of the repository's."
  type        = string
  default     = "ref:refs/heads/main"
}

variable "sweeps_from" {
  description = "Which jobs may sweep. Scheduled workflows run on the default branch."
  type        = string
  default     = "ref:refs/heads/main"
}

variable "oidc_provider_arn" {
  description = "ARN of the account's identity provider for token.actions.githubusercontent.com. Empty: it is made. An account can have one only."
  type        = string
  default     = ""
}

variable "instance_role_arn" {
  description = "ARN of the role in the instance_profile of cluster files. Empty when they name none."
  type        = string
  default     = ""
}

data "aws_partition" "current" {}

locals {
  issuer       = "token.actions.githubusercontent.com"
  provider_arn = var.oidc_provider_arn != "" ? var.oidc_provider_arn : aws_iam_openid_connect_provider.github[0].arn
  repositories = compact([var.repository, var.repository_with_ids])
  roles = {
    flambe-ci    = { from = var.runs_from, policy = "run-policy.json" }
    flambe-sweep = { from = var.sweeps_from, policy = "sweep-policy.json" }
  }
}

resource "aws_iam_openid_connect_provider" "github" {
  count          = var.oidc_provider_arn == "" ? 1 : 0
  url            = "https://${local.issuer}"
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_iam_role" "this" {
  for_each = local.roles
  name     = each.key
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = local.provider_arn }
      Condition = {
        StringEquals = { "${local.issuer}:aud" = "sts.amazonaws.com" }
        StringLike   = { "${local.issuer}:sub" = [for name in local.repositories : "repo:${name}:${each.value.from}"] }
      }
    }]
  })
}

resource "aws_iam_role_policy" "this" {
  for_each = local.roles
  name     = "flambe-action"
  role     = aws_iam_role.this[each.key].name
  policy   = replace(file("${path.module}/../${each.value.policy}"), "arn:aws:", "arn:${data.aws_partition.current.partition}:")
}

resource "aws_iam_role_policy" "instance_role" {
  count = var.instance_role_arn != "" ? 1 : 0
  name  = "flambe-action-instance-role"
  role  = aws_iam_role.this["flambe-ci"].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "GiveInstancesTheirRole"
      Effect    = "Allow"
      Action    = ["iam:PassRole"]
      Resource  = [var.instance_role_arn]
      Condition = { StringEquals = { "iam:PassedToService" = ["ec2.amazonaws.com", "ec2.amazonaws.com.cn"] } }
    }]
  })
}

output "run_role" {
  description = "role-to-assume of org/flambe-action"
  value       = aws_iam_role.this["flambe-ci"].arn
}

output "sweep_role" {
  description = "role-to-assume of org/flambe-action/sweep"
  value       = aws_iam_role.this["flambe-sweep"].arn
}
