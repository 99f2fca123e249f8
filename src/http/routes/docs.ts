import { z } from '@hono/zod-openapi'
import served from '../docs/served.json'
import { constantAnswer } from '../endpoint/constant.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import { withNullableReferences } from '../endpoint/named.ts'
import { pagePolicy } from '../endpoint/page-policy.ts'
import { respond } from '../endpoint/speaking.ts'
import { withExamples } from './examples.ts'

/** The page's own files, where they are and what they are. */
const pageFiles = [
  { path: '/docs/docs.css', id: 'docsStyle', type: 'text/css', text: served['docs.css'] },
  { path: '/docs/docs.js', id: 'docsScript', type: 'text/javascript', text: served['docs.js'] },
] as const

const text = z.looseObject({})

/** Health, the OpenAPI document and the docs page: they need no key, so none of them is made anew for a request. */
export function serviceEndpoints(app: App, version: string): void {
  const document = constantAnswer(() => JSON.stringify(openApiDocument(app, version)), {
    'content-type': 'application/json',
  })
  const docs = constantAnswer(() => served['page.html'], {
    'content-type': 'text/html; charset=UTF-8',
    'content-security-policy': pagePolicy,
  })
  endpoint(
    app,
    {
      method: 'get',
      path: '/health',
      id: 'health',
      role: 'nobody',
      tag: 'Service',
      summary: 'Is the service up',
      answers: {
        200: { description: 'Up', schema: z.object({ status: z.literal('ok'), version: z.string() }) },
      },
    },
    ({ c }) => respond(c, { status: 'ok', version }),
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/openapi.json',
      id: 'openapi',
      role: 'nobody',
      tag: 'Service',
      summary: 'This contract as OpenAPI 3.1',
      answers: { 200: { description: 'The document', schema: text } },
    },
    ({ c }) => document(c.req.raw),
  )
  endpoint(
    app,
    {
      method: 'get',
      path: '/docs',
      id: 'docs',
      role: 'nobody',
      tag: 'Service',
      summary: 'This contract as a page',
      answers: { 200: { description: 'A page', schema: z.string(), type: 'text/html' } },
    },
    ({ c }) => docs(c.req.raw),
  )
  for (const { path, id, type, text } of pageFiles) {
    const file = constantAnswer(() => text, { 'content-type': `${type}; charset=UTF-8` })
    const answers = { 200: { description: 'A file of the page', schema: z.string(), type } }
    endpoint(
      app,
      { method: 'get', path, id, role: 'nobody', unlisted: true, tag: 'Service', summary: 'A file', answers },
      ({ c }) => file(c.req.raw),
    )
  }
}

/** The OpenAPI document, made from the schemas that validate: tens of milliseconds of work. */
const openApiDocument = (app: App, version: string) =>
  withNullableReferences(
    withExamples(
      app.getOpenAPI31Document({
        openapi: '3.1.0',
        info: {
          title: 'ksef-reconcile',
          version,
          description:
            "Buyer-side VAT reconciliation for Poland's KSeF: documents received outside KSeF and KSeF documents become one purchase per business invoice, dated by law.",
        },
        servers: [{ url: '/' }],
      }),
    ),
  )
