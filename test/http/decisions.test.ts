import { describe, expect, it } from 'vitest'
import type { Purchase } from '../support/api.ts'
import { plainCopy } from '../support/copy.ts'
import { decidingFor } from '../support/deciding.ts'
import { api, oneSeller, seller } from '../support/own-seller.ts'

const us = oneSeller('decisions', '2026-07-24T12:00:00+02:00', 'art-145m')
const { record, fromKsef, decide: answer } = decidingFor(us)
const copyOf = (number: string, said?: Record<string, unknown>) => plainCopy(seller, number, said)
const decide = (id: string, decision: string, note = 'compared with the paper') => answer(id, decision, note)
const move = (evidence: string, to: string) =>
  api.json('POST', `/v1/taxpayers/${us}/evidence/${evidence}/move`, { to, note: 'by hand' })
const look = (id: string) => api.purchase(us, id)
const findingOf = (purchase: Purchase, code: string) => purchase.findings.find((f) => f.code === code)
const findings = async (query: string) =>
  (await api.json('GET', `/v1/taxpayers/${us}/findings?limit=1000&${query}`)).body.items as {
    id: string
    code: string
    open: boolean
    purchaseId: string
  }[]
const post = (id: string, reference: string) =>
  api.json('POST', `/v1/taxpayers/${us}/purchases/${id}/posting`, { reference, postedOn: '2026-06-11' })

/** Two copies under one number with different amounts. */
async function mismatch(number: string, gross: [string, string]) {
  const one = await record(number, { gross: gross[0], externalId: `${number} a` })
  const other = await record(number, { gross: gross[1], externalId: `${number} b` })
  return { one, other, finding: `${one.id}.AMOUNT_MISMATCH.${other.id}` }
}

describe('the list of findings', () => {
  it('names the invoice of each, so that it can be read without asking for its purchase', async () => {
    const one = await record('LISTED/1', { gross: '199.00', externalId: 'listed a' })
    await record('LISTED/1', { gross: '198.00', externalId: 'listed b' })
    const listed = (await findings('code=AMOUNT_MISMATCH')).find(({ purchaseId }) => purchaseId === one.id)
    expect(listed).toMatchObject({
      invoice: {
        seller: { nip: seller.nip, name: seller.name },
        number: 'LISTED/1',
        issueDate: one.issueDate,
        currency: 'PLN',
        gross: '199.00',
      },
    })
  })
})

describe('the same invoice', () => {
  it('merges two purchases, and a merged id answers with the survivor', async () => {
    const { one, other, finding } = await mismatch('SAME/1', ['201.00', '202.00'])
    const { status, body } = await decide(finding, 'same-invoice')
    expect(status).toBe(200)
    expect(body).toMatchObject({ id: one.id, mergedIds: [other.id] })
    expect(body.evidence).toHaveLength(2)
    expect((await look(other.id)).id).toBe(one.id)
    expect(findingOf(body, 'AMOUNT_MISMATCH')).toMatchObject({
      id: finding,
      open: false,
      decision: { decision: 'same-invoice', note: 'compared with the paper', by: 'admin' },
    })
  })

  it('is one purchase also for documents that come later, on either amount', async () => {
    const { one, finding } = await mismatch('SAME/2', ['203.00', '204.00'])
    await decide(finding, 'same-invoice')
    expect((await record('SAME/2', { gross: '203.00', net: '0.01' })).id).toBe(one.id)
    expect((await record('SAME/2', { gross: '204.00', net: '0.02' })).id).toBe(one.id)
    await fromKsef('SAME/2', '204.00')
    expect(await look(one.id)).toMatchObject({ status: 'reconciled', gross: '204.00' })
  })

  it('is taken back without loss: ids, postings and statements are where they were', async () => {
    const { one, other, finding } = await mismatch('SAME/3', ['205.00', '206.00'])
    await decide(finding, 'accepted')
    expect((await post(one.id, 'PZ/A')).status).toBe(201)
    expect((await post(other.id, 'PZ/B')).status).toBe(201)
    await api.json('PATCH', `/v1/taxpayers/${us}/purchases/${one.id}`, { fixedAsset: true })
    await api.json('PATCH', `/v1/taxpayers/${us}/purchases/${other.id}`, { deductibleShare: '0.50' })
    const before = [await look(one.id), await look(other.id)]

    const merged = (await decide(finding, 'same-invoice')).body
    expect(findingOf(merged, 'DOUBLE_POSTED')).toMatchObject({ open: true, severity: 'blocking' })
    expect(merged.stated).toEqual({ fixedAsset: true, deductibleShare: '0.50' })

    expect((await decide(finding, 'reopen')).status).toBe(200)
    await decide(finding, 'accepted')
    const after = [await look(one.id), await look(other.id)]
    const timeless = (text: unknown) => JSON.stringify(text).replaceAll(/"at":"[^"]*"/g, '')
    expect(timeless(after)).toBe(timeless(before))
  })

  it('says nothing against two KSeF numbers', async () => {
    await fromKsef('SAME/4', '207.00')
    await fromKsef('SAME/4', '207.00', '2026-06-11T11:00:00+02:00')
    const [one, other] = await api.purchases(us, { number: 'SAME/4' })
    const finding = `${one?.id}.DOUBLE_ISSUE.${other?.id}`
    expect(await decide(finding, 'same-invoice')).toMatchObject({
      status: 422,
      body: { code: 'two-ksef-numbers' },
    })
    await decide(finding, 'different-invoice')
    expect(findingOf(await look(other?.id as string), 'DOUBLE_ISSUE')?.open).toBe(false)
  })
})

