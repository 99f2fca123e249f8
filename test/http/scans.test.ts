import { expect, it } from 'vitest'
import type { CodeReader, FileCodes, ScansRead } from '../../src/ingest/file-codes.ts'
import { fieldsOf, type Reading } from '../../src/paper/reading.ts'
import { createTestApp, onEdge } from '../support/app.ts'
import { png } from '../support/files.ts'
import { at, buyer, copy, now, refused, seller } from '../support/hostile.ts'

// What a service says of scans, whatever reads them. Files are looked through on Node alone.

const said: Reading = {
  fields: fieldsOf({ 'seller.nip': seller, number: 'SC/1', gross: '123.00' }, 'likely', 'ocr'),
  document: null,
  corrects: [],
  warnings: [],
}
let answer: Partial<FileCodes> = {}
const asked: boolean[] = []
const codes: CodeReader = async (_, __, sender) => {
  asked.push(sender?.provenOnly === true)
  const found: FileCodes = { pages: 1, links: [], complete: true }
  return sender?.provenOnly ? found : { ...found, ...answer }
}
const [scan, other] = [2, 3].map((side) =>
  png({ width: side, height: side, data: new Uint8Array(side * side) }),
)

it.skipIf(onEdge)(
  'tells of scans that were read, and asks for their text only where it can matter',
  async () => {
    const { api, close } = await createTestApp({ now, codes })
    try {
      await api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.' })
      const send = (path: string, metadata?: object, file = scan) => {
        const form = new FormData()
        form.append('file', new Blob([file!]), 'skan.png')
        if (metadata) form.append('metadata', JSON.stringify(metadata))
        return api.send('POST', `${at}/${path}`, form)
      }
      const warned = async (scans: ScansRead, readings: Reading[]) => {
        answer = { scans, readings }
        const { body } = await send('documents/read')
        return body.warnings.map(({ code }: { code: string }) => code)
      }
      const [read, late, many] = ['reading.scanned', 'reading.scan-too-long', 'reading.scan-too-many']
      expect(await warned({ pages: 1, read: 1, unread: null }, [said])).toEqual([read])
      expect(await warned({ pages: 1, read: 1, unread: null }, [])).toEqual([])
      expect(await warned({ pages: 3, read: 1, unread: 'too-long' }, [said])).toEqual([read, late])
      expect(await warned({ pages: 9, read: 4, unread: 'too-many' }, [said])).toEqual([read, many])
      expect(await warned({ pages: 1, read: 0, unread: 'too-long' }, [])).toEqual([late])

      answer = { scans: { pages: 1, read: 1, unread: null }, readings: [said] }
      asked.length = 0
      const { externalId: _, ...whole } = copy({ number: 'SC/2' })
      expect((await send('copies', whole)).status).toBe(201)
      expect(asked).toEqual([true])
      const { number: __, ...lacking } = copy({ number: 'SC/3' })
      const refusal = await send('copies', lacking, other)
      refused(refusal, { status: 400, code: 'invalid-request', pointer: '/number', error: 'required' })
      expect(refusal.body.errors[0].message).toContain('SC/1')
      expect(asked).toEqual([true, true, false])
    } finally {
      await close()
    }
  },
)
