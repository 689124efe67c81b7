/** Milliseconds to wait for the metadata service, which answers at once where there is one. */
const TIMEOUT_MS = 1000;

/** The region of the machine, as its metadata tell. */
export async function instanceRegion(): Promise<string | undefined> {
  const { getInstanceMetadataEndpoint, httpRequest } = await import('@smithy/credential-provider-imds');
  const endpoint = await getInstanceMetadataEndpoint();
  const get = async (path: string, method: string, headers: Record<string, string>) =>
    (await httpRequest({ ...endpoint, timeout: TIMEOUT_MS, path, method, headers })).toString().trim();
  try {
    const token = await get('/latest/api/token', 'PUT', { 'x-aws-ec2-metadata-token-ttl-seconds': '60' });
    return await get('/latest/meta-data/placement/region', 'GET', { 'x-aws-ec2-metadata-token': token });
  } catch {
    return undefined;
  }
}
