/** What a log line is worth, as Terraform's TF_LOG names it. */
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error';

/** Facts beside a log message. Never secrets: Terraform writes them to files that people share. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

const LEVELS: readonly LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error'];

/** Writes log lines in the form that Terraform reads from a plugin's standard error (hclog's JSON). */
export class Logger {
  private readonly threshold: number;

  /**
   * @param module shown before each message, such as `provider.faceliveness`.
   * @param level the least level that is written; undefined writes nothing.
   * @param write takes one line without its end.
   */
  constructor(
    private readonly module: string,
    level: LogLevel | undefined,
    private readonly write: (line: string) => void,
    private readonly now: () => Date = () => new Date(),
  ) {
    this.threshold = level === undefined ? LEVELS.length : LEVELS.indexOf(level);
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
      '@level': level,
      '@message': message,
      '@module': this.module,
      // hclog's layout has microseconds.
      '@timestamp': this.now().toISOString().replace('Z', '000Z'),
      ...fields,
    };
    this.write(JSON.stringify(line));
  }
}

/**
 * The level at which Terraform's user wants to see a provider's log: TF_LOG_PROVIDER_<NAME>, TF_LOG_PROVIDER or TF_LOG,
 * the first that is set. A value that is no level means `trace`, as in Terraform; OFF means none.
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
