import type { Api } from '../support/api.ts'
import { packageOf, sha256 } from '../support/ksef.ts'
import { buyer, type Delivery, documentsOf, foreignSeller, sellers } from './documents.ts'
import type { OutageSpec, Story, SupplierSpec, TaxpayerSpec } from './story.ts'

/** Requests that bring a story about, in one order or another. */

type Circumstance =
  | { send: 'supplier'; spec: SupplierSpec }
  | { send: 'taxpayer'; spec: TaxpayerSpec }
  | { send: 'outage'; place: number; body: object }
  | { send: 'outage-change'; place: number; body: object }
export type Step = Delivery | Circumstance

/** Everything known beforehand, then one document after the other in the order of the story, each in a request of its own. */
export function straight(story: Story): Step[] {
  const outages = story.outages.flatMap((spec, place): Step[] =>
    spec.withdrawn ? [] : [{ send: 'outage', place, body: noticeOf(spec, spec.end) }],
  )
  return [...settings(story), ...outages, ...documentsOf(story)]
}

/** The same in the order that the story asks for, with repetitions; metadata rows may come apart from their XML. */
export function shuffled(story: Story): Step[] {
  const { places, repeated, rowsToo, queue } = story.arrival
  const documents = documentsOf(story).flatMap((delivery, i): Step[] => {
    const row: Step[] =
      delivery.send === 'ksef' && delivery.xml && pick(rowsToo, i) ? [{ ...delivery, xml: null }] : []
    return [...row, delivery, ...(pick(repeated, i) ? [delivery] : [])]
  })
  const outages = story.outages.flatMap((spec, place): Step[] => [
    { send: 'outage', place, body: noticeOf(spec, spec.before ? spec.before.end : spec.end) },
    ...(spec.before ? [{ send: 'outage-change' as const, place, body: { end: spec.end } }] : []),
    ...(spec.withdrawn ? [{ send: 'outage-change' as const, place, body: { withdrawn: true } }] : []),
  ])
  const steps = [...settings(story), ...outages, ...documents]
  const queued = steps
    .map((step, i) => ({
      step,
      place: (queue === 'mixed' ? 0 : 100 * kindPlace(step, places)) + pick(places, i),
    }))
    .sort((a, b) => a.place - b.place)
    .map(({ step }) => step)
  return noticesBeforeChanges(queued)
}

/** All documents once more, in as few requests as there can be. */
export function again(story: Story): Delivery[][] {
  const byKind = new Map<string | null, Delivery[]>()
  for (const delivery of documentsOf(story)) {
    byKind.set(parcelKind(delivery), [...(byKind.get(parcelKind(delivery)) ?? []), delivery])
  }
  return [...byKind.values()]
}

/** How many documents of different content a story has: so many pieces of evidence must there be in the end. */
export const distinctDocuments = (story: Story): number =>
  new Set(
    documentsOf(story).map((delivery) => {
      if (delivery.send === 'ksef') return JSON.stringify(delivery.metadata)
      return JSON.stringify(delivery.send === 'copy' ? delivery.body : [delivery.facts, sha256(delivery.xml)])
    }),
  ).size

const pick = <T>(values: readonly T[], i: number): T => values[i % values.length] as T

const kinds = ['copy', 'copy-xml', 'ksef', 'supplier', 'taxpayer', 'outage', 'outage-change']
const kindPlace = (step: Step, places: number[]): number =>
  pick(places, kinds.indexOf(step.send)) % kinds.length

const settings = (story: Story): Step[] => [
  ...story.suppliers.map((spec): Step => ({ send: 'supplier', spec })),
  ...(story.taxpayer ? [{ send: 'taxpayer' as const, spec: story.taxpayer }] : []),
]

/** An end before the start would be refused. */
const noticeOf = (spec: OutageSpec, end: string | null): object => ({
  kind: spec.kind,
  start: spec.start,
  end,
  announcedAt: spec.announcedAt,
  source: 'bip',
})

/** Changes of a notice keep the places they drew, in their order, behind the notice itself. */
function noticesBeforeChanges(steps: Step[]): Step[] {
  const isNotice = (step: Step) => step.send === 'outage' || step.send === 'outage-change'
  const byPlace = new Map<number, Step[]>()
  for (const step of steps) {
    if (step.send !== 'outage' && step.send !== 'outage-change') continue
    byPlace.set(step.place, [...(byPlace.get(step.place) ?? []), step])
  }
  for (const sequence of byPlace.values()) sequence.sort((a, b) => a.send.length - b.send.length)
  return steps.map((step) =>
    isNotice(step) ? (byPlace.get((step as { place: number }).place)?.shift() as Step) : step,
  )
}

