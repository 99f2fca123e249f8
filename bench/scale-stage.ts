import { join } from 'node:path'
import { buyerNip } from './invoices.ts'
import { type Call, callAll, type Figures, median, quantile } from './measure.ts'
import { copyBodies, type GrowingLedger, type Known } from './scale-invoices.ts'
import { connections, type Service, type Workshop } from './service.ts'

/** What `npm run bench -- scale` has to do with at every size. */
export interface Stage {
  workshop: Workshop
  dataDir: string
  bareDir: string
  ledger: GrowingLedger
  /** Of another taxpayer, whose packages warm up what is measured. */
  other: GrowingLedger
  seed: number
}

export const packageSize = 10_000
/** So many questions of each kind, and copies one after the other; twice as many over 16 connections. */
export const asked = 1_000
export const home = `/v1/taxpayers/${buyerNip}`

export const ledgerOf = (dataDir: string): string => join(dataDir, 'ledgers', `${buyerNip}.sqlite`)

export async function call(service: Service, method: string, path: string, body?: Uint8Array | string) {
  const agent = connections(1)
  const type = body instanceof Uint8Array ? 'application/zip' : 'application/json'
  const answer = await service.call(agent, method, path, body, { 'content-type': type })
  agent.destroy()
  return JSON.parse(answer.body)
}

/** Calls one after the other, and tells their waits. */
export async function ask(service: Service, name: string, calls: Call[], figures: Figures): Promise<void> {
  const { waits } = await callAll(service, calls, 1)
  figures[`${name}, p50`] = median(waits)
  figures[`${name}, p99`] = quantile(waits, 0.99)
}

/** Sends copies one after the other, and then over 16 connections. */
export async function askCopies(
  service: Service,
  names: { one: string; many: string },
  known: readonly Known[],
  seed: number,
  figures: Figures,
): Promise<void> {
  const calls = (count: number, label: string): Call[] =>
    copyBodies(known, count, seed, label).map((body) => ({ method: 'POST', path: `${home}/copies`, body }))
  const many = calls(2 * asked, 'PARALLEL')
  await ask(service, names.one, calls(asked, 'SEQ'), figures)
  figures[names.many] = (await callAll(service, many, 16)).perSecond
}
