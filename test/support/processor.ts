/**
 * Milliseconds of processor that this process takes for `work`: on a machine that does other things too, the same work
 * takes longer by the clock, and no longer by this.
 */
export function processorMillis(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
