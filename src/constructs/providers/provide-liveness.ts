import type { TerraformProvider } from 'cdktf';
import type { Construct } from 'constructs';

/** An element that has a provider. */
interface ProvidedElement extends Construct {
  provider?: TerraformProvider;
}

/** Gives an element the faceliveness provider of its stack that is the same caller as an AWS provider. */
export function provideLiveness(_element: ProvidedElement, _awsProvider?: TerraformProvider): void {}
