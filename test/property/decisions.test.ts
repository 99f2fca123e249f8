import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Api, Purchase } from '../support/api.ts'
import { distinctDocuments, outcomesOf, play, shuffled } from './arrival.ts'
import { type Deed, decide, deeds, doDeed, filedMonths, findingsOf, purchasesOf } from './decisions.ts'
import { buyer, documentsOf } from './documents.ts'
import { inNewLedger } from './ledger.ts'
import { stories } from './story.ts'

/** Decisions, moves and postings among the documents. `DECISION_RUNS` and `DECISION_SEED` ask for more runs or others. */

const numRuns = Number(process.env.DECISION_RUNS ?? 40)
const seed = Number(process.env.DECISION_SEED ?? 20260401)
const patience = Math.max(90_000, numRuns * 2000)
const identity = ['AMOUNT_MISMATCH', 'POSSIBLE_DUPLICATE', 'AMBIGUOUS_MATCH', 'DOUBLE_ISSUE']

/** Everything told of the purchases by their ids, without the times at which it was said. */
const told = async (api: Api): Promise<unknown> => {
  const purchases = await purchasesOf(api)
  return JSON.parse(JSON.stringify(purchases, (name, value) => (name === 'at' ? undefined : value)))
}

it(
  'decisions taken back leave everything as it was, ids, postings and statements included',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        stories,
        fc.array(deeds, { maxLength: 4 }),
        fc.array(deeds, { minLength: 1, maxLength: 5 }),
        async (story, before, after) =>
          inNewLedger(async (api) => {
            await play(api, shuffled(story), story.arrival.glued)
            for (const [nth, deed] of before.entries()) await doDeed(api, deed, nth)
            const picture = await told(api)
            const decided: { id: string; answer: string }[] = []
            for (const { pick, answer } of after) {
              const open = await findingsOf(api, 'open=true')
              const finding = open[pick % open.length]
              if (finding && (await decide(api, finding.id, answer)).status === 200) {
                decided.push({ id: finding.id, answer })
              }
            }
            const order = decided.map((d, i) => ({ ...d, place: after[i]?.pick ?? 0 }))
            for (const { id } of order.sort((a, b) => a.place - b.place)) {
              expect((await decide(api, id, 'reopen')).status).toBe(200)
            }
            expect(await told(api)).toEqual(picture)
          }),
      ),
      { numRuns, seed },
    )
  },
  patience,
)

it(
  'documents, decisions, moves and postings in any order keep every document once and every posting',
  async () => {
    await fc.assert(
      fc.asyncProperty(stories, fc.array(deeds, { maxLength: 12 }), async (story, deeds) =>
        inNewLedger(async (api) => {
          // A change of a notice needs the request that made it; here each step is played by itself.
          const steps = shuffled(story).filter((step) => step.send !== 'outage-change')
          for (let i = 0; i < Math.max(steps.length, deeds.length); i++) {
            if (i < steps.length) await play(api, steps.slice(i, i + 1))
            const deed = deeds[i]
            if (deed) await noting(api, deed, i)
          }
          const purchases = await purchasesOf(api)
          expect(purchases.flatMap((p) => p.evidence)).toHaveLength(distinctDocuments(story))
          await expectPostings(api, purchases)
          if (!story.taxpayer?.cashMethod) await expectOneMonthEach(api)
          await expectFilingsAnswered(api)
          for (const parcel of documentsOf(story)) {
            expect(new Set(await outcomesOf(api, [parcel]))).toEqual(new Set(['unchanged']))
          }
          expect(await purchasesOf(api)).toEqual(purchases)
          await reopenAll(api)
        }),
      ),
      { numRuns, seed },
    )
  },
  patience,
)

/** Does a deed, and checks that a pair decided to be different is apart, and one decided to be the same is one. */
async function noting(api: Api, deed: Deed, nth: number): Promise<void> {
  const open = (await findingsOf(api, 'open=true')).filter((f) => identity.includes(f.code))
  const finding = open[deed.pick % open.length]
  if (deed.does !== 'decide' || !finding) return doDeed(api, deed, nth)
  const { status } = await decide(api, finding.id, deed.answer)
  if (status !== 200) return
  const [one, other] = await Promise.all(
    [finding.purchaseId, finding.otherPurchaseId as string].map((id) => purchaseOf(api, id)),
  )
  if (deed.answer === 'same-invoice') expect(one?.id).toBe(other?.id)
  if (deed.answer === 'different-invoice') expect(one?.id).not.toBe(other?.id)
}

