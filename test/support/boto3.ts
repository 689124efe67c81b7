import { execFile } from 'node:child_process';

/**
 * Runs a Python script to its end.
 *
 * @param input what it reads from stdin, as JSON
 * @param env its whole environment beside PATH
 * @returns what it wrote to stdout, as JSON
 * @throws Error with what it wrote to stderr where it fails
 */
export async function python(script: string, input: unknown, env: NodeJS.ProcessEnv = {}): Promise<unknown> {
  return await new Promise((resolve, reject) => {
    const options = { env: { PATH: process.env.PATH, ...env }, maxBuffer: 64 * 1024 * 1024 };
    const child = execFile('python3', ['-c', script], options, (error, stdout, stderr) => {
      if (error) reject(new Error(stderr || error.message));
      else resolve(JSON.parse(stdout));
    });
    child.stdin?.end(JSON.stringify(input));
  });
}
