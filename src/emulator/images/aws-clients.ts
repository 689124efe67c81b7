/**
 * The parts of the AWS SDK that the emulator uses. Loading them takes half a second and most runs do not need them, so this
 * module is imported on first use, and is a file of its own in the package.
 */
export { DescribeKeyCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
export { HeadBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
