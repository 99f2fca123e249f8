import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { filesBelow, uploadFiles } from '../../src/hosts/node/cli/upload-files.ts'
import { at, buyer, createStage, type Stage } from '../support/hostile.ts'
import { pdf, written } from '../support/pdf.ts'

/** The documents of a month, dropped at once: nothing is lost, twins are known, and others are answered meanwhile. */

let stage: Stage
const folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-upload-'))
const paper = (text: string) => pdf([{ content: written(text) }])
beforeAll(async () => {
  stage = await createStage()
  mkdirSync(join(folder, 'czerwiec'))
  for (let n = 0; n < 500; n++) writeFileSync(join(folder, 'czerwiec', `${n}.pdf`), paper(`UPLOAD/${n}`))
  for (let n = 0; n < 20; n++) writeFileSync(join(folder, `kopia ${n}.pdf`), paper(`UPLOAD/${n}`))
  writeFileSync(join(folder, 'czytaj.txt'), 'to nie faktura')
  writeFileSync(join(folder, '.hidden'), 'x')
})
afterAll(async () => {
  await stage.close()
  rmSync(folder, { recursive: true, force: true })
})

it('500 documents with twins, while others ask', { timeout: 120_000 }, async () => {
  const files = filesBelow(folder)
  expect(files).toHaveLength(521)
  let [told, isOver] = [0, false]
  const waits: number[] = []
  const asking = (async () => {
    while (!isOver) {
      const from = performance.now()
      expect((await stage.api.send('GET', `${at}/drafts?limit=1`)).status).toBe(200)
      waits.push(performance.now() - from)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  })()
  const tally = await uploadFiles(stage.api.client, buyer, files, { receivedOn: '2026-07-02' }, () => told++)
  isOver = true
  await asking
  expect(tally).toEqual({ kept: 500, known: 20, copies: 0, other: [join(folder, 'czytaj.txt')], failed: [] })
  expect(told).toBe(521)
  expect((await stage.api.send('GET', `${at}/drafts?state=open&limit=1000`)).body.items).toHaveLength(500)
  expect(waits.length).toBeGreaterThan(10)
  expect(waits.toSorted((a, b) => a - b).at(Math.floor(waits.length * 0.95))).toBeLessThan(500)
  // Cut off and begun anew: nothing is there twice.
  const again = await uploadFiles(stage.api.client, buyer, files.slice(0, 30), {}, () => {})
  expect(again).toMatchObject({ kept: 0, known: 30 })
})

it('a key that may not is told once', async () => {
  const body = { name: 'viewer', role: 'viewer', taxpayers: [buyer] }
  const { key } = (await stage.api.json('POST', '/v1/keys', body)).body
  const sent = uploadFiles(stage.api.as(key).client, buyer, filesBelow(folder), {}, () => {})
  await expect(sent).rejects.toMatchObject({ code: 'role-too-low' })
})
