/** Loaded into measured processes: writes the peak of the resident memory, in bytes, to a file at the end. */
const { readFileSync, writeFileSync } = require('node:fs');

process.on('exit', () => writeFileSync(process.env.BENCH_PEAK_MEMORY_FILE, String(peakMemory())));

function peakMemory() {
  // On Linux, maxRSS includes the memory of the parent process before exec, which can be more than the process's own.
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
  return Number(kilobytes) * 1024;
}
