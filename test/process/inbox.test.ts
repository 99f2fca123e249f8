import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createNodeService, type NodeService } from '../../src/hosts/node/service.ts'
import { adminKey } from '../support/admin-key.ts'
import { Api } from '../support/api.ts'
import { at, buyer, utf8 } from '../support/hostile.ts'
import { attached, mailOf } from '../support/mail.ts'
import { pdf, written } from '../support/pdf.ts'

/** The watched folder: what lies in it becomes drafts, each document once, wherever it is cut off. */

let dataDir: string
let service: NodeService
let api: Api
/** What waits for its time: the folder looks when a test says so. */
let waiting: (() => void)[] = []
const start = () => {
  waiting = []
  service = createNodeService({
    ...{ dataDir, adminKey, qrEnvironment: 'production', inbox: true },
    log: () => {},
    now: () => new Date('2026-07-24T10:00:00Z'),
    after: (ms, work) => {
      if (ms === 5000) waiting.push(work)
      return () => {}
    },
  })
  api = new Api((request) => service.app.fetch(request), adminKey)
}
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'ksef-reconcile-inbox-'))
  start()
  await api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.' })
  mkdirSync(inbox(), { recursive: true })
})
afterEach(async () => {
  await service.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const inbox = (...below: string[]) => join(dataDir, 'inbox', buyer, ...below)
const paper = (text: string) => pdf([{ content: written(text) }])
const put = (name: string, bytes: Uint8Array | string) => writeFileSync(inbox(name), bytes)
/** One look of the folder, to its end. */
const look = async () => {
  const work = waiting.shift()
  work?.()
  for (let tries = 0; waiting.length === 0 && tries < 500; tries++)
    await new Promise((resolve) => setTimeout(resolve, 10))
  expect(waiting).toHaveLength(1)
}
const files = (...below: string[]) =>
  readdirSync(inbox(...below), { withFileTypes: true })
    .filter((e) => e.isFile())
    .map(({ name }) => name)
    .sort()
const drafts = async () => (await api.send('GET', `${at}/drafts?limit=1000`)).body.items

describe('the watched folder', () => {
  it('takes documents, mails and ZIPs, and moves what it took', async () => {
    put('faktura.pdf', paper('INBOX/1'))
    put(
      'mail.eml',
      mailOf({
        messageId: 'inbox@x.example',
        files: [attached('a.pdf', 'application/pdf', paper('INBOX/2'))],
      }),
    )
    put('paczka.zip', zipSync({ 'b.pdf': paper('INBOX/3'), 'c.pdf': paper('INBOX/4') }))
    await look()
    expect(await drafts()).toEqual([])
    await look()
    expect((await drafts()).map((d: { file: { name: string } }) => d.file.name)).toEqual([
      'faktura.pdf',
      'a.pdf',
      'paczka.zip/b.pdf',
      'paczka.zip/c.pdf',
    ])
    expect(files()).toEqual([])
    expect(files('done')).toEqual(['faktura.pdf', 'mail.eml', 'paczka.zip'])
  })

  it('leaves what is being written, and takes it when it is whole', async () => {
    const whole = paper('INBOX/5')
    put('rosnie.pdf', whole.slice(0, 100))
    put('pobierane.pdf.part', whole)
    await look()
    put('rosnie.pdf', whole)
    await look()
    expect(await drafts()).toEqual([])
    await look()
    expect(await drafts()).toHaveLength(1)
    expect(files()).toEqual(['pobierane.pdf.part'])
  })

  it('puts what is no document aside, with the reason beside it, in both languages', async () => {
    put('arkusz.xlsx', utf8('PK no document'))
    put('zla.eml', 'x')
    await look()
    await look()
    expect(files('failed')).toEqual(['arkusz.xlsx', 'arkusz.xlsx.txt', 'zla.eml', 'zla.eml.txt'])
    const [polish, english] = readFileSync(inbox('failed', 'arkusz.xlsx.txt'), 'utf8').split('\n')
    expect([polish, english]).toEqual([
      expect.stringContaining('Plik nie jest w formacie PDF'),
      expect.stringContaining('neither PDF, XML, PNG nor JPEG'),
    ])
    expect(await drafts()).toEqual([])
  })

  it('overwrites nothing under the same name, and knows the same bytes again', async () => {
    for (const text of ['INBOX/6', 'INBOX/7', 'INBOX/6']) {
      put('skan.pdf', paper(text))
      await look()
      await look()
    }
    expect(files('done')).toEqual(['skan-2.pdf', 'skan-3.pdf', 'skan.pdf'])
    expect(await drafts()).toHaveLength(2)
  })

  it('cut off after a document was kept and before its file was moved keeps it once', async () => {
    put('faktura.pdf', paper('INBOX/8'))
    await look()
    await look()
    // As if the move had not come about.
    put('faktura.pdf', readFileSync(inbox('done', 'faktura.pdf')))
    rmSync(inbox('done', 'faktura.pdf'))
    await service.close()
    start()
    await look()
    await look()
    expect(await drafts()).toHaveLength(1)
    expect(files('done')).toEqual(['faktura.pdf'])
  })

  it('looks into no folder of somebody who is not here', async () => {
    mkdirSync(join(dataDir, 'inbox', '5252344078'), { recursive: true })
    writeFileSync(join(dataDir, 'inbox', '5252344078', 'x.pdf'), paper('INBOX/9'))
    await look()
    await look()
    expect(readdirSync(join(dataDir, 'inbox', '5252344078'))).toEqual(['x.pdf'])
  })
})
