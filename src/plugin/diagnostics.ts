import type { AttributePath } from './attribute-path';

/** What Terraform shows to its user. */
export interface Diagnostic {
  /** An error ends the operation; a warning is shown beside its result. */
  readonly severity: 'error' | 'warning';
  /** What happened, in a few words, without a final period. */
  readonly summary: string;
  /** The value received, the rule, and what to do. */
  readonly detail: string;
  /** The attribute at fault; the whole block when left out. */
  readonly path?: AttributePath;
}

/** Collects what Terraform is to show; all problems at once are better than one per run. */
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

  /** Whether an error is among them. */
  get hasErrors(): boolean {
    return this.collected.some(({ severity }) => severity === 'error');
  }

  /** Everything so far, in the order it was added. */
  get all(): readonly Diagnostic[] {
    return this.collected;
  }

  private add(severity: Diagnostic['severity'], summary: string, detail: string, path?: AttributePath): void {
    this.collected.push({ severity, summary, detail, ...(path && { path }) });
  }
}

/** Thrown by a provider's code to end an operation with one error for Terraform's user. */
export class DiagnosticError extends Error {
  constructor(
    readonly summary: string,
    readonly detail: string,
    readonly path?: AttributePath,
  ) {
    super(summary);
  }
}
