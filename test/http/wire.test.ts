import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { serve } from '@hono/node-server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onEdge } from '../support/app.ts'
import { createStage, type Stage } from '../support/hostile.ts'

/** Requests as bytes, which no client would send: where one ends is never a matter of opinion, and nothing is echoed. */

let stage: Stage
let server: ReturnType<typeof serve>
beforeAll(async () => {
  stage = await createStage()
  await new Promise((listening) => {
    server = serve({ fetch: (request) => stage.fetch(request), port: 0, hostname: '127.0.0.1' }, listening)
  })
})
afterAll(async () => {
  server.close()
  await stage.close()
})

const answerTo = (lines: string[], body = ''): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    let heard = ''
    socket.setEncoding('utf8').on('data', (text) => {
      heard += text
    })
    socket.on('close', () => resolve(heard)).on('error', reject)
    socket.write(`${[...lines, 'Host: x', 'Connection: close', '', ''].join('\r\n')}${body}`)
  })

it.skipIf(onEdge).each<[string, string[], string]>([
  ['a length beside chunks', ['Content-Length: 3', 'Transfer-Encoding: chunked'], '0\r\n\r\n'],
  ['two lengths', ['Content-Length: 3', 'Content-Length: 4'], 'abc'],
  ['chunks that are not the last coding', ['Transfer-Encoding: chunked, identity'], '0\r\n\r\n'],
  ['a length that is no number', ['Content-Length: +3'], 'abc'],
])('%s is refused', async (_, headers, body) => {
  const heard = await answerTo(['POST /v1/keys HTTP/1.1', ...headers], body)
  expect(heard).toMatch(/^HTTP\/1\.1 400 /)
})

it.skipIf(onEdge)('TRACE is not there, and gives nothing back of what came', async () => {
  const heard = await answerTo(['TRACE /docs HTTP/1.1', 'X-Secret: echoed'])
  expect(heard).toMatch(/^HTTP\/1\.1 404 /)
  expect(heard).not.toMatch(/echoed/)
})
