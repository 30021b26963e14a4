resource "aws_ec2_tag" "owner" {
  resource_id = "vpc-0a1b2c3d4e5f60718"
  key         = "Owner"
  value       = "jane.doe@example.com" # expect: fail
}
