# Plans without any call: the credentials are fake, and the sessions are read only when the bucket exists.

provider "aws" {
  region                      = "us-east-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

provider "faceliveness" {
  region     = "us-east-1"
  access_key = "none"
  secret_key = "none"
}

run "a_name_is_enough" {
  command = plan

  variables {
    name = "kiosk"
  }

  assert {
    condition     = data.faceliveness_session_pool.this[0].name == "kiosk" && data.faceliveness_session_pool.this[0].size == 1
    error_message = "The pool must have one session and the given name."
  }
  assert {
    condition     = data.faceliveness_session_pool.this[0].on_unusable == null && length(faceliveness_session_pool.this) == 0
    error_message = "The sessions must be a data source that ignores unusable ones."
  }
  assert {
    condition = (
      data.faceliveness_session_pool.this[0].settings.audit_images_limit == null &&
      length(data.faceliveness_session_pool.this[0].settings.challenge_preference) == 0 &&
      length(data.faceliveness_session_pool.this[0].keepers) == 0
    )
    error_message = "Settings without a value must be left to the service."
  }
  assert {
    condition     = output.image_prefix == "liveness/kiosk/"
    error_message = "The image prefix must be the folder of the pool, not ${output.image_prefix}."
  }
  assert {
    condition     = data.faceliveness_session_pool.this[0].settings.output_config.s3_key_prefix == output.image_prefix
    error_message = "The sessions must have the image prefix."
  }
  assert {
    condition = (
      aws_s3_bucket_lifecycle_configuration.this.rule[0].expiration[0].days == 30 &&
      alltrue([for rule in aws_s3_bucket_lifecycle_configuration.this.rule : rule.filter[0].prefix == ""])
    )
    error_message = "Everything in the bucket must be deleted after 30 days."
  }
  assert {
    condition     = aws_s3_bucket.this.bucket_prefix == "liveness-"
    error_message = "The name of the bucket must not depend on the name of the pool."
  }
  assert {
    condition     = !aws_s3_bucket.this.force_destroy && !faceliveness_bucket_guard.this.force_destroy
    error_message = "The bucket must not be destroyed with objects in it."
  }
  assert {
    condition = (
      aws_s3_bucket_public_access_block.this.block_public_acls &&
      aws_s3_bucket_public_access_block.this.block_public_policy &&
      aws_s3_bucket_public_access_block.this.ignore_public_acls &&
      aws_s3_bucket_public_access_block.this.restrict_public_buckets
    )
    error_message = "The bucket must be private."
  }
  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.this.rule).bucket_key_enabled
    error_message = "The bucket must use an S3 bucket key."
  }
  assert {
    condition = (
      aws_kms_key.this.enable_key_rotation &&
      aws_kms_key.this.deletion_window_in_days == 30 &&
      aws_kms_key.this.description == "Face Liveness images"
    )
    error_message = "The key must rotate, wait for 30 days before its deletion, and have a description."
  }
  assert {
    condition = (
      length(aws_kms_alias.this) == 0 &&
      length(aws_s3_bucket_versioning.this) == 0 &&
      length(aws_s3_bucket_logging.this) == 0
    )
    error_message = "There must be no alias, no versioning and no access logs."
  }
}

