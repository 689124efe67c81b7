import { Argument, Command } from 'commander';
import { CREATE_SESSION_REQUEST, SAMPLE_CREATED_SESSION } from '../../liveness/create-session-request';
import { GET_SESSION_RESULTS_REQUEST, SAMPLE_SESSION_RESULTS } from '../../liveness/get-session-results';
import { skeleton } from '../../liveness/skeleton';

/** The operations by the names that the AWS CLI has for them: the shape of the request, and a sample of the answer. */
const OPERATIONS = {
  'create-face-liveness-session': { request: CREATE_SESSION_REQUEST, sample: SAMPLE_CREATED_SESSION },
  'get-face-liveness-session-results': { request: GET_SESSION_RESULTS_REQUEST, sample: SAMPLE_SESSION_RESULTS },
} as const;

/** `face-liveness skeleton`: prints JSON, laid out as the AWS CLI does it. */
export function skeletonCommand(): Command {
  const [operation, ...others] = Object.keys(OPERATIONS);
  return new Command('skeleton')
    .description('print the input of an operation as JSON to fill in, as --generate-cli-skeleton of the AWS CLI does')
    .addArgument(
      new Argument('[operation]', "the operation, in the AWS CLI's words")
        .choices([operation, ...others].map(String))
        .default(operation),
    )
    .option('--output', 'print a sample of what the operation answers instead')
    .action((operation: keyof typeof OPERATIONS, { output }: { output?: boolean }) => {
      const { request, sample } = OPERATIONS[operation];
      process.stdout.write(`${JSON.stringify(output ? sample : skeleton(request), undefined, 4)}\n`);
    });
}
