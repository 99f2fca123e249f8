import { expect, it } from 'vitest'
import { edgeDatabase } from '../../src/hosts/edge/database.ts'
import type { Db } from '../../src/store/database.ts'
import { documentOf, keepBytes } from '../../src/store/evidence.ts'
import { migrateLedger } from '../../src/store/ledger-schema.ts'
import { objectState } from '../support/platform.ts'

/** How documents are kept that are larger than a value may be on every host. */

const { storage } = objectState('pieces')
const db: Db = edgeDatabase(storage)
migrateLedger(db, '2026-07-24T10:00:00Z', 'The ledger')
storage.sql.exec('PRAGMA foreign_keys = OFF')
const pieceSize = 1024 * 1024
/** Bytes that deflating makes no smaller, and others for each seed. */
const bytes = (length: number, seed: number): Uint8Array => {
  const all = new Uint8Array(length)
  let state = seed + 1
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    all[i] = state >>> 24
  }
  return all
}
const facts = JSON.stringify({ type: 'copy' })
const keep = (evidence: number, raw: Uint8Array) =>
  db.transaction(() => {
    keepBytes(db, [[evidence, { mediaType: 'application/pdf', encoding: 'deflate-raw', bytes: raw }]])
  })
const known = (evidence: number) =>
  storage.sql.exec(
    'INSERT INTO evidence (seq, id, type, content_hash, purchase, home, facts, has_xml, recorded_at, actor) VALUES (?, ?, ?, ?, 1, 1, ?, 0, ?, ?)',
    ...[evidence, `e${evidence}`, 'copy', `h${evidence}`, facts, '2026-07-24T10:00:00Z', 'admin'],
  )
const largest = () =>
  Math.max(
    ...['documents', 'document_pieces'].map((table) =>
      Number(storage.sql.exec(`SELECT coalesce(max(length(bytes)), 0) AS n FROM ${table}`).toArray()[0]?.n),
    ),
  )

it.each([0, 1, pieceSize - 1, pieceSize, pieceSize + 1, 2 * pieceSize, 2 * pieceSize + 1])(
  'one of %i bytes is read back whole',
  (length) => {
    const evidence = length + 1
    known(evidence)
    keep(evidence, bytes(length, length))
    const back = documentOf(db, `e${evidence}`)?.raw?.bytes as Uint8Array
    expect(back.length).toBe(length)
    expect(Buffer.from(back).equals(bytes(length, length))).toBe(true)
    expect(largest()).toBeLessThanOrEqual(pieceSize)
  },
)

it('what is kept of a document stays: another text of it brings no pieces', () => {
  known(7_000_000)
  keep(7_000_000, bytes(10, 1))
  keep(7_000_000, bytes(2 * pieceSize, 2))
  const back = documentOf(db, 'e7000000')?.raw?.bytes as Uint8Array
  expect(Buffer.from(back).equals(bytes(10, 1))).toBe(true)
})
