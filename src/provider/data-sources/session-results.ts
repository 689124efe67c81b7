import { describeShapeError, mostTelling } from '../../liveness/describe-shape-error';
import { SESSION_ID } from '../../liveness/get-session-results';
import { shapeErrors } from '../../liveness/shape';
import {
  AttributePath,
  type ConfiguredContext,
  DiagnosticError,
  defineDataSource,
  listNested,
  number,
  singleNested,
  string,
} from '../../plugin';
import { type LivenessClient, ServiceCallError, type SessionImage } from '../rekognition/liveness-client';

const SESSION_ID_PATH = AttributePath.of('session_id');

const imageAttributes = {
  s3_object: singleNested({
    bucket: string.computed({ description: 'The bucket.' }),
    name: string.computed({ description: 'The key of the object.' }),
    version: string.computed({ description: 'The version of the object, in a bucket with versioning.' }),
  }).computed({ description: 'Where the service wrote the image, when the session has a bucket.' }),
  bounding_box: singleNested({
    width: number.computed({ description: 'The width of the box, as a ratio of the width of the image.' }),
    height: number.computed({ description: 'The height of the box, as a ratio of the height of the image.' }),
    left: number.computed({ description: 'The left edge of the box, as a ratio of the width of the image.' }),
    top: number.computed({ description: 'The top edge of the box, as a ratio of the height of the image.' }),
  }).computed({ description: 'Where the face is.' }),
  bytes_length: number.computed({
    description: 'The length of the image, when the service sent its bytes. The bytes themselves are not kept.',
  }),
  bytes_sha256: string.computed({ description: 'The SHA-256 of the image, when the service sent its bytes.' }),
} as const;

/** `data "faceliveness_session_results"`: what came of a check. */
export const sessionResults = defineDataSource({
  schema: {
    description:
      'The results of a Face Liveness session. The images themselves are biometric data and never enter the state: ' +
      'there is where the service wrote them, or the length and the digest of what it sent.',
    attributes: {
      session_id: string.required({ sensitive: true, description: 'The id of the session.' }),
      region: string.computed({ description: 'The AWS region of the session.' }),
      status: string.computed({
        description: '`CREATED`, `IN_PROGRESS`, `SUCCEEDED`, `FAILED` or `EXPIRED`.',
      }),
      confidence: number.computed({
        description: 'How sure the service is that a live person was there, 0 to 100. Null before the check is done.',
      }),
      challenge: singleNested({
        type: string.computed({ description: 'The type of the challenge.' }),
        version: string.computed({ description: 'The version of the challenge.' }),
      }).computed({ description: 'The challenge that was played. Null before that.' }),
      reference_image: singleNested(imageAttributes).computed({ description: 'The image to compare others with.' }),
      audit_images: listNested(imageAttributes).computed({ description: 'The images that were kept for audits.' }),
    },
  },

  validate({ session_id: id }, { diagnostics }) {
    if (typeof id !== 'string') return;
    for (const shapeError of mostTelling(shapeErrors(SESSION_ID, id))) {
      diagnostics.error(`Invalid ${SESSION_ID_PATH}`, describeShapeError(shapeError), SESSION_ID_PATH);
    }
  },

  async read({ session_id: id }, { client, signal }: ConfiguredContext<LivenessClient>) {
    const { region } = client;
    const results = await client.getSessionResults(id, signal).catch((error: unknown) => {
      if (!(error instanceof ServiceCallError)) throw error;
      throw new DiagnosticError(error.summary, error.detail, SESSION_ID_PATH);
    });
    if (results === undefined) {
      throw new DiagnosticError(
        'Session not found',
        `There is no session of this id in ${region}. It is unknown, it expired (three minutes after it was created, ` +
          'its data go with it), or it belongs to another region or account. Check the region of the provider, and ' +
          'read results soon after the check.',
        SESSION_ID_PATH,
      );
    }
    const { status, confidence, challenge, referenceImage, auditImages } = results;
    return {
      region,
      status,
      confidence: confidence ?? null,
      challenge: challenge ?? null,
      reference_image: referenceImage ? image(referenceImage) : null,
      audit_images: auditImages.map(image),
    };
  },
});

function image({ s3Object, boundingBox, bytes }: SessionImage) {
  return {
    s3_object: s3Object ? { ...s3Object, version: s3Object.version ?? null } : null,
    bounding_box: boundingBox ?? null,
    bytes_length: bytes?.length ?? null,
    bytes_sha256: bytes?.sha256 ?? null,
  };
}
