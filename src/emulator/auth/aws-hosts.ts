/** Whether a host is that of Rekognition in any region. */
export function isRekognitionHost(host: string): boolean {
  return hostOf('rekognition').test(host);
}

/** Whether a host is the one to which browsers stream Face Liveness checks, in any region. */
export function isStreamingHost(host: string): boolean {
  return hostOf('streaming-rekognition').test(host);
}

/**
 * The region in a Host header, which can have a port. Only AWS's own hosts name one: in `rekognition.localhost.localstack.cloud`,
 * for example, the second label is no region.
 *
 * @returns undefined for any other host
 */
export function regionOfHost(host: string): string | undefined {
  return hostOf('(?:streaming-)?rekognition').exec(host.replace(/:\d+$/, ''))?.groups?.region;
}

/** The hosts of a service: in each partition, with FIPS, and with IPv6. */
function hostOf(service: string): RegExp {
  return new RegExp(`^${service}(?:-fips)?\\.(?<region>[a-z0-9-]+)\\.(?:amazonaws\\.com(?:\\.cn)?|api\\.aws)$`);
}
