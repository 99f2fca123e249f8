import { existsSync, readFileSync } from 'node:fs'

/** The most memory a process has held (VmHWM) in MB, null where there is no /proc. */
export function peakMegabytes(pid: number): number | null {
  const path = `/proc/${pid}/status`
  if (!existsSync(path)) return null
  const kilobytes = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync(path, 'utf8'))?.[1]
  return kilobytes === undefined ? null : Number(kilobytes) / 1024
}
