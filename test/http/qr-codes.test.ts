import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Purchase } from '../support/api.ts'
import {
  at,
  buyer,
  copy,
  createStage,
  document,
  ksef,
  refused,
  type Stage,
  seller,
} from '../support/hostile.ts'
import { faXml, type KsefDocument, qrI, qrII } from '../support/ksef.ts'

/** What the links of codes do: which are taken, which find their invoice, and which leave a doubt. */

let stage: Stage
beforeAll(async () => {
  stage = await createStage()
})
afterAll(() => stage.close())

const day = '2026-06-10'
const grossOf = ({ metadata }: KsefDocument): string => Number(metadata.grossAmount).toFixed(2)
/** A copy of a document under a number that nobody would take for it: only its code ties the two. */
const coded = (of: KsefDocument, number: string, qrCodes: string[], more: object = {}) =>
  copy({ number, gross: grossOf(of), net: null, vat: null, document: 'offline-invoice', qrCodes, ...more })
const codesOf = (p: Purchase | null | undefined, severity?: string): string[] =>
  (p?.findings ?? []).filter((f) => f.open && (!severity || f.severity === severity)).map((f) => f.code)
const withNumber = async (...numbers: string[]): Promise<Purchase[]> =>
  (await stage.api.purchases(buyer)).filter((p) => numbers.includes(p.number))

const spellings: [string, (link: string) => string][] = [
  ['the app', (link) => link.replace('.pl/', '.pl/client-app/')],
  ['the host before', (link) => link.replace('qr.ksef.mf.gov.pl/', 'ksef.mf.gov.pl/client-app/')],
  ['the interface and padding', (link) => `${link.replace('qr.ksef', 'api.ksef')}=`],
  ['encoded padding', (link) => `${link}%3D`],
  ['the whole link encoded', (link) => encodeURIComponent(link)],
  [
    'capitals and a port',
    (link) => link.replace('https://qr.ksef.mf.gov.pl', 'HTTPS://QR.KSEF.MF.GOV.PL:443'),
  ],
  ['a query and a fragment', (link) => `${link}/?utm_source=mail#x`],
  ['lines and space', (link) => ` ${link.slice(0, 60)}\r\n  ${link.slice(60)}\n`],
]

describe('a link finds its invoice by', () => {
  it.each(spellings)('%s: of KOD I, KOD II, and in the posting check', async (name, spelled) => {
    const doc = ksef(`QR/${name}`)
    await stage.api.importMetadata(buyer, [doc.metadata])
    const [one, two] = [qrI(seller, day, doc.xml), qrII(seller, doc.xml)].map(spelled)
    const first = await stage.api.postCopy(buyer, coded(doc, `${name} I`, [one!]))
    expect([first.outcome, first.purchase?.number]).toEqual(['attached', `QR/${name}`])
    const second = await stage.api.postCopy(buyer, coded(doc, `${name} II`, [two!]))
    expect(second.purchase?.id).toBe(first.purchase?.id)
    expect(codesOf(second.purchase, 'review')).toEqual([])
    for (const qrCode of [one, two]) {
      const asked = await stage.api.json('POST', `${at}/posting-checks`, { qrCode })
      expect([asked.status, asked.body.purchaseId]).toEqual([200, first.purchase?.id])
    }
  })
})

