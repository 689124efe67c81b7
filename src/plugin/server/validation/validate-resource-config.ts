import type { Diagnostics } from '../../diagnostics';
import type * as wire from '../../wire/generated/tfplugin6';
import type { ProviderServer } from '../provider-server';
import { isWriteOnly } from '../resources/planned-state';
import { type Members, mapAttributes, type Values } from '../values/members';
import { reportMissingValues } from '../values/missing-values';
import { valueFromWire } from '../values/value-to-wire';

/** Checks what is known of a managed resource's configuration. */
export async function validateResourceConfig(
  server: ProviderServer,
  request: wire.ValidateResourceConfig_Request,
  signal: AbortSignal,
): Promise<wire.ValidateResourceConfig_Response> {
  const { diagnostics } = await server.answerFor('resources', request.typeName, signal, (resource, context) => {
    const config = valueFromWire(request.config, resource.schema);
    reportMissingValues(resource.schema, config, context.diagnostics);
    if (!request.clientCapabilities?.writeOnlyAttributesAllowed) {
      reportWriteOnly(resource.schema, config, context.diagnostics);
    }
    return context.diagnostics.hasErrors ? undefined : resource.validate?.(config, context);
  });
  return { diagnostics };
}

/** An older Terraform would store what it is to forget. */
function reportWriteOnly(members: Members, config: Values, diagnostics: Diagnostics): void {
  mapAttributes(members, config, [], ({ attribute, value, path }) => {
    if (isWriteOnly(attribute.mode) && value !== null) {
      diagnostics.error(
        'Write-only argument not supported',
        `${path} is never stored, and this Terraform would store it. Use Terraform 1.11 or later, or remove it.`,
        path,
      );
    }
    return undefined;
  });
}
