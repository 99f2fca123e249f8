import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { taxFields } from '../../src/law/jpk.ts'
import { modes } from '../../src/law/mode-names.ts'

/**
 * The law can be checked in `src/law` alone, and its words in `src/texts` under `law/`: no other file, comments included, names a mode, cites an article, holds a day
 * or names a field of the record, but those that are listed here with their reason. A file that no longer does must leave
 * the list. The generated contract repeats what the service says, and is left out.
 */
const root = join(import.meta.dirname, '../../src')
const outside = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => /\.tsx?$/.test(name) && !/^(law|texts\/\w+\/law|client\/generated)\//.test(name))
  .map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }))

/** Where a pattern is found, as `file: text`, each once. */
const found = (pattern: RegExp): string[] =>
  [
    ...new Set(
      outside.flatMap(({ name, text }) => [...text.matchAll(pattern)].map(([hit]) => `${name}: ${hit}`)),
    ),
  ].sort()
const listed = (byReason: Record<string, readonly string[]>): string[] =>
  Object.values(byReason).flat().sort()

it('no name of a mode, in quotes or, but for a common word, as a key', () => {
  const names = modes.join('|')
  const keys = modes.filter((mode) => mode !== 'foreign').join('|')
  expect(found(new RegExp(`(?<=['"\`])(${names})(?=['"\`])|(?<=[{,]\\s*)(${keys})(?=:)`, 'g'))).toEqual(
    listed({
      'most purchases are of this mode, and the index of the others leaves it out': [
        'store/lists.ts: online',
      ],
      'what a browser tells when it has a connection again': ['console/uploads.ts: online'],
      'a kind of outage has the same name': [
        'ksef/latarnia.ts: maintenance',
        'ksef/latarnia.ts: total-failure',
        'outages/windows.ts: maintenance',
        'outages/windows.ts: total-failure',
        'console/screens/service/outages.tsx: maintenance',
        'console/screens/service/outages.tsx: total-failure',
        'receipt/awaited.ts: total-failure',
        'receipt/mode.ts: total-failure',
        'receipt/verdict.ts: total-failure',
        'texts/en/words.ts: maintenance',
        'texts/en/words.ts: total-failure',
        'texts/pl/words.ts: maintenance',
        'texts/pl/words.ts: total-failure',
      ],
      'a kind of document, and a reason why there is no row, have the same name': [
        'console/screens/add/kind.tsx: not-an-invoice',
        'ingest/cii-reading.ts: not-an-invoice',
        'jpk-check/compare.ts: not-an-invoice',
        'paper/read-page.ts: not-an-invoice',
        'paper/titles.ts: not-an-invoice',
        'receipt/deduct.ts: not-an-invoice',
        'register/placement.ts: not-an-invoice',
        'values/document-class.ts: not-an-invoice',
      ],
      'a status in the table of duties, and the history of another purchase, have the same name': [
        'console/screens/settings/supplier.tsx: foreign',
        'queries/history.ts: foreign',
        'receipt/facts.ts: foreign',
      ],
    }),
  )
})

it('no article', () => {
  expect(found(/\b[Aa]rt\. ?\d+\w*|\bust\. ?\d+\w*|\bpkt \d+|§|Dz\.U\./g)).toEqual(
    listed({
      'a field of an FA document that is called by its article': [
        'texts/en/invoice.ts: art. 42',
        'texts/en/invoice.ts: ust. 5',
        'texts/pl/invoice.ts: art. 42',
        'texts/pl/invoice.ts: ust. 5',
      ],
      'a note that an accountant may write, in an example': [
        'http/routes/examples.ts: art. 106gb',
        'http/routes/examples.ts: ust. 4',
      ],
    }),
  )
})

it('no day or month', () => {
  expect(found(/\b(19|20|21)\d\d-[01]\d(-[0-3]\d)?/g)).toEqual(
    listed({
      'examples of how a day is written': [
        'console/screens/styles.tsx: 2026-06',
        'console/screens/styles.tsx: 2026-06-29',
        'console/screens/styles.tsx: 2026-07-01',
        'http/endpoint/fields.ts: 2026-06',
        'http/endpoint/fields.ts: 2026-06-10',
        'http/endpoint/fields.ts: 2026-06-29',
        'http/endpoint/fields.ts: 2026-12-31',
        'http/routes/examples.ts: 2026-06',
        'http/routes/summary.ts: 2026-06',
        'store/folding.ts: 2026-05-03',
        'texts/en/refusals/fields.ts: 2026-06-29',
        'texts/en/refusals/fields.ts: 2026-12-31',
      ],
      'what a form or the example begins with, the first days of KSeF 2.0: whoever fills it in says otherwise':
        [
          'console/example/make.ts: 2026-02-01',
          'console/screens/settings/connection-form.tsx: 2026-02-01',
          'console/screens/settings/supplier.tsx: 2026-02-01',
          'console/screens/settings/supplier.tsx: 2026-04-01',
        ],
      'a clock that cannot be right': ['hosts/clock.ts: 2026-01-01', 'hosts/clock.ts: 2100-01-01'],
      'a time before every synchronisation': ['ksef/schedule.ts: 2000-01-01'],
      'bounds of a day of birth, and of the end of a certificate': [
        'ksef/certificate.ts: 2100-12-31',
        'http/routes/profile-schemas.ts: 1900-01-01',
        'http/routes/profile-schemas.ts: 2100-12-31',
      ],
    }),
  )
})

it('no field of the record', () => {
  expect(found(new RegExp(`\\b(K_\\d\\d|${taxFields.join('|')})\\b`, 'g'))).toEqual(
    listed({
      'the amounts of a row of the register, as the contract names them': [
        ...['amounts.ts', 'register.tsx'].flatMap((file) =>
          [40, 41, 42, 43].map((field) => `console/screens/month/${file}: K_${field}`),
        ),
        ...[44, 45, 46, 47].map((field) => `console/screens/purchases/adjustments.tsx: K_${field}`),
      ],
    }),
  )
})
