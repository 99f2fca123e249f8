import { describe, expect, it } from 'vitest'
import type { CopyEvidence } from '../../src/ingest/evidence.ts'
import { recordCopy } from '../../src/intake/arrivals.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import type { Recorded } from '../../src/reconcile/record.ts'
import { say } from '../../src/texts/say.ts'
import { Refusal } from '../../src/values/refusal.ts'
import { ksefDocument, ksefNumber } from '../support/ksef.ts'
import { api, ownSellers, seller } from '../support/own-seller.ts'

/** Copies that come at the same time: who is answered what, and which transactions there are, whatever the database does. */

const recorded = { outcome: 'new', evidenceId: 'e', purchase: 1 } satisfies Recorded
const item = (id: string) => ({
  raw: null,
  copy: { seller: { id }, externalId: null, ksefNumber: null, hashes: [] } as unknown as CopyEvidence,
})

/** A ledger whose transactions end one after the other as is said; `rows`: what a look at purchases meets. */
function ledgerWith(
  ends: (Recorded[] | unknown)[],
  said: { disk?: Error; rows?: Error; written?: Promise<void> } = {},
) {
  const actors: string[] = []
  const ledger = {
    host: { yieldToEventLoop: async () => {} },
    today: () => '2026-06-10',
    db: {
      secure: async () => {
        await said.written
        if (said.disk) throw said.disk
      },
      values: () => {
        if (said.rows) throw said.rows
        return []
      },
      all: () => [],
    },
    write: (actor: string) => {
      actors.push(actor)
      const end = ends[actors.length - 1]
      if (Array.isArray(end)) return end
      throw end
    },
  } as unknown as Ledger
  const arrive = (...callers: string[]) =>
    Promise.allSettled(callers.map((actor, i) => recordCopy(ledger, actor, item(`seller ${i}`)))).then(
      (all) => all.map((one) => (one.status === 'fulfilled' ? one.value.recorded : String(one.reason))),
    )
  return { actors, arrive }
}

describe('copies that come at the same time', () => {
  it('are one transaction for each caller', async () => {
    const { actors, arrive } = ledgerWith([[recorded, recorded], [recorded]])
    expect(await arrive('Ala', 'Ola', 'Ala')).toEqual([recorded, recorded, recorded])
    expect(actors).toEqual(['Ala', 'Ola'])
  })
  it('are tried one by one when the database fails: what one does to it is no fault of the others', async () => {
    const { actors, arrive } = ledgerWith([new Error('full'), new Error('full'), [recorded]])
    expect(await arrive('Ala', 'Ala')).toEqual(['Error: full', recorded])
    expect(actors).toHaveLength(3)
  })
  it('are told of a failure that is no error as of one', async () => {
    expect(await ledgerWith(['full']).arrive('Ala')).toEqual(['Error: full'])
  })
  it('are refused each for its own', async () => {
    const refusal = new Refusal('external-id-reused', say('refusal.external-id-reused', { externalId: 'x' }))
    const { actors, arrive } = ledgerWith([refusal, [recorded], refusal])
    expect(await arrive('Ala', 'Ala')).toEqual([
      recorded,
      expect.stringContaining('came before with another content'),
    ])
    expect(actors).toHaveLength(3)
  })
  it('are recorded once, also where they cannot be shown', async () => {
    const { actors, arrive } = ledgerWith([[recorded, recorded]], { rows: new Error('unreadable') })
    expect(await arrive('Ala', 'Ala')).toEqual(['Error: unreadable', 'Error: unreadable'])
    expect(actors).toHaveLength(1)
  })
  it('wait for those on their way to the disk, and then are one transaction', async () => {
    let wrote = () => {}
    const written = new Promise<void>((resolve) => {
      wrote = resolve
    })
    const { actors, arrive } = ledgerWith([[recorded], [recorded, recorded]], { written })
    const first = arrive('Ala')
    await new Promise(setImmediate)
    const later = arrive('Ala', 'Ala')
    await new Promise(setImmediate)
    expect(actors).toHaveLength(1)
    wrote()
    expect((await Promise.all([first, later])).flat()).toEqual([recorded, recorded, recorded])
    expect(actors).toHaveLength(2)
  })
  it('are not answered for before they are on the disk', async () => {
    const { arrive } = ledgerWith([[recorded]], { disk: new Error('no disk') })
    expect(await arrive('Ala')).toEqual(['Error: no disk'])
  })
})

/** Contract: a document is for review when it opened a blocking finding, and counts in exactly one outcome. */
describe('two rows of one KSeF number that contradict each other, in one import', () => {
  const us = ownSellers('arrivals', '2026-07-24T12:00:00+02:00')
  const row = (net: string) =>
    ksefDocument({
      ...{ seller, buyer: { nip: us }, number: 'A/1', issueDay: '2026-06-10', amounts: { net } },
      numberedAt: '2026-06-10T10:00:00+02:00',
      ksefNumber: ksefNumber(seller.nip, '2026-06-10', 'twice'),
    }).metadata
  const both = () => api.importMetadata(us, [row('50.00'), row('150.00')])
  it('are one question and one more document of the purchase that they make', async () => {
    expect(await both()).toMatchObject({ new: 0, review: 1, attached: 1 })
    expect(await both()).toMatchObject({ review: 0, unchanged: 2 })
  })
  it('are that question already when a third comes: it opens none of its own', async () => {
    await both()
    expect(await api.importMetadata(us, [row('70.00')])).toMatchObject({ new: 0, review: 0, attached: 1 })
  })
  it('are no more than that of a purchase that was there', async () => {
    await api.importMetadata(us, [row('100.00')])
    expect(await both()).toMatchObject({ new: 0, review: 1, attached: 1 })
  })
})
