/** Whether a host is that of Rekognition in any region. */
export function isRekognitionHost(host: string): boolean {
  return hostOf('rekognition').test(host);
}

/** Whether a host is the one to which browsers stream Face Liveness checks, in any region. */
export function isStreamingHost(host: string): boolean {
  return hostOf('streaming-rekognition').test(host);
}

/** The hosts of a service: in each partition, with FIPS, and with IPv6. */
function hostOf(service: string): RegExp {
  return new RegExp(`^${service}(-fips)?\\.[a-z0-9-]+\\.(amazonaws\\.com(\\.cn)?|api\\.aws)$`);
}
