resource "aws_kms_key" "images" {
  description         = "Images of Face Liveness checks"
  enable_key_rotation = true
}

resource "aws_kms_alias" "images" {
  name          = "alias/face-liveness-images"
  target_key_id = aws_kms_key.images.key_id
}

resource "aws_s3_bucket" "images" {
  bucket = "example-face-liveness-images"
}

resource "aws_s3_bucket_versioning" "images" {
  bucket = aws_s3_bucket.images.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "images" {
  bucket = aws_s3_bucket.images.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.images.arn
    }
  }
}

resource "aws_s3_bucket_public_access_block" "images" {
  bucket                  = aws_s3_bucket.images.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_lifecycle_configuration" "images" {
  bucket = aws_s3_bucket.images.id
  rule {
    id     = "retention"
    status = "Enabled"
    filter {}
    expiration {
      days = 30
    }
    noncurrent_version_expiration {
      noncurrent_days = 1
    }
  }
  depends_on = [aws_s3_bucket_versioning.images]
}

resource "aws_s3_bucket_policy" "images" {
  bucket = aws_s3_bucket.images.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "RequireTls"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.images.arn, "${aws_s3_bucket.images.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
  depends_on = [aws_s3_bucket_public_access_block.images]
}

resource "faceliveness_bucket_guard" "images" {
  # The id, and not the bucket: only the id is unknown in the plan of a replacement.
  bucket = aws_s3_bucket.images.id

  # All that protects the bucket, so that the guard is destroyed before any of it.
  depends_on = [
    aws_kms_alias.images,
    aws_kms_key.images,
    aws_s3_bucket_lifecycle_configuration.images,
    aws_s3_bucket_policy.images,
    aws_s3_bucket_public_access_block.images,
    aws_s3_bucket_server_side_encryption_configuration.images,
    aws_s3_bucket_versioning.images,
  ]
}
