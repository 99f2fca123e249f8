import { existsSync, readFileSync } from 'node:fs'

/** The most memory a process has held (VmHWM) in MB, null where there is no /proc. */
export function peakMegabytes(pid: number): number | null {
  const path = `/proc/${pid}/status`
  if (!existsSync(path)) return null
  const kilobytes = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync(path, 'utf8'))?.[1]
  return kilobytes === undefined ? null : Number(kilobytes) / 1024
}

/** Processor time that a process has used, in seconds (clock ticks of 10 ms), null where there is no /proc. */
export function processorSeconds(pid: number): number | null {
  const path = `/proc/${pid}/stat`
  if (!existsSync(path)) return null
  // The name in brackets may hold spaces; user and system time are the 12th and 13th field behind it.
  const fields = readFileSync(path, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}
