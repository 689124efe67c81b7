import type { ServerResponse } from 'node:http';
import type { Response } from '../protocol/http-messages';
import { DETECTOR_HEADERS, detectorFile } from './detector-files';

/** A request, of which the path decides. */
export interface DetectorRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
}

/**
 * Answers a request for a file of FaceLivenessDetector.
 *
 * @returns whether it was one
 */
export async function serveDetectorFile({ method, url = '' }: DetectorRequest, response: Response): Promise<boolean> {
  if (method !== 'GET' && method !== 'HEAD') return false;
  const [path = ''] = url.split('?');
  const file = await detectorFile(path);
  if (file === undefined) return false;
  const { contentType, body } = file;
  (response as ServerResponse).writeHead(200, {
    ...DETECTOR_HEADERS,
    'Content-Type': contentType,
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
  return true;
}
