import type { Call } from './measure.ts'
import { drawn, type Known } from './scale-invoices.ts'
import { asked, call, home, type Stage } from './scale-stage.ts'
import type { Service } from './service.ts'

/** What is called how often, and under which name its waits are told. */
export type Question = [name: string, calls: Call[]]

const month = '2026-05'

export const check = (body: object): Call => ({
  method: 'POST',
  path: `${home}/posting-checks`,
  body: JSON.stringify(body),
})

/** Questions about invoices of all ages, and the pages that people look at. */
export async function questions(
  service: Service,
  { ledger, seed }: Stage,
  size: number,
): Promise<Question[]> {
  const known = drawn(ledger.known, asked, seed)
  const ofLargest = drawn(
    ledger.known.filter((k) => k.ofLargest),
    asked,
    seed,
  )
  const byNumber = ({ sellerNip, number }: Known) => check({ seller: { nip: sellerNip }, number })
  const byAll = ({ sellerNip, number, issueDay, gross }: Known) =>
    check({ seller: { nip: sellerNip }, number, issueDate: issueDay, gross })
  const ids: string[] = []
  for (const { ksefNumber } of known.slice(0, 200))
    ids.push(
      (await call(service, 'POST', `${home}/posting-checks`, JSON.stringify({ ksefNumber }))).purchaseId,
    )
  const get = (path: string): Call => ({ method: 'GET', path: `${home}${path}` })
  const often = (path: string) => Array.from({ length: asked / 10 }, () => get(path))
  const middle = Math.floor(size / 2)
  return [
    ['check by KSeF number', known.map(({ ksefNumber }) => check({ ksefNumber }))],
    ['check by seller, number', known.map(byNumber)],
    ['check by seller, number, day, gross', known.map(byAll)],
    ['check, largest seller', ofLargest.map(byNumber)],
    ['check, unknown number', known.map((k) => byNumber({ ...k, number: `${k.number}/X` }))],
    ['purchase', ids.map((id) => get(`/purchases/${id}`))],
    ['candidates', ids.map((id) => get(`/purchases/${id}/candidates`))],
    ['register, first page', often(`/register/${month}?limit=100`)],
    ['register, middle page', often(`/register/${month}?limit=100&cursor=${await middleOfMonth(service)}`)],
    ['purchases, first page', often('/purchases?limit=100')],
    ['purchases, middle page', often(`/purchases?limit=100&cursor=${middle}`)],
    ['purchases of largest seller', often(`/purchases?limit=100&seller=${ledger.largestSeller}`)],
    [
      'purchases received on a day',
      often('/purchases?limit=100&receivedFrom=2026-05-11&receivedTo=2026-05-11'),
    ],
    ['purchases that await KSeF', often('/purchases?limit=100&status=awaiting-ksef')],
    ['findings, first page', often('/findings?limit=100')],
    ['awaited numbers', often('/awaiting?limit=100')],
    ['changes, middle page', often(`/changes?limit=100&cursor=${middle}`)],
    ['month check', often(`/register/${month}/check`).slice(0, 20)],
  ]
}

/** The cursor in the middle of the month. */
async function middleOfMonth(service: Service): Promise<string> {
  const { totals } = await call(service, 'GET', `${home}/register/${month}?limit=1`)
  const half = Math.floor(totals.rows / 2)
  let cursor = '0'
  for (let passed = 0; passed < half; passed += 1_000) {
    const limit = Math.min(1_000, half - passed)
    cursor = (await call(service, 'GET', `${home}/register/${month}?limit=${limit}&cursor=${cursor}`)).next
  }
  return cursor
}
