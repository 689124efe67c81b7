import type { BoundingBox } from '../../liveness/get-session-results';

/** Size of an image in pixels, as the service's reference images in portrait. */
export const WIDTH = 480;
export const HEIGHT = 640;

/** A picture in memory, four bytes a pixel: red, green, blue, opacity. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
  /** The position of the face. */
  readonly boundingBox: BoundingBox;
}

type Colour = readonly [red: number, green: number, blue: number];

/** An ellipse in pixels. */
interface Ellipse {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly colour: Colour;
}

const SKINS: readonly Colour[] = [
  [255, 219, 187],
  [234, 192, 134],
  [198, 134, 66],
  [141, 85, 36],
  [96, 58, 27],
];
const EYE: Colour = [40, 40, 48];
const WHITE: Colour = [250, 250, 250];
const MOUTH: Colour = [176, 60, 66];

/**
 * Draws the face of a person who does not exist. The same seed gives the same picture; others differ in colours, position and
 * size.
 *
 * @param seed any hexadecimal digits, at least eight
 */
export function drawFace(seed: string): Picture {
  const numbers = [...seed.replaceAll('-', '')].map((digit) => Number.parseInt(digit, 16));
  const pick = (index: number) => numbers[index % numbers.length] ?? 0;
  const skin = SKINS[pick(0) % SKINS.length] ?? EYE;
  const background: Colour = [80 + pick(1) * 8, 90 + pick(2) * 8, 110 + pick(3) * 8];
  const width = WIDTH * (0.4 + pick(4) / 100);
  const height = width * 1.3;
  const x = WIDTH / 2 + (pick(5) - 7.5) * 4;
  const y = HEIGHT / 2 + (pick(6) - 7.5) * 4;
  const at = (dx: number, dy: number, w: number, h: number, colour: Colour): Ellipse => ({
    x: x + dx * width,
    y: y + dy * height,
    width: w * width,
    height: h * height,
    colour,
  });
  const shapes = [
    at(0, 0.95, 1.9, 0.9, [60 + pick(7) * 8, 60, 90 + pick(8) * 6]),
    at(0, -0.08, 1.12, 1.08, [30 + pick(9) * 6, 24 + pick(9) * 3, 20]),
    at(0, 0, 1, 1, skin),
    ...[-1, 1].flatMap((side) => [at(side * 0.21, -0.1, 0.19, 0.09, WHITE), at(side * 0.21, -0.1, 0.09, 0.08, EYE)]),
    at(0, 0.07, 0.1, 0.16, darker(skin)),
    at(0, 0.27, 0.34, 0.08, MOUTH),
  ];

  const data = new Uint8Array(WIDTH * HEIGHT * 4);
  fill(data, background);
  for (const shape of shapes) paint(data, shape);
  return { width: WIDTH, height: HEIGHT, data, boundingBox: boxOf(at(0, 0, 1, 1, skin)) };
}

function fill(data: Uint8Array, colour: Colour): void {
  data.fill(255);
  for (let offset = 0; offset < data.length; offset += 4) set(data, offset, colour);
}

/** Much faster than `data.set` for three numbers. */
function set(data: Uint8Array, offset: number, [red, green, blue]: Colour): void {
  data[offset] = red;
  data[offset + 1] = green;
  data[offset + 2] = blue;
}

function paint(data: Uint8Array, { x, y, width, height, colour }: Ellipse): void {
  const [halfWidth, halfHeight] = [width / 2, height / 2];
  for (let row = Math.max(0, Math.ceil(y - halfHeight)); row < Math.min(HEIGHT, y + halfHeight); row += 1) {
    const reach = halfWidth * Math.sqrt(Math.max(0, 1 - ((row - y) / halfHeight) ** 2));
    for (let column = Math.max(0, Math.ceil(x - reach)); column < Math.min(WIDTH, x + reach); column += 1) {
      set(data, (row * WIDTH + column) * 4, colour);
    }
  }
}

function darker([red, green, blue]: Colour): Colour {
  return [red * 0.85, green * 0.82, blue * 0.8];
}

/** The box as ratios of the image's size, with as many digits as the service sends. */
function boxOf({ x, y, width, height }: Ellipse): BoundingBox {
  const ratio = (value: number) => Number(value.toFixed(6));
  return {
    Width: ratio(width / WIDTH),
    Height: ratio(height / HEIGHT),
    Left: ratio((x - width / 2) / WIDTH),
    Top: ratio((y - height / 2) / HEIGHT),
  };
}
