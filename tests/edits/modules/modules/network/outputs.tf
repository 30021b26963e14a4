output "vpc_id" {
  value = aws_vpc.this.id
}
output "subnet_ids" {
  value = [for subnet in aws_subnet.private : subnet.id]
}
output "cidr" {
  value = aws_vpc.this.cidr_block
}
