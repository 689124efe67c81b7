# Made from the construct LivenessSessionPool by `npm run generate:module`. Do not edit.

output "bucket" {
  value       = aws_s3_bucket.this.id
  description = "The bucket that the images are written to."
}

output "image_prefix" {
  value       = local.image_prefix
  description = "What stands before the name of every image in the bucket."
}

output "kms_key_arn" {
  value       = aws_kms_key.this.arn
  description = "The key that encrypts the images."
}

output "client_request_tokens" {
  value       = var.managed ? faceliveness_session_pool.this[0].sessions[*].client_request_token : data.faceliveness_session_pool.this[0].sessions[*].client_request_token
  description = "The tokens that the sessions were created with, in the order of the slots."
}

output "session_ids" {
  value       = var.managed ? faceliveness_session_pool.this[0].session_ids : data.faceliveness_session_pool.this[0].session_ids
  description = "The ids of the sessions, in the order of the slots."
  sensitive   = true
}
