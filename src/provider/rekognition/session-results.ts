import { createHash } from 'node:crypto';
import type { AuditImage, BoundingBox, GetFaceLivenessSessionResultsCommandOutput } from '@aws-sdk/client-rekognition';
import type { SessionStatus } from '../../liveness/session';
import type { SessionImage, SessionResults } from './liveness-client';

/** The service's answer without the content of the images. */
export function sessionResults(answer: GetFaceLivenessSessionResultsCommandOutput): SessionResults {
  const { Status, Confidence, Challenge, ReferenceImage, AuditImages } = answer;
  return {
    status: Status as SessionStatus,
    confidence: Confidence,
    challenge: Challenge && { type: Challenge.Type ?? '', version: Challenge.Version ?? '' },
    referenceImage: ReferenceImage && image(ReferenceImage),
    auditImages: (AuditImages ?? []).map(image),
  };
}

function image({ S3Object, Bytes, BoundingBox }: AuditImage): SessionImage {
  return {
    s3Object: S3Object && { bucket: S3Object.Bucket ?? '', name: S3Object.Name ?? '', version: S3Object.Version },
    boundingBox: BoundingBox && box(BoundingBox),
    bytes: Bytes && { length: Bytes.length, sha256: createHash('sha256').update(Bytes).digest('hex') },
  };
}

function box({ Width = 0, Height = 0, Left = 0, Top = 0 }: BoundingBox): NonNullable<SessionImage['boundingBox']> {
  return { width: Width, height: Height, left: Left, top: Top };
}
