import {
  AttributePath,
  bool,
  DiagnosticError,
  defineFunction,
  dynamic,
  FunctionError,
  isUnknown,
  list,
  map,
  number,
  object,
  string,
  tuple,
  Unknown,
} from '../../../../src/plugin';
import { show } from '../../fixtures/show';

/** Returns any value unchanged. */
const echo = defineFunction({
  summary: 'Gives back its argument',
  description: 'Of **any** type.',
  parameters: { value: { type: dynamic, allowNullValue: true, allowUnknownValues: true, description: 'Any value.' } },
  returns: dynamic,
  call: ({ value }) => value,
});

/** Shows an argument of each type as the function's code got it. */
const seen = defineFunction({
  parameters: {
    text: { type: string, allowNullValue: true },
    number: { type: number },
    flag: { type: bool, allowNullValue: true },
    texts: { type: list(string) },
    numbers: { type: map(number), allowNullValue: true },
    structure: { type: object({ name: string, sizes: list(number) }) },
    pair: { type: tuple([string, bool]) },
  },
  variadic: { name: 'others', type: dynamic, allowNullValue: true, allowUnknownValues: true },
  returns: string,
  call: (values) => show({ ...values }),
});

/** Joins all strings that are not null. */
const join = defineFunction({
  deprecationMessage: 'Use the one that Terraform has.',
  parameters: { separator: { type: string } },
  variadic: { name: 'parts', type: string, allowNullValue: true, description: 'Texts or nulls.' },
  returns: string,
  call: ({ separator, parts }) => parts.filter((part) => part !== null).join(separator),
});

/** A text of which the beginning is known before the rest is. */
const prefixed = defineFunction({
  parameters: { prefix: { type: string }, rest: { type: string, allowUnknownValues: true } },
  returns: string,
  call: ({ prefix, rest }) => (isUnknown(rest) ? new Unknown({ notNull: true, prefix }) : prefix + rest),
});

/** A number of at least ten; for an unknown argument, an unknown with that bound. */
const size = defineFunction({
  parameters: { text: { type: string, allowUnknownValues: true } },
  returns: number,
  call: ({ text }) =>
    isUnknown(text) ? new Unknown({ notNull: true, min: { value: 10, inclusive: true } }) : 10 + text.length,
});

/** A list of one or two. */
const few = defineFunction({
  parameters: { text: { type: string, allowUnknownValues: true } },
  returns: list(string),
  call: ({ text }) => (isUnknown(text) ? new Unknown({ notNull: true, minLength: 1, maxLength: 2 }) : [text]),
});

const nothing = defineFunction({ parameters: {}, returns: string, call: () => null });

/** Fails in every way that a call can fail. */
const failing = defineFunction({
  parameters: { how: { type: string }, at: { type: number, allowNullValue: true } },
  variadic: { name: 'parts', type: string },
  returns: string,
  call({ how, at, parts }) {
    switch (how) {
      case 'by name':
        throw new FunctionError(`${show(at)} is too much; give less.`, 'at');
      case 'by index':
        throw new FunctionError('one part is wrong.', Number(at));
      case 'variadic':
        throw new FunctionError(`${parts.length} parts are wrong.`, 'parts');
      case 'nowhere':
        throw new FunctionError('nothing is right.');
      case 'diagnostic':
        throw new DiagnosticError('Failed', 'As told.', AttributePath.of('how'));
      case 'wrong type':
        return 42 as unknown as string;
      default:
        throw new TypeError('x is not a function');
    }
  },
});

export const functions = { echo, seen, join, prefixed, size, few, nothing, failing };
