import { serve } from '../plugin/process/serve';

void serve({ name: 'faceliveness', load: async () => (await import('./provider')).provider });
