import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  at,
  connectByToken,
  createStage,
  day,
  hour,
  minute,
  nip,
  type Stage,
  seedNineDays,
} from '../../scripts/ksef-stand-in/stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await createStage()
})
afterEach(() => stage.close().catch(() => {}))

const connect = (more: object = {}) => connectByToken(stage, more)
const purchases = () => stage.api.purchases(nip)

// CIRFMF/ksef-api 366, 787, 484: exports stayed at status 100 for weeks. Here the first one never ends; any later one does at once.
it('an export that does not end within a day is given up and another one asked for', async () => {
  seedNineDays(stage, 30)
  const { exports } = stage.standIn.taxpayer(nip)
  exports.processingMs = 1e15
  await connect()
  await stage.pass(2 * minute)
  exports.processingMs = 8_000
  await stage.pass(24 * hour)
  expect((await purchases()).length).toBe(30)
}, 240_000)

it('where no export ends any more, the connection does not say that all is well', async () => {
  seedNineDays(stage, 5)
  await connect()
  await stage.pass(2 * hour)
  expect((await purchases()).length).toBe(5)
  stage.standIn.taxpayer(nip).exports.processingMs = 1e15
  await stage.pass(2 * day)
  const { state, findings } = (await stage.api.send('GET', `${at}/connection`)).body
  expect(
    ['connecting', 'connected'].includes(state) && findings.length === 0,
    `state ${state}, no finding`,
  ).toBe(false)
}, 240_000)
