import type { KmsKeyPolicy } from '@cdktf/provider-aws/lib/kms-key-policy';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import type { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import {
  App,
  conditional,
  Lazy,
  ref,
  TerraformElement,
  TerraformLocal,
  TerraformOutput,
  TerraformResource,
  TerraformStack,
  TerraformVariable,
  Token,
} from 'cdktf';
import { Construct, type IConstruct, type Node } from 'constructs';
import {
  type ILivenessImageBucket,
  type ILivenessImageKey,
  LivenessSessionPool,
  type OnUnusable,
} from '../../src/constructs';
import { type DecidedStatements, withStatements } from './policies';
import { ON_UNUSABLE } from './props';
import { snakeCase, type Variable } from './variables';

/** Names of elements by the end of their paths, for types with several elements or a conventional name. All others are `this`. */
const NAMES: Readonly<Record<string, string>> = {
  'Bucket/Region': 'current',
};

/** The stack of the module: a pool, and a variable for each of its props. */
export class ModuleStack extends TerraformStack {
  private readonly variables: ReadonlyMap<string, TerraformVariable>;
  private readonly bucket: ILivenessImageBucket;

  constructor(scope: Construct, id: string, variables: readonly Variable[]) {
    super(scope, id);
    const place = new Construct(this, 'variables');
    this.variables = new Map(variables.map(({ name, type }) => [name, new TerraformVariable(place, name, { type })]));
    new AwsProvider(this, 'aws');

    const name = this.variable('name').stringValue;
    const sessions = {
      name,
      size: this.variable('size').numberValue,
      keepers: this.map('keepers'),
      onUnusable: this.variable('on_unusable').stringValue as OnUnusable,
      auditImagesLimit: this.variable('audit_images_limit').numberValue,
      imagePrefix: this.local('image_prefix', this.given('image_prefix', defaultImagePrefix(name))),
    };
    const pool = new LivenessSessionPool(this, 'this', {
      ...sessions,
      bucketName: this.variable('bucket_name').stringValue,
      imageRetentionDays: this.variable('image_retention_days').numberValue,
      versioning: true,
      serverAccessLogsBucketName: this.variable('server_access_logs_bucket_name').stringValue,
      forceDestroy: this.variable('force_destroy').booleanValue as unknown as boolean,
      encryptionKeyDescription: this.variable('encryption_key_description').stringValue,
      alias: this.variable('alias').stringValue,
      encryptionKeyAdministrators: this.variable('encryption_key_administrators').listValue,
      encryptionKeyDeletionWindowInDays: this.variable('encryption_key_deletion_window_in_days').numberValue,
      tags: this.map('tags'),
    });
    const managed = new LivenessSessionPool(this, 'managed', {
      ...sessions,
      storage: pool.storage,
      managed: true,
      outputs: false,
    });
    this.letVariablesDecide(pool.bucket, pool.encryptionKey);
    this.letManagedDecide(pool, managed);
    this.bucket = pool.bucket;
  }

  /** The properties of the bucket construct that hold its resources, by the addresses of the resources. */
  public get bucketParts(): ReadonlyMap<string, string> {
    const parts = Object.entries(this.bucket).flatMap(([name, part]): Array<[string, string]> => {
      const belongs = name !== 'resource' && TerraformResource.isTerraformResource(part);
      return belongs ? [[`${part.terraformResourceType}.${part.friendlyUniqueId}`, name]] : [];
    });
    return new Map(parts);
  }

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    // The name of a pool is only in the names of its outputs, which are replaced.
    if (!TerraformElement.isTerraformElement(element)) return element.id;
    const { node } = element;
    const named = element instanceof TerraformVariable || element instanceof TerraformLocal;
    return named ? snakeCase(node.id) : (NAMES[`${node.scope?.node.id}/${node.id}`] ?? 'this');
  }

  /** Turns decisions of the constructors into expressions, which Terraform evaluates when the module is applied. */
  private letVariablesDecide(bucket: ILivenessImageBucket, key: ILivenessImageKey): void {
    const { resource, logging, guard, versioning } = bucket;
    if (resource) resource.bucketPrefix = template('var.bucket_name == null ? var.bucket_name_prefix : null');

    onlyIf('var.versioning', versioning);
    onlyIf('var.server_access_logs_bucket_name != null', logging);
    if (logging) logging.targetPrefix = this.given('server_access_logs_prefix', logging.targetPrefixInput ?? '');

    onlyIf('var.alias != null', key.alias);

    decideStatements(bucket.policy, { added: 'var.bucket_policy_statements' });
    decideStatements(key.policy, {
      conditions: { AllowAdministrators: 'length(var.encryption_key_administrators) > 0' },
      added: 'var.encryption_key_policy_statements',
    });

    // Terraform compares variables with each other in a validation only from version 1.9 on.
    if (guard) guard.lifecycle = { ...guard.lifecycle, precondition: [ON_UNUSABLE_FITS] };
  }

  /** Lets the variable `managed` choose between the data source and the resource of the sessions. */
  private letManagedDecide({ dataSource, node }: LivenessSessionPool, { resource }: LivenessSessionPool): void {
    onlyIf('var.managed', resource);
    dataSource?.addOverride('count', template('var.managed ? 0 : 1'));
    for (const output of node.children.filter(TerraformOutput.isTerraformOutput)) {
      // The module needs no pool's name in front of its outputs.
      output.overrideLogicalId(snakeCase(output.node.id.replace(/Output$/, '')));
    }
  }

  private variable(name: string): TerraformVariable {
    const variable = this.variables.get(name);
    if (variable === undefined) throw new Error(`the module has no variable ${name}`);
    return variable;
  }

  private map(name: string): Record<string, string> {
    return Token.asStringMap(this.variable(name).value);
  }

  private local(name: string, expression: string): string {
    return new TerraformLocal(this, name, expression).asString;
  }

  /** The value of a variable, or another one when the variable is null. */
  private given(name: string, otherwise: string): string {
    const condition = ref(`var.${name} != null`, this);
    return Token.asString(conditional(condition, this.variable(name).value, otherwise));
  }
}

