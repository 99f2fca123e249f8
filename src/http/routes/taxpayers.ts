import { z } from '@hono/zod-openapi'
import { mayCall } from '../../auth/access.ts'
import { sellerOf } from '../../ingest/copy.ts'
import { listSuppliers, readSupplier } from '../../store/profile.ts'
import type { Settings } from '../../store/settings.ts'
import { say } from '../../texts/say.ts'
import { exampleNip, parseNip } from '../../values/nip.ts'
import { Refusal } from '../../values/refusal.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import { nip, nipOfTaxpayer, pageQuery } from '../endpoint/fields.ts'
import { beingErased, doneBy, type Services, unknownTaxpayer } from '../endpoint/services.ts'
import { respond } from '../endpoint/speaking.ts'
import { supplier, supplierBody, taxpayer, taxpayerBody } from './profile-schemas.ts'
import { page } from './schemas.ts'

const taxpayerParams = z.strictObject({ nip: z.string() })
const supplierParams = z.strictObject({ nip: z.string(), sellerId: z.string().max(40) })

export function taxpayerEndpoints(app: App, services: Services): void {
  putTaxpayerEndpoint(app, services)
  getTaxpayerEndpoint(app, services)
  listTaxpayersEndpoint(app, services)
  putSupplierEndpoint(app, services)
  getSupplierEndpoint(app, services)
  listSuppliersEndpoint(app, services)
}

function putTaxpayerEndpoint(app: App, services: Services): void {
  const { directory } = services
  endpoint(
    app,
    {
      method: 'put',
      path: '/v1/taxpayers/{nip}',
      id: 'putTaxpayer',
      role: 'accountant',
      tag: 'Taxpayers',
      summary:
        'Create a taxpayer (admin alone) or replace its settings; changed settings decide every purchase anew',
      params: z.strictObject({ nip }),
      body: taxpayerBody,
      answers: {
        200: { description: 'Replaced', schema: taxpayer },
        201: { description: 'Created', schema: taxpayer },
      },
    },
    async ({ c, caller, params, body, actor }) => {
      const number = nipOfTaxpayer(params.nip)
      if (directory.taxpayer(number) === null) mayCall(caller, 'admin', number)
      const settings = body
      const { at, actor: by } = doneBy(caller, services)
      const isNew = await directory.putTaxpayer(number, settings, at, by)
      if (isNew === null) throw beingErased(number)
      await services.withLedger(number, async (ledger) => {
        ledger.applySettings(settings, actor)
        await ledger.settled()
      })
      return respond(c, taxpayerTold(number, settings), isNew ? 201 : 200)
    },
  )
}

function getTaxpayerEndpoint(app: App, services: Services): void {
  const { directory } = services
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/taxpayers/{nip}',
      id: 'getTaxpayer',
      role: 'viewer',
      tag: 'Taxpayers',
      summary: 'The settings of a taxpayer',
      params: taxpayerParams,
      answers: { 200: { description: 'The taxpayer', schema: taxpayer } },
    },
    ({ c, params }) => {
      const settings = directory.taxpayer(params.nip)
      if (settings === null) throw unknownTaxpayer(params.nip)
      return respond(c, taxpayerTold(params.nip, settings))
    },
  )
}

function listTaxpayersEndpoint(app: App, services: Services): void {
  const { directory } = services
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/taxpayers',
      id: 'listTaxpayers',
      role: 'admin',
      reach: 'own',
      tag: 'Taxpayers',
      summary: 'The taxpayers that the key is for, by NIP',
      query: z.strictObject(pageQuery),
      answers: { 200: { description: 'A page', schema: page(taxpayer) } },
    },
    ({ c, caller, query }) => {
      const rows = directory.taxpayers(query.cursor ?? '', query.limit, caller.taxpayers)
      const next = rows.length === query.limit ? (rows.at(-1)?.nip ?? null) : null
      return respond(c, {
        items: rows.map(({ nip: number, settings }) => taxpayerTold(number, settings)),
        next,
      })
    },
  )
}

function putSupplierEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'put',
      path: '/v1/taxpayers/{nip}/suppliers/{sellerId}',
      id: 'putSupplier',
      role: 'accountant',
      tag: 'Suppliers',
      summary: "Record a supplier's duty to use KSeF and how delivery was agreed; decides his purchases anew",
      params: supplierParams,
      body: supplierBody,
      answers: {
        200: { description: 'Replaced', schema: supplier },
        201: { description: 'Created', schema: supplier },
      },
    },
    ({ c, params, body, actor }) => {
      const id = sellerIdOf(params.sellerId)
      return services.withLedger(params.nip, async (ledger) => {
        const isNew = readSupplier(ledger.db, id) === null
        ledger.putSupplier(id, body, actor)
        await ledger.settled()
        return respond(c, { sellerId: id, ...body }, isNew ? 201 : 200)
      })
    },
  )
}

function getSupplierEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/taxpayers/{nip}/suppliers/{sellerId}',
      id: 'getSupplier',
      role: 'viewer',
      tag: 'Suppliers',
      summary: 'What is recorded of a supplier',
      params: supplierParams,
      answers: { 200: { description: 'The supplier', schema: supplier } },
    },
    ({ c, params }) => {
      const id = sellerIdOf(params.sellerId)
      return services.withLedger(params.nip, (ledger) => {
        const record = readSupplier(ledger.db, id)
        if (record === null) {
          throw new Refusal('supplier-unknown', say('refusal.supplier-unknown', { id }))
        }
        return respond(c, { sellerId: id, ...record })
      })
    },
  )
}

function listSuppliersEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/taxpayers/{nip}/suppliers',
      id: 'listSuppliers',
      role: 'viewer',
      tag: 'Suppliers',
      summary: 'All recorded suppliers',
      params: taxpayerParams,
      query: z.strictObject(pageQuery),
      answers: { 200: { description: 'A page', schema: page(supplier) } },
    },
    ({ c, params, query }) =>
      services.withLedger(params.nip, (ledger) => {
        const rows = listSuppliers(ledger.db, query.cursor ?? '', query.limit)
        const next = rows.length === query.limit ? (rows.at(-1)?.id ?? null) : null
        return respond(c, { items: rows.map(({ id, record }) => ({ sellerId: id, ...record })), next })
      }),
  )
}

const taxpayerTold = (number: string, settings: Settings) => ({
  nip: number,
  ...settings,
  ...(number === exampleNip ? { example: true as const } : {}),
})

/** A NIP, or a country code and a number. @throws Refusal 400, 422 nip-checksum */
function sellerIdOf(text: string): string {
  if (/^\d{10}$/.test(text) || parseNip(text) !== null) return sellerOf({ nip: text }).id
  const foreign = /^([A-Za-z]{2})([0-9A-Za-z]{1,30})$/.exec(text)
  if (!foreign) {
    throw new Refusal('invalid-seller-id', say('refusal.invalid-seller-id'))
  }
  return sellerOf({ country: foreign[1], vatId: foreign[2] }).id
}
