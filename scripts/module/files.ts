import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { wantedAwsProviderVersion } from '../../harness/terraform/aws-provider';
import { MINIMUM_TERRAFORM_VERSION } from '../../harness/terraform/terraform';
import { type Block, synthesizedBlocks, terraformFmt } from './hcl';
import { readme } from './readme';
import { leftOut, type Variable, variables } from './variables';

const HEADER = '# Made from the construct LivenessSessionPool by `npm run generate:module`. Do not edit.\n\n';

/**
 * The generated files of the module, by name.
 *
 * @param terraform the executable of Terraform, which formats them
 */
export function moduleFiles(terraform: string): Readonly<Record<string, string>> {
  const declared = variables();
  const blocks = synthesizedBlocks(declared, terraform);
  const outputs = blocks.filter(({ kind }) => kind === 'output');
  const hcl = {
    'versions.tf': versions(),
    'variables.tf': declared.map(variableBlock).join('\n'),
    'main.tf': textOf(blocks.filter(({ kind }) => ['locals', 'data', 'resource'].includes(kind))),
    'outputs.tf': textOf(outputs),
  };
  return {
    ...Object.fromEntries(Object.entries(hcl).map(([name, text]) => [name, terraformFmt(HEADER + text, terraform)])),
    'README.md': readme({ variables: declared, outputs, leftOut: leftOut() }),
  };
}

function textOf(blocks: readonly Block[]): string {
  return blocks.map(({ text }) => `${text}\n`).join('\n');
}

/** The oldest versions that the tests run with. */
function versions(): string {
  const manifest = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8'));
  return `terraform {
  required_version = ">= ${MINIMUM_TERRAFORM_VERSION}"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= ${wantedAwsProviderVersion()}"
    }
    faceliveness = {
      source  = "cdktf-face-liveness/faceliveness"
      version = ">= ${manifest.version}"
    }
  }
}
`;
}

function variableBlock(variable: Variable): string {
  const { name, type, default: value, description, validations } = variable;
  const lines = [
    `variable "${name}" {`,
    `description = ${quoted(description)}`,
    `type = ${type}`,
    ...(value === undefined ? [] : [`default = ${value}`]),
    ...(value === 'null' ? [] : ['nullable = false']),
    ...validations.flatMap(({ condition, message }) => [
      '',
      'validation {',
      `condition = ${condition}`,
      `error_message = ${quoted(message)}`,
      '}',
    ]),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

/** A literal text: a JSON string is an HCL string too, apart from the start of a template sequence. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/[$%](?=\{)/g, '$&$&');
}
