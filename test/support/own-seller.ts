import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Api } from './api.ts'
import { createTestApp } from './app.ts'
import { nip } from './ksef.ts'

/** Of the file of tests that said `ownSellers` or `oneSeller`. */
export let api: Api
/** With `ownSellers` one of its own for each test: what one test brings in meets nothing of another. */
export let seller: { nip: string; name: string }

let name = ''
let sellers = 0
/** Another seller from here on, for a further case within a test. */
export function nextSeller(): void {
  seller = { nip: nip(`${name} ${sellers++}`), name: 'Sprzedawca S.A.' }
}

/** One service and one taxpayer for a file of tests, at an instant; answers the taxpayer's NIP. */
export function ownSellers(file: string, now: string): string {
  const us = oneTaxpayer(file, now)
  beforeEach(nextSeller)
  return us
}

/** The same with one seller for all of the file, and what is known of his duty to use KSeF. */
export function oneSeller(file: string, now: string, status: 'obliged' | 'art-145m'): string {
  const us = oneTaxpayer(file, now)
  beforeAll(async () => {
    nextSeller()
    await api.putSupplier(us, seller.nip, { ksefDuty: [{ status, from: '2026-02-01' }] })
  })
  return us
}

function oneTaxpayer(file: string, now: string): string {
  name = file
  const us = nip(name)
  let stage: Awaited<ReturnType<typeof createTestApp>>
  beforeAll(async () => {
    stage = await createTestApp({ now })
    api = stage.api
    await api.putTaxpayer(us, { name: 'Odbiorca' })
  })
  afterAll(() => stage.close())
  return us
}
