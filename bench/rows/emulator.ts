import { FACE_LIVENESS } from '../../harness/face-liveness';
import { type Row, takePairs } from '../comparison';
import { withLocalParts } from '../local-parts';
import { secondsToLine } from '../processes';

const PAIRS = 21;

/** The time from the start of the emulator until it listens, compared to an empty server of Node. */
export const emulator: Row = async () =>
  await withLocalParts(async ({ environment }) => {
    const ours = async () => await secondsToLine(FACE_LIVENESS, ['emulator'], environment);
    const other = async () => await secondsToLine(process.execPath, ['--eval', EMPTY_SERVER], environment);
    await ours();
    await other();
    return [
      {
        name: 'start of the emulator until it listens',
        baseline: 'an empty server of Node',
        unit: 's',
        pairs: await takePairs(PAIRS, ours, other),
        atMost: 1.2,
      },
    ];
  });

const EMPTY_SERVER =
  "const server = require('node:http').createServer().listen(0, () => console.log(server.address().port))";
