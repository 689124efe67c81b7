# A session that is stored in no plan and in no state. Needs Terraform 1.10 or later.
ephemeral "faceliveness_session" "device_test" {
  name = "device-test-${terraform.workspace}"
}
