import { describe, expect, it } from 'vitest'
import type { Purchase } from '../support/api.ts'
import { decidingFor } from '../support/deciding.ts'
import { api, oneSeller } from '../support/own-seller.ts'

const us = oneSeller('rehearsals', '2026-07-24T12:00:00+02:00', 'obliged')
const { record, fromKsef, decide } = decidingFor(us)

interface Rehearsed {
  decision: string
  refusal: { code: string; detail: string } | null
  purchases: Purchase[]
}
const answers = async (finding: string): Promise<Rehearsed[]> =>
  (await api.json('GET', `/v1/taxpayers/${us}/findings/${finding}/answers`)).body.answers
const answerOf = async (finding: string, decision: string): Promise<Rehearsed> =>
  (await answers(finding)).find((answer) => answer.decision === decision) as Rehearsed
/** Days and reading orders of change: everything that a reader could notice. */
const feed = async () => (await api.json('GET', `/v1/taxpayers/${us}/changes?limit=1000`)).body
const shown = (purchase: Purchase | undefined) => {
  const { createdAt: _, ...rest } = purchase as Purchase & { createdAt: string }
  return { ...rest, findings: rest.findings.map(({ id, open }) => ({ id, open })) }
}

/** A copy and a document of KSeF of one number, with other amounts. */
async function mismatch(number: string) {
  const one = await record(number, { gross: '130.00' })
  await fromKsef(number, '123.00', '2026-07-02T10:00:00+02:00')
  const items = (
    await api.json('GET', `/v1/taxpayers/${us}/findings?code=AMOUNT_MISMATCH&open=true&limit=1000`)
  ).body.items as { id: string; purchaseId: string; otherPurchaseId: string }[]
  const finding = items.find(({ purchaseId }) => purchaseId === one.id) as (typeof items)[number]
  return { one, other: finding.otherPurchaseId, finding: finding.id }
}

describe('what an answer would lead to', () => {
  it.each(['same-invoice', 'different-invoice', 'accepted', 'dismissed'])(
    'is what the answer %s then does, and nothing changes before',
    async (decision) => {
      const { one, other, finding } = await mismatch(`R/${decision}`)
      const before = [await api.purchase(us, one.id), await api.purchase(us, other), await feed()]
      const { refusal, purchases } = await answerOf(finding, decision)
      expect(refusal).toBeNull()
      expect([await api.purchase(us, one.id), await api.purchase(us, other), await feed()]).toEqual(before)
      await decide(finding, decision)
      const after = [await api.purchase(us, one.id), await api.purchase(us, other)]
      const each = [...new Map(after.map((purchase) => [purchase.id, purchase])).values()]
      expect(purchases).toHaveLength(decision === 'same-invoice' ? 1 : 2)
      expect(purchases.map(shown)).toEqual(each.map(shown))
    },
  )

  it('tells the day of receipt and the window that one purchase would have', async () => {
    const { finding } = await mismatch('R/days')
    const same = await answerOf(finding, 'same-invoice')
    const apart = await answerOf(finding, 'different-invoice')
    // By default a plain invoice of a seller who had to use KSeF was received when it came; the other one with its number.
    expect(same.purchases.map(({ receipt }) => receipt.date)).toEqual(['2026-06-10'])
    expect(apart.purchases.map(({ receipt }) => receipt.date).toSorted()).toEqual([
      '2026-06-10',
      '2026-07-02',
    ])
  })

  it('foretells what taking a decision back restores', async () => {
    const { one, other, finding } = await mismatch('R/back')
    await decide(finding, 'same-invoice')
    const back = await answerOf(finding, 'reopen')
    expect(back.purchases.map(({ id }) => id).toSorted()).toEqual([one.id, other].toSorted())
    expect((await api.purchase(us, other)).id).toBe(one.id)
  })

  it('says why an answer does not fit', async () => {
    await record('R/one', {
      document: 'invoice',
      deliveryAgreed: true,
      issueDate: '2026-06-10',
      receivedOn: '2026-06-09',
    })
    const { items } = (await api.json('GET', `/v1/taxpayers/${us}/findings?open=true&limit=1000`)).body as {
      items: { id: string; code: string }[]
    }
    const { id } = items.find(({ code }) => code === 'RECEIVED_BEFORE_ISSUED') as { id: string }
    const told = await answers(id)
    expect(told.map(({ decision, refusal }) => [decision, refusal?.code ?? null])).toEqual([
      ['same-invoice', 'decision-does-not-fit'],
      ['different-invoice', 'decision-does-not-fit'],
      ['accepted', null],
      ['dismissed', null],
    ])
    // In the words of him who asks.
    const polish = await api.json('GET', `/v1/taxpayers/${us}/findings/${id}/answers?lang=pl`)
    expect(polish.body.answers[0].refusal.detail).toMatch(/^Ta uwaga nie pyta, czy dwa zakupy są jednym/)
    expect(told[0]?.refusal?.detail).toMatch(/^This finding does not ask whether two/)
  })

  it('is refused for findings that are not there, and for documents in quarantine', async () => {
    const unknown = await api.json('GET', `/v1/taxpayers/${us}/findings/nobody.AMOUNT_MISMATCH/answers`)
    expect([unknown.status, unknown.body.code]).toEqual([404, 'finding-unknown'])
    const kept = await api.json('GET', `/v1/taxpayers/${us}/findings/quarantine.1/answers`)
    expect([kept.status, kept.body.code]).toEqual([422, 'decision-does-not-fit'])
  })
})
