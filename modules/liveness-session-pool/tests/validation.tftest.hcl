# The module refuses values that AWS would refuse, before anything is planned.

mock_provider "aws" {
  mock_data "aws_region" {
    defaults = { id = "us-east-1" }
  }
}

provider "faceliveness" {
  region     = "us-east-1"
  access_key = "none"
  secret_key = "none"
}

variables {
  name = "kiosk"
}

run "below_the_minimum" {
  command = plan

  variables {
    name                                   = ""
    size                                   = -1
    audit_images_limit                     = -1
    bucket_name                            = "ab"
    bucket_name_prefix                     = ""
    bucket_policy_statements               = [{ Effect = "Allow", Principal = "*", Resource = "*" }]
    encryption_key_policy_statements       = "none"
    image_retention_days                   = 0
    alias                                  = "alias/"
    encryption_key_deletion_window_in_days = 6
    tags                                   = { "" = "empty" }
  }

  expect_failures = [
    var.name,
    var.size,
    var.audit_images_limit,
    var.bucket_name,
    var.bucket_name_prefix,
    var.bucket_policy_statements,
    var.encryption_key_policy_statements,
    var.image_retention_days,
    var.alias,
    var.encryption_key_deletion_window_in_days,
    var.tags,
  ]
}

run "above_the_maximum" {
  command = plan

  variables {
    size                                   = 100001
    audit_images_limit                     = 5
    bucket_name                            = join("", [for i in range(64) : "b"])
    bucket_name_prefix                     = join("", [for i in range(38) : "b"])
    bucket_policy_statements               = [{ Effect = "Allow", Principal = "*", Action = "*", NotAction = "*", Resource = "*" }]
    image_prefix                           = join("", [for i in range(951) : "p"])
    image_retention_days                   = 36501
    alias                                  = join("", [for i in range(251) : "a"])
    encryption_key_deletion_window_in_days = 31
    tags                                   = { for i in range(51) : "tag-${i}" => "value" }
  }

  expect_failures = [
    var.size,
    var.audit_images_limit,
    var.bucket_name,
    var.bucket_name_prefix,
    var.bucket_policy_statements,
    var.image_prefix,
    var.image_retention_days,
    var.alias,
    var.encryption_key_deletion_window_in_days,
    var.tags,
  ]
}

run "fractions_and_bucket_names_with_adjacent_dots" {
  command = plan

  variables {
    size                                   = 1.5
    audit_images_limit                     = 1.5
    bucket_name                            = "faces..visitors"
    image_retention_days                   = 1.5
    encryption_key_deletion_window_in_days = 7.5
  }

  expect_failures = [
    var.size,
    var.audit_images_limit,
    var.bucket_name,
    var.image_retention_days,
    var.encryption_key_deletion_window_in_days,
  ]
}

run "invalid_formats" {
  command = plan

  variables {
    on_unusable                      = "retry"
    challenge_preferences            = [{ type = "Blink" }]
    bucket_name                      = "Faces"
    bucket_name_prefix               = "Faces-"
    bucket_policy_statements         = [{ Effect = "Maybe", Principal = "*", Action = "*", Resource = "*" }]
    encryption_key_policy_statements = [{ Effect = "Allow", Principal = "*", Action = "*", Resource = "*", conditions = {} }]
    image_prefix                     = "with space/"
    alias                            = "my key"
    encryption_key_administrators    = ["security"]
    tags                             = { key = join("", [for i in range(257) : "v"]) }
  }

  expect_failures = [
    var.on_unusable,
    var.challenge_preferences,
    var.bucket_name,
    var.bucket_name_prefix,
    var.bucket_policy_statements,
    var.encryption_key_policy_statements,
    var.image_prefix,
    var.alias,
    var.encryption_key_administrators,
    var.tags,
  ]
}

run "reserved_names" {
  command = plan

  variables {
    bucket_name              = "xn--faces"
    bucket_name_prefix       = "sthree-"
    bucket_policy_statements = [{ Sid = "DenyWithoutTls", Effect = "Allow", Principal = "*", Action = "*", Resource = "*" }]
    alias                    = "aws/faces"
    tags                     = { "AWS:faces" = "mine" }
  }

  expect_failures = [var.bucket_name, var.bucket_name_prefix, var.bucket_policy_statements, var.alias, var.tags]
}

run "bucket_names_like_ip_addresses_and_invalid_minimum_version" {
  command = plan

  variables {
    bucket_name           = "192.168.5.4"
    challenge_preferences = [{ type = "FaceMovementChallenge", versions = { minimum = "1.0" } }]
  }

  expect_failures = [var.bucket_name, var.challenge_preferences]
}

run "bucket_names_with_a_reserved_suffix_and_invalid_maximum_version" {
  command = plan

  variables {
    bucket_name           = "faces--ol-s3"
    challenge_preferences = [{ type = "FaceMovementChallenge", versions = { maximum = "01.0.0" } }]
  }

  expect_failures = [var.bucket_name, var.challenge_preferences]
}
