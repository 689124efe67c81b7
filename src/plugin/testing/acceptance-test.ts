import { basename, dirname, resolve } from 'node:path';
import { type LazyProvider, type Provider, type ReattachableProvider, serveInProcess } from '../index';
import { differences, type Expected } from './expectation';
import { errors, messages, TerraformDirectory, type TerraformResult } from './terraform';

const DEFAULT_TIMEOUT_SECONDS = 120;

/** What a plan does with a resource. */
export type PlannedAction = 'create' | 'read' | 'update' | 'replace' | 'delete' | 'no-op';

/** A configuration, and what is expected of it. */
export interface AcceptanceStep {
  /** The configuration in HCL. It needs no `required_providers`. */
  readonly config: string;
  /** The planned actions by the address of the resource. Others are not compared. */
  readonly actions?: Readonly<Record<string, PlannedAction>>;
  /**
   * The expected attributes in the state by the address of a resource or data source, such as `data.greeter_greeting.world`. Those
   * that are not named are not compared; null means that the resource does not exist.
   */
  readonly state?: Readonly<Record<string, Readonly<Record<string, Expected>> | null>>;
  /** The expected outputs. Others are not compared. */
  readonly outputs?: Readonly<Record<string, Expected>>;
  /** The step must fail with an error that matches: its summary, an empty line, and its detail. Default: no error. */
  readonly error?: RegExp;
  /** Whether a plan after the apply has changes. Default: false, it must be empty. */
  readonly changesAfterApply?: boolean;
}

/** A test of providers with the real Terraform. */
export interface AcceptanceTest {
  /**
   * The providers under test by source address, such as `example.com/acme/greeter`. Each is a provider, which is served from this
   * process, where a debugger can stop in it; or the path of an executable, whose name begins with `terraform-provider-<name>`.
   */
  readonly providers: Readonly<Record<string, Provider | LazyProvider | string>>;
  /** They are applied one after another to the same state, which is destroyed in the end. */
  readonly steps: readonly AcceptanceStep[];
  /** Variables of Terraform's environment besides those of this process; undefined removes one. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Terraform's executable: a path, or a name on PATH. Default: TERRAFORM_BINARY_NAME, otherwise `terraform`. */
  readonly terraform?: string;
  /** The time limit of each run of Terraform, in seconds. Default: 120. */
  readonly timeoutSeconds?: number;
  /** Stops the test, and leaves what it has created. */
  readonly signal?: AbortSignal;
}

/** Thrown when a provider is not as a test expects. The message says which step, and all that differs in it. */
export class AcceptanceTestError extends Error {
  override readonly name = 'AcceptanceTestError';
}

/**
 * Applies configurations with the real Terraform, and compares plans, states, outputs and errors with those expected. After each step a
 * plan must be empty. In the end everything is destroyed. The test needs neither `terraform init` nor a network; configurations
 * can use the providers under test and `terraform_data`.
 *
 * @throws AcceptanceTestError when something is not as expected.
 * @throws Error when Terraform does not exist, or does not end in time, and when `signal` is aborted.
 */
