import { createHash } from 'node:crypto';
import { encode } from 'jpeg-js';
import type { BoundingBox } from '../../liveness/get-session-results';
import { drawFace } from './face';

/** An image in the form that the service produces. */
export interface FaceImage {
  readonly jpeg: Uint8Array;
  /** The JPEG as base64, for results. */
  readonly base64: string;
  readonly boundingBox: BoundingBox;
}

/** JPEG quality from 0 to 100. It keeps images far below the service's maximum of 204,800 bytes. */
const QUALITY = 80;

/** The number of people that can be drawn. */
export const PEOPLE = 4;

/** Drawing blocks the process for tens of milliseconds, so each image is drawn once: less than a megabyte in total. */
const drawn = new Map<string, FaceImage>();

/**
 * Returns a JPEG image of one of a few people, always the same for the same numbers.
 *
 * @param person any whole number from 0
 * @param index the image of the person, 0 to 4: the place is the same, the person has moved a little
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
  // The first five digits determine the person and the place.
  const { data, ...picture } = drawFace(digits.slice(0, 5) + digits.slice(5 + index));
  const jpeg = encode({ ...picture, data }, QUALITY).data;
  return { jpeg, base64: jpeg.toString('base64'), boundingBox: picture.boundingBox };
}
