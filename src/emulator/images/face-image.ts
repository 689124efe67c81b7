import { encode } from 'jpeg-js';
import type { BoundingBox } from '../../liveness/get-session-results';
import { drawFace } from './face';

/** An image as the service makes one. */
export interface FaceImage {
  readonly jpeg: Buffer;
  readonly boundingBox: BoundingBox;
}

/** From 0 to 100: enough for a drawing, and far below the 204,800 bytes that the service sends at most. */
const QUALITY = 80;

/** Draws a face as JPEG; the same seed gives the same image. */
export function faceImage(seed: string): FaceImage {
  const picture = drawFace(seed);
  return { jpeg: encode(picture, QUALITY).data, boundingBox: picture.boundingBox };
}
