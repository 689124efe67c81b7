import { decode } from 'jpeg-js';
import { expect, test } from 'vitest';
import { faceImage, PEOPLE } from '../../../src/emulator/images/face-image';

test('a face is a valid JPEG within the limit of the service', () => {
  const { jpeg } = faceImage(0, 0);
  expect(Buffer.from(jpeg.subarray(0, 3)).toString('hex')).toBe('ffd8ff');
  expect(jpeg.length).toBeLessThan(204_800);
  expect(decode(jpeg)).toMatchObject({ width: 480, height: 640 });
});

test('the bounding box is around the face', () => {
  const { jpeg, boundingBox } = faceImage(0, 0);
  const { data, width, height } = decode(jpeg);
  const { Left = 0, Top = 0, Width = 0, Height = 0 } = boundingBox;
  for (const ratio of [Left, Top, Left + Width, Top + Height]) expect(ratio).toBeGreaterThan(0);
  for (const ratio of [Left + Width, Top + Height]) expect(ratio).toBeLessThan(1);
  // The cheek is skin, and the corner of the picture is not.
  const colourAt = (x: number, y: number) => {
    const offset = (Math.round(y * height) * width + Math.round(x * width)) * 4;
    return [...data.subarray(offset, offset + 3)];
  };
  const cheeks = [0.15, 0.85].map((part) => colourAt(Left + part * Width, Top + 0.5 * Height));
  const difference = (one: number[] = [], other: number[] = []) =>
    Math.max(...one.map((value, index) => Math.abs(value - (other[index] ?? 0))));
  expect(difference(...cheeks)).toBeLessThan(8);
  expect(difference(cheeks[0], colourAt(0.02, 0.02))).toBeGreaterThan(20);
});

test('all images of all people differ', () => {
  const images = Array.from({ length: PEOPLE * 5 }, (_, at) => faceImage(at % PEOPLE, Math.floor(at / PEOPLE)).base64);
  expect(new Set(images).size).toBe(PEOPLE * 5);
});

test('an image is drawn once, and people repeat', () => {
  expect(faceImage(3, 1)).toBe(faceImage(3, 1));
  expect(faceImage(0xffff_fff3, 1)).toBe(faceImage(0xffff_fff3 % PEOPLE, 1));
});
