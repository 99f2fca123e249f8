import { afterAll, beforeAll, expect, it } from 'vitest'
import { at, createStage, refused, type Stage } from '../support/hostile.ts'
import { hostileMails } from '../support/hostile-mails.ts'

/** Each mail that nobody should write is taken in with its documents, or refused in words. */

let stage: Stage
beforeAll(async () => {
  stage = await createStage()
})
afterAll(() => stage.close())

it.each(Object.entries(hostileMails))('a mail %s', async (kind, make) => {
  const { bytes, brings, isLeftOut } = make(`K${Object.keys(hostileMails).indexOf(kind)}`)
  const type = { 'content-type': 'message/rfc822' }
  const answer = await stage.api.send('POST', `${at}/mails`, bytes as Uint8Array<ArrayBuffer>, type)
  if (isLeftOut) {
    refused(answer, { status: 422, code: 'mail-unreadable' })
    return
  }
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  const drafts = answer.body.mail.parts.filter((part: { draftId: string | null }) => part.draftId !== null)
  expect(drafts.map((part: { name: string }) => part.name).sort()).toEqual(brings)
})
