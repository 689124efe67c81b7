import { FACE_LIVENESS } from '../../harness/face-liveness';
import { type Row, takePairs } from '../comparison';
import { secondsToLine } from '../line';
import { withLocalParts } from '../local-parts';

const PAIRS = 21;

/** The emulator from the start of the executable until it listens, compared to a server of Node's that does nothing. */
export const emulator: Row = async () =>
  await withLocalParts(async ({ environment }) => {
    const ours = async () => await secondsToLine(FACE_LIVENESS, ['emulator'], environment);
    const other = async () => await secondsToLine(process.execPath, ['--eval', EMPTY_SERVER], environment);
    await ours();
    await other();
    return [
      {
        what: 'start of the emulator until it listens',
        to: 'an empty server of Node',
        unit: 's',
        pairs: await takePairs(PAIRS, ours, other),
        atMost: 1.2,
      },
    ];
  });

const EMPTY_SERVER =
  "const server = require('node:http').createServer().listen(0, () => console.log(server.address().port))";