describe('a different invoice', () => {
  it('no longer holds either purchase, and stays apart for documents that come later', async () => {
    const { one, other, finding } = await mismatch('APART/1', ['211.00', '212.00'])
    expect((await post(one.id, 'PZ/1')).body.code).toBe('held')
    await decide(finding, 'different-invoice')
    expect((await post(one.id, 'PZ/1')).status).toBe(201)
    expect((await post(other.id, 'PZ/2')).status).toBe(201)
    expect((await record('APART/1', { gross: '211.00', net: '0.03' })).id).toBe(one.id)
    await fromKsef('APART/1', '212.00')
    expect(await look(other.id)).toMatchObject({ status: 'reconciled', posting: { reference: 'PZ/2' } })
    expect(findingOf(await look(one.id), 'AMOUNT_MISMATCH')?.open).toBe(false)
  })

  it('settles a look-alike pair on both sides', async () => {
    const one = await record('APART/2/O1', { gross: '213.00' })
    const other = await record('APART/2/01', { gross: '213.00' })
    expect(findingOf(other, 'POSSIBLE_DUPLICATE')?.open).toBe(true)
    await decide(`${other.id}.POSSIBLE_DUPLICATE.${one.id}`, 'different-invoice')
    for (const { id } of [one, other]) {
      expect(findingOf(await look(id), 'POSSIBLE_DUPLICATE')?.open).toBe(false)
    }
    expect((await post(one.id, 'PZ/3')).status).toBe(201)
  })

  it('may be changed to the same one, and back', async () => {
    const { one, other, finding } = await mismatch('APART/3', ['214.00', '215.00'])
    await decide(finding, 'different-invoice')
    expect((await decide(finding, 'same-invoice')).body.mergedIds).toEqual([other.id])
    expect((await decide(finding, 'different-invoice')).body.mergedIds).toEqual([])
    expect((await look(other.id)).id).toBe(other.id)
    expect((await decide(finding, 'reopen')).status).toBe(200)
    expect(findingOf(await look(one.id), 'AMOUNT_MISMATCH')?.open).toBe(true)
  })

  it('is what is left when a document that fits several fits only one of them', async () => {
    const vat = await record('APART/4', { kind: 'VAT', gross: '216.00' })
    const zal = await record('APART/4', { kind: 'ZAL', gross: '216.00' })
    const unknown = await record('APART/4', { gross: '216.00' })
    expect(findingOf(unknown, 'AMBIGUOUS_MATCH')?.open).toBe(true)
    await decide(`${unknown.id}.AMBIGUOUS_MATCH.${vat.id}`, 'same-invoice')
    expect((await look(unknown.id)).id).toBe(vat.id)
    expect((await look(zal.id)).evidence).toHaveLength(1)
  })
})