describe('a code whose day is not P_1', () => {
  const doubted = (name: string, more: object = {}) => {
    const doc = ksef(name)
    return {
      doc,
      told: coded(doc, `${name} typed`, [qrI(seller, day, doc.xml)], { issueDate: '2026-06-09', ...more }),
    }
  }
  it.each(['copy first', 'KSeF first'])(
    'leaves the copy, and ties it to the KSeF document it fits: %s',
    async (order) => {
      const { doc, told } = doubted(`DAY/${order}`)
      if (order === 'KSeF first') await stage.api.importMetadata(buyer, [doc.metadata])
      const { outcome } = await stage.api.postCopy(buyer, told)
      expect(outcome).toBe(order === 'KSeF first' ? 'attached' : 'new')
      if (order === 'copy first') {
        const [alone] = await withNumber(told.number as string)
        expect([alone?.status, codesOf(alone, 'review')]).toEqual([
          'awaiting-ksef',
          expect.arrayContaining(['QR_DAY_DIFFERS']),
        ])
        await stage.api.importMetadata(buyer, [doc.metadata])
      }
      const found = await withNumber(`DAY/${order}`, told.number as string)
      expect(found.map((p) => [p.number, p.status])).toEqual([[`DAY/${order}`, 'reconciled']])
      expect(codesOf(found[0])).toContain('QR_DAY_DIFFERS')
      expect(codesOf(found[0], 'blocking')).toEqual([])
    },
  )

  it('also where KOD II carries the same hash without any day', async () => {
    const { doc, told } = doubted('DAY/sealed', { gross: '4321.09' })
    const codes = [qrI(seller, day, doc.xml), qrII(seller, doc.xml)]
    await stage.api.importMetadata(buyer, [doc.metadata])
    const { purchase } = await stage.api.postCopy(buyer, { ...told, qrCodes: codes })
    expect(purchase).toMatchObject({ number: told.number, mode: 'offline24', ksef: null })
    expect(codesOf(purchase, 'review')).toContain('QR_DAY_DIFFERS')
  })

  it('ties it to no invoice with which it has neither number nor amount in common', async () => {
    const { doc, told } = doubted('DAY/other', { gross: '9876.50' })
    await stage.api.importMetadata(buyer, [doc.metadata])
    const { purchase } = await stage.api.postCopy(buyer, told)
    expect(purchase).toMatchObject({ number: told.number, ksef: null })
  })

  it('joins no copies by itself, in any order', async () => {
    const { told } = doubted('DAY/two')
    await stage.api.postCopy(buyer, told)
    await stage.api.postCopy(buyer, { ...told, number: 'DAY/two, another', gross: '7007.70' })
    expect(await withNumber('DAY/two typed', 'DAY/two, another')).toHaveLength(2)
  })

  it.each(['first', 'last'])(
    'is for a human where the writing is that of another invoice, which came %s',
    async (when) => {
      const { doc, told } = doubted(`DAY/torn ${when}`)
      const own = ksef(`DAY/own ${when}`, {
        more: { issueDay: '2026-06-09', amounts: document(`DAY/torn ${when}`).amounts! },
      })
      const paper = { ...told, number: `DAY/own ${when}` }
      const rows = when === 'first' ? [own, doc] : [doc, own]
      await stage.api.importMetadata(buyer, [rows[0]!.metadata])
      await stage.api.postCopy(buyer, paper)
      await stage.api.importMetadata(buyer, [rows[1]!.metadata])
      const found = await withNumber(`DAY/own ${when}`, `DAY/torn ${when}`)
      const torn = found.find((p) => p.ksef === null)
      expect(found).toHaveLength(3)
      expect(codesOf(torn, 'blocking')).toContain('AMBIGUOUS_MATCH')
    },
  )

  it('holds a question by that code, since the paper may be of another invoice', async () => {
    const { doc, told } = doubted('DAY/asked')
    const { purchase } = await stage.api.postCopy(buyer, told)
    const asked = (question: object) => stage.api.json('POST', `${at}/posting-checks`, question)
    const qrCode = qrI(seller, day, doc.xml)
    const reasons = [expect.objectContaining({ code: 'QR_DAY_DIFFERS' })]
    const held = { answer: 'hold', purchaseId: purchase?.id, reasons }
    expect((await asked({ qrCode })).body).toMatchObject(held)
    expect((await asked({ qrCode, number: 'DAY/asked', issueDate: day })).body).toMatchObject(held)
    const byNumber = await asked({ qrCode, number: told.number, issueDate: '2026-06-09' })
    expect(byNumber.body.purchaseId).toBe(purchase?.id)
    expect(byNumber.body.reasons).not.toEqual(reasons)
    await stage.api.importMetadata(buyer, [doc.metadata])
    expect((await asked({ qrCode })).body).toMatchObject({ answer: 'post', purchaseId: purchase?.id })
  })

  it('says in its finding what it names and what to do', async () => {
    const { told } = doubted('DAY/said')
    const { purchase } = await stage.api.postCopy(buyer, told)
    const finding = purchase?.findings.find((f) => f.code === 'QR_DAY_DIFFERS')
    expect(finding?.message).toMatch(/10-06-2026.*P_1 of the copy, 2026-06-09.*Compare P_1/)
  })
})