export async function acceptanceTest(test: AcceptanceTest): Promise<void> {
  const served: ReattachableProvider[] = [];
  try {
    for (const [address, provider] of Object.entries(test.providers)) {
      if (typeof provider !== 'string') served.push(await serveInProcess(provider, address));
    }
    const reattach = Object.assign({}, ...served.map(({ reattachProviders }) => reattachProviders));
    const terraform = new TerraformDirectory({
      executable: test.terraform ?? (process.env.TERRAFORM_BINARY_NAME || 'terraform'),
      env: { TF_REATTACH_PROVIDERS: JSON.stringify(reattach), ...test.env },
      timeoutMs: (test.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000,
      signal: test.signal,
    });
    try {
      terraform.write('terraform.rc', cliConfig(test.providers));
      terraform.write('providers.tf.json', requiredProviders(Object.keys(test.providers)));
      await runSteps(terraform, test);
    } finally {
      terraform.remove();
    }
  } finally {
    for (const { close } of served) close();
  }
}

async function runSteps(terraform: TerraformDirectory, { steps, signal }: AcceptanceTest): Promise<void> {
  // The last configuration that was applied as expected: a later one may be invalid.
  let destroyable: string | undefined;
  let failure: unknown;
  try {
    for (const [index, step] of steps.entries()) {
      destroyable ??= step.config;
      const wrong = await runStep(terraform, step);
      if (wrong.length > 0) {
        throw new AcceptanceTestError(`step ${index + 1} of ${steps.length}: ${wrong.join('\n')}`);
      }
      if (step.error === undefined) destroyable = step.config;
    }
  } catch (error) {
    failure = error;
  }
  try {
    if (terraform.hasState && !signal?.aborted) await destroy(terraform, destroyable);
  } catch (error) {
    if (failure === undefined) throw error;
    // The first failure may be the cause of this one.
    throw new AcceptanceTestError(`${(failure as Error).message}\n${(error as Error).message}`, { cause: failure });
  }
  if (failure !== undefined) throw failure;
}

/** Runs a step. Returns all that is not as expected. */
async function runStep(terraform: TerraformDirectory, step: AcceptanceStep): Promise<readonly string[]> {
  terraform.write('main.tf', step.config);
  const { result, wrong } = await apply(terraform, step.actions);
  const failures = errors(result);
  if (step.error === undefined && failures.length > 0) return [...wrong, `terraform failed:\n${failures.join('\n\n')}`];
  if (step.error !== undefined) {
    const { error } = step;
    if (failures.length === 0) return [`terraform succeeded; expected an error that matches ${error}`];
    if (!failures.some((text) => text.search(error) >= 0)) {
      wrong.push(`no error matches ${error}. Terraform reported:\n${failures.join('\n\n')}`);
    }
  }
  if (step.state || step.outputs) wrong.push(...(await compareState(terraform, step)));
  if (step.error === undefined) wrong.push(...(await planAgain(terraform, step.changesAfterApply ?? false)));
  return wrong;
}

/** Plans and applies the configuration, and compares the plan if actions are given. */
async function apply(
  terraform: TerraformDirectory,
  actions: AcceptanceStep['actions'],
): Promise<{ readonly result: TerraformResult; readonly wrong: string[] }> {
  if (actions === undefined) return { result: await terraform.run('apply', '-auto-approve', '-json'), wrong: [] };
  const result = await terraform.run('plan', '-json', '-out=plan');
  if (result.code !== 0) return { result, wrong: [] };
  const { resource_changes: changes = [] } = (await terraform.json('show', '-json', 'plan')) as ShownPlan;
  const planned = new Map(changes.map(({ address, change }) => [address, actionOf(change.actions)]));
  const wrong = Object.entries(actions).flatMap(([address, action]) => {
    const actual = planned.get(address) ?? 'no-op';
    return actual === action ? [] : [`the plan for ${address} is ${actual}; expected ${action}`];
  });
  return { result: await terraform.run('apply', '-json', 'plan'), wrong };
}

function actionOf(actions: readonly string[]): string {
  return actions.length > 1 ? 'replace' : (actions[0] ?? 'no-op');
}

async function compareState(terraform: TerraformDirectory, step: AcceptanceStep): Promise<string[]> {
  const { values = {} } = (await terraform.json('show', '-json')) as ShownState;
  const resources = new Map(resourcesOf(values.root_module).map((each) => [each.address, each]));
  const wrong: string[] = [];
  for (const [address, expected] of Object.entries(step.state ?? {})) {
    const found = resources.get(address);
    if (found === undefined) {
      const existing = [...resources.keys()].join(', ') || 'nothing';
      if (expected !== null) wrong.push(`${address} is not in the state, which has ${existing}`);
    } else if (expected === null) {
      wrong.push(`${address} is in the state; expected none`);
    } else {
      for (const [name, value] of Object.entries(expected)) {
        wrong.push(...differences(value, found.values[name], `${address}.${name}`, isSensitive(found, name)));
      }
    }
  }
  for (const [name, expected] of Object.entries(step.outputs ?? {})) {
    const found = values.outputs?.[name];
    if (found) wrong.push(...differences(expected, found.value, `output ${name}`, found.sensitive));
    else wrong.push(`there is no output ${name}, or it is null`);
  }
  return wrong;
}

/** Whether an attribute is sensitive, or a part of it, which Terraform marks in an object or a list. */
function isSensitive({ sensitive_values: marks = {} }: ShownResource, name: string): boolean {
  return JSON.stringify(marks[name] ?? false).includes('true');
}

/** Plans the configuration that was applied. */
async function planAgain(terraform: TerraformDirectory, expectChanges: boolean): Promise<readonly string[]> {
  const result = await terraform.run('plan', '-json', '-detailed-exitcode');
  if (result.code === 2) {
    if (expectChanges) return [];
    const kinds = ['planned_change', 'resource_drift', 'outputs'];
    const changes = messages(result).filter(({ type }) => kinds.includes(type));
    return [`a plan after the apply is not empty:\n${changes.map((change) => change['@message']).join('\n')}`];
  }
  const failures = errors(result);
  if (failures.length > 0) return [`a plan after the apply failed:\n${failures.join('\n\n')}`];
  return expectChanges ? ['a plan after the apply is empty; expected changes'] : [];
}

async function destroy(terraform: TerraformDirectory, config: string | undefined): Promise<void> {
  if (config !== undefined) terraform.write('main.tf', config);
  const failures = errors(await terraform.run('destroy', '-auto-approve', '-json'));
  if (failures.length > 0) throw new AcceptanceTestError(`terraform destroy failed:\n${failures.join('\n\n')}`);
}

/** Names the directories of the executables under test, which Terraform then takes without an installation. */
function cliConfig(providers: AcceptanceTest['providers']): string {
  const overrides = Object.entries(providers).flatMap(([address, provider]) => {
    if (typeof provider !== 'string') return [];
    const prefix = `terraform-provider-${localName(address)}`;
    if (!basename(provider).startsWith(prefix)) {
      throw new Error(
        `${provider} is not the path of an executable for ${address}: its name must begin with ${prefix}.`,
      );
    }
    return [`    ${JSON.stringify(address)} = ${JSON.stringify(dirname(resolve(provider)))}\n`];
  });
  return `provider_installation {\n  dev_overrides {\n${overrides.join('')}  }\n  direct {}\n}\n`;
}

function requiredProviders(addresses: readonly string[]): string {
  const required = Object.fromEntries(addresses.map((address) => [localName(address), { source: address }]));
  return JSON.stringify({ terraform: { required_providers: required } });
}

function localName(address: string): string {
  return basename(address);
}

/** The members of `terraform show -json` that are compared. */
interface ShownState {
  readonly values?: {
    readonly outputs?: Readonly<Record<string, { readonly value: unknown; readonly sensitive: boolean }>>;
    readonly root_module?: ShownModule;
  };
}

interface ShownModule {
  readonly resources?: readonly ShownResource[];
  readonly child_modules?: readonly ShownModule[];
}

interface ShownResource {
  readonly address: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly sensitive_values?: Readonly<Record<string, unknown>>;
}

interface ShownPlan {
  readonly resource_changes?: ReadonlyArray<{
    readonly address: string;
    readonly change: { readonly actions: readonly string[] };
  }>;
}

function resourcesOf(module: ShownModule | undefined): readonly ShownResource[] {
  return [...(module?.resources ?? []), ...(module?.child_modules ?? []).flatMap(resourcesOf)];
}
