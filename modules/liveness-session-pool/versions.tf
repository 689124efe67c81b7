# Made from the construct LivenessSessionPool by `npm run generate:module`. Do not edit.

terraform {
  required_version = ">= 1.8.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100.0"
    }
    faceliveness = {
      source  = "cdktf-face-liveness/faceliveness"
      version = ">= 0.1.0"
    }
  }
}