export const plainTaxpayer = { name: buyer.name }

/** Sends the steps; neighbours of one kind travel in one batch, list or package where `glued` says so. */
export async function play(
  api: Api,
  steps: readonly Step[],
  glued: readonly boolean[] = [false],
): Promise<void> {
  const outageIds = new Map<number, string>()
  for (const [i, parcel] of parcels(steps, glued).entries()) {
    try {
      await send(api, parcel, outageIds)
    } catch (error) {
      throw new Error(`request ${i + 1} failed: ${error instanceof Error ? error.message : error}`, {
        cause: error,
      })
    }
  }
}

function parcels(steps: readonly Step[], glued: readonly boolean[]): Step[][] {
  const result: Step[][] = []
  steps.forEach((step, i) => {
    const last = result.at(-1)
    if (
      last?.[0] &&
      pick(glued, i) &&
      parcelKind(last[0]) !== null &&
      parcelKind(last[0]) === parcelKind(step)
    )
      last.push(step)
    else result.push([step])
  })
  return result
}

/** Copies travel in batches, rows in lists, documents in packages; other things alone. */
function parcelKind(step: Step): string | null {
  if (step.send === 'ksef') return step.xml ? 'package' : 'list'
  return step.send === 'copy' ? 'batch' : null
}

async function send(api: Api, parcel: Step[], outageIds: Map<number, string>): Promise<void> {
  const [step] = parcel as [Step]
  if (step.send === 'supplier')
    await api.putSupplier(buyer.nip, supplierId(step.spec), supplierBody(step.spec))
  else if (step.send === 'taxpayer') await api.putTaxpayer(buyer.nip, { ...plainTaxpayer, ...step.spec })
  else if (step.send === 'outage') outageIds.set(step.place, (await api.postOutage(step.body)).id)
  else if (step.send === 'outage-change') await api.patchOutage(outageIds.get(step.place) ?? '', step.body)
  else if (step.send === 'copy-xml') await api.postCopyXml(buyer.nip, step.xml, step.facts)
  else await outcomesOf(api, parcel as Delivery[])
}

/** Sends documents of one kind in one request; answers the outcome of each, or throws when one is refused. */
export async function outcomesOf(api: Api, parcel: readonly Delivery[]): Promise<string[]> {
  const [first] = parcel as [Delivery]
  if (first.send === 'copy-xml') {
    const outcomes: string[] = []
    for (const one of parcel)
      if (one.send === 'copy-xml')
        outcomes.push((await api.postCopyXml(buyer.nip, one.xml, one.facts)).outcome)
    return outcomes
  }
  if (first.send === 'copy') {
    const items = parcel.flatMap((step) => (step.send === 'copy' ? [step.body] : []))
    if (items.length === 1) return [(await api.postCopy(buyer.nip, first.body)).outcome]
    const { status, body } = await api.json('POST', `/v1/taxpayers/${buyer.nip}/copies/batch`, { items })
    const refused = status !== 200 || body.results.some((r: { outcome?: string }) => r.outcome === undefined)
    if (refused) throw new Error(`batch: ${status} ${JSON.stringify(body)}`)
    return body.results.map((r: { outcome: string }) => r.outcome)
  }
  const documents = parcel.flatMap((step) => (step.send === 'ksef' ? [step] : []))
  const answer = first.xml
    ? await api.importPackage(
        buyer.nip,
        packageOf(documents.map(({ metadata, xml }) => (xml ? { metadata, xml } : { metadata }))),
      )
    : await api.importMetadata(
        buyer.nip,
        documents.map(({ metadata }) => metadata),
      )
  const outcomes = (['new', 'attached', 'unchanged', 'review', 'quarantined'] as const).flatMap((outcome) =>
    Array.from({ length: answer[outcome] }, () => outcome),
  )
  if (
    answer.problems.length > 0 ||
    outcomes.length !== documents.length ||
    answer.received !== documents.length
  )
    throw new Error(`import of ${documents.length}: ${JSON.stringify(answer)}`)
  return outcomes
}

const supplierId = ({ seller }: SupplierSpec): string =>
  seller === 'foreign' ? `${foreignSeller.country}${foreignSeller.vatId}` : sellers[seller].nip

const supplierBody = ({ duty, delivery }: SupplierSpec): object => ({
  ksefDuty: duty === null ? [] : [{ status: duty, from: '2026-04-01', to: null }],
  delivery:
    delivery === null ? [] : [{ channel: delivery, agreedOn: '2026-02-01', from: '2026-02-01', to: null }],
})
