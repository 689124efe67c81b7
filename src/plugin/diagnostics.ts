import type { AttributePath } from './attribute-path';

/** An error or a warning for the user. */
export interface Diagnostic {
  /** An error fails the operation; a warning does not. */
  readonly severity: 'error' | 'warning';
  /** What happened, in a few words without a final period. */
  readonly summary: string;
  /** The value received, the rule, and what to do. */
  readonly detail: string;
  /** The attribute at fault. Default: the whole block. */
  readonly path?: AttributePath;
}

/** Collects diagnostics, so that users see all errors at once and not one a run. */
export class Diagnostics {
  private readonly collected: Diagnostic[] = [];

  /** Adds an error. */
  error(summary: string, detail: string, path?: AttributePath): void {
    this.add('error', summary, detail, path);
  }

  /** Adds a warning. */
  warning(summary: string, detail: string, path?: AttributePath): void {
    this.add('warning', summary, detail, path);
  }

  /** Whether there is an error among them. */
  get hasErrors(): boolean {
    return this.collected.some(({ severity }) => severity === 'error');
  }

  /** All diagnostics in the order in which they were added. */
  get all(): readonly Diagnostic[] {
    return this.collected;
  }

  private add(severity: Diagnostic['severity'], summary: string, detail: string, path?: AttributePath): void {
    this.collected.push({ severity, summary, detail, ...(path && { path }) });
  }
}

/** Thrown by a provider's code to fail an operation with an error for the user. */
export class DiagnosticError extends Error {
  constructor(
    readonly summary: string,
    readonly detail: string,
    readonly path?: AttributePath,
  ) {
    super(summary);
  }
}
