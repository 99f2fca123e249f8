import { createTestApp } from '../test/support/app.ts'
import { plainCopy } from '../test/support/copy.ts'
import { nip } from '../test/support/ksef.ts'

/** `npm run bench -- family`: what a copy costs under a number that stands on so many others already. */

const at = [50, 100, 200, 750, 2100]
/** So many copies are measured at each place. */
const measured = 20

export async function benchFamily(): Promise<void> {
  const us = nip('family')
  const seller = { nip: nip('family seller'), name: 'Sprzedawca S.A.' }
  const { api, close } = await createTestApp({ now: '2026-07-24T10:00:00Z' })
  await api.putTaxpayer(us, { name: 'Odbiorca' })
  let there = 0
  const send = async (count: number) => {
    for (const end = there + count; there < end; there++)
      await api.postCopy(
        us,
        plainCopy(seller, 'SAME/1', { gross: `${1000 + there}.00`, net: null, vat: null }),
      )
  }
  for (const place of at) {
    await send(place - there)
    const before = process.cpuUsage()
    const begun = performance.now()
    await send(measured)
    const { user, system } = process.cpuUsage(before)
    const elapsed = (performance.now() - begun) / measured
    const processor = (user + system) / 1000 / measured
    console.log(
      `${String(place).padStart(5)} there: ${elapsed.toFixed(1)} ms a copy, ${processor.toFixed(1)} ms of the processor`,
    )
  }
  await close()
}
