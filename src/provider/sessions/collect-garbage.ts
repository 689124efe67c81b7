import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collect: (() => void) | undefined;

/**
 * Frees the memory of what is no longer used. V8 lets tens of megabytes gather before it looks at what has lived for a
 * while, and thousands of calls leave that much. Its options for less would have to be given to Node, where they cost each
 * start more time than this takes: Node's own compiled code fits no other options than the usual ones.
 */
export function collectGarbage(): void {
  if (collect === undefined) {
    setFlagsFromString('--expose-gc');
    // Only contexts that are made from now on have it.
    collect = runInNewContext('gc') as () => void;
  }
  collect();
}
