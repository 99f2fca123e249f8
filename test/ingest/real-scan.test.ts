import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { codesAndScansHere } from '../../src/hosts/node/files.ts'
import { tesseract } from '../../src/hosts/node/ocr.ts'

// A scan of 150 dpi in black and white, drawn for this test; nothing in it is text.

const scan = fileURLToPath(new URL('../../fixtures/paper/scan.png', import.meta.url))
const isMissing = (await tesseract()) === null

it.skipIf(isMissing)(
  `reads a scan${isMissing ? ' (what reads pictures is not installed)' : ''}`,
  async () => {
    const sender = { taxpayer: '9376032788', key: '', signal: new AbortController().signal }
    const found = await codesAndScansHere(Uint8Array.from(readFileSync(scan)), 'image/png', sender)
    expect(found).toMatchObject({ links: [], complete: true, scans: { pages: 1, read: 1, unread: null } })
    const [reading] = found.readings ?? []
    expect(reading?.document?.value).toBe('invoice')
    const told = Object.fromEntries(Object.entries(reading?.fields ?? {}).map(([name, f]) => [name, f.value]))
    expect(told).toEqual({
      'seller.nip': '5265877635',
      'seller.name': 'Żółwik Biuro sp. z o.o.',
      'buyer.nip': '9376032788',
      number: 'FV/17/11/2026',
      issueDate: '2026-11-12',
      taxPointDate: '2026-11-10',
      kind: 'VAT',
      currency: 'PLN',
      net: '1200.00',
      vat: '276.00',
      gross: '1476.00',
    })
    const fields = Object.values(reading?.fields ?? {})
    expect([...new Set(fields.map(({ source }) => source))]).toEqual(['ocr'])
    expect(fields.some(({ confidence }) => confidence === 'certain')).toBe(false)
    // The title begins 44 pixels from the left, and lies between 45 and 83 pixels below the top.
    expect(reading?.fields.number?.box?.map(Math.round)).toEqual([44, 45, 663, 37])
  },
)
