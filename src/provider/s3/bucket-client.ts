import { ListObjectVersionsCommand, type ListObjectVersionsCommandOutput, S3Client } from '@aws-sdk/client-s3';
import {
  type Connection,
  checkAnswers,
  describeSdkError,
  type Explanation,
  explainSdkError,
  type SdkError,
} from '../../aws';
import { DiagnosticError } from '../../plugin';

/** What a bucket holds, as far as one listed version tells. One that does not exist holds nothing. */
export type BucketContent = 'nothing' | 'an object' | 'an old version of an object' | 'a delete marker';

/** Codes of errors for the name of a host that has no address, or none that can be found. */
const UNKNOWN_HOST_CODES: readonly (string | undefined)[] = ['EAI_AGAIN', 'ENOTFOUND'];

/** The client of S3 in one region. */
export interface BucketClient {
  /**
   * Lists one version of a bucket. A bucket in another region is found there, if the service tells the region.
   *
   * @throws DiagnosticError if the service refuses, or cannot be reached within the timeouts and retries
   */
  look(bucket: string, signal: AbortSignal): Promise<BucketContent>;
}

/**
 * A client of S3 on the AWS SDK.
 *
 * @param region null for the region of the connection
 */
export function createBucketClient(connection: Connection, region: string | null): BucketClient {
  const startRegion = region ?? connection.region;
  return {
    async look(bucket, signal) {
      // One for each look: the SDK changes the client's region while it follows a redirect.
      const client = new S3Client({ ...connection.clientOptions('s3', startRegion), followRegionRedirects: true });
      connection.instrument(client.middlewareStack, 'S3', startRegion);
      const command = new ListObjectVersionsCommand({ Bucket: bucket, MaxKeys: 1 });
      checkAnswers(command.middlewareStack, answerError);
      try {
        return contentOf(await client.send(command, { abortSignal: signal }));
      } catch (error) {
        // Credentials that are renewed during a run explain their own errors.
        if (signal.aborted || error instanceof DiagnosticError) throw error;
        if ((error as Error).name === 'NoSuchBucket') return 'nothing';
        const custom = await client.config.endpoint?.();
        const endpoint = custom && `${custom.protocol}//${custom.hostname}${custom.port ? `:${custom.port}` : ''}`;
        throw explainListError(error as SdkError, bucket, startRegion, endpoint);
      }
    },
  };
}

/** Refuses what is no list of versions: the SDK reads any XML, also a list of objects, as an empty one. */
function answerError(answer: ListObjectVersionsCommandOutput): string | undefined {
  const { Versions, DeleteMarkers, IsTruncated, KeyMarker } = answer;
  const isEnd = IsTruncated === false && KeyMarker !== undefined;
  return isEnd || Versions?.length || DeleteMarkers?.length ? undefined : 'with something else than a list of versions';
}

function contentOf({ Versions, DeleteMarkers }: ListObjectVersionsCommandOutput): BucketContent {
  const version = Versions?.[0];
  if (version) return version.IsLatest === false ? 'an old version of an object' : 'an object';
  return DeleteMarkers?.length ? 'a delete marker' : 'nothing';
}

function explainListError(error: SdkError, bucket: string, region: string, endpoint?: string): DiagnosticError {
  const { summary, remedy } = explanation(error, bucket, region, endpoint) ??
    explainSdkError(error, 'S3') ?? {
      summary: `ListObjectVersions failed: ${error.name}`,
      remedy: 'Look the error up in the documentation of Amazon S3.',
    };
  return new DiagnosticError(summary, `${remedy}\n\n${describeSdkError(error, region, endpoint)}`);
}

function explanation(
  { name, code, $response }: SdkError,
  bucket: string,
  region: string,
  endpoint?: string,
): Explanation | undefined {
  if (endpoint !== undefined && UNKNOWN_HOST_CODES.includes(code)) {
    return {
      summary: 'The S3 endpoint cannot be reached',
      remedy:
        `The name of a host at ${endpoint} cannot be resolved. By default the name of the bucket is a part of it: if ` +
        'the endpoint has buckets in the path of the URL, set s3_use_path_style = true in the provider block. ' +
        'Otherwise check the network, and endpoints { s3 } or AWS_ENDPOINT_URL_S3.',
    };
  }
  switch (name) {
    case 'AccessDenied':
      return {
        summary: 'Access to ListObjectVersions was denied',
        remedy:
          `The credentials need the permission s3:ListBucketVersions on arn:aws:s3:::${bucket}, and the policy of the ` +
          'bucket must not deny it.',
      };
    case 'PermanentRedirect':
    case 'TemporaryRedirect':
    case 'AuthorizationHeaderMalformed':
    case 'IllegalLocationConstraintException': {
      const actual = $response?.headers?.['x-amz-bucket-region'];
      return {
        summary: 'The bucket is in another region',
        // A change of region alone would replace the guard, which would look in the old region again.
        remedy:
          `It was looked for in ${region}. Take the guard out of the state with terraform state rm, and apply it again ` +
          `with the region of the bucket${actual ? `, ${actual}` : ''}.`,
      };
    }
    case 'NotFound':
    case 'Unknown':
      return {
        summary: 'The S3 endpoint gave an invalid answer',
        remedy:
          'S3 names the reason of each error, and this answer has none: it came from another system. Check http_proxy ' +
          'and https_proxy in the provider block and the environment, and endpoints { s3 } or AWS_ENDPOINT_URL_S3 if ' +
          'they are set.',
      };
    case 'SlowDown':
    case 'ServiceUnavailable':
    case 'InternalError':
      return { summary: 'S3 failed to answer, and retries did not help', remedy: 'Try again later.' };
  }
  return undefined;
}
