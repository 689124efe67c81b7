import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Facts } from './generator';

/** A block of a synthesized stack. */
interface Block {
  readonly provider?: string;
  readonly [argument: string]: unknown;
}

type Blocks = Readonly<Record<string, Readonly<Record<string, Block>>>>;

/** A synthesized stack. */
export interface StackFile {
  readonly resource?: Blocks;
  readonly data?: Blocks;
  readonly locals?: Readonly<Record<string, unknown>>;
  readonly output?: Readonly<Record<string, { readonly value: unknown }>>;
  readonly provider?: Readonly<Record<string, ReadonlyArray<Readonly<Record<string, unknown>>>>>;
  readonly variable?: object;
  readonly terraform: object;
}

/** The synthesized stacks of an app, by their names. */
export function readStacks(outdir: string): ReadonlyMap<string, StackFile> {
  const directory = join(outdir, 'stacks');
  return new Map(
    readdirSync(directory).map((name) => [
      name,
      JSON.parse(readFileSync(join(directory, name, 'cdk.tf.json'), 'utf8')) as StackFile,
    ]),
  );
}

/** A resource, a data source, or a literal. */
interface Origin {
  readonly stack: string;
  /** The address, or the literal. */
  readonly text: string;
  readonly block?: Block;
}

/** Where the sessions of synthesized stacks would send images, with references followed in the files alone. */
export class PlannedSessions {
  constructor(
    private readonly stacks: ReadonlyMap<string, StackFile>,
    private readonly facts: Facts,
  ) {}

  /** The errors that AWS would find in an apply, or that would leave images unprotected. */
  errors(): string[] {
    return [...this.stacks].flatMap(([stack, { data, resource }]) => [
      ...this.guardErrors(stack, resource?.faceliveness_bucket_guard ?? {}),
      ...[data, resource].flatMap((blocks) =>
        Object.entries(blocks?.faceliveness_session_pool ?? {}).flatMap(([name, block]) =>
          this.errorsOf(stack, block).map((error) => `${stack} ${name}: ${error}`),
        ),
      ),
    ]);
  }

  /** A guard that lets a bucket with images go, or keeps one that is to be destroyed. */
  private guardErrors(stack: string, guards: Readonly<Record<string, Block>>): string[] {
    return Object.entries(guards).flatMap(([name, { bucket, force_destroy: force }]) => {
      const { block } = this.follow(stack, String(bucket));
      return block?.force_destroy === force ? [] : [`${stack} ${name}: force_destroy is ${force}, unlike the bucket's`];
    });
  }

  private errorsOf(stack: string, sessions: Block): string[] {
    const { kms_key_id: keyId, settings } = sessions as unknown as {
      readonly kms_key_id: string;
      readonly settings: {
        readonly output_config: { readonly s3_bucket: string; readonly s3_key_prefix: string };
      };
    };
    const { s3_bucket: s3Bucket, s3_key_prefix: prefix } = settings.output_config;
    const [bucket, key] = [this.follow(stack, s3Bucket), this.follow(stack, keyId)];
    const caller = this.caller(stack, 'faceliveness', sessions);
    const errors: string[] = [];
    const [ofBucket, ofKey] = [this.placeOf(bucket), this.placeOf(key)];
    // A key of another account can be used, if its policy allows it.
    for (const [noun, there, here] of [
      ['region of the bucket', ofBucket.region, caller.region],
      ['region of the key', ofKey.region, caller.region],
      ['account of the bucket', ofBucket.account, caller.account],
    ]) {
      if (there !== undefined && here !== undefined && there !== here) {
        errors.push(`the ${noun} is ${there}, and that of the sessions ${here}`);
      }
    }
    const isDeclared = this.facts.declared.has(`${stack} ${caller.alias}`);
    const aws = bucket.block && bucket.stack === stack ? this.caller(stack, 'aws', bucket.block) : undefined;
    if (aws !== undefined && !isDeclared && aws.alias === caller.alias && aws.identity !== caller.identity) {
      errors.push(`the caller of the bucket is ${aws.identity}, and that of the sessions ${caller.identity}`);
    }
    return [...errors, ...this.encryptionErrors(bucket, key), ...this.retentionErrors(bucket, prefix)];
  }

  private encryptionErrors(bucket: Origin, key: Origin): string[] {
    const [encryption] = this.settingsOf(bucket, 'aws_s3_bucket_server_side_encryption_configuration');
    if (encryption === undefined) return [];
    const rule = (encryption.rule as { apply_server_side_encryption_by_default: { kms_master_key_id: string } }[])[0];
    const ofBucket = this.follow(bucket.stack, String(rule?.apply_server_side_encryption_by_default.kms_master_key_id));
    return `${ofBucket.stack} ${ofBucket.text}` === `${key.stack} ${key.text}` || ofBucket.text === key.text
      ? []
      : [`the bucket encrypts with ${ofBucket.text}, and the sessions with ${key.text}`];
  }

