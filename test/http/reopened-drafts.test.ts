import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onEdge } from '../support/app.ts'
import { at, buyer, copy, createStage, ksef, refused, type Stage, seller } from '../support/hostile.ts'
import { qrI } from '../support/ksef.ts'
import { pdf, written } from '../support/pdf.ts'

/** That a draft was discarded is taken back. */

let stage: Stage
beforeAll(async () => {
  stage = await createStage()
})
afterAll(() => stage.close())

type Page = Parameters<typeof pdf>[0][number]
const kept = async (page: Page) => {
  const form = new FormData()
  form.append('file', new Blob([pdf([page])]), 'faktura.pdf')
  return (await stage.api.send('POST', `${at}/drafts`, form)).body.draft
}
const discard = (id: string) => stage.api.send('DELETE', `${at}/drafts/${id}?reason=pomyłka`)
const reopen = (id: string) => stage.api.send('POST', `${at}/drafts/${id}/reopen`)
const feed = async (id: string): Promise<string[]> => {
  const { items } = (await stage.api.send('GET', `${at}/changes?limit=1000`)).body
  const own = items.filter((change: { data: { id?: string } }) => change.data.id === id)
  return own.map((change: { type: string }) => change.type)
}

describe('a draft that is taken back', () => {
  it('waits as before, counts again, and may be confirmed; the same again changes nothing', async () => {
    const { id } = await kept({ content: written('RO/1') })
    await discard(id)
    const { status, body } = await reopen(id)
    expect([status, body.draft.state, body.draft.closed]).toEqual([200, 'open', null])
    expect((await reopen(id)).body.draft.state).toBe('open')
    expect(await feed(id)).toEqual(['draft.created', 'draft.closed', 'draft.reopened'])
    const { receivedOn: _, ...typed } = copy({ number: 'RO/1' })
    expect((await stage.api.json('POST', `${at}/drafts/${id}/copy`, typed)).status).toBe(201)
    refused(await reopen(id), { status: 409, code: 'draft-closed' })
    refused(await reopen('none'), { status: 404, code: 'draft-unknown' })
  })

  it('that became a copy meanwhile is that copy', async () => {
    const page = { content: written('RO/2') }
    const { id } = await kept(page)
    await discard(id)
    const form = new FormData()
    form.append('metadata', JSON.stringify(copy({ number: 'RO/2' })))
    form.append('file', new Blob([pdf([page])]), 'faktura.pdf')
    const { body } = await stage.api.send('POST', `${at}/copies`, form)
    expect((await reopen(id)).body.draft).toMatchObject({
      state: 'copy',
      closed: { copyId: body.copy.id, reason: null },
    })
  })

  it.skipIf(onEdge)('is completed by a KSeF document that came meanwhile, and met again', async () => {
    const { metadata, xml } = ksef('RO/3')
    const { id } = await kept({ links: [qrI(seller, '2026-06-10', xml)] })
    await discard(id)
    await stage.api.importMetadata(buyer, [metadata])
    await reopen(id)
    const known = async () =>
      (await stage.api.send('GET', `${at}/drafts/${id}`)).body.draft.reading.knownPurchase
    await expect.poll(known).not.toBeNull()
    const asked = { seller: { nip: seller }, number: 'RO/3', qrCode: qrI(seller, '2026-06-10', xml) }
    const { body } = await stage.api.json('POST', `${at}/posting-checks`, asked)
    expect(body.reasons.map((reason: { code: string }) => reason.code)).toContain('DRAFT_OPEN')
  })
})
