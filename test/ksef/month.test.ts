import { afterEach, expect, it } from 'vitest'
import {
  type Fault,
  type Operation,
  type PackageFault,
  packageFaults,
  seededRandom,
} from '../../scripts/ksef-stand-in/faults.ts'
import { seedInvoices } from '../../scripts/ksef-stand-in/invoices.ts'
import { at, createStage, day, hour, nip, type Stage, token } from '../../scripts/ksef-stand-in/stage.ts'

/**
 * A month in which everything goes wrong that was reported of KSeF, in an order that a seed gives: what is said to be
 * complete is complete at every moment, and in the end nothing is missing.
 */

let stage: Stage
afterEach(() => stage.close().catch(() => {}))

const start = Date.parse('2026-11-01T08:00:00Z')
const subjects = ['Subject2', 'Subject3'] as const

const anywhere: Fault[] = [
  { kind: 'limit', seconds: 90 },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 502, body: 'html' },
  { kind: 'status', status: 406, body: 'empty' },
  { kind: 'html' },
  { kind: 'cut' },
  { kind: 'lost' },
]
const packages = (kinds: readonly PackageFault[]): Fault[] => kinds.map((kind) => ({ kind }))
const forbidden: Fault = { kind: 'forbidden', reason: 'missing-permissions' }

/** Faults of every kind, of the calls one in six, and of the exports one in three. */
function faultsOf(random: () => number, kinds: readonly PackageFault[]): (on: Operation) => Fault | null {
  const own: Partial<Record<Operation, Fault[]>> = {
    export: [...packages(kinds), ...packages(kinds), { kind: 'never' }, forbidden],
    'export-status': [500, 550, 210, 415].map((code) => ({ kind: 'outcome', code })),
    part: [{ kind: 'corrupt' }, { kind: 'expired-link' }],
    metadata: [forbidden],
  }
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  return (on) => {
    const special = own[on] ?? []
    if (special.length > 0 && random() < (on === 'export' ? 0.3 : 0.1)) return pick(special)
    if (random() >= 0.1) return null
    const fault = pick(anywhere)
    return fault.kind === 'limit' && on === 'part' ? { kind: 'status', status: 503 } : fault
  }
}

/** Hours in which KSeF answers 500 for one subject type alone. */
const downFrom = (random: () => number) =>
  subjects
    .map((subject) => ({ subject, from: start + random() * 20 * day, to: 0 }))
    .map((span) => ({
      ...span,
      to: span.from + 10 * hour,
    }))

const get = async (what: string) => (await stage.api.send('GET', `${at}/${what}`)).body

async function everything(path: string): Promise<Record<string, never>[]> {
  const all: Record<string, never>[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query = `limit=1000${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`
    const { body } = await stage.api.send('GET', `${path}${path.includes('?') ? '&' : '?'}${query}`)
    all.push(...body.items)
    cursor = body.next
  }
  return all
}

/** KSeF numbers of purchases, and those that lie in quarantine. */
async function held(): Promise<Set<string>> {
  const purchases = (await everything(`/v1/taxpayers/${nip}/purchases`)) as unknown as {
    ksef: { number: string }
  }[]
  const quarantined = (await everything(`${at}/quarantine`)) as unknown as {
    ksefNumber: string
  }[]
  const numbers = purchases.map((p) => p.ksef.number)
  expect(new Set(numbers).size, 'no invoice twice').toBe(numbers.length)
  return new Set([...numbers, ...quarantined.map((q) => q.ksefNumber)])
}

interface Coverage {
  subject: string
  intervals: { from: string; to: string }[]
  checkpoint: string
  lookedBackAt: string | null
  lookedBackTo: string | null
}
const stored = (subject: string) =>
  stage.standIn
    .taxpayer(nip)
    .store.invoices.filter((i) => i.subject === subject)
    .map(({ metadata, visibleAt }) => ({
      number: metadata.ksefNumber,
      at: String(metadata.permanentStorageDate).replace('+00:00', 'Z'),
      visibleAt,
    }))

/** Documents that lie in a span said to be complete and are neither a purchase nor in quarantine. */
async function lies(seenBy: (c: Coverage, document: ReturnType<typeof stored>[number]) => boolean) {
  const numbers = await held()
  const { items } = (await get('coverage')) as { items: Coverage[] }
  return items.flatMap((c) =>
    stored(c.subject).filter(
      (d) =>
        c.intervals.some(({ from, to }) => from <= d.at && d.at < to) &&
        seenBy(c, d) &&
        !numbers.has(d.number),
    ),
  )
}

async function begin(seed: number): Promise<() => number> {
  stage = await createStage({ now: '2026-11-01T08:00:00Z' })
  const random = seededRandom(seed)
  const { store, exports } = stage.standIn.taxpayer(nip)
  exports.packageLimit = 25
  exports.partBytes = 20_000
  const span = { nip, from: start - 5 * day, to: start + 28 * day, seed, lagMs: 60_000 }
  seedInvoices(store, { ...span, count: 120 })
  seedInvoices(store, { ...span, count: 40, subject: 'Subject3' })
  const late = store.invoices.filter(({ visibleAt }) => visibleAt > start + 14 * day && random() < 0.15)
  for (const invoice of late) invoice.visibleAt += random() * 5 * day
  const down = downFrom(random)
  stage.standIn.subjectDown = (subject) =>
    down.some((d) => d.subject === subject && d.from <= stage.time.ms && stage.time.ms < d.to) ? 500 : null
  await stage.api.json('PUT', `${at}/connection`, {
    credential: { type: 'token', token },
    from: new Date(start - 5 * day).toISOString(),
    subjects,
    everyMinutes: 720,
  })
  return random
}

async function end(): Promise<void> {
  stage.standIn.faults.chance = () => null
  await stage.pass(7 * day)
  const numbers = await held()
  const missing = subjects.flatMap(stored).filter(({ number }) => !numbers.has(number))
  expect(missing).toEqual([])
  for (const { gaps, trouble } of (await get('coverage')).items)
    expect({ gaps, trouble }).toEqual({ gaps: [], trouble: null })
  const { state, findings } = await get('connection')
  const others = findings.filter(({ code }: { code: string }) => code !== 'KSEF_DOCUMENT_QUARANTINED')
  expect({ state, others }).toEqual({ state: 'connected', others: [] })
  expect(stage.standIn.limits.tooEarly).toEqual([])
  expect(stage.log.filter((r) => r.level === 'error')).toEqual([])
}

/** Whatever KSeF shows. */
const anyOf = () => true
/** What KSeF showed when it was looked back last. */
const lookedAt = (c: Coverage, d: ReturnType<typeof stored>[number]) =>
  c.lookedBackAt !== null && d.visibleAt <= Date.parse(c.lookedBackAt) && d.at <= (c.lookedBackTo ?? '')

it.each([11, 21])(
  'a month in which everything goes wrong ends with everything, and no day claims too much (%i)',
  async (seed) => {
    const random = await begin(seed)
    const { faults } = stage.standIn
    const seenAtOnce = packageFaults.filter((kind) => kind !== 'silently-truncated')
    for (let i = 0; i < 28; i++) {
      const isEarly = i < 13
      faults.chance = faultsOf(random, isEarly ? seenAtOnce : packageFaults)
      await stage.pass(day)
      // What is cut off without a word, or appears late, can be known from the next look back on alone.
      expect(await lies(isEarly ? anyOf : lookedAt), `on day ${i + 1}`).toEqual([])
      if (i % 10 === 5) await stage.crash()
    }
    await end()
    expect(faults.happened.size).toBeGreaterThan(25)
  },
  120_000,
)
