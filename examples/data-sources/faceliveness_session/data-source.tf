data "faceliveness_session" "smoke_test" {
  name = "smoke-test-${terraform.workspace}"

  settings {
    output_config {
      s3_bucket = "example-face-liveness-images"
    }
    challenge_preference {
      type = "FaceMovementAndLightChallenge"
      versions {
        minimum = "1.0.0"
      }
    }
  }
}

output "session_id" {
  value     = data.faceliveness_session.smoke_test.session_id
  sensitive = true
}
