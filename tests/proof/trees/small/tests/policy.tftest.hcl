run "the_policy_denies_plaintext" {
  command = apply

  assert {
    condition = contains([
      for statement in jsondecode(output.bucket_policy).Statement : statement.Sid
      if statement.Effect == "Deny" && try(statement.Condition.Bool["aws:SecureTransport"], "") == "false"
    ], "DenyPlaintextTransport")
    error_message = "The bucket policy does not deny plaintext transport."
  }

  assert {
    condition     = length(jsondecode(output.bucket_policy).Statement[0].Resource) == 2
    error_message = "The denial covers the bucket or its objects, and not both."
  }
}

run "each_region_has_its_key" {
  command = plan

  assert {
    condition     = [for arn in output.key_arns : split(":", arn)[3]] == ["eu-central-1", "eu-west-1"]
    error_message = "A store's key is in another region."
  }
}