describe('a finding', () => {
  it('is listed until it is decided, and afterwards with the decision', async () => {
    const { one, other, finding } = await mismatch('LIST/1', ['221.00', '222.00'])
    const ids = async (query: string) => (await findings(query)).map((f) => f.id)
    expect(await ids('open=true&code=AMOUNT_MISMATCH')).toContain(finding)
    expect(await ids('open=true&severity=blocking')).toContain(`${other.id}.AMOUNT_MISMATCH.${one.id}`)
    expect(await ids('open=true&severity=info')).not.toContain(finding)
    await decide(finding, 'dismissed')
    expect(await ids('open=true')).not.toContain(finding)
    expect(await ids('open=false')).toContain(finding)
    expect((await api.purchases(us, { finding: 'AMOUNT_MISMATCH' })).map((p) => p.id)).not.toContain(one.id)
  })

  it('is listed page by page without gap or repetition', async () => {
    const all = await findings('')
    const paged: { id: string }[] = []
    for (let cursor = ''; ; ) {
      const { body } = await api.json('GET', `/v1/taxpayers/${us}/findings?limit=3${cursor}`)
      paged.push(...body.items)
      if (body.next === null) break
      cursor = `&cursor=${body.next}`
    }
    expect(all.length).toBeGreaterThan(6)
    expect(paged.map((f) => f.id)).toEqual(all.map((f) => f.id))
  })

  it('that depends on the day can be decided too', async () => {
    const late = await record('LATE/1', {
      document: 'offline-invoice',
      gross: '223.00',
      issueDate: '2026-06-29',
    })
    const finding = findingOf(await look(late.id), 'SELLER_LATE')
    expect(finding?.open).toBe(true)
    await decide(finding?.id as string, 'accepted', 'the seller was asked')
    expect(findingOf(await look(late.id), 'SELLER_LATE')).toMatchObject({
      open: false,
      decision: { note: 'the seller was asked' },
    })
    expect((await findings('open=false&code=SELLER_LATE')).map((f) => f.id)).toContain(finding?.id)
    const listed = await api.purchases(us, { finding: 'SELLER_LATE' })
    expect(listed.map((p) => p.id)).not.toContain(late.id)
  })

  it('takes only an answer that fits, and is known by its id', async () => {
    const unconfirmed = await record('FIT/1', { gross: '224.00' })
    await api.json('PATCH', `/v1/taxpayers/${us}/purchases/${unconfirmed.id}`, { supplyConfirmed: false })
    expect(await decide(`${unconfirmed.id}.UNKNOWN_SUPPLY`, 'same-invoice')).toMatchObject({
      status: 422,
      body: { code: 'decision-does-not-fit' },
    })
    expect((await decide(`${unconfirmed.id}.DOUBLE_POSTED`, 'accepted')).body.code).toBe('finding-unknown')
    expect((await decide(`${unconfirmed.id}.UNKNOWN_SUPPLY`, 'accepted')).status).toBe(200)
    expect((await post(unconfirmed.id, 'PZ/9')).status).toBe(201)
  })

  it('decided twice in the same way is decided once', async () => {
    const { one, finding } = await mismatch('TWICE/1', ['225.00', '226.00'])
    await decide(finding, 'different-invoice')
    const path = `/v1/taxpayers/${us}/purchases/${one.id}/history`
    const before = (await api.json('GET', path)).body.items
    await decide(finding, 'different-invoice')
    expect((await api.json('GET', path)).body.items).toEqual(before)
    expect(before.map((h: { type: string }) => h.type)).toContain('decision')
    expect(before.find((h: { type: string }) => h.type === 'decision')).toMatchObject({
      actor: 'admin',
      inputs: { code: 'AMOUNT_MISMATCH', decision: 'different-invoice', note: 'compared with the paper' },
    })
  })
})

