# The role of workers, which write a home, and that of readers. Pods take them on by their service accounts.

data "aws_iam_policy_document" "writer" {
  statement {
    sid       = "ListDumpsAndHome"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.news.arn]
  }
  statement {
    sid       = "ReadDumps"
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.news.arn}/${var.source_prefix}/*"]
  }
  statement {
    sid       = "WriteHome"
    actions   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"]
    resources = [local.home_objects]
  }
  statement {
    sid       = "WriteLogsOfTasks"
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = ["${aws_s3_bucket.news.arn}/${var.logs_prefix}/*"]
  }
}

data "aws_iam_policy_document" "reader" {
  statement {
    # Without it, S3 answers 403 for what is missing, and DuckDB asks for a .wal that is.
    sid       = "ListHome"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.news.arn]
  }
  statement {
    sid       = "ReadHome"
    actions   = ["s3:GetObject"]
    resources = [local.home_objects]
  }
}

data "aws_iam_policy_document" "assume" {
  for_each = var.service_accounts
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [var.oidc_provider_arn]
    }
    condition {
      test     = "StringEquals"
      variable = "${local.oidc_issuer}:sub"
      values   = [for name in each.value : "system:serviceaccount:${name}"]
    }
    condition {
      test     = "StringEquals"
      variable = "${local.oidc_issuer}:aud"
      values   = ["sts.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "daybook" {
  for_each           = var.service_accounts
  name               = "${var.bucket}-${each.key}"
  assume_role_policy = data.aws_iam_policy_document.assume[each.key].json
  tags               = var.tags
}

resource "aws_iam_role_policy" "daybook" {
  for_each = var.service_accounts
  name     = each.key
  role     = aws_iam_role.daybook[each.key].id
  policy   = each.key == "writer" ? data.aws_iam_policy_document.writer.json : data.aws_iam_policy_document.reader.json
}
