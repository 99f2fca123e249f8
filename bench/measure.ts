import type { Agent } from 'node:http'
import { cpus } from 'node:os'
import { connections, type Service } from './service.ts'

/** How long something takes, in seconds. */
export const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now()
  await work()
  return (performance.now() - startedAt) / 1000
}

export const quantile = (values: readonly number[], q: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}
export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** What was measured, by name; null where it cannot be measured here. */
export type Figures = Record<string, number | null>

export interface Call {
  method: string
  path: string
  body?: string
}

/** Sends all calls over so many connections; answers calls a second, and the waits of all of them in ms. */
export async function callAll(
  service: Service,
  calls: readonly Call[],
  parallel: number,
): Promise<{ perSecond: number; waits: number[] }> {
  const agent = connections(parallel)
  const waits: number[] = []
  let next = 0
  const one = async () => {
    for (let call = calls[next++]; call; call = calls[next++])
      waits.push(1000 * (await seconds(() => send(service, agent, call as Call))))
  }
  const time = await seconds(() => Promise.all(Array.from({ length: parallel }, one)))
  agent.destroy()
  return { perSecond: calls.length / time, waits }
}

const json = { 'content-type': 'application/json' }

export const send = (service: Service, agent: Agent, { method, path, body }: Call) =>
  service.call(agent, method, path, body, body === undefined ? {} : json)

/** What figures depend on besides the code. */
export const machine = () => ({
  cores: cpus().length,
  cpu: cpus()[0]?.model ?? 'unknown',
  platform: `${process.platform} ${process.arch}`,
  node: process.version,
})

/** Columns side by side: the first, and those without a heading, to the left, the others to the right. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)))
  const isText = (i: number) => i === 0 || rows[0]?.[i] === ''
  return rows
    .map((row) =>
      row.map((cell, i) => (isText(i) ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))),
    )
    .map((cells) => cells.join('  ').trimEnd())
    .join('\n')
}

/** A figure with three digits that matter. */
export const figure = (value: number | null): string => {
  if (value === null || Number.isNaN(value)) return '-'
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)
}
