/*
 * Terraform takes the first line of a plugin's standard output for its handshake, and throws later lines away. The console
 * writes to pipes synchronously and ignores closed ones. Loading node:fs instead would add a tenth to each start.
 */

/** The methods of the console that write to standard output. */
const METHODS = [
  'count',
  'debug',
  'dir',
  'dirxml',
  'group',
  'groupCollapsed',
  'info',
  'log',
  'table',
  'timeEnd',
  'timeLog',
];

const { log } = console;

/** Whether the line that is written is for Terraform. */
let isForTerraform = false;

/**
 * Sends what code writes to standard output to standard error, where Terraform logs plain lines at the level DEBUG. What is
 * written without Node's stream and console, as by a child process with the same output, is not affected.
 */
export function redirectStandardOutput(): void {
  const toStandardError = (...values: unknown[]) => console.error(...values);
  Object.assign(console, Object.fromEntries(METHODS.map((name) => [name, toStandardError])));
  let stdout: PropertyDescriptor | undefined;
  // Bun's console does not write to the stream. Bun creates the stream when the property is read or defined, but not when it
  // is set.
  if (process.versions.bun) Reflect.set(process, 'stdout', undefined);
  else stdout = Object.getOwnPropertyDescriptor(process, 'stdout');
  Object.defineProperty(process, 'stdout', {
    configurable: true,
    enumerable: true,
    get: () => (isForTerraform ? stdout?.get?.call(process) : process.stderr),
  });
}

/** Writes a line to the process's own standard output. */
export function writeToStandardOutput(line: string): void {
  isForTerraform = true;
  log(line);
  isForTerraform = false;
}

/** Writes a line to standard error. */
export function writeToStandardError(line: string): void {
  console.error(line);
}
