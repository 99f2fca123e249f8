import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Api } from './api.ts'
import { createTestApp } from './app.ts'
import { nip } from './ksef.ts'

/** Of the file of tests that said `ownSellers`. */
export let api: Api
/** A seller of its own for each test: what one test brings in meets nothing of another. */
export let seller: { nip: string; name: string }

let name = ''
let sellers = 0
/** Another seller from here on, for a further case within a test. */
export function nextSeller(): void {
  seller = { nip: nip(`${name} ${sellers++}`), name: 'Sprzedawca S.A.' }
}

/** One service and one taxpayer for a file of tests, at an instant; answers the taxpayer's NIP. */
export function ownSellers(file: string, now: string): string {
  name = file
  const us = nip(name)
  let stage: Awaited<ReturnType<typeof createTestApp>>
  beforeAll(async () => {
    stage = await createTestApp({ now })
    api = stage.api
    await api.putTaxpayer(us, { name: 'Odbiorca' })
  })
  beforeEach(nextSeller)
  afterAll(() => stage.close())
  return us
}
