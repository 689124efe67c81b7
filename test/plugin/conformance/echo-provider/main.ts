/** A provider with a definition of every kind, which return the values that they get, for tests of conformance. */
import { defineProvider, serve, string } from '../../../../src/plugin';
import { show } from '../../fixtures/show';
import type { Client } from './client';
import { functions } from './functions';
import { lease, wait } from './lease';
import { stamp, thing } from './thing';
import { kept, value } from './value';

void serve(
  defineProvider({
    name: 'echo',
    version: '1.0.0',
    schema: { attributes: { text: string.optional() } },
    configure: ({ text }): Client => ({ text: show(text) }),
    dataSources: { echo_value: value, echo_wait: wait },
    ephemeralResources: { echo_lease: lease },
    functions,
    resources: { echo_kept: kept, echo_stamp: stamp, echo_thing: thing },
  }),
);
