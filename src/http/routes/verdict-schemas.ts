import { z } from '@hono/zod-openapi'
import { sentenceParams } from '../endpoint/fields.ts'
import { named } from '../endpoint/named.ts'

const articles = z.array(z.string())

/** In which periods a purchase may be deducted. */
export const deductionShown = z.object({
  from: z.string().nullable(),
  until: z.string().nullable(),
  legalBasis: articles,
  explanation: z.string(),
  code: z.string(),
  params: sentenceParams,
  contested: z
    .boolean()
    .openapi({ description: 'Whether a later period than the first is open is disputed' }),
})

/** What a payment for an invoice must name (`law/payments.ts`). */
export const paymentDuty = named(
  'PaymentDuty',
  z.object({
    from: z
      .string()
      .openapi({ format: 'date', description: 'The first day on which a payment is concerned' }),
    ksefNumber: z.string().nullable().openapi({ description: 'null while it is not known' }),
    exempt: z.boolean().openapi({ description: 'Failure notices kept the invoice from KSeF' }),
    what: z.string(),
    whatCode: z.string(),
    legalBasis: articles,
  }),
)
