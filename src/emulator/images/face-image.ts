import { createHash } from 'node:crypto';
import { encode } from 'jpeg-js';
import type { BoundingBox } from '../../liveness/get-session-results';
import { drawFace } from './face';

/** An image as the service makes one. */
export interface FaceImage {
  readonly jpeg: Buffer;
  /** The same, as results have it. */
  readonly base64: string;
  readonly boundingBox: BoundingBox;
}

/** From 0 to 100: enough for a drawing, and far below the 204,800 bytes that the service sends at most. */
const QUALITY = 80;

/** How many people there are to be drawn. */
export const PEOPLE = 4;

/** Drawing takes tens of milliseconds in which nothing else is done, so each image is drawn once: less than a megabyte in all. */
const drawn = new Map<string, FaceImage>();

/**
 * The image of one of a few people, as JPEG: always the same for the same numbers.
 *
 * @param person any whole number from 0
 * @param index which image of the person, 0 to 4: the place is the same, the person a little further on
 */
export function faceImage(person: number, index: number): FaceImage {
  const who = person % PEOPLE;
  const name = `${who}/${index}`;
  const image = drawn.get(name) ?? draw(who, index);
  drawn.set(name, image);
  return image;
}

function draw(person: number, index: number): FaceImage {
  const digits = createHash('sha256').update(`${person}`).digest('hex');
  // Of the digits, the first five are the person and the place.
  const { data, ...picture } = drawFace(digits.slice(0, 5) + digits.slice(5 + index));
  const jpeg = encode({ ...picture, data }, QUALITY).data;
  return { jpeg, base64: jpeg.toString('base64'), boundingBox: picture.boundingBox };
}
