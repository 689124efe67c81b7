const INTERESTING =
  /: (Creating|Creation complete|Reading|Read complete|Modifying|Modifications complete|Destroying|Destruction complete|Still \w+)|Plan: |No changes\.|complete! Resources|will be (created|read during apply|destroyed)/;

/** Prints the steps of the demo with their progress and duration. */
export class Progress {
  private step = 0;

  constructor(
    private readonly steps: number,
    private readonly write: (text: string) => void = (text) => process.stdout.write(text),
  ) {}

  /** Runs a step, and prints its title before and its duration after it. */
  async run<T>(title: string, work: (line: (text: string) => void) => Promise<T>): Promise<T> {
    this.step += 1;
    this.write(`\n[${this.step}/${this.steps}] ${title}\n`);
    const started = performance.now();
    const result = await work((text) => this.write(`      ${text}\n`));
    this.write(`      done in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
    return result;
  }
}

/**
 * Passes on the lines of Terraform's output that show progress, shortened.
 *
 * @returns a function that takes the output in chunks
 */
export function terraformLines(line: (text: string) => void): (output: string) => void {
  let rest = '';
  return (output) => {
    const lines = (rest + output).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences of terminal colours
      const plain = text.replace(/\x1b\[[0-9;]*m/g, '').trim();
      if (INTERESTING.test(plain)) line(shorten(plain));
    }
  };
}

/** Shortens addresses: `aws_kms_key.pool_Storage_Key_A75CD839: Creating...` to `aws_kms_key.Key: Creating...`. */
function shorten(text: string): string {
  return text
    .replace(/^liveness\s+/, '')
    .replace(/^# /, '')
    .replace(/ \(pool\/[\w/]+\)/, '')
    .replace(/\bpool_(?:Storage_)?(\w+)_[0-9A-F]{8}\b/, '$1')
    .replace(/ \[(?:id|name)=.*\]$/, '');
}
