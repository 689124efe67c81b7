import { OnUnusable } from '../../src/constructs';
import { type Docstring, docstringsOf } from './docstrings';
import { type LeftOutProp, PROPS, type VariableProp } from './props';

/** A variable of the module. */
export interface Variable {
  readonly name: string;
  readonly type: string;
  /** The default in Terraform's language; undefined for a required variable. */
  readonly default: string | undefined;
  /** The description in Markdown, on one line. */
  readonly description: string;
  readonly validations: ReadonlyArray<{ readonly condition: string; readonly message: string }>;
}

/** A prop of the construct that the module does not have, with the reason. */
export interface LeftOut {
  readonly prop: string;
  readonly reason: string;
}

const entries = Object.entries(PROPS);

/** All variables, from the props of the construct and their docstrings. */
export function variables(): Variable[] {
  const docstrings = docstringsOf('LivenessSessionPoolProps');
  return entries.flatMap(([prop, how]) => {
    const docstring = docstrings.get(prop);
    if (docstring === undefined) throw new Error(`the prop ${prop} has no docstring`);
    return isLeftOut(how) ? [] : [variable(snakeCase(prop), how, docstring)];
  });
}

/** The props that the module does not have. */
export function leftOut(): LeftOut[] {
  return entries.flatMap(([prop, how]) => (isLeftOut(how) ? [{ prop, reason: how.leftOut }] : []));
}

function isLeftOut(how: VariableProp | LeftOutProp): how is LeftOutProp {
  return 'leftOut' in how;
}

function variable(name: string, how: VariableProp, docstring: Docstring): Variable {
  const value = how.required ? undefined : JSON.stringify(how.default ?? valueIn(docstring.default));
  const whenNull = value === 'null' ? [`Default: ${how.whenNull ?? docstring.default}.`] : [];
  const reference = `var.${name}`;
  return {
    name,
    type: how.type,
    default: value,
    description: inModule(
      [how.description ?? docstring.text, ...(how.more === undefined ? [] : [how.more]), ...whenNull].join(' '),
    ),
    validations: (how.rules ?? []).map(({ condition, message }) => ({
      condition: value === 'null' ? `${reference} == null ? true : ${condition(reference)}` : condition(reference),
      message,
    })),
  };
}

/** The value after `@default` in a docstring; null for prose. */
function valueIn(text: string | undefined): unknown {
  return text !== undefined && /^(\d+|true|false)$/.test(text) ? JSON.parse(text) : null;
}

/** A docstring with the module's values in the place of members of enums. */
function inModule(text: string): string {
  return text.replace(/`(?:OnUnusable\.)?([A-Z]+)`/g, (written, member: string) =>
    Object.hasOwn(OnUnusable, member) ? `\`${OnUnusable[member as keyof typeof OnUnusable]}\`` : written,
  );
}

/** The Terraform name of a TypeScript name. */
export function snakeCase(name: string): string {
  return name.replace(/(?<!^)(?=[A-Z])/g, '_').toLowerCase();
}
