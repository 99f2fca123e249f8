import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { deadlines } from '../../src/hosts/node/deadlines.ts'
import { whyNoStart } from '../../src/hosts/node/start-problems.ts'
import { tell } from '../../src/texts/tell.ts'

/** What stops a start, in words; and how long requests may come. */

const failed = (code: string | undefined, message = 'of the disk') =>
  Object.assign(new Error(message), { code })

it.each<[string | undefined, RegExp]>([
  ['SQLITE_NOTADB', /^data\/directory.sqlite is damaged \(of the disk\).*backup \(docs\/backup.md\)/],
  ['SQLITE_CORRUPT_INDEX', /^data\/directory.sqlite is damaged/],
  ['SQLITE_FULL', /^The disk of DATA_DIR=data is full\. Make room/],
  ['ENOSPC', /^The disk of DATA_DIR=data is full/],
  ['SQLITE_BUSY', /^Another program holds a lock on data\/directory.sqlite \(SQLITE_BUSY\)/],
  ['EMFILE', /^The service may open no further file \(EMFILE\)\. Raise the limit/],
  ['SQLITE_IOERR_READ', /^The disk of DATA_DIR=data fails \(SQLITE_IOERR_READ: of the disk\)/],
  ['EACCES', /^DATA_DIR=data cannot be used \(EACCES\)\. Give a folder that this user may write to\.$/],
  ['SQLITE_CANTOPEN', /\(SQLITE_CANTOPEN\)\. Give a folder/],
  ['SQLITE_READONLY', /\(SQLITE_READONLY\)\. Give a folder/],
  [undefined, /^of the disk$/],
])('a start that fails by %s says so, and what to do', (code, words) => {
  expect(tell(whyNoStart(failed(code), 'data'), 'en')).toMatch(words)
})

it('a body that does not come is waited for so long, then its place is free', async () => {
  expect(deadlines).toEqual({
    headersTimeout: 20_000,
    requestTimeout: 120_000,
    connectionsCheckingInterval: 5000,
  })
  // The same in a thousandth of the time.
  const quick = { headersTimeout: 20, requestTimeout: 120, connectionsCheckingInterval: 5 }
  const server = createServer(quick, (incoming) => incoming.on('error', () => {}).resume())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const status = await new Promise((resolve, reject) => {
    const headers = { 'content-length': '1000' }
    const outgoing = request({ port, host: '127.0.0.1', method: 'POST', headers })
    outgoing.on('response', (answer) => resolve(answer.statusCode)).on('error', reject)
    outgoing.write('a')
  })
  expect(status).toBe(408)
  server.closeAllConnections()
  server.close()
})
