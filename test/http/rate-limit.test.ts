import { expect, it } from 'vitest'
import { createTestApp } from '../support/app.ts'

it('holds each key to so many requests a minute, and says when the next one is answered', async () => {
  let now = Date.parse('2026-07-24T12:00:00+02:00')
  const stage = await createTestApp({ now: () => new Date(now), requestsPerMinute: 4 })
  try {
    const ask = (api = stage.api) => api.json('GET', '/v1/taxpayers')
    const { body } = await stage.api.json('POST', '/v1/keys', { name: 'ERP', role: 'admin', taxpayers: '*' })
    for (let i = 0; i < 3; i++) expect((await ask()).status).toBe(200)
    const refused = await ask()
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate-limited' } })
    expect(refused.headers.get('retry-after')).toBe('15')
    expect((await ask(stage.api.as(body.key))).status).toBe(200)
    now += 15_000
    expect((await ask()).status).toBe(200)
    expect((await ask()).status).toBe(429)
    now += 3_600_000
    for (let i = 0; i < 4; i++) expect((await ask()).status).toBe(200)
    expect((await ask()).status).toBe(429)
  } finally {
    await stage.close()
  }
})

it('counts all requests of a key together, whatever they are about, and refused ones too', async () => {
  const stage = await createTestApp({ now: '2026-07-24', requestsPerMinute: 6 })
  try {
    const [first, second, unknown] = ['9376032788', '5213017228', '5252344078']
    const ask = (nip = '', api = stage.api) => api.json('GET', `/v1/taxpayers/${nip}`)
    for (const nip of [first, second])
      expect((await stage.api.json('PUT', `/v1/taxpayers/${nip}`, { name: 'X' })).status).toBe(201)
    for (const nip of [first, second]) expect((await ask(nip)).status).toBe(200)
    expect((await ask(unknown)).status).toBe(404)
    expect((await ask('/purchases')).status).toBe(404)
    for (const nip of [first, second, unknown, '/keys']) {
      const refused = await ask(nip)
      expect(refused).toMatchObject({ status: 429, body: { code: 'rate-limited' } })
      expect(refused.headers.get('retry-after')).toBe('10')
      expect(refused.headers.get('x-request-id')).toBeTruthy()
    }
    expect((await ask(first, stage.api.as('unheard-of'))).status).toBe(401)
    // Nor is there a way around it where taxpayers are erased.
    expect((await stage.api.send('DELETE', `/operator/taxpayers/${first}`)).body.code).toBe('rate-limited')
  } finally {
    await stage.close()
  }
})

it('sets no limit by itself', async () => {
  const stage = await createTestApp()
  try {
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => stage.api.json('GET', '/v1/taxpayers')),
    )
    expect(answers.every((a) => a.status === 200)).toBe(true)
  } finally {
    await stage.close()
  }
})
