import { Argument, Command } from 'commander';
import { CREATE_SESSION_REQUEST, SAMPLE_CREATED_SESSION } from '../../liveness/create-session-request';
import { GET_SESSION_RESULTS_REQUEST, SAMPLE_SESSION_RESULTS } from '../../liveness/get-session-results';
import { skeleton } from '../../liveness/skeleton';

/** Operations by their names in the AWS CLI: the shape of the request, and a sample response. */
const OPERATIONS = {
  'create-face-liveness-session': { request: CREATE_SESSION_REQUEST, sample: SAMPLE_CREATED_SESSION },
  'get-face-liveness-session-results': { request: GET_SESSION_RESULTS_REQUEST, sample: SAMPLE_SESSION_RESULTS },
} as const;

/** `face-liveness skeleton`: prints JSON in the layout of the AWS CLI. */
export function skeletonCommand(): Command {
  const [operation, ...others] = Object.keys(OPERATIONS);
  return new Command('skeleton')
    .description('print the input of an operation as JSON to fill in, like --generate-cli-skeleton of the AWS CLI')
    .addArgument(
      new Argument('[operation]', 'the operation, as the AWS CLI names it')
        .choices([operation, ...others].map(String))
        .default(operation),
    )
    .option('--output', 'print a sample response instead')
    .action((operation: keyof typeof OPERATIONS, { output }: { output?: boolean }) => {
      const { request, sample } = OPERATIONS[operation];
      process.stdout.write(`${JSON.stringify(output ? sample : skeleton(request), undefined, 4)}\n`);
    });
}