/** Every decided finding can be reopened by the id under which it is listed, unless a moved document answers it. */
async function reopenAll(api: Api): Promise<void> {
  for (let left = 60; left > 0; left--) {
    const answers = []
    for (const { id } of await findingsOf(api, 'open=false')) {
      const { status, body } = await decide(api, id, 'reopen')
      if (status === 200) break
      answers.push(body.code)
    }
    const closed = await findingsOf(api, 'open=false')
    const refused = answers.every((code) => code === 'decision-does-not-fit')
    if (answers.length === closed.length) return expect(refused).toBe(true)
  }
  expect.fail('Findings stay decided whatever is reopened.')
}

const purchaseOf = async (api: Api, id: string): Promise<Purchase | undefined> =>
  (await purchasesOf(api)).find((p) => p.id === id || p.mergedIds?.includes(id))

/** All months in which a purchase of the stories may stand. */
const months = Array.from(
  { length: 24 },
  (_, i) => `${2026 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
)
const endOfStory = '2026-12-01'

const rowsIn = async (api: Api, month: string): Promise<{ purchaseId: string }[]> =>
  (await api.register(buyer.nip, month, endOfStory)).items

/** A purchase stands in one month of the register at most. */
async function expectOneMonthEach(api: Api): Promise<void> {
  const standing: string[] = []
  for (const month of months) standing.push(...(await rowsIn(api, month)).map((row) => row.purchaseId))
  expect(standing.length).toBe(new Set(standing).size)
}

/** Whatever stands in a filed month and was not filed there, or the other way round, is due to be corrected. */
async function expectFilingsAnswered(api: Api): Promise<void> {
  const root = `/v1/taxpayers/${buyer.nip}`
  const { items: due } = (await api.json('GET', `${root}/corrections-due?limit=1000`)).body
  for (const month of filedMonths) {
    const last = (await api.json('GET', `${root}/register/${month}/filings`)).body.items.at(-1)
    if (!last) continue
    const filed = (await api.json('GET', `${root}/register/${month}/filings/${last.id}?limit=1000`)).body
      .items
    const idsOf = (rows: { purchaseId: string }[]) => rows.map((row) => row.purchaseId)
    const [then, now] = [idsOf(filed), idsOf(await rowsIn(api, month))]
    const told = idsOf(due.filter((d: { month: string }) => d.month === month))
    const differing = [...then.filter((id) => !now.includes(id)), ...now.filter((id) => !then.includes(id))]
    for (const id of differing) {
      // What was filed under a purchase that was merged since is answered under the one that goes on.
      const { id: survivor } = await api.purchase(buyer.nip, id)
      expect(told.includes(id) || now.includes(survivor), `${id} in ${month}`).toBe(true)
    }
  }
}

/** Each posting that the history tells of and nobody voided is in force, on exactly one purchase. */
async function expectPostings(api: Api, purchases: readonly Purchase[]): Promise<void> {
  const entries = (await Promise.all(purchases.map((p) => api.history(buyer.nip, p.id)))).flat()
  const references = (type: string, side: 'before' | 'after') =>
    entries.filter((e) => e.type === type).map((e) => (e[side] as { reference: string }).reference)
  const voided = references('voided', 'before')
  const inForce = references('posted', 'after').filter((reference) => !voided.includes(reference))
  const shown = purchases.flatMap((p) => {
    const double = p.findings.find((f) => f.code === 'DOUBLE_POSTED')?.message ?? ''
    const named = [...double.matchAll(/"(PZ\/\d+)"/g)].map((m) => m[1] as string)
    if (p.posting && named.length > 0) expect(named).toContain(p.posting.reference)
    return named.length > 0 ? named : p.posting ? [p.posting.reference] : []
  })
  expect(shown.sort()).toEqual(inForce.sort())
}
