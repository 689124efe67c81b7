import { TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';

/** What jsii notes in each class. */
const TYPE_INFORMATION = Symbol.for('jsii.rtti');

/**
 * Fails in an app of a fork of cdktf where this library loads cdktf itself: the elements of one cannot be written by the
 * other, and the fork would say so in words of its own.
 *
 * @throws Error that names the override to use
 */
export function assertSameCdktf(construct: IConstruct): void {
  const [ours, theirs] = [packageOf(TerraformStack), packageOf(TerraformStack.of(construct).constructor)];
  if (ours === undefined || theirs === undefined || ours.name === theirs.name) return;
  const override = `"cdktf": "npm:${theirs.name}@${theirs.version}"`;
  throw new Error(
    `the app is built with ${theirs.name} ${theirs.version}, and cdktf-face-liveness loads ${ours.name} ${ours.version}, ` +
      `whose elements ${theirs.name} cannot write. Add ${override} to "overrides" in the app's package.json ` +
      '("resolutions" for Yarn, "pnpm.overrides" for pnpm), and install again',
  );
}

/** The package that a class of stacks, or the class that it extends, comes from. */
function packageOf(type: unknown): { readonly name: string; readonly version: string } | undefined {
  for (let each = type; typeof each === 'function'; each = Object.getPrototypeOf(each)) {
    const { fqn, version } = (Object.getOwnPropertyDescriptor(each, TYPE_INFORMATION)?.value ?? {}) as {
      readonly fqn?: string;
      readonly version?: string;
    };
    const [name, member] = fqn?.split('.') ?? [];
    if (member === 'TerraformStack' && name && version) return { name, version };
  }
  return undefined;
}
