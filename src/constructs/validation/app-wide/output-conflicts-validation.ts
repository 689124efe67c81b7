import { type TerraformElement, TerraformOutput, TerraformStack } from 'cdktf';
import type { IValidation } from 'constructs';
import { appIndex } from './app-index';

/** Reports another output with the name of an output of a pool: cdktf would merge both into one. */
export class OutputConflictsValidation implements IValidation {
  constructor(private readonly output: TerraformOutput) {}

  public validate(): string[] {
    const { output } = this;
    return (
      appIndex(output)
        .elementsWith(outputName, String(outputName(output)))
        // Two pools of one id are an error of their own.
        .filter((other) => other.constructor !== output.constructor)
        .map(
          ({ node }) =>
            `two outputs of one name: ${node.path} is named ${JSON.stringify(output.friendlyUniqueId)}, as an output of this pool, ` +
            'and a stack has one of each name. Give it another id, or leave those of the pool out with outputs: false',
        )
    );
  }
}

function outputName(element: TerraformElement): string | undefined {
  return TerraformOutput.isTerraformOutput(element)
    ? `${TerraformStack.of(element).node.path} ${element.friendlyUniqueId}`
    : undefined;
}
