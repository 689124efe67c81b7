/** A level of the log, by Terraform's name for it in TF_LOG. */
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error';

/** The fields of a log line. No secrets: people share the files that Terraform writes the log to. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Keeps the fields of work that goes on, as AsyncLocalStorage does. Declared here, so that the types need none of Node's. */
export interface FieldScope {
  run<T>(fields: LogFields, work: () => T): T;
  getStore(): LogFields | undefined;
}

const LEVELS: readonly LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error'];

/** Writes log lines in hclog's JSON, which Terraform reads from a plugin's standard error. */
export class Logger {
  private readonly threshold: number;

  /**
   * @param module the name before each message, such as `provider.random`.
   * @param level the lowest level that is written; undefined writes nothing.
   * @param write called with each line, without a line break.
   * @param scope keeps the fields of {@link within}; without it, lines do not have them.
   */
  constructor(
    private readonly module: string,
    level: LogLevel | undefined,
    private readonly write: (line: string) => void,
    private readonly scope?: FieldScope,
    private readonly now: () => Date = () => new Date(),
  ) {
    this.threshold = level === undefined ? LEVELS.length : LEVELS.indexOf(level);
  }

  /** Makes the log of a provider, at the level that the environment asks for. */
  static async ofProvider(
    name: string,
    environment: Readonly<Record<string, string | undefined>>,
    write: (line: string) => void,
  ): Promise<Logger> {
    const level = logLevelFromEnvironment(name, environment);
    // Without a log, the module would take a hundredth of each start.
    const scope = level && new (await import('node:async_hooks')).AsyncLocalStorage<LogFields>();
    return new Logger(`provider.${name}`, level, write, scope);
  }

  /** Does work during which every line has the given fields, also if the work is asynchronous and other work goes on. */
  within<T>(fields: LogFields, work: () => T): T {
    return this.scope ? this.scope.run(fields, work) : work();
  }

  trace(message: string, fields?: LogFields): void {
    this.log('trace', message, fields);
  }

  debug(message: string, fields?: LogFields): void {
    this.log('debug', message, fields);
  }

  info(message: string, fields?: LogFields): void {
    this.log('info', message, fields);
  }

  warn(message: string, fields?: LogFields): void {
    this.log('warn', message, fields);
  }

  error(message: string, fields?: LogFields): void {
    this.log('error', message, fields);
  }

  private log(level: LogLevel, message: string, fields?: LogFields): void {
    if (LEVELS.indexOf(level) < this.threshold) return;
    const line = {
      ...fields,
      ...this.scope?.getStore(),
      // After the fields, none of which can take their place.
      '@level': level,
      '@message': message,
      '@module': this.module,
      // hclog's layout has microseconds.
      '@timestamp': this.now().toISOString().replace('Z', '000Z'),
    };
    this.write(JSON.stringify(line));
  }
}

/**
 * The level of a provider's log: TF_LOG_PROVIDER_<NAME>, TF_LOG_PROVIDER or TF_LOG, the first that is set. OFF turns the
 * log off. An unknown level means `trace`, as in Terraform.
 */
export function logLevelFromEnvironment(
  providerName: string,
  environment: Readonly<Record<string, string | undefined>>,
): LogLevel | undefined {
  const value =
    environment[`TF_LOG_PROVIDER_${providerName.toUpperCase().replaceAll('-', '_')}`] ||
    environment.TF_LOG_PROVIDER ||
    environment.TF_LOG;
  if (!value || value.toUpperCase() === 'OFF') return undefined;
  return LEVELS.find((level) => level === value.toLowerCase()) ?? 'trace';
}
