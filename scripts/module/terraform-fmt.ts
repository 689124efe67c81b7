import { execFileSync } from 'node:child_process';

/** Formats HCL as `terraform fmt` does, with Terraform's executable. */
export function terraformFmt(hcl: string, terraform: string): string {
  const { PATH } = process.env;
  return execFileSync(terraform, ['fmt', '-'], {
    input: hcl,
    encoding: 'utf8',
    env: { PATH, CHECKPOINT_DISABLE: '1' },
  });
}
