import { createHash } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import { constantAnswer } from '../endpoint/constant.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import { withNullableReferences } from '../endpoint/named.ts'

const style = `
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}
h2{margin-top:2.5rem;border-bottom:1px solid #ccc}summary{cursor:pointer;padding:.3rem 0}
code{background:#f3f3f3;padding:.1rem .3rem;border-radius:3px}pre{background:#f3f3f3;padding:1rem;overflow:auto;max-height:24rem}
.m{display:inline-block;width:4.5rem;font-weight:600}
`
const script = `
const el=(t,a={},...c)=>{const e=Object.assign(document.createElement(t),a);e.append(...c);return e};
fetch('/openapi.json').then(r=>r.json()).then(d=>{
  const resolve=(s,n=0)=>{if(!s||n>6)return s;if(s.$ref)return resolve(d.components.schemas[s.$ref.split('/').pop()],n+1);
    if(Array.isArray(s))return s.map(x=>resolve(x,n));if(typeof s!=='object')return s;
    return Object.fromEntries(Object.entries(s).map(([k,v])=>[k,resolve(v,n+1)]))};
  const tags={};
  for(const[p,ms]of Object.entries(d.paths))for(const[m,o]of Object.entries(ms))(tags[o.tags?.[0]??'Service']??=[]).push([m,p,o]);
  const list=document.getElementById('list');list.textContent='';
  for(const[t,ops]of Object.entries(tags)){list.append(el('h2',{},t));
    for(const[m,p,o]of ops){const det=el('details',{},el('summary',{},el('span',{className:'m'},m.toUpperCase()),el('code',{},p),' '+(o.summary??'')));
      det.addEventListener('toggle',()=>{if(det.dataset.done)return;det.dataset.done=1;
        for(const q of o.parameters??[])det.append(el('p',{},el('code',{},q.name),' in '+q.in+(q.required?', required':'')));
        for(const[ct,b]of Object.entries(o.requestBody?.content??{}))det.append(el('p',{},'Body ',el('code',{},ct)),el('pre',{},JSON.stringify(resolve(b.schema),null,1)));
        for(const[s,r]of Object.entries(o.responses))det.append(el('p',{},s+' '+(r.description??'')));});
      list.append(det)}}
}).catch(e=>{document.getElementById('list').textContent='Could not load /openapi.json: '+e});
`
/** A page that lists the endpoints from /openapi.json and loads nothing else. */
const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>ksef-reconcile API</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>${style}</style></head><body>
<h1>ksef-reconcile API</h1>
<p>Every call under <code>/v1</code> needs <code>Authorization: Bearer KEY</code>. The whole contract as OpenAPI 3.1:
<a href="/openapi.json">/openapi.json</a>.</p><div id="list">Loading…</div>
<script>${script}</script></body></html>`

/** The source of a policy that lets this one text run, and no other that gets into the page (CSP 3, 2.3.1). */
const only = (inline: string): string => `'sha256-${createHash('sha256').update(inline).digest('base64')}'`

const text = z.looseObject({})

/** Health, the OpenAPI document and the docs page: they need no key, so none of them is made anew for a request. */
export function serviceEndpoints(app: App, version: string): void {
  const document = constantAnswer(() => JSON.stringify(openApiDocument(app, version)), {
    'content-type': 'application/json',
  })
  const docs = constantAnswer(() => page, {
    'content-type': 'text/html; charset=UTF-8',
    'content-security-policy': `default-src 'none'; style-src ${only(style)}; script-src ${only(script)}; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
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
    ({ c }) => c.json({ status: 'ok', version }),
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
}

/** The OpenAPI document, made from the schemas that validate: tens of milliseconds of work. */
const openApiDocument = (app: App, version: string) =>
  withNullableReferences(
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
  )
