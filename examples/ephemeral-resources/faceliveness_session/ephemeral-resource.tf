# A session that no plan and no state remembers. Needs Terraform 1.10 or later.
ephemeral "faceliveness_session" "device_test" {
  name = "device-test-${terraform.workspace}"
}
