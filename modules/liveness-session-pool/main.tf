# Made from the construct LivenessSessionPool by `npm run generate:module`. Do not edit.

locals {
  image_prefix = var.image_prefix != null ? var.image_prefix : "liveness/${replace(var.name, "/[^A-Za-z0-9._/-]+/", "-")}/"

  # The bucket and the key, unknown until everything that protects them exists. The data source refers to this local instead of
  # the resources, because Terraform delays a data source while something changes in a resource that it refers to.
  protected = split("|", join("|", [
    aws_s3_bucket.this.id,
    aws_kms_key.this.arn,
    lookup(aws_s3_bucket_policy.this, "id", "-"),
    lookup(aws_s3_bucket_server_side_encryption_configuration.this, "id", "-"),
    lookup(aws_s3_bucket_public_access_block.this, "id", "-"),
    lookup(aws_s3_bucket_ownership_controls.this, "id", "-"),
    lookup(aws_s3_bucket_lifecycle_configuration.this, "id", "-"),
    try(lookup(aws_s3_bucket_versioning.this[0], "id", "-"), "-"),
    lookup(aws_kms_key_policy.this, "id", "-"),
  ]))
}

resource "aws_kms_key" "this" {
  deletion_window_in_days = var.encryption_key_deletion_window_in_days
  description             = var.encryption_key_description
  enable_key_rotation     = true
  tags                    = var.tags
}

resource "aws_kms_key_policy" "this" {
  key_id = aws_kms_key.this.key_id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        {
          Sid       = "AllowAccount"
          Effect    = "Allow"
          Principal = { AWS = ["arn:aws:iam::${split(":", aws_kms_key.this.arn)[4]}:root"] }
          Action    = ["kms:*"]
          Resource  = ["*"]
        },
      ],
      length(var.encryption_key_administrators) > 0 ? [
        {
          Sid       = "AllowAdministrators"
          Effect    = "Allow"
          Principal = { AWS = var.encryption_key_administrators }
          Action = [
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
            "kms:RotateKeyOnDemand",
          ]
          Resource = ["*"]
        },
      ] : [],
      var.encryption_key_policy_statements,
    )
  })
}

resource "aws_kms_alias" "this" {
  count = var.alias != null ? 1 : 0

  name          = "alias/${trimprefix(var.alias, "alias/")}"
  target_key_id = aws_kms_key.this.key_id
}

resource "aws_s3_bucket" "this" {
  bucket        = var.bucket_name
  bucket_prefix = var.bucket_name == null ? var.bucket_name_prefix : null
  force_destroy = var.force_destroy
  tags          = var.tags
}

# Blocks public access to the bucket and everything in it.
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

# Encrypts with the key by default.
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

# Denies every request without TLS.
resource "aws_s3_bucket_policy" "this" {
  bucket = aws_s3_bucket.this.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        {
          Sid       = "DenyWithoutTls"
          Effect    = "Deny"
          Principal = "*"
          Action    = ["s3:*"]
          Resource  = [aws_s3_bucket.this.arn, "${aws_s3_bucket.this.arn}/*"]
          Condition = { Bool = { "aws:SecureTransport" = ["false"] } }
        },
      ],
      var.bucket_policy_statements,
    )
  })

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

# Deletes images at the end of their retention.
resource "aws_s3_bucket_lifecycle_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    id     = "expire-images"
    status = "Enabled"

    expiration {
      days = var.image_retention_days
    }

    filter {
      prefix = ""
    }

    noncurrent_version_expiration {
      noncurrent_days = 1
    }
  }

  rule {
    id     = "abort-uploads"
    status = "Enabled"

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }

    filter {
      prefix = ""
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

data "aws_region" "current" {
}

# Refuses to destroy the bucket while it holds images, before anything that protects them is destroyed.
resource "faceliveness_bucket_guard" "this" {
  bucket        = aws_s3_bucket.this.id
  force_destroy = var.force_destroy

  lifecycle {
    precondition {
      condition     = var.on_unusable == null ? true : contains(var.managed ? ["ignore", "report", "replace"] : ["ignore", "report", "warn", "error"], var.on_unusable)
      error_message = "on_unusable is ${jsonencode(var.on_unusable)}. With managed, use one of ignore, report, replace; without it, one of ignore, report, warn, error."
    }

    postcondition {
      condition     = self.region == data.aws_region.current.id
      error_message = "The bucket is in ${data.aws_region.current.id}, the region of the provider aws, and the provider faceliveness is in ${self.region}: sessions could not write to the bucket. Give both providers the same region. A module gets both, under the same alias: providers = { aws = aws.x, faceliveness = faceliveness.x }."
    }
  }

  depends_on = [
    aws_s3_bucket_policy.this,
    aws_s3_bucket_server_side_encryption_configuration.this,
    aws_s3_bucket_public_access_block.this,
    aws_s3_bucket_ownership_controls.this,
    aws_s3_bucket_lifecycle_configuration.this,
    aws_s3_bucket_versioning.this,
    aws_kms_key_policy.this,
    aws_s3_bucket_logging.this,
    aws_kms_key.this,
    aws_kms_alias.this,
  ]
}

data "faceliveness_session_pool" "this" {
  count = var.managed ? 0 : 1

  keepers     = var.keepers
  kms_key_id  = local.protected[1]
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
      s3_bucket     = local.protected[0]
      s3_key_prefix = local.image_prefix
    }
  }
}

resource "faceliveness_session_pool" "this" {
  count = var.managed ? 1 : 0

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
      s3_key_prefix = local.image_prefix
    }
  }

  depends_on = [
    aws_s3_bucket_policy.this,
    aws_s3_bucket_server_side_encryption_configuration.this,
    aws_s3_bucket_public_access_block.this,
    aws_s3_bucket_ownership_controls.this,
    aws_s3_bucket_lifecycle_configuration.this,
    aws_s3_bucket_versioning.this,
    aws_kms_key_policy.this,
  ]
}