run "every_variable_has_its_effect" {
  command = plan

  variables {
    name               = "kiosk"
    size               = 3
    keepers            = { release = "42" }
    on_unusable        = "warn"
    audit_images_limit = 4
    challenge_preferences = [
      { type = "FaceMovementChallenge", versions = { minimum = "1.0.0", maximum = "2.0.0" } },
      { type = "FaceMovementAndLightChallenge" },
    ]
    bucket_name                            = "faces-of-visitors"
    image_prefix                           = ""
    image_retention_days                   = 7
    versioning                             = true
    server_access_logs_bucket_name         = "logs"
    server_access_logs_prefix              = "faces/"
    force_destroy                          = true
    encryption_key_description             = "Faces of visitors"
    alias                                  = "alias/faces"
    encryption_key_administrators          = ["arn:aws:iam::111122223333:role/security"]
    encryption_key_deletion_window_in_days = 7
    tags                                   = { "cost:center" = "7" }
  }

  assert {
    condition = (
      data.faceliveness_session_pool.this[0].size == 3 &&
      data.faceliveness_session_pool.this[0].keepers == tomap({ release = "42" }) &&
      data.faceliveness_session_pool.this[0].on_unusable == "warn"
    )
    error_message = "The pool must have the values of the variables."
  }
  assert {
    condition = (
      data.faceliveness_session_pool.this[0].settings.audit_images_limit == 4 &&
      data.faceliveness_session_pool.this[0].settings.challenge_preference[0].versions.maximum == "2.0.0" &&
      data.faceliveness_session_pool.this[0].settings.challenge_preference[1].versions == null
    )
    error_message = "The settings of the sessions must have the values of the variables."
  }
  assert {
    condition     = output.image_prefix == "" && data.faceliveness_session_pool.this[0].settings.output_config.s3_key_prefix == ""
    error_message = "An empty image prefix must stay empty."
  }
  assert {
    condition = (
      aws_s3_bucket.this.bucket == "faces-of-visitors" &&
      aws_s3_bucket.this.force_destroy &&
      faceliveness_bucket_guard.this.force_destroy &&
      aws_s3_bucket.this.tags == tomap({ "cost:center" = "7" }) &&
      aws_s3_bucket_lifecycle_configuration.this.rule[0].expiration[0].days == 7
    )
    error_message = "The bucket must have the values of the variables."
  }
  assert {
    condition     = aws_s3_bucket_versioning.this[0].versioning_configuration[0].status == "Enabled"
    error_message = "The bucket must have versioning."
  }
  assert {
    condition = (
      aws_s3_bucket_logging.this[0].target_bucket == "logs" && aws_s3_bucket_logging.this[0].target_prefix == "faces/"
    )
    error_message = "The access logs must have the values of the variables."
  }
  assert {
    condition = (
      aws_kms_key.this.description == "Faces of visitors" &&
      aws_kms_key.this.deletion_window_in_days == 7 &&
      aws_kms_key.this.tags == tomap({ "cost:center" = "7" }) &&
      aws_kms_alias.this[0].name == "alias/faces"
    )
    error_message = "The key must have the values of the variables."
  }
}

run "managed_sessions_of_a_pool_with_any_name" {
  command = plan

  variables {
    name               = "Kiosk \"A\" / große Halle, Nord & Süd, 2. Stock"
    managed            = true
    on_unusable        = "replace"
    bucket_name_prefix = "faces-"
  }

  assert {
    condition = (
      faceliveness_session_pool.this[0].size == 1 &&
      faceliveness_session_pool.this[0].on_unusable == "replace" &&
      faceliveness_session_pool.this[0].settings.output_config.s3_key_prefix == output.image_prefix &&
      length(data.faceliveness_session_pool.this) == 0
    )
    error_message = "The sessions must be a resource."
  }
  assert {
    condition     = output.image_prefix == "liveness/Kiosk-A-/-gro-e-Halle-Nord-S-d-2.-Stock/"
    error_message = "Got ${output.image_prefix}."
  }
  assert {
    condition     = aws_s3_bucket.this.bucket_prefix == "faces-"
    error_message = "The name of the bucket must start with the given prefix."
  }
}

run "values_at_the_limits" {
  command = plan

  variables {
    name                                   = "kiosk"
    size                                   = 0
    audit_images_limit                     = 0
    challenge_preferences                  = [{ type = "FaceMovementChallenge", versions = { minimum = "0.0.0" } }]
    bucket_name_prefix                     = join("", [for i in range(37) : "b"])
    bucket_name                            = join("", [for i in range(63) : "b"])
    image_prefix                           = join("", [for i in range(950) : "p"])
    image_retention_days                   = 36500
    alias                                  = join("", [for i in range(250) : "a"])
    encryption_key_deletion_window_in_days = 30
    tags                                   = { for i in range(50) : "tag-${i}" => join("", [for i in range(256) : "v"]) }
  }
}
