import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import {
  App,
  conditional,
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
  type LivenessImageKey,
  LivenessSessionPool,
  type OnUnusable,
} from '../../src/constructs';
import { MAX_BUCKET_NAME_PREFIX_LENGTH } from '../../src/constructs/limits';
import { snakeCase, type Variable } from './variables';

/** Names of elements by the end of their paths, for types with several elements or a conventional name. All others are `this`. */
const NAMES: Readonly<Record<string, string>> = {
  'Key/Account': 'current',
  'Key/Policy': 'key',
  'Bucket/PolicyDocument': 'bucket',
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
    const pool = new LivenessSessionPool(this, 'this', {
      name,
      size: this.variable('size').numberValue,
      keepers: this.map('keepers'),
      onUnusable: this.variable('on_unusable').stringValue as OnUnusable,
      auditImagesLimit: this.variable('audit_images_limit').numberValue,
      bucketName: this.variable('bucket_name').stringValue,
      imagePrefix: this.local('image_prefix', this.given('image_prefix', defaultImagePrefix(name))),
      imageRetentionDays: this.variable('image_retention_days').numberValue,
      versioning: true,
      serverAccessLogsBucketName: this.variable('server_access_logs_bucket_name').stringValue,
      forceDestroy: this.variable('force_destroy').booleanValue as unknown as boolean,
      encryptionKeyDescription: this.given('encryption_key_description', `Face Liveness images of ${name}`),
      alias: this.variable('alias').stringValue,
      encryptionKeyAdministrators: this.variable('encryption_key_administrators').listValue,
      encryptionKeyDeletionWindowInDays: this.variable('encryption_key_deletion_window_in_days').numberValue,
      tags: this.map('tags'),
    });
    this.letVariablesDecide(pool.bucket, pool.encryptionKey);
    for (const output of pool.node.children.filter(TerraformOutput.isTerraformOutput)) {
      // The module needs no pool's name in front of its outputs.
      output.overrideLogicalId(snakeCase(output.node.id.replace(/Output$/, '')));
    }
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
    const node = TerraformElement.isTerraformElement(element) ? element.node : element;
    const named = element instanceof TerraformVariable || element instanceof TerraformLocal;
    return named ? node.id : (NAMES[`${node.scope?.node.id}/${node.id}`] ?? 'this');
  }

  /** Turns decisions of the constructors into expressions, which Terraform evaluates when the module is applied. */
  private letVariablesDecide(bucket: ILivenessImageBucket, key: LivenessImageKey): void {
    // The same as the generated name of LivenessImageBucket, from the name of the pool in the place of a path.
    const words = `replace(lower("liveness-\${var.name}"), "/[^a-z0-9]+/", "-")`;
    const shortened = `substr(${words}, 0, ${MAX_BUCKET_NAME_PREFIX_LENGTH - 1})`;
    this.local('bucket_prefix', `\${trimsuffix(${shortened}, "-")}-`);
    bucket.resource?.addOverride('bucket_prefix', `\${var.bucket_name == null ? local.bucket_prefix : null}`);

    onlyIf('var.versioning', bucket.versioning);
    onlyIf('var.server_access_logs_bucket_name != null', bucket.logging);
    const logsPrefix = bucket.logging?.targetPrefixInput ?? '';
    bucket.logging?.addOverride('target_prefix', this.given('server_access_logs_prefix', logsPrefix));

    onlyIf('var.alias != null', key.alias);
    onlyIf(
      'length(var.encryption_key_administrators) > 0',
      key.node.findChild('Account'),
      key.node.findChild('Policy'),
    );
    key.resource?.addOverride('policy', `\${one(data.aws_iam_policy_document.key[*].json)}`);
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

/** Creates elements on a condition. */
function onlyIf(condition: string, ...elements: ReadonlyArray<IConstruct | undefined>): void {
  for (const element of elements.filter(TerraformElement.isTerraformElement)) {
    element.addOverride('count', `\${${condition} ? 1 : 0}`);
  }
}

/** The default of the prop `imagePrefix` for a pool's name. */
function defaultImagePrefix(name: string): string {
  return new LivenessSessionPool(new TerraformStack(new App(), 'defaults'), 'pool', { name }).imagePrefix;
}
