import { parseArgs } from 'node:util'
import { seedInvoices } from './invoices.ts'
import { listen } from './server.ts'
import { StandIn } from './stand-in.ts'

/** `npm run ksef:stand-in -- [--port=8790] [--nip=9376032788] [--token=…] [--invoices=200]`: a KSeF to try things on. */

const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '8790' },
    nip: { type: 'string', default: '9376032788' },
    token: { type: 'string', default: '20260201-EC-0000000000-0000000000-00|nip-9376032788|stand-in' },
    invoices: { type: 'string', default: '200' },
  },
})
const standIn = new StandIn({ now: Date.now })
const { store } = standIn.addTaxpayer(options.nip, { token: options.token })
const now = Date.now()
const month = 30 * 24 * 3_600_000
const count = Number(options.invoices)
seedInvoices(store, { nip: options.nip, from: now - month, to: now, count, seed: 1, lagMs: 60_000 })
const { url } = await listen(standIn, Number(options.port))
console.log(`A stand-in KSeF listens on ${url}; it knows the taxpayer ${options.nip} with ${count} invoices of the last month.

  KSEF_API_URL=${url}/v2 LATARNIA_URL=${url}/latarnia npm start

The taxpayer's token: ${options.token}`)
