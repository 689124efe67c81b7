import { DiagnosticError, type ResourceContext } from '../../../plugin';
import { poolPolicy } from '../../arguments/on-unusable';
import { validatePoolArguments } from '../../arguments/pool-arguments';
import { type AwsClients, resource } from '../../configuration/aws-clients';
import { explained, lookAt } from '../../sessions/obtain-session';
import { forEachSlot, slotSubject } from '../../sessions/pool-slots';
import { fillSlots } from './fill-slots';
import { planPool } from './plan';
import { type PoolState, poolSchema, slotsOf, slotsToState } from './state';

const REFRESH_ADVICE =
  'To plan or destroy without looking at the sessions, use -refresh=false (for cdktf destroy, set ' +
  'TF_CLI_ARGS_destroy=-refresh=false), or on_unusable = "ignore".';

/** `resource "faceliveness_session_pool"`: sessions in the state, which are replaced when they cannot be used any more. */
export const managedSessionPool = resource({
  schema: poolSchema,

  validate(config, { diagnostics }) {
    validatePoolArguments(config, diagnostics);
  },

  modifyPlan: planPool,

  create: async (config, context) => await fillSlots(config, null, context),

  update: async (config, context) => await fillSlots(config, context.priorState, context),

  read: readPool,

  /** The service has no operation that ends a session. */
  delete: async () => undefined,

  async import() {
    throw new DiagnosticError(
      'Import not supported',
      'The sessions of a pool follow from its arguments, so there is nothing to import. Apply the configuration: as ' +
        'long as the sessions of its tokens are usable, the service returns them.',
    );
  },
});

/** Asks for the state of each session. The pool itself always stays. */
async function readPool(state: PoolState, context: ResourceContext<AwsClients>): Promise<PoolState> {
  const { client: clients } = context;
  if (clients.state !== 'connected' || poolPolicy(state.on_unusable) === 'ignore') return state;
  const client = clients.rekognition(state.region);
  const slots = await forEachSlot(state.name, slotsOf(state), context, async (slot, signal) => {
    const { session_id: id } = slot;
    if (id === null) return slot;
    const purpose = `Reading ${slotSubject(state.name, slot.slot)}`;
    return { ...slot, ...(await explained(purpose, () => lookAt(client, id, signal), REFRESH_ADVICE)) };
  });
  return { ...state, ...slotsToState(slots) };
}