/** A condition on the variables `managed` and `on_unusable`. */
const ON_UNUSABLE_FITS = {
  condition: template(
    'var.on_unusable == null ? true : ' +
      `contains(var.managed ? ${JSON.stringify(ON_UNUSABLE.managed)} : ${JSON.stringify(ON_UNUSABLE.read)}, var.on_unusable)`,
  ),
  errorMessage:
    `on_unusable is ${template('jsonencode(var.on_unusable)')}. With managed, use one of ${ON_UNUSABLE.managed.join(', ')}; ` +
    `without it, one of ${ON_UNUSABLE.read.join(', ')}.`,
};

/** Creates elements on a condition. */
function onlyIf(condition: string, ...elements: ReadonlyArray<IConstruct | undefined>): void {
  for (const element of elements.filter(TerraformElement.isTerraformElement)) {
    element.addOverride('count', template(`${condition} ? 1 : 0`));
  }
}

function template(expression: string): string {
  return `\${${expression}}`;
}

/** Lets variables decide of the statements of a policy. */
function decideStatements(resource: S3BucketPolicy | KmsKeyPolicy | undefined, decided: DecidedStatements): void {
  const policy = resource?.policyInput;
  if (resource === undefined || policy === undefined) throw new Error('there is no policy of this resource');
  resource.policy = Lazy.stringValue({ produce: (context) => withStatements(context.resolve(policy), decided) });
}

/** The default of the prop `imagePrefix` for a pool's name. */
function defaultImagePrefix(name: string): string {
  return new LivenessSessionPool(new TerraformStack(new App(), 'defaults'), 'pool', { name }).imagePrefix;
}
