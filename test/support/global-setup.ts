import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { FACE_LIVENESS } from '../../harness/face-liveness';
import { hermeticEnvironment, terraformExecutable } from '../../harness/terraform/terraform';
import { removeChecksums } from './lock-file';

declare module 'vitest' {
  interface ProvidedContext {
    /** A home directory in which the built provider is installed, as `face-liveness provider install` does it. */
    readonly homeWithProvider: string;
    /** A directory in which the Terraform of the tests has been initialized for that provider alone, to be copied; without checksums. */
    readonly initializedDirectory: string;
    /** A directory for the files of several tests, which is removed after all of them. */
    readonly temporaryDirectory: string;
  }
}

/** The file that requires the provider, which every copy of the initialized directory has. */
const VERSIONS_FILE = 'versions.tf';

const VERSIONS = `terraform {
  required_providers {
    faceliveness = { source = "cdktf-face-liveness/faceliveness" }
  }
}
`;

/** Stands in for the `terraform` on PATH: the tests, and what they start, run the one that TERRAFORM_BINARY_NAME names. */
const BROKEN_TERRAFORM = `#!/bin/sh
echo 'run what terraformExecutable() of harness/terraform/terraform.ts returns, not terraform from PATH' >&2
exit 1
`;

/**
 * Installs the built provider and initializes Terraform for it once for all tests, and puts a `terraform` on PATH that
 * fails. `npm test` has built the provider; with vitest alone, run `npm run build` first.
 */
export default function setup(project: TestProject): () => void {
  const home = mkdtempSync(join(tmpdir(), 'faceliveness-home-'));
  const { PATH, TERRAFORM_BINARY_NAME, GOGC, GOMEMLIMIT } = process.env;
  const teardown = () => {
    rmSync(home, { recursive: true, force: true });
    restore('PATH', PATH);
    restore('TERRAFORM_BINARY_NAME', TERRAFORM_BINARY_NAME);
    restore('GOGC', GOGC);
    restore('GOMEMLIMIT', GOMEMLIMIT);
  };
  const initializedDirectory = join(home, 'initialized');
  try {
    execFileSync(FACE_LIVENESS, ['provider', 'install'], { env: { ...process.env, HOME: home }, stdio: 'pipe' });
    process.env.TERRAFORM_BINARY_NAME = terraformExecutable();
    // Terraform and the AWS provider spend a third of a short run on collecting garbage, which this limit makes rare.
    process.env.GOGC = 'off';
    process.env.GOMEMLIMIT = '1GiB';
    mkdirSync(initializedDirectory);
    writeFileSync(join(initializedDirectory, VERSIONS_FILE), VERSIONS);
    execFileSync(terraformExecutable(), ['init'], {
      cwd: initializedDirectory,
      env: hermeticEnvironment(home),
      stdio: 'pipe',
    });
    removeChecksums(initializedDirectory);
    const bin = join(home, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'terraform'), BROKEN_TERRAFORM, { mode: 0o755 });
    process.env.PATH = [bin, PATH].join(delimiter);
  } catch (error) {
    teardown();
    throw error;
  }
  project.provide('homeWithProvider', home);
  project.provide('initializedDirectory', initializedDirectory);
  project.provide('temporaryDirectory', home);
  return teardown;
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