describe('a code whose hash cannot be read', () => {
  it.each([
    ['cut off', (link: string) => link.slice(0, -7)],
    ['in capitals', (link: string) => link.toUpperCase()],
    ['too long', (link: string) => `${link}AB`],
  ])('%s leaves the copy with a note, and finds nothing', async (name, spoilt) => {
    const doc = ksef(`HASH/${name}`)
    await stage.api.importMetadata(buyer, [doc.metadata])
    const told = coded(doc, `HASH/${name} typed`, [spoilt(qrI(seller, day, doc.xml))], { gross: '555.55' })
    const { purchase } = await stage.api.postCopy(buyer, told)
    expect(purchase).toMatchObject({ number: told.number, ksef: null })
    expect(codesOf(purchase)).toContain('INFO_QR_UNREADABLE')
    expect((await stage.api.postCopy(buyer, told)).outcome).toBe('unchanged')
  })

  it('answers a posting check only where something else tells the invoice', async () => {
    const qrCode = qrI(seller, day, faXml(document('HASH/asked'))).slice(0, -3)
    refused(await stage.api.json('POST', `${at}/posting-checks`, { qrCode }), {
      status: 422,
      code: 'qr-unreadable',
      pointer: '/qrCode',
    })
    const asked = await stage.api.json('POST', `${at}/posting-checks`, { qrCode, number: 'KNOWN/1' })
    expect(asked.body).toMatchObject({ purchaseId: (await withNumber('KNOWN/1'))[0]?.id })
  })
})

it('codes of several invoices leave a doubt, and are not used', async () => {
  const docs = [ksef('SEV/1'), ksef('SEV/2')]
  const told = coded(
    docs[0]!,
    'SEV/typed',
    docs.map(({ xml }) => qrI(seller, day, xml)),
  )
  const { purchase } = await stage.api.postCopy(buyer, told)
  expect(codesOf(purchase, 'review')).toContain('QR_SEVERAL_INVOICES')
  await stage.api.importMetadata(
    buyer,
    docs.map((d) => d.metadata),
  )
  expect((await withNumber('SEV/typed'))[0]).toMatchObject({ ksef: null })
})

describe('a document that its codes contradict', () => {
  const contradicts = 'DOCUMENT_CONTRADICTS_CODES'
  it.each([
    ['invoice', ['I', 'II'], true],
    ['numbered-visualisation', ['I', 'II'], true],
    ['numbered-visualisation', ['II'], true],
    ['fiscal-receipt', ['I'], true],
    ['not-an-invoice', ['I'], true],
    ['offline-invoice', ['I', 'II'], false],
    ['offline-invoice', ['I'], false],
    ['transaction-confirmation', ['I', 'II'], false],
    ['numbered-visualisation', ['I'], false],
    ['invoice', ['I'], false],
    ['invoice', [], false],
  ])('%s with the codes %j: %s', async (kind, codes, expected) => {
    const doc = ksef(`DOC/${kind} ${codes.join('+')}`)
    const link = { I: qrI(seller, day, doc.xml), II: qrII(seller, doc.xml) }
    const told = coded(
      doc,
      doc.metadata.invoiceNumber as string,
      codes.map((code) => link[code as 'I']),
    )
    const { purchase } = await stage.api.postCopy(buyer, { ...told, document: kind })
    expect(codesOf(purchase, 'review').includes(contradicts)).toBe(expected)
  })
})
