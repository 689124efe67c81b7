import {
  CreateFaceLivenessSessionResponse$,
  FeedbackCode,
  GetFaceLivenessSessionResultsResponse$,
} from '@aws-sdk/client-rekognition';
import { NormalizedSchema } from '@smithy/core/schema';
import { expect, it } from 'vitest';
import { CREATE_SESSION_REQUEST, CREATE_SESSION_RESPONSE } from '../../src/liveness/create-session-request';
import {
  FEEDBACK_CODES,
  GET_SESSION_RESULTS_REQUEST,
  GET_SESSION_RESULTS_RESPONSE,
} from '../../src/liveness/get-session-results';
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

/** The members of a shape with their types, to which lists and structures add their own. */
type Members = string | { readonly [member: string]: Members } | readonly [Members];

function membersOfSdk(schema: NormalizedSchema): Members {
  if (schema.isStructSchema()) {
    return Object.fromEntries([...schema.structIterator()].map(([name, member]) => [name, membersOfSdk(member)]));
  }
  if (schema.isListSchema()) return [membersOfSdk(schema.getValueSchema())];
  return schema.isNumericSchema() ? 'number' : 'string';
}

function membersOfOurs(shape: Shape): Members {
  if (shape.type === 'structure') return mapValues(shape.members, membersOfOurs);
  return shape.type === 'list' ? [membersOfOurs(shape.element)] : shape.type;
}

// The model of botocore that the tests have is older than two members.
it.each([
  ['CreateFaceLivenessSessionResponse', CREATE_SESSION_RESPONSE, CreateFaceLivenessSessionResponse$],
  ['GetFaceLivenessSessionResultsResponse', GET_SESSION_RESULTS_RESPONSE, GetFaceLivenessSessionResultsResponse$],
] as const)("%s has exactly the members and types of AWS's SDK for JavaScript", (_, shape, schema) => {
  expect(membersOfOurs(shape)).toEqual(membersOfSdk(NormalizedSchema.of(schema)));
});

it("codes of feedback are those of AWS's SDK for JavaScript", () => {
  expect([...FEEDBACK_CODES]).toEqual(Object.values(FeedbackCode).sort());
});
