# A bucket for dumps and homes on AWS, its lifecycle, and two roles with no more rights than Daybook needs.

terraform {
  required_version = ">= 1.6"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.60, < 7.0"
    }
  }
}

locals {
  home_objects = "${aws_s3_bucket.news.arn}/${var.home_prefix}/*"
  oidc_issuer  = replace(var.oidc_provider_arn, "/^.*oidc-provider\\//", "")
}

resource "aws_s3_bucket" "news" {
  bucket = var.bucket
  tags   = var.tags
}

resource "aws_s3_bucket_public_access_block" "news" {
  bucket                  = aws_s3_bucket.news.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "news" {
  bucket = aws_s3_bucket.news.id
  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "news" {
  bucket = aws_s3_bucket.news.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

# What is overwritten or removed by mistake can be had back for `kept_days`.
resource "aws_s3_bucket_versioning" "news" {
  bucket = aws_s3_bucket.news.id
  versioning_configuration {
    status = "Enabled"
  }
}

# Nothing of a home expires here: which version is superseded, and since when, only Daybook knows.
resource "aws_s3_bucket_lifecycle_configuration" "news" {
  bucket     = aws_s3_bucket.news.id
  depends_on = [aws_s3_bucket_versioning.news]

  rule {
    id     = "uploads-in-parts-that-were-cut-off"
    status = "Enabled"
    filter {}
    abort_incomplete_multipart_upload {
      days_after_initiation = 2
    }
  }

  rule {
    id     = "what-was-replaced-or-removed"
    status = "Enabled"
    filter {}
    noncurrent_version_expiration {
      noncurrent_days = var.kept_days
    }
    expiration {
      expired_object_delete_marker = true
    }
  }

  rule {
    id     = "logs-of-tasks"
    status = "Enabled"
    filter {
      prefix = "${var.logs_prefix}/"
    }
    expiration {
      days = var.log_days
    }
  }
}

data "aws_iam_policy_document" "encrypted_only" {
  statement {
    sid       = "EncryptedConnectionsOnly"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.news.arn, "${aws_s3_bucket.news.arn}/*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_s3_bucket_policy" "news" {
  bucket     = aws_s3_bucket.news.id
  policy     = data.aws_iam_policy_document.encrypted_only.json
  depends_on = [aws_s3_bucket_public_access_block.news]
}
