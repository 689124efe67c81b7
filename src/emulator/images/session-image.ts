import type { BoundingBox } from '../../liveness/get-session-results';
import type { CustomShape, Shape, StructureShape } from '../../liveness/shape';
import type { FaceImage } from './face-image';

/** An image of the results, where it differs from the one that the emulator draws. */
export interface SessionImage {
  /** A JPEG of at most 204,800 bytes, as bytes or as base64. Default: a drawn face. */
  readonly jpeg?: Uint8Array | string | undefined;
  /** The position of the face. Default: that of the drawn face, and for an image of one's own the whole image. */
  readonly boundingBox?: FaceBox | undefined;
}

/**
 * The position of a face, as ratios of the image's width and height. As on AWS, the box of a face at the edge of the image can
 * reach past it: `left` and `top` can be negative, and the sums `left + width` and `top + height` can exceed 1.
 */
export interface FaceBox {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
}

/** Most bytes of an image in the results, from the service model. */
export const MAX_IMAGE_BYTES = 204_800;

export const JPEG: CustomShape = {
  type: 'custom',
  noun: 'a JPEG image',
  rule: `a JPEG of at most ${MAX_IMAGE_BYTES} bytes, as bytes or as base64`,
  accepts: (value) => {
    const bytes = bytesOf(value);
    return bytes !== undefined && bytes.length <= MAX_IMAGE_BYTES && isJpeg(bytes);
  },
  // Images are biometric data.
  sensitive: true,
};

const RATIO: CustomShape = {
  type: 'custom',
  noun: 'a ratio',
  rule: 'a finite number, below 0 or above 1 for a box that reaches past the edge',
  accepts: Number.isFinite,
};

const SIZE: CustomShape = {
  type: 'custom',
  noun: 'a size',
  rule: 'a finite number above 0, as a ratio of the size of the image',
  accepts: (value) => Number.isFinite(value) && Number(value) > 0,
};

export const FACE_BOX: StructureShape = {
  type: 'structure',
  noun: 'a bounding box',
  members: { width: SIZE, height: SIZE, left: RATIO, top: RATIO } satisfies Record<keyof FaceBox, Shape>,
  required: ['width', 'height', 'left', 'top'],
  nullIsValue: true,
};

export const SESSION_IMAGE: StructureShape = {
  type: 'structure',
  noun: 'an image',
  members: { jpeg: JPEG, boundingBox: FACE_BOX } satisfies Record<keyof SessionImage, Shape>,
  nullIsValue: true,
};

/** A valid image with its bytes in a copy of its own, which later changes of the caller's do not affect. */
export function copyOf({ jpeg, ...image }: SessionImage): SessionImage {
  return jpeg === undefined ? image : { ...image, jpeg: Buffer.from(bytesOf(jpeg) ?? []) };
}

/**
 * The image for the results: the given one or, where it says nothing, the drawn one.
 *
 * @param draw is called only if the drawn one is needed
 */
export function imageOf({ jpeg, boundingBox }: SessionImage, draw: () => FaceImage): FaceImage {
  if (jpeg === undefined) {
    const drawn = draw();
    return boundingBox === undefined ? drawn : { ...drawn, boundingBox: inWireForm(boundingBox) };
  }
  const bytes = Buffer.from(bytesOf(jpeg) ?? []);
  return {
    jpeg: bytes,
    base64: bytes.toString('base64'),
    boundingBox: inWireForm(boundingBox ?? { width: 1, height: 1, left: 0, top: 0 }),
  };
}

function inWireForm({ width, height, left, top }: FaceBox): BoundingBox {
  return { Width: width, Height: height, Left: left, Top: top };
}

/** Bytes, or those that a text is the base64 of; undefined for other values. */
function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(value) || value.length % 4 !== 0) return undefined;
  return Buffer.from(value, 'base64');
}

/** Whether bytes begin as a JPEG does. Its content is of no interest to the emulator, and decoding it could take gigabytes. */
function isJpeg([first, second, third]: Uint8Array): boolean {
  return first === 0xff && second === 0xd8 && third === 0xff;
}
