# Made from the construct LivenessSessionPool by `npm run generate:module`. Do not edit.

locals {
  key_prefix    = var.key_prefix != null ? var.key_prefix : "liveness/${replace(var.name, "/[^A-Za-z0-9._/-]+/", "-")}/"
  bucket_prefix = "${trimsuffix(substr(replace(lower("liveness-${var.name}"), "/[^a-z0-9]+/", "-"), 0, 36), "-")}-"
}

data "aws_caller_identity" "current" {
  count = length(var.key_administrators) > 0 ? 1 : 0
}

data "aws_iam_policy_document" "key" {
  count = length(var.key_administrators) > 0 ? 1 : 0

  statement {
    actions   = ["kms:*"]
    resources = ["*"]
    sid       = "AllowAccount"
    principals {
      identifiers = ["arn:aws:iam::${data.aws_caller_identity.current[0].account_id}:root"]
      type        = "AWS"
    }
  }
  statement {
    actions = [
      "kms:Create*",
      "kms:Describe*",
      "kms:Enable*",
      "kms:List*",
      "kms:Put*",
      "kms:Update*",
      "kms:Revoke*",
      "kms:Disable*",
      "kms:Get*",
      "kms:Delete*",
      "kms:TagResource",
      "kms:UntagResource",
      "kms:ScheduleKeyDeletion",
      "kms:CancelKeyDeletion",
      "kms:RotateKeyOnDemand"
    ]
    resources = ["*"]
    sid       = "AllowAdministrators"
    principals {
      identifiers = var.key_administrators
      type        = "AWS"
    }
  }
}

resource "aws_kms_key" "this" {
  deletion_window_in_days = var.key_deletion_window_in_days
  description             = var.key_description != null ? var.key_description : "Face Liveness images of ${var.name}"
  enable_key_rotation     = true
  policy                  = one(data.aws_iam_policy_document.key[*].json)
  tags                    = var.tags
}

resource "aws_kms_alias" "this" {
  count = var.key_alias != null ? 1 : 0

  name          = "alias/${trimprefix(var.key_alias, "alias/")}"
  target_key_id = aws_kms_key.this.key_id
}

resource "aws_s3_bucket" "this" {
  bucket        = var.bucket_name
  force_destroy = var.force_destroy
  tags          = var.tags
  bucket_prefix = var.bucket_name == null ? local.bucket_prefix : null
}

# Keeps the bucket and everything in it from being made public.
resource "aws_s3_bucket_public_access_block" "this" {
  block_public_acls       = true
  block_public_policy     = true
  bucket                  = aws_s3_bucket.this.id
  ignore_public_acls      = true
  restrict_public_buckets = true
}

# Gives every object to the owner of the bucket and turns access control lists off.
resource "aws_s3_bucket_ownership_controls" "this" {
  bucket = aws_s3_bucket.this.id
  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

# Encrypts with the key what is written without saying how.
resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = aws_s3_bucket.this.id
  rule {
    bucket_key_enabled = true
    apply_server_side_encryption_by_default {
      kms_master_key_id = aws_kms_key.this.arn
      sse_algorithm     = "aws:kms"
    }
  }
}

data "aws_iam_policy_document" "bucket" {
  statement {
    actions = ["s3:*"]
    effect  = "Deny"
    resources = [
      aws_s3_bucket.this.arn,
      "${aws_s3_bucket.this.arn}/*"
    ]
    sid = "DenyWithoutTls"
    condition {
      test     = "Bool"
      values   = ["false"]
      variable = "aws:SecureTransport"
    }
    principals {
      identifiers = ["*"]
      type        = "*"
    }
  }
}

# Denies every request without TLS.
resource "aws_s3_bucket_policy" "this" {
  bucket     = aws_s3_bucket.this.id
  policy     = data.aws_iam_policy_document.bucket.json
  depends_on = [aws_s3_bucket_public_access_block.this]
}

# Keeps old versions.
resource "aws_s3_bucket_versioning" "this" {
  count = var.versioning ? 1 : 0

  bucket = aws_s3_bucket.this.id
  versioning_configuration {
    status = "Enabled"
  }
}

# Deletes images when their time is up.
resource "aws_s3_bucket_lifecycle_configuration" "this" {
  bucket = aws_s3_bucket.this.id
  rule {
    id     = "expire-images"
    status = "Enabled"
    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
    expiration {
      days = var.image_retention_days
    }
    filter {
      prefix = local.key_prefix
    }
    noncurrent_version_expiration {
      noncurrent_days = 1
    }
  }
  depends_on = [aws_s3_bucket_versioning.this]
}

# Writes access logs.
resource "aws_s3_bucket_logging" "this" {
  count = var.server_access_logs_bucket_name != null ? 1 : 0

  bucket        = aws_s3_bucket.this.id
  target_bucket = var.server_access_logs_bucket_name
  target_prefix = var.server_access_logs_prefix != null ? var.server_access_logs_prefix : "${aws_s3_bucket.this.id}/"
}

data "faceliveness_session_pool" "this" {
  keepers     = var.keepers
  kms_key_id  = aws_kms_key.this.arn
  name        = var.name
  on_unusable = var.on_unusable
  size        = var.size
  settings {
    audit_images_limit = var.audit_images_limit

    dynamic "challenge_preference" {
      for_each = var.challenge_preferences == null ? [] : var.challenge_preferences
      content {
        type = challenge_preference.value.type

        dynamic "versions" {
          for_each = challenge_preference.value.versions[*]
          content {
            minimum = versions.value.minimum
            maximum = versions.value.maximum
          }
        }
      }
    }

    output_config {
      s3_bucket     = aws_s3_bucket.this.id
      s3_key_prefix = local.key_prefix
    }
  }
}
