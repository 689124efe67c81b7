# Made from the construct LivenessSessionPool by `npm run generate:module`. Do not edit.

output "bucket" {
  value       = aws_s3_bucket.this.id
  description = "Name of the bucket for session images."
}

output "image_prefix" {
  value       = local.image_prefix
  description = "Object key prefix of session images."
}

output "kms_key_arn" {
  value       = aws_kms_key.this.arn
  description = "ARN of the KMS key that encrypts session images."
}

output "client_request_tokens" {
  value       = var.managed ? faceliveness_session_pool.this[0].sessions[*].client_request_token : data.faceliveness_session_pool.this[0].sessions[*].client_request_token
  description = "Client request tokens of the sessions, by slot."
}

output "session_ids" {
  value       = var.managed ? faceliveness_session_pool.this[0].session_ids : data.faceliveness_session_pool.this[0].session_ids
  description = "Ids of the sessions, by slot."
  sensitive   = true
}
