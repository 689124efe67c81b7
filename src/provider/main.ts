// Not from the room's index, so that only this is loaded before the handshake.
import { serve } from '../plugin/process/serve';

void serve({ name: 'faceliveness', load: async () => (await import('./provider')).provider });