  private retentionErrors(bucket: Origin, prefix: string): string[] {
    const [lifecycle] = this.settingsOf(bucket, 'aws_s3_bucket_lifecycle_configuration');
    if (lifecycle === undefined) return [];
    const rules = lifecycle.rule as { expiration?: object[]; filter?: { prefix: string }[] }[];
    const rule = rules.find(({ expiration }) => expiration !== undefined);
    const expired = rule && (rule.filter?.[0]?.prefix ?? '');
    // Both are written by the same stack, so equal references are equal texts.
    return expired !== undefined && (prefix.startsWith(expired) || prefix.includes('remote_state'))
      ? []
      : [`images under ${prefix} are kept for ever: those under ${expired} expire`];
  }

  /** The settings of a bucket that the stack makes. */
  private settingsOf(bucket: Origin, type: string): Block[] {
    if (bucket.block === undefined || !bucket.text.startsWith('aws_s3_bucket.')) return [];
    return Object.values(this.stacks.get(bucket.stack)?.resource?.[type] ?? {}).filter(
      ({ bucket: of }) => this.follow(bucket.stack, String(of)).text === bucket.text,
    );
  }

  /** Region and account, as far as literals tell them. */
  private placeOf({ stack, text, block }: Origin): { readonly region?: string; readonly account?: string } {
    if (block !== undefined) return this.caller(stack, 'aws', block);
    const [, region, account] = /^arn:aws:kms:([^:]+):(\d+):/.exec(text) ?? [];
    const ofBucket = this.facts.bucketRegions.get(text);
    return { ...(region && { region }), ...(account && { account }), ...(ofBucket && { region: ofBucket }) };
  }

  private caller(stack: string, type: 'aws' | 'faceliveness', { provider, region: own }: Block) {
    const alias = provider?.split('.')[1];
    const configuration = this.stacks.get(stack)?.provider?.[type]?.find((each) => each.alias === alias);
    if (configuration === undefined) throw new Error(`${stack} has no provider ${type} ${alias}`);
    const {
      access_key,
      secret_key,
      profile,
      assume_role: roles,
      allowed_account_ids: accounts,
      ...others
    } = configuration;
    const region = isLiteral(own) ? own : others.region;
    const role = (roles as { readonly role_arn?: string }[] | undefined)?.at(-1)?.role_arn?.split(':')[4];
    const [allowed, ...more] = (accounts as string[] | undefined) ?? [];
    const account = role ?? (more.length === 0 ? allowed : undefined);
    return {
      alias,
      ...(isLiteral(region) && { region }),
      ...(account && { account }),
      identity: JSON.stringify([others.region, access_key, secret_key, profile, roles, accounts]),
    };
  }

  /** What an expression refers to, through locals and the outputs of other stacks. */
  private follow(stack: string, expression: string): Origin {
    const [, inner] = /^\$\{(.*)\}$/.exec(expression) ?? [];
    if (inner === undefined) return { stack, text: expression };
    const file = this.stacks.get(stack);
    const [, local, index] = /^element\(local\.([\w-]+), (\d+)\)$/.exec(inner) ?? [];
    if (local !== undefined) {
      const [, list = ''] = /^\$\{split\("\|", join\("\|", \[(.*)\]\)\)\}$/.exec(String(file?.locals?.[local])) ?? [];
      return this.follow(stack, `\${${list.split(', ')[Number(index)]}}`.replace(/^\$\{"(.*)"\}$/, '$1'));
    }
    const [, other, output] =
      /^data\.terraform_remote_state\.cross-stack-reference-input-(\w+)\.outputs\.([\w-]+)$/.exec(inner) ?? [];
    if (other !== undefined && output !== undefined) {
      return this.follow(other, String(this.stacks.get(other)?.output?.[output]?.value));
    }
    const [, data, type = '', name = ''] = /^(data\.)?(\w+)\.([\w-]+)\.\w+$/.exec(inner) ?? [];
    const block = (data ? file?.data : file?.resource)?.[type]?.[name];
    if (block === undefined && type !== 'var') throw new Error(`unknown reference ${expression} in ${stack}`);
    return { stack, text: `${data ?? ''}${type}.${name}`, ...(block && { block }) };
  }
}

function isLiteral(value: unknown): value is string {
  return typeof value === 'string' && !value.includes('${');
}
