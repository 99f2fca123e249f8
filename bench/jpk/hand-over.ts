import { packageOf } from '../../test/support/ksef.ts'
import type { Random } from '../match/random.ts'
import { type Booked, buyerNip, copyOf, documentOfKsef, filedOn, invoicesOf } from './books.ts'

export const home = `/v1/taxpayers/${buyerNip}`

/** Invoices of June, and a few of months beside it. */
export function monthsOf(
  random: Random,
  size: number,
): Record<'february' | 'may' | 'june' | 'july', Booked[]> {
  const part = (month: number, count: number, first: number) => invoicesOf(random, month, count, first)
  const few = Math.max(10, Math.round(size / 20))
  return {
    february: part(2, few, 1),
    may: part(5, few, 1_000_001),
    june: part(6, size, 2_000_001),
    july: part(7, few, 3_000_001).filter(({ receivedDay }) => receivedDay <= filedOn),
  }
}

/** Answers what the service asks of invoices that are almost alike, as whoever keeps the books does before a month is filed. */
export async function answerQuestions(call: CallOf): Promise<void> {
  for (;;) {
    const { items = [] } = await call('GET', `${home}/findings?open=true&code=POSSIBLE_DUPLICATE&limit=100`)
    if (items.length === 0) return
    const decision = JSON.stringify({ decision: 'different-invoice', note: 'another one' })
    for (const { id } of items) await call('POST', `${home}/findings/${id}/decision`, decision)
  }
}

type CallOf = (
  method: string,
  path: string,
  body?: BodyInit & (string | Uint8Array),
  type?: string,
) => Promise<{ problems?: unknown[]; items?: { id: string }[] }>

/** What KSeF has comes as packages, what came on paper as copies. */
export async function handOver(call: CallOf, invoices: readonly Booked[]): Promise<void> {
  const numbered = invoices.filter(({ ksef }) => ksef !== null)
  for (let at = 0; at < numbered.length; at += 2_000) {
    const pack = packageOf(numbered.slice(at, at + 2_000).map(documentOfKsef))
    const { problems } = await call('POST', `${home}/ksef/imports`, pack, 'application/zip')
    if ((problems ?? []).length > 0) throw new Error(JSON.stringify(problems?.slice(0, 2)))
  }
  const paper = invoices.filter(({ ksef }) => ksef === null)
  for (let at = 0; at < paper.length; at += 1_000)
    await call(
      'POST',
      `${home}/copies/batch`,
      JSON.stringify({ items: paper.slice(at, at + 1_000).map(copyOf) }),
    )
}
