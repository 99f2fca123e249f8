import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  at,
  connectByToken,
  createStage,
  hour,
  minute,
  nip,
  type Stage,
  seedNineDays,
} from '../../scripts/ksef-stand-in/stage.ts'

/** What is over is not told as what is, and what is given up stays so. */

let stage: Stage
beforeEach(async () => {
  stage = await createStage()
})
afterEach(() => stage.close())

const weekly = { everyMinutes: 10_080 }
const get = async (what: string) => (await stage.api.send('GET', `${at}/${what}`)).body
const codes = async () => (await get('connection')).findings.map((f: { code: string }) => f.code)
const exportsAsked = () => stage.standIn.calls.filter((c) => c.operation === 'export').length

it('a token that once could not be renewed is no failing connection where only the look back fails after it', async () => {
  seedNineDays(stage, 3)
  const { faults } = stage.standIn
  // The look waits until the access token ends; renewing it fails once.
  faults.plan('metadata', { kind: 'limit', seconds: 3_600 })
  faults.plan('refresh', { kind: 'cut' })
  faults.plan('metadata', { kind: 'status', status: 500 }, 20)
  await connectByToken(stage, weekly)
  await stage.pass(6 * hour)
  expect([...faults.happened.keys()]).toEqual(['metadata: limit', 'refresh: cut', 'metadata: status 500'])
  expect((await get('syncs')).items).toMatchObject([{ state: 'done' }])
  expect(await get('connection')).toMatchObject({ state: 'connected', findings: [] })
})

it('nor is one sign-in without an answer where KSeF refuses the exports after it', async () => {
  stage.standIn.faults.plan('challenge', { kind: 'cut' })
  stage.standIn.taxpayer(nip).mayRead = false
  await connectByToken(stage, weekly)
  await stage.pass(4 * hour)
  expect(await codes()).toEqual(['SUBJECT_FAILING'])
})

it('a slow export that somebody gives up while KSeF is asked about it stays given up', async () => {
  seedNineDays(stage, 3)
  const { exports } = stage.standIn.taxpayer(nip)
  exports.processingMs = 1e15
  await connectByToken(stage, weekly)
  await stage.pass(70 * minute)
  expect(exportsAsked()).toBe(1)
  exports.processingMs = 8_000
  const { check } = stage.standIn
  stage.standIn.check = async (operation, ...answer) => {
    await check(operation, ...answer)
    if (operation !== 'export-status') return
    stage.standIn.check = check
    expect((await stage.api.json('POST', `${at}/syncs`)).status).toBe(202)
  }
  await stage.pass(8 * minute)
  expect(exportsAsked()).toBe(2)
  expect((await stage.api.purchases(nip)).length).toBe(3)
})

it('that KSeF lags behind stays told while the next sync is under way', async () => {
  await stage.close()
  stage = await createStage({ lagMs: 9 * hour })
  await connectByToken(stage)
  await stage.pass(10 * hour)
  expect(await codes()).toEqual(['COVERAGE_BEHIND'])
  stage.standIn.taxpayer(nip).exports.processingMs = 10 * minute
  await stage.api.json('POST', `${at}/syncs`)
  await stage.pass(minute)
  expect((await get('syncs')).items[0]).toMatchObject({ state: 'running' })
  expect(await codes()).toEqual(['COVERAGE_BEHIND'])
})
