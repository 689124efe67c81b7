import { expect, it } from 'vitest';
import { CREATE_SESSION_REQUEST } from '../../src/liveness/create-session-request';
import { GET_SESSION_RESULTS_REQUEST } from '../../src/liveness/get-session-results';
import type { Shape } from '../../src/liveness/shape';
import { python } from '../support/boto3';

/** A shape with its rules, without its descriptions. */
interface Rules {
  readonly type: string;
  readonly members?: Readonly<Record<string, Rules>>;
  readonly element?: Rules;
  readonly [rule: string]: unknown;
}

/** A shape in the form of the service model that AWS publishes with its SDK for Python. */
interface ModelShape {
  readonly type: string;
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
  readonly member?: { readonly shape: string };
  readonly [rule: string]: unknown;
}

const LOAD = `
import json, botocore.loaders
print(json.dumps(botocore.loaders.Loader().load_service_model('rekognition', 'service-2', '2016-06-27')))
`;

function mapValues<T, U>(values: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}

function published(shapes: Readonly<Record<string, ModelShape>>, name: string): Rules {
  const { type, members, member, documentation: _, ...rules } = shapes[name] as ModelShape;
  if (members) return { ...rules, type, members: mapValues(members, ({ shape }) => published(shapes, shape)) };
  return { ...rules, type, ...(member && { element: published(shapes, member.shape) }) };
}

function ours(shape: Shape): Rules {
  switch (shape.type) {
    case 'string': {
      const { type, minLength: min, maxLength: max, pattern, enum: values } = shape;
      return withoutUndefined({ type, min, max, pattern, enum: values });
    }
    case 'integer':
    case 'number':
      return { type: shape.type, min: shape.min, max: shape.max };
    case 'list':
      return { type: shape.type, element: ours(shape.element) };
    case 'structure':
      return withoutUndefined({ type: shape.type, members: mapValues(shape.members, ours), required: shape.required });
    case 'custom':
      throw new TypeError(`${shape.noun} has a custom shape, which no service model has`);
  }
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}

it.each([
  ['CreateFaceLivenessSessionRequest', CREATE_SESSION_REQUEST],
  ['GetFaceLivenessSessionResultsRequest', GET_SESSION_RESULTS_REQUEST],
])("%s has exactly the members and rules of AWS's service model", async (name, shape) => {
  const { shapes } = (await python(LOAD, null)) as { readonly shapes: Readonly<Record<string, ModelShape>> };
  expect(ours(shape)).toEqual(published(shapes, name));
});
