/**
 * A stand-in for BlazeFace, the model with which FaceLivenessDetector looks for a face, as a graph model of TensorFlow.js: a
 * constant. It sees one face in every image, in the middle, so that a check needs neither a face nor the service's weights.
 */

/** Side of the model's square input, in pixels. Positions in its output have this unit. */
const INPUT_SIZE = 128;

/** The number of anchors: the places at which BlazeFace can see a face. */
const ANCHORS = 896;

/** The values for each anchor: a score, the middle and the size of the face, and six points of it. */
const VALUES = 17;

/** The middle of the first anchor, from 0 to 1. Anchors are in the middle of squares of eight pixels. */
const FIRST_ANCHOR = 4 / INPUT_SIZE;

/** A score, as a logit, that the detector takes for certain. Its negative is certainly no face. */
const CERTAIN = 100;

/** Width and height of the face. The whole image is 1, with borders that make it square. */
const FACE_SIZE = [0.36, 0.45] as const;

/**
 * Points of the face: right eye, left eye, nose, mouth, right ear, left ear, as [x, y] from 0 to 1. The image is mirrored, so
 * the right eye is on the left. From their distances the detector takes the face to be 0.338 wide, and in the middle: three
 * quarters of the emulator's oval, and all of it in a video of 16:9. So the face is far enough away at the start of a check, and
 * near enough for the oval.
 */
const FACE_POINTS = [
  [0.415, 0.4485],
  [0.585, 0.4485],
  [0.5, 0.5515],
  [0.5, 0.6355],
  [0.345, 0.48],
  [0.655, 0.48],
] as const;

/** The name of the file with the model's constant, beside `model.json`. */
export const WEIGHTS_FILE = 'face.bin';

/** The file `model.json`. */
export function modelJson(): string {
  const type = { type: 'DT_FLOAT' };
  const shape = (...sizes: readonly number[]) => ({ dim: sizes.map((size) => ({ size: String(size) })) });
  return JSON.stringify({
    format: 'graph-model',
    generatedBy: 'cdktf-face-liveness',
    convertedBy: null,
    modelTopology: {
      node: [
        {
          name: 'input',
          op: 'Placeholder',
          attr: { dtype: type, shape: { shape: shape(1, INPUT_SIZE, INPUT_SIZE, 3) } },
        },
        {
          name: 'face',
          op: 'Const',
          attr: { dtype: type, value: { tensor: { dtype: type.type, tensorShape: shape(1, ANCHORS, VALUES) } } },
        },
        // The detector asks for the output with this name.
        { name: 'Identity', op: 'Identity', input: ['face'], attr: { T: type } },
      ],
      versions: { producer: 0 },
    },
    weightsManifest: [
      { paths: [WEIGHTS_FILE], weights: [{ name: 'face', shape: [1, ANCHORS, VALUES], dtype: 'float32' }] },
    ],
  });
}

/** The file with the model's constant: a face at the first anchor, and none at the others. */
export function modelWeights(): Uint8Array {
  const values = new Float32Array(ANCHORS * VALUES);
  for (let anchor = 1; anchor < ANCHORS; anchor += 1) values[anchor * VALUES] = -CERTAIN;
  const fromAnchor = (position: number) => (position - FIRST_ANCHOR) * INPUT_SIZE;
  values.set([
    CERTAIN,
    ...[0.5, 0.5].map(fromAnchor),
    ...FACE_SIZE.map((size) => size * INPUT_SIZE),
    ...FACE_POINTS.flat().map(fromAnchor),
  ]);
  return new Uint8Array(values.buffer);
}
