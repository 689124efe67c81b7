import type { Block } from './hcl';
import type { LeftOut, Variable } from './variables';

/** The generated parts of the README. */
export interface ReadmeContents {
  readonly variables: readonly Variable[];
  readonly outputs: readonly Block[];
  readonly leftOut: readonly LeftOut[];
}

/** The README of the module. */
export function readme({ variables, outputs, leftOut }: ReadmeContents): string {
  return `<!-- Made from the construct LivenessSessionPool by \`npm run generate:module\`. Do not edit. -->

# Terraform module: a pool of Face Liveness sessions

A KMS key, a private S3 bucket with a guard, and a pool of Amazon Rekognition Face Liveness sessions that store their images
in the bucket: the CDKTF construct \`LivenessSessionPool\` for configurations in HCL. Applying it again returns the same
sessions.

A session lives for three minutes and serves one check. A pool is for tests, not a stock of sessions for users.

## Usage

\`\`\`sh
npm install cdktf-face-liveness
npx face-liveness provider install
\`\`\`

\`\`\`hcl
terraform {
  required_providers {
    faceliveness = { source = "cdktf-face-liveness/faceliveness" }
  }
}

provider "aws" {
  region = "us-east-1"
}

provider "faceliveness" {
  region = "us-east-1"
}

module "kiosk" {
  source = "./node_modules/cdktf-face-liveness/modules/liveness-session-pool"

  name = "kiosk"
  size = 3
}

output "session_ids" {
  value     = module.kiosk.session_ids
  sensitive = true
}
\`\`\`

Both providers must be in the same region and account, because the service writes images only there. A module that gets one
of them under an alias gets both; a plan fails when their regions differ:

\`\`\`hcl
  providers = {
    aws          = aws.ireland
    faceliveness = faceliveness.ireland
  }
\`\`\`

- **The sessions** are a data source, or with \`managed = true\` a resource, which keeps them in the state and replaces them when
  they expire. Changing \`managed\` replaces neither the bucket nor the key.
- **Destroying** the bucket fails while it holds images, before anything that protects them is destroyed: the guard refuses.
  Empty the bucket, or apply \`force_destroy = true\` first.
- **Retention**: everything in the bucket is deleted after \`image_retention_days\`.
- **\`depends_on\`** on the module makes Terraform read the sessions of the data source only at apply while something changes in
  what the module depends on. The plan shows their ids as unknown. Bucket, key and policies do not change.

## Variables

| name | type | default | description |
|---|---|---|---|
${variables.map(variableRow).join('\n')}

## Outputs

| name | description |
|---|---|
${outputs.map(outputRow).join('\n')}

## Props of the construct that the module does not have

${leftOut.map(({ prop, reason }) => `- \`${prop}\`: ${reason}.`).join('\n')}

## Tests

\`terraform init && terraform test\` plans the module without an AWS account. The tests in [\`tests/apply\`](tests/apply)
create everything in the account and region of the environment, and destroy it at the end:
\`terraform test -test-directory=tests/apply\`.
`;
}

function variableRow({ name, type, default: value, description }: Variable): string {
  return `| \`${name}\` | \`${oneLine(type)}\` | ${value === undefined ? 'required' : `\`${value}\``} | ${description} |`;
}

function outputRow({ address, text }: Block): string {
  const [, description = ''] = /description = "(.*)"/.exec(text) ?? [];
  return `| \`${address}\` | ${description}${text.includes('sensitive') ? ' Sensitive.' : ''} |`;
}

/** A type on one line. */
function oneLine(type: string): string {
  return type.replace(/\{\s+/g, '{ ').replace(/\s+\}/g, ' }').replace(/\n\s+/g, ', ');
}
