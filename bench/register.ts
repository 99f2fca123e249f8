import { ksefNumber, nip } from '../test/support/ksef.ts'
import { buyerNip } from './invoices.ts'
import { connections, Service, type Workshop } from './service.ts'

/** A month of 100,000 purchases: its first page, and its JPK file as a stream. */

const purchases = 100_000
const month = '2026-03'
const home = `/v1/taxpayers/${buyerNip}`
const json = { 'content-type': 'application/json' }

/** A metadata row as KSeF lists it; the amounts are ordinary ones. `n` must differ among the rows of a buyer. */
export function metadataRow({
  buyer,
  seller,
  n,
  day,
}: Record<'buyer' | 'seller' | 'day', string> & { n: number }) {
  const [net, vat] = [10_000 + n, 2_300 + n / 100]
  return {
    ...{
      ksefNumber: ksefNumber(seller, day, `${buyer} ${n}`),
      invoiceNumber: `FV/${n}/${day.slice(5, 7)}/2026`,
    },
    ...{ issueDate: day, invoicingDate: `${day}T09:00:00+01:00`, acquisitionDate: `${day}T09:00:01+01:00` },
    ...{ permanentStorageDate: `${day}T09:00:02+01:00`, currency: 'PLN', invoicingMode: 'Online' },
    ...{ seller: { nip: seller, name: `Hurtownia Przemysłowa „Łącznik” ${seller} sp. z o.o.` } },
    ...{ buyer: { identifier: { type: 'Nip', value: buyer }, name: 'Odbiorca Testowy sp. z o.o.' } },
    ...{ netAmount: net, vatAmount: Number(vat.toFixed(2)), grossAmount: Number((net + vat).toFixed(2)) },
    ...{ invoiceType: 'Vat', formCode: { systemCode: 'FA (3)', schemaVersion: '1-0E', value: 'FA' } },
    ...{ isSelfInvoicing: false, hasAttachment: false },
    invoiceHash: Buffer.from(String(n).padStart(32, '0')).toString('base64'),
  }
}

/** Metadata rows of one month, numbered on from `from`, of a thousand sellers. */
function rows(from: number, count: number): object[] {
  return Array.from({ length: count }, (_, i) => {
    const n = from + i
    const day = `2026-03-${String(1 + Math.floor((28 * n) / purchases)).padStart(2, '0')}`
    return metadataRow({ buyer: buyerNip, seller: nip(`bench register ${n % 1_000}`), n, day })
  })
}

async function fill(service: Service): Promise<void> {
  const agent = connections(1)
  const jpk = { officeCode: '1471', email: 'biuro@example.com' }
  await service.call(agent, 'PUT', home, JSON.stringify({ name: 'Odbiorca Testowy sp. z o.o.', jpk }), json)
  for (let from = 0; from < purchases; from += 5_000) {
    const body = JSON.stringify({ invoices: rows(from, 5_000) })
    await service.call(agent, 'POST', `${home}/ksef/imports`, body, json)
  }
  agent.destroy()
}

/** Figures of a service that was just started on a filled ledger: medians in ms and rows/s, memory in MB. */
export async function measureRegister(workshop: Workshop): Promise<Record<string, number | null>> {
  const dataDir = workshop.newFolder()
  const filling = await Service.start(workshop, { dataDir })
  await fill(filling)
  await filling.stop()
  const service = await Service.start(workshop, { dataDir })
  const agent = connections(1)
  const timed = async (query: string): Promise<number> => {
    const startedAt = performance.now()
    await service.call(agent, 'GET', `${home}/register/${month}?${query}`)
    return performance.now() - startedAt
  }
  const median = async (query: string, repeat: number): Promise<number> => {
    const times: number[] = []
    for (let i = 0; i < repeat; i++) times.push(await timed(query))
    return times.sort((a, b) => a - b)[Math.floor(repeat / 2)] ?? Number.NaN
  }
  try {
    const largePage = await median('limit=100', 21)
    const before = service.peak
    const file = await median('format=xml', 5)
    const growth = before === null || service.peak === null ? null : service.peak - before
    return { largePage, jpkPerSecond: purchases / (file / 1000), jpkGrowth: growth }
  } finally {
    agent.destroy()
    await service.stop()
  }
}
