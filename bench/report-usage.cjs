/** Loaded into measured processes: writes the processor time and the peak of the resident memory to a file at the end. */
const { readFileSync, writeFileSync } = require('node:fs');

process.on('exit', () => {
  const usage = { userSeconds: process.resourceUsage().userCPUTime / 1e6, megabytes: peakMemory() / 1e6 };
  writeFileSync(process.env.BENCH_USAGE_FILE, JSON.stringify(usage));
});

function peakMemory() {
  // On Linux, maxRSS includes the memory of the parent process before exec, which can be more than the process's own.
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
  return Number(kilobytes) * 1024;
}
