import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

/** What no line of the service does, whatever comes in; the house is kept by `tidy.test.ts`. */

const root = join(import.meta.dirname, '../src')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))
const using = (what: RegExp) =>
  files.filter((name) => what.test(readFileSync(join(root, name), 'utf8'))).sort()

it.each<[string, RegExp]>([
  ['runs text as code', /\beval\(|new Function\(|node:vm/],
  ['starts another program', /child_process/],
  ['writes HTML into a page', /innerHTML|outerHTML|insertAdjacentHTML|InnerHTML|document\.write/],
  ['hashes with what is broken', /['"](md5|sha-?1)['"]/i],
  ['asks dice for secrets', /Math\.random/],
  ['turns off the checking of certificates', /rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED/],
])('nothing %s', (_, what) => {
  expect(using(what)).toEqual([])
})

it('makes expressions of its own constants alone', () => {
  expect(using(/new RegExp\(/)).toEqual([
    'ingest/suspect.ts',
    'paper/party-labels.ts',
    'paper/printed.ts',
    'paper/written.ts',
    'values/qr.ts',
  ])
})

it('writes SQL of its own words, with values bound: raw are migrations, and the names of its own tables', () => {
  expect(using(/sql\.raw\(/)).toEqual(['store/archive.ts', 'store/ledger-schema.ts', 'store/migrate.ts'])
})
