import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { createGzip, gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Manifest, manifestOf, noSums, withRow } from '../../src/archive/manifest.ts'
import { createClient, KsefReconcileProblem } from '../../src/client/index.ts'
import { exportLedger, importLedger } from '../../src/hosts/node/cli/archive.ts'
import { ArchiveError } from '../../src/hosts/node/cli/archive-file.ts'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import { archivedTables, leftOut } from '../../src/store/archive.ts'
import { migrationsHere } from '../../src/store/ledger-schema.ts'
import { tell } from '../../src/texts/tell.ts'
import { adminKey } from '../support/admin-key.ts'
import type { Api, Fetch } from '../support/api.ts'
import { createTestApp } from '../support/app.ts'
import { plainCopy } from '../support/copy.ts'
import { nip } from '../support/ksef.ts'
import { archiveOfBefore } from '../support/release-before.ts'
import { allThatIsSaid, asOfBefore, fillLedger, openFailure, us } from '../support/rich-ledger.ts'

// A ledger goes from one service to another, and back from a backup, without losing anything on the way.

const now = '2026-07-24T12:00:00+02:00'
const at = `/v1/taxpayers/${us}`
const folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
const open: { close(): Promise<void> }[] = []

/** A service in a folder of its own, with the master key of another one or its own. */
async function start(name: string, masterKeyOf: string | null = 'first') {
  const dataDir = mkdtempSync(join(folder, `${name}-`))
  if (masterKeyOf !== null && name !== masterKeyOf)
    copyFileSync(join(first.dataDir, 'master.key'), join(dataDir, 'master.key'))
  const stage = await createTestApp({ now, dataDir })
  open.push(stage)
  return stage
}
type Stage = Awaited<ReturnType<typeof start>>

const clientOf = (fetch: Fetch) => createClient({ baseUrl: 'http://test', key: adminKey, fetch, retries: 0 })
const quiet = () => {}
let files = 0
const exported = async (stage: Stage): Promise<Manifest & { path: string }> => {
  const path = join(folder, `${++files}.archive`)
  return { ...(await exportLedger(clientOf(stage.fetch), us, path, quiet)), path }
}
const imported = (stage: Stage, path: string, fetch = stage.fetch, foreign = false) =>
  importLedger(clientOf(fetch), path, quiet, { adoptOutages: true, foreign })
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof KsefReconcileProblem ? error.code : String(error)),
  )

let first: Stage
let said: Record<string, unknown>
let archive: Manifest & { path: string }

