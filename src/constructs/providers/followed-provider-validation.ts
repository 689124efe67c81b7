import { type TerraformProvider, TerraformStack } from 'cdktf';
import type { IValidation } from 'constructs';
import { appIndex } from '../validation/app-wide/app-index';
import type { FollowingProvider } from './following-provider';
import { isGiven } from './stack-providers';

/** Reports what is wrong with an AWS provider that a faceliveness provider follows, or cannot be followed. */
export class FollowedProviderValidation implements IValidation {
  constructor(private readonly follower: FollowingProvider) {}

  public validate(): string[] {
    const { follower } = this;
    if (!follower.isUsed) return [];
    const errors = awsProviderErrors(TerraformStack.of(follower), follower.given);
    return errors.length > 0 || follower.declared !== undefined ? errors : this.followErrors();
  }

  private followErrors(): string[] {
    const { aws } = this.follower;
    return aws === undefined ? [] : [...this.aliasErrors(aws), ...this.metadataEndpointErrors(aws)];
  }

  /** Elements refer to their provider by its alias. */
  private aliasErrors(aws: TerraformProvider): string[] {
    const { alias } = appIndex(aws).configurationOf(aws);
    const { ownAlias } = this.follower;
    if (alias === ownAlias) return [];
    return [
      `the AWS provider ${aws.node.path} was given the alias ${JSON.stringify(alias)} after it was used ` +
        `${ownAlias === undefined ? 'without one' : `as ${JSON.stringify(ownAlias)}`}, which the faceliveness provider ` +
        'cannot follow. Set the alias when the AwsProvider is declared, or declare a FacelivenessProvider',
    ];
  }

  /** The one argument that a faceliveness provider cannot inherit although it can change the caller. */
  private metadataEndpointErrors(aws: TerraformProvider): string[] {
    const { ec2_metadata_service_endpoint: endpoint, access_key: key } = appIndex(aws).configurationOf(aws);
    return !isGiven(endpoint) || isGiven(key)
      ? []
      : [
          `the AWS provider ${aws.node.path} sets ec2_metadata_service_endpoint, which the faceliveness provider ` +
            'does not have, so the sessions could be created in another account than the bucket. Set ' +
            'AWS_EC2_METADATA_SERVICE_ENDPOINT in its place, which both read, or declare a FacelivenessProvider',
        ];
  }
}

/**
 * Errors in the AWS provider of constructs in a stack.
 *
 * @param given the `awsProvider` of their props; undefined for the stack's one without an alias
 */
export function awsProviderErrors(stack: TerraformStack, given: TerraformProvider | undefined): string[] {
  if (given === undefined) return defaultProviderErrors(stack);
  if (given.terraformResourceType !== 'aws') {
    return [
      `invalid awsProvider: ${given.node.path} is a provider "${given.terraformResourceType}", and makes no keys and ` +
        'buckets. Pass an AwsProvider',
    ];
  }
  return otherStackErrors('awsProvider', stack, given);
}

/** A stack can use its own providers only. */
export function otherStackErrors(prop: string, stack: TerraformStack, given: TerraformProvider): string[] {
  return TerraformStack.of(given) === stack
    ? []
    : [
        `invalid ${prop}: ${given.node.path} is in another stack, and a stack has providers of its own. Declare one in ` +
          stack.node.path,
      ];
}

function defaultProviderErrors(stack: TerraformStack): string[] {
  const providers = appIndex(stack).providersOf(stack, 'aws');
  if (providers.length === 0 || providers.some(({ alias }) => alias === undefined)) return [];
  return [
    `all AWS providers of the stack have an alias (${providers.map(({ alias }) => `"${alias}"`).join(', ')}), so none is ` +
      'the default. Pass the one to use as awsProvider, or add one without an alias',
  ];
}
