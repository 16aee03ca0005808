output "home" {
  description = "The address for DAYBOOK_HOME."
  value       = "s3://${aws_s3_bucket.news.id}/${var.home_prefix}"
}

output "role_arns" {
  description = "For the annotation eks.amazonaws.com/role-arn of the service accounts."
  value       = { for name, role in aws_iam_role.daybook : name => role.arn }
}
