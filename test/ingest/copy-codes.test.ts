import { describe, expect, it } from 'vitest'
import { codesOf, saidByCodes } from '../../src/ingest/copy-codes.ts'
import type { Day } from '../../src/values/day.ts'
import { parseQrLink } from '../../src/values/qr.ts'
import { document, seller } from '../support/hostile.ts'
import { faXml, qrI, qrII, sha256 } from '../support/ksef.ts'

/** Which codes of a copy count, and why others do not. */

const [xml, other] = [faXml(document('C/1')), faXml(document('C/2'))]
const [hash, otherHash] = [sha256(xml), sha256(other)]
const day = '2026-06-10' as Day
const place = { sellerId: seller, issueDay: day, environment: 'production' as const }
const [one, two] = [qrI(seller, day, xml), qrII(seller, xml)]
const wrongDay = qrI(seller, '2026-06-09', xml)
const inFile = (...links: string[]) => codesOf([], links, place)
const whys = (...links: string[]) => inFile(...links).doubtfulCodes?.map(({ why }) => why)

describe('codes of a copy', () => {
  it('are its hash, once, and tell an offline invoice by KOD II', () => {
    expect(inFile(one)).toEqual({ hashes: [hash], offlineCode: false })
    expect(codesOf([one], [two, one], place)).toEqual({ hashes: [hash], offlineCode: true })
    expect(inFile()).toEqual({ hashes: [], offlineCode: false })
  })

  it('stand beside the hash of an XML file, and are not doubted for it', () => {
    expect(codesOf([one], [], place, [otherHash])).toEqual({
      hashes: [hash, otherHash].toSorted(),
      offlineCode: false,
    })
  })

  it('of another day are kept apart, with the KOD II of the same file', () => {
    const doubted = { hashes: [], doubtfulHashes: [hash], doubtfulCodes: [{ why: 'day', link: wrongDay }] }
    expect(inFile(wrongDay)).toEqual({ ...doubted, offlineCode: false })
    expect(inFile(wrongDay, two)).toEqual({ ...doubted, offlineCode: true })
  })

  it('of another day lead nowhere beside a sure one, several of them, or an XML file', () => {
    const sure = inFile(wrongDay, qrI(seller, day, other))
    expect(sure).toMatchObject({ hashes: [otherHash], offlineCode: false })
    expect(inFile(wrongDay, two, qrI(seller, day, other)).offlineCode).toBe(false)
    const several = inFile(wrongDay, qrI(seller, '2026-06-08', other))
    for (const codes of [sure, several, codesOf([wrongDay], [], place, [otherHash])])
      expect(codes).not.toHaveProperty('doubtfulHashes')
  })

  it('of several invoices are not used, and each says so', () => {
    expect(inFile(one, qrI(seller, day, other))).toMatchObject({ hashes: [], offlineCode: false })
    expect(whys(one, qrI(seller, day, other))).toEqual(['several', 'several'])
    expect(inFile(one, qrII(seller, other)).offlineCode).toBe(true)
  })

  it.each([
    ['environment', qrII(seller, xml, 'test')],
    ['seller', qrII('9407961828', xml)],
    ['hash', one.slice(0, -4)],
    ['unreadable', one.replace('10-06-2026', '31-06-2026')],
  ])('of a file are doubted for their %s, and prove nothing', (why, link) => {
    expect(inFile(link)).toEqual({ hashes: [], offlineCode: false, doubtfulCodes: [{ why, link }] })
    expect(inFile(link, one).hashes).toEqual([hash])
  })

  it('tell an offline invoice also by a KOD II whose hash cannot be read', () => {
    expect(inFile(two.replace(/(?<=\/[\w-]{20})[\w-]{23}(?=\/)/, '')).offlineCode).toBe(true)
  })

  it('are told in one order, whatever order they came in', () => {
    const links = [wrongDay, one.slice(0, -4), 'https://ksef.mf.gov.pl/web/verify/x']
    expect(inFile(...links)).toEqual(inFile(...links.toReversed()))
    expect(codesOf([wrongDay], [wrongDay], place).doubtfulCodes).toHaveLength(1)
  })
})

describe('what codes say where nobody else does', () => {
  const said = (links: string[], nip: string | null = null) => saidByCodes(links, 'production', nip)

  it('is seller and day, and offline by both codes of one file', () => {
    expect(said([one])).toEqual({ sellerNip: seller, issueDay: day, offline: false })
    expect(said([two])).toEqual({ sellerNip: seller, issueDay: null, offline: false })
    expect(said([one, two])).toEqual({ sellerNip: seller, issueDay: day, offline: true })
    expect(said([qrI(seller, day, other), two]).offline).toBe(false)
  })

  it('is nothing where they disagree, or are of another environment or seller', () => {
    const nothing = { sellerNip: null, issueDay: null, offline: false }
    expect(said([])).toEqual(nothing)
    expect(said([qrI(seller, day, xml, 'demo'), qrII(seller, xml, 'demo')])).toEqual(nothing)
    expect(said([one, two], '9407961828')).toEqual(nothing)
    expect(said([one, qrI('9407961828', '2026-06-09', xml)])).toEqual(nothing)
    expect(said([one, qrI('9407961828', '2026-06-09', xml)], seller).issueDay).toBe(day)
    expect(said([one.slice(0, -1), two.replace(parseQrLink(two)!.hash!.slice(0, 5), '')]).offline).toBe(false)
  })
})
