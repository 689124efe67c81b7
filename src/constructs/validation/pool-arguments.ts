import { TerraformProvider, Token } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';
import { assertSameCdktf } from './foreign-cdktf';
import { checkIds } from './ids';
import { isPlainObject, shown } from './values';

/** Arguments of a pool without which nothing can be constructed. */
interface Arguments {
  readonly storage?: unknown;
  readonly awsProvider?: unknown;
  readonly livenessProvider?: unknown;
}

/**
 * Fails where a validation would come too late.
 *
 * @throws Error
 */
export function assertPoolArguments(pool: IConstruct, props: Arguments): void {
  assertSameCdktf(pool);
  checkIds(pool, { reportsName: true });
  if (!isPlainObject(props)) throw new Error(`invalid props: ${shown(props)} is not an object. Give the props in one`);

  const { storage, awsProvider, livenessProvider } = props;
  if (storage !== undefined && !isStorage(storage)) {
    throw new Error(
      `invalid storage: ${shown(storage)} is not a storage. Pass a LivenessImageStorage, or what ` +
        'LivenessImageStorage.fromAttributes returns',
    );
  }
  for (const [prop, provider] of Object.entries({ awsProvider, livenessProvider })) {
    if (provider !== undefined && !TerraformProvider.isTerraformProvider(provider)) {
      throw new Error(`invalid ${prop}: ${shown(provider)} is not a provider. Pass the construct that declares one`);
    }
  }
}

function isStorage(value: unknown): boolean {
  if (!Construct.isConstruct(value)) return false;
  const { bucket, encryptionKey, keyPrefix } = value as unknown as Readonly<Record<string, unknown>>;
  return (
    Construct.isConstruct(bucket) &&
    Construct.isConstruct(encryptionKey) &&
    (typeof keyPrefix === 'string' || Token.isUnresolved(keyPrefix))
  );
}
