import { PrivateState } from '../private-state';
import type * as wire from '../wire/generated/tfplugin6';
import type { Call, ProviderServer } from './provider-server';
import { decodeConfig, encodeResult, encodeUnknownResult } from './values/dynamic-value';
import { assertKnown } from './values/unknown-values';

/** Opens an ephemeral resource. */
export async function openEphemeralResource(
  server: ProviderServer,
  request: wire.OpenEphemeralResource_Request,
  call: Call,
): Promise<wire.OpenEphemeralResource_Response> {
  const { typeName } = request;
  const { result, diagnostics } = await server.answerFor(
    'ephemeralResources',
    typeName,
    call,
    async (resource, context) => {
      const { schema } = resource;
      const config = decodeConfig(request.config, schema);
      const deferred = server.deferral(request.clientCapabilities);
      if (deferred) return { result: encodeUnknownResult(config, schema), deferred };
      assertKnown(config, schema, `open a ${typeName}`);
      const privateState = PrivateState.decode();
      const renewal = new Renewal();
      const ephemeralContext = { ...server.withClient(context), privateState };
      const computed = await resource.open(config, { ...ephemeralContext, renewAt: (time) => renewal.at(time) });
      try {
        if (renewal.isWanted && !resource.renew) throw new Error(`${typeName} asks for a renewal and has no renew`);
        const result = encodeResult(config, computed, schema);
        return { result, private: privateState.encode(), ...renewal.toWire() };
      } catch (error) {
        // It is open, and Terraform does not close what it does not get.
        await Promise.resolve(resource.close?.(ephemeralContext)).catch((closing: unknown) =>
          context.log.error('not closed', { error: String(closing) }),
        );
        throw error;
      }
    },
  );
  return { ...result, diagnostics };
}

/** Extends the life of an open ephemeral resource. */
export async function renewEphemeralResource(
  server: ProviderServer,
  request: wire.RenewEphemeralResource_Request,
  call: Call,
): Promise<wire.RenewEphemeralResource_Response> {
  const { typeName } = request;
  const { result, diagnostics } = await server.answerFor(
    'ephemeralResources',
    typeName,
    call,
    async (resource, context) => {
      if (!resource.renew) throw new Error(`Terraform asked to renew ${typeName}, which has no renew`);
      const privateState = PrivateState.decode(request.private);
      const renewal = new Renewal();
      await resource.renew({ ...server.withClient(context), privateState, renewAt: (time) => renewal.at(time) });
      return { private: privateState.encode(), ...renewal.toWire() };
    },
  );
  return { ...result, diagnostics };
}

/** Closes an open ephemeral resource. */
export async function closeEphemeralResource(
  server: ProviderServer,
  request: wire.CloseEphemeralResource_Request,
  call: Call,
): Promise<wire.CloseEphemeralResource_Response> {
  const { typeName } = request;
  const { diagnostics } = await server.answerFor('ephemeralResources', typeName, call, async (resource, context) => {
    const privateState = PrivateState.decode(request.private);
    await resource.close?.({ ...server.withClient(context), privateState });
  });
  return { diagnostics };
}

/** The time of the next renewal, if the provider's code asks for one. */
class Renewal {
  private time: Date | undefined;

  /** @throws Error when the time is an invalid date. */
  at(time: Date): void {
    if (Number.isNaN(time.getTime())) throw new Error('the time of a renewal is an invalid date');
    this.time = time;
  }

  get isWanted(): boolean {
    return this.time !== undefined;
  }

  toWire(): Pick<wire.OpenEphemeralResource_Response, 'renewAt'> {
    if (!this.time) return {};
    const ms = this.time.getTime();
    const seconds = Math.floor(ms / 1000);
    return { renewAt: { seconds: BigInt(seconds), nanos: (ms - seconds * 1000) * 1_000_000 } };
  }
}
