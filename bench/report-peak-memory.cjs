/** Loaded into a process that is measured: at its end, writes the peak of its resident memory, in bytes, to a file. */
const { readFileSync, writeFileSync } = require('node:fs');

process.on('exit', () => writeFileSync(process.env.BENCH_PEAK_MEMORY_FILE, String(peakMemory())));

function peakMemory() {
  // On Linux, a process's maxRSS is at least that of the process that started it, which can be more than its own.
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
  return Number(kilobytes) * 1024;
}
