/**
 * What the emulator uses of the AWS SDK: half a second of loading, which most runs never need. So this is imported where
 * it is used, and in the package it is a file of its own.
 */
export { DescribeKeyCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
export { HeadBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
