import { SESSION_ID } from '../../liveness/session';
import { AttributePath, DiagnosticError, integer, listNested, number, singleNested, string } from '../../plugin';
import { regionArgument } from '../arguments/region';
import { hasShape } from '../arguments/shape-validator';
import { dataSource } from '../configuration/aws-clients';
import { ServiceCallError, type SessionImage } from '../rekognition/liveness-client';
import { READ_ADVICE } from '../sessions/obtain-session';

const SESSION_ID_PATH = AttributePath.of('session_id');

const imageAttributes = {
  s3_object: singleNested({
    bucket: string.computed({ description: 'Bucket.' }),
    name: string.computed({ description: 'Key of the object.' }),
    version: string.computed({ description: 'Version of the object, in a bucket with versioning.' }),
  }).computed({ description: 'S3 object that holds the image, if the session has a bucket.' }),
  bounding_box: singleNested({
    width: number.computed({ description: 'Width of the box, as a ratio of the width of the image.' }),
    height: number.computed({ description: 'Height of the box, as a ratio of the height of the image.' }),
    left: number.computed({ description: 'Left edge of the box, as a ratio of the width of the image.' }),
    top: number.computed({ description: 'Top edge of the box, as a ratio of the height of the image.' }),
  }).computed({ description: 'Box around the face.' }),
  bytes_length: integer.computed({
    description: 'Length of the image, if the service sent its bytes, which are not kept.',
  }),
  bytes_sha256: string.computed({ description: 'SHA-256 of the image, if the service sent its bytes.' }),
} as const;

/** The results of a session of a preview. */
const NO_RESULTS = {
  confidence: null,
  challenge: null,
  feedback: [],
  sdk_type: null,
  reference_image: null,
  audit_images: [],
};

/** `data "faceliveness_session_results"`: the results of a session. */
export const sessionResults = dataSource({
  schema: {
    description:
      'The results of a Face Liveness session. The images are biometric data and never enter the state: it holds ' +
      'their S3 objects, or the length and the digest of the bytes that the service sent.',
    attributes: {
      session_id: string.nullable().required({
        sensitive: true,
        description: 'Id of the session. Null in a preview, where sessions have none.',
        validators: [hasShape(SESSION_ID)],
      }),
      ...regionArgument,
      status: string.computed({
        description: '`CREATED`, `IN_PROGRESS`, `SUCCEEDED`, `FAILED` or `EXPIRED`, and `PREVIEW` in a preview.',
      }),
      confidence: number.computed({
        description: 'Confidence that a live person was present, 0 to 100. Null before the check is completed.',
      }),
      challenge: singleNested({
        type: string.computed({ description: 'Type of the challenge.' }),
        version: string.computed({ description: 'Version of the challenge.' }),
      }).computed({ description: 'Challenge of the check. Null before the check is completed.' }),
      feedback: listNested({
        code: string.computed({ description: 'Code of the condition, such as `LOW_LIGHTING_DETECTED`.' }),
        message: string.computed({
          description: 'Text for the person who was checked. AWS can change it: use `code`.',
        }),
      }).computed({
        description:
          'Conditions in the video that lowered the confidence. Empty unless the status is `SUCCEEDED` and there are any.',
      }),
      sdk_type: string.computed({
        description:
          'Type of the SDK that streamed the video. That client names it and AWS does not verify it, so base no ' +
          'security decision on it. Null if the service does not send it.',
      }),
      reference_image: singleNested(imageAttributes).computed({
        description:
          'Reference image, to compare other images with. Null before the check is completed, and if a completed one ' +
          'has none: AWS then recommends another check.',
      }),
      audit_images: listNested(imageAttributes).computed({ description: 'Audit images.' }),
    },
  },

  async read({ session_id: id, ...config }, { client: clients, signal }) {
    const client = clients.rekognition(config.region);
    const { region } = client;
    if (client.preview) return { ...NO_RESULTS, region, status: 'PREVIEW' };
    if (id === null) {
      throw new DiagnosticError(
        'Missing required argument',
        'session_id is null; it must have a value. Set it.',
        SESSION_ID_PATH,
      );
    }
    const results = await client.getSessionResults(id, signal).catch((error: unknown) => {
      if (!(error instanceof ServiceCallError)) throw error;
      throw new DiagnosticError(error.summary, `${error.detail}\n\n${READ_ADVICE}`, SESSION_ID_PATH);
    });
    if (results === undefined) {
      throw new DiagnosticError(
        'Session not found',
        `There is no session with this id in ${region}. It was never created, it expired (three minutes after it was ` +
          'created, with its data), or it belongs to another region or account. Check the region, ' +
          `and read results soon after the check.\n\n${READ_ADVICE}`,
        SESSION_ID_PATH,
      );
    }
    const { status, confidence, challenge, referenceImage, auditImages, feedback, sdkType } = results;
    return {
      region,
      status,
      confidence: confidence ?? null,
      challenge: challenge ?? null,
      feedback: [...feedback],
      sdk_type: sdkType ?? null,
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
