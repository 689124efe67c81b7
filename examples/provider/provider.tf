terraform {
  required_providers {
    faceliveness = {
      source = "cdktf-face-liveness/faceliveness"
    }
  }
}

provider "faceliveness" {
  region = "us-east-1"
}
