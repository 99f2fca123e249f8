import { z } from '@hono/zod-openapi'
import type { Ledger } from '../../ledger/ledger.ts'
import {
  lookNow,
  type MailboxStatement,
  putMailbox,
  removeMailbox,
  tryMailbox,
} from '../../mailbox/connect.ts'
import { MailboxProblem } from '../../mailbox/server.ts'
import { mailboxView } from '../../mailbox/view.ts'
import { say } from '../../texts/say.ts'
import { Refusal } from '../../values/refusal.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import { nip } from '../endpoint/fields.ts'
import type { Services } from '../endpoint/services.ts'
import { respond } from '../endpoint/speaking.ts'
import { mailbox, mailboxBody, mailboxTrial } from './mailbox-schemas.ts'

const home = '/v1/taxpayers/{nip}/mailbox'
const params = z.strictObject({ nip })

/** The mailbox of a taxpayer in which mails with documents are looked for. The password goes in and never comes out. */
export function mailboxEndpoints(app: App, services: Services): void {
  putEndpoint(app, services)
  readEndpoint(app, services)
  deleteEndpoint(app, services)
  trialEndpoint(app, services)
  lookEndpoint(app, services)
}

function putEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'put',
      path: home,
      id: 'putMailbox',
      role: 'accountant',
      tag: 'Drafts',
      summary:
        'Set up the mailbox (IMAP) in which mails with documents are looked for, or change how; the first look begins at once',
      params,
      body: mailboxBody,
      answers: {
        200: { description: 'Replaced', schema: mailbox },
        201: { description: 'Created', schema: mailbox },
      },
    },
    ({ c, params: { nip: number }, body }) =>
      services.withLedger(number, async (ledger) => {
        mailboxesOf(services)
        const outcome = await putMailbox(ledger, services.vault, statementOf(body))
        return respond(c, viewOf(ledger), outcome === 'created' ? 201 : 200)
      }),
  )
}

function readEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: home,
      id: 'getMailbox',
      role: 'viewer',
      tag: 'Drafts',
      summary: 'How the mailbox stands, in words, and which mails were left out; never the password',
      params,
      answers: { 200: { description: 'The mailbox', schema: mailbox } },
    },
    ({ c, params: { nip: number } }) =>
      services.withLedger(number, (ledger) => {
        const isOffered = services.jobs.mailboxes !== null
        const view = mailboxView(ledger, isOffered)
        if (view !== null) return respond(c, view)
        throw isOffered ? notSet(ledger) : notOffered()
      }),
  )
}

function deleteEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'delete',
      path: home,
      id: 'deleteMailbox',
      role: 'accountant',
      tag: 'Drafts',
      summary: 'Forget the mailbox with its password; what came from it stays',
      params,
      answers: { 204: { description: 'Forgotten' } },
    },
    ({ c, params: { nip: number } }) =>
      services.withLedger(number, (ledger) => {
        if (!removeMailbox(ledger)) throw notSet(ledger)
        return c.body(null, 204)
      }),
  )
}

function trialEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'post',
      path: `${home}/trial`,
      id: 'tryMailbox',
      role: 'accountant',
      tag: 'Drafts',
      summary: 'Try settings of a mailbox: signs in and opens the folder, and changes nothing there or here',
      params,
      body: mailboxBody,
      answers: { 200: { description: 'Whether it can be read, in words', schema: mailboxTrial } },
    },
    ({ c, params: { nip: number }, body }) =>
      services.withLedger(number, async (ledger) => {
        const { vault } = services
        const host = { vault, mailboxes: mailboxesOf(services), signal: c.req.raw.signal }
        try {
          const mails = await tryMailbox(ledger, host, statementOf(body))
          return respond(c, { works: true, mails, message: say('mailbox.works', { mails }) })
        } catch (error) {
          if (!(error instanceof MailboxProblem)) throw error
          return respond(c, { works: false, mails: null, message: error.detail })
        }
      }),
  )
}

function lookEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'post',
      path: `${home}/looks`,
      id: 'lookIntoMailbox',
      role: 'accountant',
      tag: 'Drafts',
      summary: 'Look into the mailbox now, also where nothing is tried any more after a refused password',
      params,
      answers: { 202: { description: 'A look begins', schema: mailbox } },
    },
    ({ c, params: { nip: number } }) =>
      services.withLedger(number, (ledger) => {
        mailboxesOf(services)
        if (!lookNow(ledger)) throw notSet(ledger)
        return respond(c, viewOf(ledger), 202)
      }),
  )
}

const usualPorts = { tls: 993, starttls: 143 }

const statementOf = ({ port, password, from, ...rest }: z.output<typeof mailboxBody>): MailboxStatement => ({
  ...rest,
  port: port ?? usualPorts[rest.security],
  password: password ?? null,
  from: from ?? null,
})

/** @throws Refusal mailbox-not-offered */
function mailboxesOf({ jobs: { mailboxes } }: Services) {
  if (mailboxes === null) throw notOffered()
  return mailboxes
}

const notOffered = (): Refusal => new Refusal('mailbox-not-offered', say('refusal.mailbox-not-offered'))

/** @throws Refusal mailbox-not-set */
function viewOf(ledger: Ledger) {
  const view = mailboxView(ledger)
  if (view === null) throw notSet(ledger)
  return view
}

const notSet = ({ nip }: Ledger): Refusal =>
  new Refusal('mailbox-not-set', say('refusal.mailbox-not-set', { nip }))