beforeAll(async () => {
  first = await start('first')
  await fillLedger(first.api)
  await first.idle()
  said = await allThatIsSaid(first.fetch)
  archive = await exported(first)
})
afterAll(async () => {
  for (const stage of open) await stage.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('a ledger that moved', () => {
  let second: Stage
  beforeAll(async () => {
    second = await start('second')
    const { ended } = await imported(second, archive.path)
    expect(ended).toMatchObject({ outages: 2, warnings: [] })
  })

  it('holds something of everything that a ledger may hold', () => {
    const empty = archive.tables.filter(({ rows }) => rows === 0).map(({ name }) => name)
    expect(empty).toEqual([
      // Of a large document: one of 5 MB is carried in test/edge/moving.test.ts.
      'document_pieces',
      'packages',
      'import_parts',
      'history_foreign',
      'ksef_reaches',
      'webhook_attempts',
      'jobs',
    ])
  })

  it('says the same to every question', async () => {
    expect(Object.keys(said).length).toBeGreaterThan(60)
    expect(await allThatIsSaid(second.fetch)).toEqual(said)
  })

  it('stands in the audit of the place it came to, once, with the hash of its contents', async () => {
    const { items } = (await second.api.send('GET', `/v1/audit?taxpayer=${us}`)).body
    const common = { actor: { id: 'bootstrap', name: 'admin' }, taxpayer: us }
    expect(items).toMatchObject([
      { ...common, action: 'taxpayer.created' },
      { ...common, action: 'ledger.restored', subject: archive.contents, data: { outages: 2 } },
    ])
    const outages = (await second.api.send('GET', '/v1/audit?action=outage.recorded')).body.items
    expect(outages).toHaveLength(2)
  })

  it('has the same contents when it is exported again', async () => {
    const { contents } = await exported(second)
    expect(contents).toBe(archive.contents)
  })

  it('knows which requests were done already', async () => {
    const [purchase] = await second.api.purchases(us, { number: 'R/10' })
    const body = { reference: 'PZ/2', postedOn: '2026-06-12' }
    const path = `${at}/purchases/${purchase?.id}/posting`
    const again = await second.api.json('POST', path, body, { 'idempotency-key': 'once' })
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true'])
  })

  it('goes on from there: the feed, and what comes by both ways', async () => {
    const { items } = said[`${at}/changes?limit=1000`] as { items: { cursor: string }[] }
    const again = await second.api.postCopy(
      us,
      plainCopy({ nip: nip('rich seller'), name: 'Sprzedawca S.A.' }, 'R/1', { externalId: 'first' }),
    )
    expect(again.outcome).toBe('unchanged')
    await second.api.postCopy(us, plainCopy({ nip: nip('new seller') }, 'R/11'))
    const after = items.at(-1)?.cursor
    const { body } = await second.api.send('GET', `${at}/changes?after=${after}`)
    expect(body.items[0]).toMatchObject({ cursor: String(Number(after) + 1), type: 'purchase.created' })
  })

  it('is not overwritten by a further import, and the same archive again changes nothing', async () => {
    expect(await codeOf(imported(second, archive.path))).toBe('done')
    expect(await second.api.purchases(us, { number: 'R/11' })).toHaveLength(1)
    const { path } = await exported(second)
    expect(await codeOf(imported(second, path))).toBe('ledger-not-empty')
    expect(await codeOf(imported(first, archive.path))).toBe('ledger-not-empty')
    expect(await second.api.purchases(us, { number: 'R/11' })).toHaveLength(1)
  })
})

it('carries every table, or names it as left out', () => {
  const db = openSqlite(join(first.dataDir, 'ledgers', `${us}.sqlite`), { readonly: true })
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all()
  db.close()
  const named = [...archivedTables.map(({ name }) => name as string), ...leftOut].filter(
    (n) => n !== 'merges',
  )
  expect(named.sort()).toEqual(tables.sort())
})

describe('a damaged archive', () => {
  /** The archive with another file in its place; nothing may be sent. */
  const refused = async (bytes: Uint8Array) => {
    const path = join(folder, 'damaged.archive')
    writeFileSync(path, bytes)
    let calls = 0
    const fetch: Fetch = () => {
      calls++
      return new Response()
    }
    const error = await importLedger(clientOf(fetch), path, quiet).catch((e: unknown) => e)
    expect(calls).toBe(0)
    expect(error).toBeInstanceOf(ArchiveError)
    return (error as Error).message
  }
  const lines = () => gunzipSync(readFileSync(archive.path)).toString().split('\n')
  const packed = (changed: string[]) => gzipSync(changed.join('\n'))

  it('is refused with one byte changed, wherever that is', async () => {
    const bytes = readFileSync(archive.path)
    for (const share of [0, 0.001, 0.3, 0.6, 0.9, 0.9999]) {
      const changed = Uint8Array.from(bytes)
      const place = Math.floor(share * bytes.length)
      changed[place] = (bytes[place] as number) ^ 0x10
      expect(await refused(changed), String(share)).toMatch(/is damaged|is no archive/)
    }
  })
  it('is refused with one character changed in what was packed', async () => {
    const all = lines()
    const at = all.findIndex((text) => text.startsWith('["history"'))
    all[at] = (all[at] as string).replace(/admin|service/, 'nobody')
    expect(await refused(packed(all))).toMatch(/its rows are not those/)
    const settings = lines().map((text) => text.replace('"cashMethod":false', '"cashMethod":true'))
    expect(await refused(packed(settings))).toMatch(/its rows are not those/)
  })
  it('is refused when it was cut off, goes on, lacks a row, or is something else', async () => {
    expect(await refused(readFileSync(archive.path).subarray(0, -100))).toMatch(/cannot be unpacked/)
    expect(await refused(packed(lines().slice(0, -2)))).toMatch(/cut off/)
    expect(await refused(packed([...lines().slice(0, -1), '["jobs",[]]']))).toMatch(/follows its manifest/)
    expect(await refused(packed(lines().toSpliced(5, 1)))).toMatch(/its rows are not those/)
    expect(await refused(packed(['{"format":"x"}']))).toMatch(/is no archive/)
    expect(await refused(new TextEncoder().encode('Faktura'))).toMatch(/is no archive/)
    expect(await refused(new Uint8Array())).toMatch(/is damaged/)
  })
  it('is refused at a line that is longer than any row, before that is in memory', async () => {
    // Packed piece by piece, so that the test itself never holds the 200 MB.
    const gzip = createGzip({ level: 1 })
    const piece = Buffer.alloc(1024 ** 2, 0x78)
    const long = [Buffer.from(`${lines()[0]}\n["evidence",["`), ...Array.from({ length: 200 }, () => piece)]
    const packedLong = await buffer(Readable.from(long).pipe(gzip))
    expect(packedLong.length).toBeLessThan(2 * 1024 ** 2)
    const before = process.memoryUsage().rss
    expect(await refused(packedLong)).toMatch(/is damaged: a line of it has more than 33554432 characters/)
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 ** 2)
  })
})

describe('an import that is cut off', () => {
  const stop = new Error('cut off')
  /** Lets so many calls pass; the next one fails before it is sent, or its answer is lost. */
  const cut = (stage: Stage, passing: number, isSent: boolean): Fetch => {
    let left = passing
    return async (request) => {
      if (--left >= 0) return stage.fetch(request)
      if (isSent && left === -1) await stage.fetch(request)
      throw stop
    }
  }

  it.each([false, true])('goes on when called again, wherever it was (answer lost: %s)', async (isSent) => {
    const third = await start('third')
    let cuts = 0
    for (let attempt = 0; ; attempt++) {
      // Two calls ask how far it got: from the third on each attempt gets one call further, or none.
      const passing = attempt < 4 ? attempt : 2 + (attempt % 2)
      const outcome = await imported(third, archive.path, cut(third, passing, isSent)).catch(
        (e: unknown) => e,
      )
      if (outcome !== stop) {
        expect(outcome).toMatchObject({ ended: { outages: 2, warnings: [] } })
        break
      }
      cuts++
    }
    expect(cuts).toBeGreaterThan(20)
    expect(await allThatIsSaid(third.fetch)).toEqual(said)
    expect((await exported(third)).contents).toBe(archive.contents)
  })

  it('goes on in the middle of a table, and takes rows twice without harm', async () => {
    const middle = await start('middle')
    const halving: Fetch = async (request) => {
      if (!request.url.endsWith('/restore/rows')) return middle.fetch(request)
      const { table, rows } = (await request.clone().json()) as { table: string; rows: unknown[] }
      if (table !== 'history') return middle.fetch(request)
      const send = (from: number, to: number) =>
        middle.api.json('PUT', `${at}/restore/rows`, { table, rows: rows.slice(from, to) })
      for (const part of [send(0, 3), send(1, 5), send(1, 5)]) expect((await part).status).toBe(204)
      throw stop
    }
    expect(await imported(middle, archive.path, halving).catch((e: unknown) => e)).toBe(stop)
    const sent: number[] = []
    const counting: Fetch = async (request) => {
      if (request.url.endsWith('/restore/rows')) sent.push((await request.clone().json()).rows.length)
      return middle.fetch(request)
    }
    await imported(middle, archive.path, counting)
    const [history] = archive.tables.filter(({ name }) => name === 'history')
    expect(sent[0]).toBe((history?.rows ?? 0) - 5)
    expect(await allThatIsSaid(middle.fetch)).toEqual(said)
  })

  it('leaves a ledger that answers nothing, until it ends or is given up', async () => {
    let half = await start('half')
    expect(await imported(half, archive.path, cut(half, 8, true)).catch((e: unknown) => e)).toBe(stop)
    const refusals = [
      half.api.send('GET', `${at}/purchases`),
      half.api.send('GET', `${at}/archive`),
      half.api.json('POST', `${at}/copies`, plainCopy({ nip: nip('x') }, 'X')),
      half.api.json('POST', `${at}/copies`, plainCopy({ nip: nip('x') }, 'X'), { 'idempotency-key': 'x' }),
      half.api.json('PUT', at, { name: 'Odbiorca' }),
    ]
    for (const { status, body } of await Promise.all(refusals))
      expect([status, body.code]).toEqual([409, 'ledger-restoring'])
    await half.close()
    const errors: unknown[] = []
    const log = (record: Record<string, unknown>) => record.level === 'error' && errors.push(record)
    const restarted = await createTestApp({ now, dataDir: half.dataDir, log })
    await restarted.idle()
    expect(errors).toEqual([])
    expect((await restarted.api.send('GET', `${at}/purchases`)).body.code).toBe('ledger-restoring')
    half = restarted
    open.push(half)
    expect((await half.api.send('DELETE', `${at}/restore`)).status).toBe(204)
    expect(await half.api.purchases(us)).toEqual([])
    expect((await half.api.send('DELETE', `${at}/restore`)).body.code).toBe('not-restoring')
    await imported(half, archive.path)
    expect(await allThatIsSaid(half.fetch)).toEqual(said)
  })

  it('knows the outages of the directory when it was given up', async () => {
    const given = await start('given up')
    await given.api.putTaxpayer(us, { name: 'Odbiorca' })
    await given.api.postOutage({ kind: 'failure', start: '2026-06-10', end: '2026-06-10' })
    expect(await given.api.purchases(us)).toEqual([])
    expect(await imported(given, archive.path, cut(given, 4, true)).catch((e: unknown) => e)).toBe(stop)
    expect((await given.api.send('DELETE', `${at}/restore`)).status).toBe(204)
    const paper = plainCopy({ nip: nip('x') }, 'X', { issueDate: '2026-06-10', document: 'offline-invoice' })
    expect((await given.api.postCopy(us, paper)).purchase?.mode).toBe('emergency')
  })

  it('keeps nothing of rows that are not those of the manifest, nor of another archive', async () => {
    const wrong = await start('wrong')
    const changing: Fetch = async (request) => {
      if (!request.url.endsWith('/restore/rows')) return wrong.fetch(request)
      const body = (await request.text())
        .replace(/"cause":"[^"]+"/, '"cause":"chance"')
        .replaceAll('R/2', 'R/0')
      return wrong.fetch(new Request(request.url, { method: 'PUT', headers: request.headers, body }))
    }
    expect(await codeOf(imported(wrong, archive.path, changing))).toBe('archive-mismatch')
    const other = await start('other')
    await other.api.putTaxpayer(us, { name: 'Odbiorca' })
    await other.api.postCopy(us, plainCopy({ nip: nip('x') }, 'X'))
    const another = await exported(other)
    expect(await imported(wrong, another.path, cut(wrong, 4, true)).catch((e: unknown) => e)).toBe(stop)
    await imported(wrong, archive.path)
    expect(await allThatIsSaid(wrong.fetch)).toEqual(said)
  })
})

describe('an export', () => {
  const client = (fetch: Fetch) => clientOf(fetch)
  const meddling = (stage: Stage, times: number) => {
    let [calls, changes] = [0, 0]
    const fetch: Fetch = async (request) => {
      const answer = await stage.fetch(request)
      if (++calls % 3 === 0 && changes < times)
        await stage.api.postCopy(us, plainCopy({ nip: nip('meddler') }, `M/${++changes}`))
      return answer
    }
    return fetch
  }
  let busy: Stage
  beforeAll(async () => {
    busy = await start('busy')
    await imported(busy, archive.path)
  })

  it('begins anew when the ledger changes meanwhile', async () => {
    const lines: string[] = []
    const path = join(folder, 'meddled.archive')
    const torn = await exportLedger(client(meddling(busy, 1)), us, path, (line) =>
      lines.push(tell(line, 'en')),
    )
    expect(lines).toEqual([expect.stringMatching(/Beginning anew \(2 of 5\)/)])
    expect((await exported(busy)).contents).toBe(torn.contents)
    expect(torn.contents).not.toBe(archive.contents)
  })
  it('gives up when it changes all the time, and leaves no file', async () => {
    const path = join(folder, 'never.archive')
    const endless = exportLedger(client(meddling(busy, 1000)), us, path, quiet)
    await expect(endless).rejects.toThrow(/each of 5 attempts/)
    expect(() => readFileSync(path)).toThrow(/ENOENT/)
    expect(() => readFileSync(`${path}.part`)).toThrow(/ENOENT/)
  })
  it('overwrites no file', async () => {
    await expect(exportLedger(client(first.fetch), us, archive.path, quiet)).rejects.toThrow(
      /is there already/,
    )
  })
})

describe('under another master key', () => {
  it('asks for every secret again, and says so', async () => {
    const other = await start('stranger', null)
    const { ended } = await imported(other, archive.path, other.fetch, true)
    expect(ended.warnings).toEqual([
      expect.stringMatching(/its history is marked as foreign/),
      expect.stringMatching(
        /^The secret of the webhook to https:\/\/erp.example\/hook .* give it a new secret/,
      ),
      expect.stringMatching(/^The KSeF credential .* send it again/),
      expect.stringMatching(/^The password of the mailbox .* give it again/),
    ])
    expect((await exported(other)).contents).toBe(archive.contents)

    const connection = await other.api.send('GET', `${at}/ksef/connection`)
    expect(connection.body).toMatchObject({
      state: 'refused',
      message: expect.stringMatching(/Send the credential again/),
    })
    const mailbox = await other.api.send('GET', `${at}/mailbox`)
    expect(mailbox.body).toMatchObject({ state: 'refused', nextLookAt: null })
    const [hook] = (await other.api.send('GET', `${at}/webhooks`)).body.items
    expect(hook).toMatchObject({
      enabled: false,
      disabledReason: expect.stringMatching(/another master key/),
    })

    const credential = { type: 'token', token: 'a|b|c' }
    const put = await other.api.json('PUT', `${at}/ksef/connection`, { credential, paused: true })
    expect(put.body.state).toBe('paused')
    expect((await other.api.json('POST', `${at}/webhooks/${hook.id}/secret`)).status).toBe(200)
    const tested = await other.api.json('POST', `${at}/webhooks/${hook.id}/test`)
    expect(JSON.stringify(tested.body)).not.toMatch(/sealed/)
  })
})

describe('an archive that the service did not make', () => {
  const historyOf = async (api: Api, number: string) => {
    const [purchase] = await api.purchases(us, { number })
    const { items } = (await api.send('GET', `${at}/purchases/${purchase?.id}/history`)).body
    return (items as { foreign: boolean }[]).map((entry) => entry.foreign)
  }
  /** All that is said, but whose word the history is. */
  const apartFromMarks = (text: Record<string, unknown>) =>
    JSON.parse(JSON.stringify(text).replaceAll('"foreign":true', '"foreign":false'))

  it('is restored where somebody says so, and its history is marked, for good', async () => {
    const other = await start('foreign', null)
    expect(await codeOf(imported(other, archive.path))).toBe('archive-foreign')
    // What is refused leaves no empty taxpayer behind.
    expect((await other.api.send('GET', `/v1/taxpayers/${us}`)).status).toBe(404)
    await imported(other, archive.path, other.fetch, true)
    expect(await historyOf(other.api, 'R/1')).not.toContain(false)
    const { items } = (await other.api.send('GET', '/v1/audit?action=ledger.restored')).body
    expect(items).toMatchObject([{ data: { foreign: true } }])
    await other.api.postCopy(us, plainCopy({ nip: nip('later') }, 'LATER/1'))
    expect(await historyOf(other.api, 'LATER/1')).toEqual([false])
    expect((await historyOf(first.api, 'R/1')).includes(true)).toBe(false)

    // An archive of that place is its own, and what was foreign to it stays so.
    const { path } = await exported(other)
    expect((await other.api.send('DELETE', `/operator/taxpayers/${us}`)).status).toBe(204)
    await imported(other, path)
    expect(await historyOf(other.api, 'R/1')).not.toContain(false)
    expect(await historyOf(other.api, 'LATER/1')).toEqual([false])
  })

  it('is refused where its seal is that of another one, whatever is said', async () => {
    const { seal } = archive
    const forged = {
      ...manifestOf({ ...archive, settings: { ...archive.settings, name: 'X' } }, archive.tables),
      seal,
    }
    const place = await start('resealed')
    await place.api.putTaxpayer(us, { name: 'Odbiorca' })
    for (const foreign of ['accept', 'refuse']) {
      const answer = await place.api.json('PUT', `${at}/restore?foreign=${foreign}`, forged)
      expect([answer.status, answer.body.code]).toEqual([422, 'archive-mismatch'])
      expect(answer.body.detail).toMatch(/its seal/)
    }
  })

  it('is of no service where pages were asked for without a state, or of places that nobody was given', async () => {
    const { state } = (await first.api.send('GET', `${at}/archive`)).body
    // The first page without one, all others under it.
    let { body } = await first.api.send('GET', `${at}/archive/rows`)
    while (body.next !== null) {
      const query = `state=${state}&cursor=${encodeURIComponent(body.next)}`
      body = (await first.api.send('GET', `${at}/archive/rows?${query}`)).body
    }
    expect(body).toEqual({ table: expect.any(String), rows: [], next: null, manifest: null })
    const made = Buffer.from(JSON.stringify(['jobs', null, state, []])).toString('base64url')
    const answer = await first.api.send('GET', `${at}/archive/rows?state=${state}&cursor=${made}~s1.0.0`)
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid-cursor'])
  })

  it('is refused where its history is no chain, though its sums fit', async () => {
    let sums = noSums()
    const lines = gunzipSync(readFileSync(archive.path)).toString().trim().split('\n').slice(1, -1)
    const changed = lines.map((line) => {
      const [table, row] = JSON.parse(line.replace(/^(\["history",\[2,.*?)"admin"/, '$1"nobody"'))
      sums = sums.map((sum) => (sum.name === table ? withRow(sum, row) : sum))
      return JSON.stringify([table, row])
    })
    const path = join(folder, 'unchained.archive')
    const { format, version } = archive
    const all = [
      JSON.stringify({ format, version }),
      ...changed,
      JSON.stringify(manifestOf(archive, sums)),
      '',
    ]
    writeFileSync(path, gzipSync(all.join('\n')))
    const place = await start('unchained')
    const refusal = await imported(place, path, place.fetch, true).catch((e: unknown) => e)
    expect(String(refusal)).toMatch(/archive-mismatch.*its history is not a chain \(Row 2 /)
  })

  it('may be of the release before: it is restored by the tables of then, also over a restart, and brought up to date', async () => {
    const path = join(folder, 'before.archive')
    const before = archiveOfBefore(archive.path, path)
    expect([before.version, before.seal]).toEqual([1, undefined])
    let place = await start('of before')
    expect(await codeOf(imported(place, path))).toBe('archive-foreign')
    const cut = (passing: number): Fetch => {
      let left = passing
      return (request) => {
        if (--left < 0) throw new Error('cut off')
        return place.fetch(request)
      }
    }
    await expect(imported(place, path, cut(12), true)).rejects.toThrow('cut off')
    await place.close()
    place = await createTestApp({ now, dataDir: place.dataDir })
    open.push(place)
    await imported(place, path, place.fetch, true)
    expect(asOfBefore(apartFromMarks(await allThatIsSaid(place.fetch)))).toEqual(asOfBefore(said))
    expect(await historyOf(place.api, 'R/1')).not.toContain(false)
    const db = openSqlite(join(place.dataDir, 'ledgers', `${us}.sqlite`), { readonly: true })
    expect(db.prepare('SELECT id FROM _migrations').pluck().all().sort()).toEqual(migrationsHere().sort())
    db.close()
  })

  it('of the release before may be given up for one of this release', async () => {
    const path = join(folder, 'given-up.archive')
    archiveOfBefore(archive.path, path)
    const place = await start('given up for newer')
    const stopping: Fetch = (request) => {
      if (request.url.endsWith('/restore/end?outages=adopt')) throw new Error('cut off')
      return place.fetch(request)
    }
    await expect(imported(place, path, stopping, true)).rejects.toThrow('cut off')
    await imported(place, archive.path)
    expect(await allThatIsSaid(place.fetch)).toEqual(said)
    await place.api.send('DELETE', `/operator/taxpayers/${us}`)
    await expect(imported(place, path, stopping, true)).rejects.toThrow('cut off')
    expect((await place.api.send('DELETE', `${at}/restore`)).status).toBe(204)
    expect((await place.api.postCopy(us, plainCopy({ nip: nip('x') }, 'X'))).outcome).toBe('new')
  })
})

describe('outages', () => {
  const list = async (api: Api) =>
    (await api.send('GET', '/v1/outages')).body.items as { id: string; end: string }[]
  /** Verdicts without the ids of outages. */
  const verdicts = async (api: Api) =>
    JSON.stringify(await api.purchases(us)).replaceAll(/"outages":\[[^\]]*\]/g, '')

  it('are not doubled where the same one is known under another id', async () => {
    const there = await start('there')
    const { id } = await there.api.postOutage(openFailure)
    const { ended } = await imported(there, archive.path)
    expect(ended).toMatchObject({ outages: 1, warnings: [] })
    expect(await list(there.api)).toHaveLength(2)
    expect(await verdicts(there.api)).toBe(await verdicts(first.api))
    expect(JSON.stringify(await there.api.purchases(us))).toContain(id)
    // A later end moves the verdict: the ledger follows the notice of this service.
    await there.api.patchOutage(id, { withdrawn: true })
    await there.idle()
    const [offline] = await there.api.purchases(us, { number: 'R/5' })
    expect(offline?.mode).toBe('offline24')
  })
  it('that are told otherwise count as they are told here, and that is said', async () => {
    const there = await start('otherwise')
    const { id } = await there.api.postOutage({ ...openFailure, end: '2026-07-03' })
    const { ended } = await imported(there, archive.path)
    expect(ended.warnings).toEqual([expect.stringContaining(`The outage ${id} says something else here`)])
    const ends = (await there.api.purchases(us, { number: 'R/5' })).map((p) => p.resend.deadline)
    const before = (await first.api.purchases(us, { number: 'R/5' })).map((p) => p.resend.deadline)
    expect(ends).not.toEqual(before)
  })
})

it('is a backup: what was erased comes back', async () => {
  const stage = await start('backup')
  await imported(stage, archive.path)
  const { path } = await exported(stage)
  const erase = (api: Api) => api.send('DELETE', `/operator/taxpayers/${us}`)
  const { body } = await stage.api.json('POST', '/v1/keys', { name: 'one', role: 'admin', taxpayers: [us] })
  expect((await erase(stage.api.as(body.key))).body.code).toBe('key-not-for-all')
  expect((await erase(stage.api)).status).toBe(204)
  expect(() => readFileSync(join(stage.dataDir, 'ledgers', `${us}.sqlite`))).toThrow(/ENOENT/)
  expect((await stage.api.send('GET', `${at}/purchases`)).body.code).toBe('taxpayer-unknown')
  await imported(stage, path)
  expect(await allThatIsSaid(stage.fetch)).toEqual(said)
  const written = { authorization: `bearer  ${adminKey}` }
  const url = `http://test/operator/taxpayers/${us}`
  const again = await stage.fetch(new Request(url, { method: 'DELETE', headers: written }))
  expect(again.status, 'however the key is written').toBe(204)
})
