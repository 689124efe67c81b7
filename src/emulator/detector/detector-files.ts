import { modelJson, modelWeights, WEIGHTS_FILE } from './model';
import { wasmBinary } from './wasm-binaries';

/** The host from which FaceLivenessDetector loads these files, unless its `config` names others. */
export const DETECTOR_HOST = 'cdn.liveness.rekognition.amazonaws.com';

/** The start of all paths on that host, which the emulator has too. */
export const DETECTOR_PREFIX = '/face-detection/';

/** A file that FaceLivenessDetector loads to look for a face. */
export interface DetectorFile {
  readonly contentType: string;
  readonly body: string | Uint8Array;
}

const MODEL = new RegExp(`^${DETECTOR_PREFIX}tensorflow-models/blazeface/[^/]+/model/([^/]+)$`);
const WASM = new RegExp(
  `^${DETECTOR_PREFIX}tensorflow/tfjs-backend-wasm/(\\d[\\w.-]*)/(tfjs-backend-wasm(?:-threaded)?(?:-simd)?\\.wasm)$`,
);

/**
 * The file for a path on FaceLivenessDetector's host: of the stand-in for its model, in any version, or a WebAssembly
 * binary of TensorFlow.js from the dependencies of the application.
 *
 * @param directory the application's folder, or one inside it. Default: the working directory
 * @returns undefined for another path, and for a binary that the application's dependencies do not have
 */
export async function detectorFile(path: string, directory = process.cwd()): Promise<DetectorFile | undefined> {
  const [, modelFile] = MODEL.exec(path) ?? [];
  if (modelFile === 'model.json') return { contentType: 'application/json', body: modelJson() };
  if (modelFile === WEIGHTS_FILE) return { contentType: 'application/octet-stream', body: modelWeights() };
  const [, version, name] = WASM.exec(path) ?? [];
  const binary = version !== undefined && name !== undefined && (await wasmBinary(name, version, directory));
  return binary ? { contentType: 'application/wasm', body: binary } : undefined;
}

/** Headers with which pages of any origin may load a file, also pages that are isolated from other origins. */
export const DETECTOR_HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
} as const;
