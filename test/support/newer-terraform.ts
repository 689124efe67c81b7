import { resolve } from 'node:path';

/** The newer Terraform that `npm test` installs: its executable, and the oldest version that test/python may name. */
export const NEWER_TERRAFORM = { executable: resolve(import.meta.dirname, '../python/terraform'), version: '1.15.0' };
