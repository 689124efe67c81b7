/**
 * The platforms that have an executable, in Node's words: `process.platform` and `process.arch`. macOS on x64 is not
 * supported: embedding the provider breaks the signature of Bun's executable, which macOS then refuses to start.
 */
export const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'win32-x64', 'win32-arm64'] as const;

/** This machine's platform in Node's words, such as `linux-x64`. */
export const NODE_PLATFORM = `${process.platform}-${process.arch}`;

/** Words of Node that differ from those of Terraform, which are Go's. */
const TERRAFORM_WORDS: Readonly<Record<string, string>> = { win32: 'windows', x64: 'amd64', ia32: '386' };

/**
 * A platform in Terraform's words, such as `linux_amd64`.
 *
 * @param platform in Node's words. Default: this machine's platform
 */
export function terraformPlatform(platform: string = NODE_PLATFORM): string {
  return platform
    .split('-')
    .map((word) => TERRAFORM_WORDS[word] ?? word)
    .join('_');
}

/**
 * The name of the file that Terraform and OpenTofu start.
 *
 * @param platform in Terraform's words
 */
export function startedFile(version: string, platform: string): string {
  return `terraform-provider-faceliveness_v${version}${executableExtension(platform)}`;
}

/** The file name extension of executables on a platform, in Terraform's words. */
export function executableExtension(platform: string): '' | '.exe' {
  return platform.startsWith('windows_') ? '.exe' : '';
}
