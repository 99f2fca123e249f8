import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  at,
  connectByToken,
  createStage,
  hour,
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

// CIRFMF/ksef-api 516: 500 for Subject3 alone, everything else worked.
it('a subject type for which KSeF answers 500 does not hold up the others', async () => {
  seedNineDays(stage, 20)
  const { exports } = stage.standIn.taxpayer(nip)
  const start = exports.start.bind(exports)
  exports.start = (request, body, fault) =>
    body.filters.subjectType === 'Subject3'
      ? new Response('{}', { status: 500 })
      : start(request, body, fault)
  await connect({ subjects: ['Subject3', 'Subject2'] })
  await stage.pass(10 * hour)
  expect((await purchases()).length).toBe(20)
  // and it is said that something does not come
  const { state, findings } = (await stage.api.send('GET', `${at}/connection`)).body
  expect(state === 'connected' && findings.length === 0, `state ${state}, no finding`).toBe(false)
}, 240_000)