describe('a document', () => {
  it('moved out becomes a purchase of its own, and what comes later knows it', async () => {
    const one = await record('MOVE/1', { gross: '231.00', externalId: 'move 1' })
    const { purchase } = await api.postCopy(us, copyOf('MOVE/1', { gross: '231.00', net: '0.04' }))
    expect(purchase?.id).toBe(one.id)
    const second = purchase?.evidence.at(-1)?.id as string
    const moved = (await move(second, 'new')).body as Purchase
    expect(moved.id).not.toBe(one.id)
    expect((await look(one.id)).evidence).toHaveLength(1)
    expect(findingOf(moved, 'AMOUNT_MISMATCH')).toBeUndefined()
    const third = await record('MOVE/1', { gross: '231.00', net: '0.05' })
    expect([one.id, moved.id]).not.toContain(third.id)
    expect(findingOf(third, 'AMBIGUOUS_MATCH')?.open).toBe(true)
    expect((await move(second, 'new')).body.id).toBe(moved.id)
    expect((await move(second, one.id)).body.id).toBe(one.id)
    expect((await look(moved.id)).id).toBe(one.id)
  })

  it('moved to another purchase stays there', async () => {
    const one = await record('MOVE/2', { gross: '232.00' })
    const wrong = await record('MOVE/2X', { gross: '233.00', issueDate: '2026-05-01' })
    const { purchase } = await api.postCopy(
      us,
      copyOf('MOVE/2X', { gross: '233.00', issueDate: '2026-05-01', net: '0.06' }),
    )
    const document = purchase?.evidence.at(-1)?.id as string
    expect((await move(document, one.id)).body.id).toBe(one.id)
    expect((await look(wrong.id)).evidence).toHaveLength(1)
    await fromKsef('MOVE/2', '232.00')
    expect((await look(one.id)).evidence.map((e) => e.type).sort()).toEqual(['copy', 'copy', 'ksef'])
  })

  it('out of KSeF moves to no purchase with another number', async () => {
    await fromKsef('MOVE/3', '234.00')
    await fromKsef('MOVE/4', '235.00')
    const [one] = await api.purchases(us, { number: 'MOVE/3' })
    const [other] = await api.purchases(us, { number: 'MOVE/4' })
    const answer = await move(one?.evidence[0]?.id as string, other?.id as string)
    expect(answer).toMatchObject({ status: 422, body: { code: 'two-ksef-numbers' } })
    expect((await move('nothing', 'new')).body.code).toBe('evidence-unknown')
  })
})

describe('an answer that counts only while nobody else has answered', () => {
  const decideIfOpen = (id: string, decision: string, note: string | null = null) =>
    api.json('POST', `/v1/taxpayers/${us}/findings/${id}/decision`, { decision, note, onlyIfOpen: true })

  it('is refused once somebody answered otherwise, from either side, and names who', async () => {
    const { one, other, finding } = await mismatch('RACE/1', ['301.00', '302.00'])
    expect((await decideIfOpen(finding, 'different-invoice')).status).toBe(200)
    for (const id of [finding, `${other.id}.AMOUNT_MISMATCH.${one.id}`]) {
      const { status, body } = await decideIfOpen(id, 'same-invoice')
      expect([status, body.code]).toEqual([409, 'already-decided'])
      expect(body.decision).toMatchObject({ decision: 'different-invoice', by: 'admin' })
    }
    expect((await look(other.id)).id).toBe(other.id)
  })

  it('replaces no note of another who answered in the same way: one more is refused, none agrees', async () => {
    const { one, finding } = await mismatch('RACE/3', ['305.00', '306.00'])
    await decideIfOpen(finding, 'accepted', 'seen on paper')
    const before = await api.history(us, one.id)
    expect((await decideIfOpen(finding, 'accepted')).status).toBe(200)
    expect((await decideIfOpen(finding, 'accepted', 'seen on paper')).status).toBe(200)
    const { status, body } = await decideIfOpen(finding, 'accepted', 'the seller was asked')
    expect([status, body.code]).toEqual([409, 'already-decided'])
    expect(body.decision).toMatchObject({ decision: 'accepted', note: 'seen on paper', by: 'admin' })
    expect(await api.history(us, one.id)).toEqual(before)
  })

  it('changes nothing where it was answered in the same way, and counts again once that was taken back', async () => {
    const { one, finding } = await mismatch('RACE/2', ['303.00', '304.00'])
    await decideIfOpen(finding, 'accepted')
    expect((await decideIfOpen(finding, 'accepted')).status).toBe(200)
    await decide(finding, 'reopen')
    expect((await decideIfOpen(finding, 'same-invoice')).body.id).toBe(one.id)
  })
})
