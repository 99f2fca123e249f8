import { z } from '@hono/zod-openapi'
import { policyNames, policyOptions } from '../../law/policy.ts'
import { policyEffect } from '../../queries/policy-effect.ts'
import { say } from '../../texts/say.ts'
import { fault } from '../../values/faults.ts'
import { present } from '../../values/present.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import { pageQuery } from '../endpoint/fields.ts'
import { afterCursor, type Services } from '../endpoint/services.ts'
import { respond } from '../endpoint/speaking.ts'

const choices = policyNames.flatMap((name) =>
  policyOptions(name).map((option) => ({ name, option, written: `${name}=${option}` })),
)
const written = choices.map((choice) => choice.written)
const count = z.number().int()
const effect = z
  .object({
    purchases: count.openapi({ description: 'So many of this page were decided by both choices' }),
    receiptDay: count.openapi({ description: 'Of these would get another day of receipt' }),
    month: count.openapi({ description: 'Would stand in other months' }),
    marker: count.openapi({ description: 'Would have another marker, or another duty once a number comes' }),
    amounts: count.openapi({ description: 'Would have other amounts' }),
    next: z.string().nullable().openapi({ description: 'Cursor of the purchases that follow; null: all' }),
  })
  .openapi('PolicyEffect')

/** What a choice where the law is disputed would change, before it is made. */
export function policyEffectEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/taxpayers/{nip}/policy-effect',
      id: 'getPolicyEffect',
      role: 'accountant',
      tag: 'Taxpayers',
      summary:
        'What another policy would change in purchases that no filed month holds, page by page of 200 at most; changes nothing',
      params: z.strictObject({ nip: z.string() }),
      query: z.strictObject({
        policy: z
          .enum(written, fault(say('field.policy-option', { options: written })))
          .openapi({ description: 'A policy and one of its options', example: 'earlyCopy=kis-actual' }),
        ...pageQuery,
      }),
      answers: { 200: { description: 'What it would change', schema: effect } },
    },
    ({ c, params: { nip }, query: { policy, cursor, limit }, actor }) =>
      services.withLedger(nip, (ledger) => {
        const choice = present(choices.find((one) => one.written === policy))
        return respond(c, policyEffect(ledger, actor, choice, afterCursor(cursor), limit))
      }),
  )
}
