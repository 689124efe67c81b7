/** Starts the provider by the launcher that it is given, and has it do all that a plan has it do, against the emulator. */
import { startEmulator } from '../../src/emulator';
import { PluginProcess } from '../local/plugin-process';
import { ProviderClient } from '../local/provider-client';

async function main(): Promise<void> {
  const emulator = await startEmulator();
  const plugin = await PluginProcess.start('sh', process.argv.slice(2), process.env);
  try {
    const client = await ProviderClient.connect(plugin);
    await client.configure({
      region: 'us-east-1',
      access_key: 'a',
      secret_key: 'b',
      endpoints: [{ rekognition: emulator.url, sts: null }],
    });
    await client.read('faceliveness_session', { name: 'kiosk' });
    await client.read('faceliveness_session_pool', { name: 'kiosk', size: 5 });
    await plugin.shutDown();
  } finally {
    await plugin.kill();
    await emulator.close();
  }
}

void main();
