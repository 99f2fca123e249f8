import { z } from '@hono/zod-openapi'
import { dutyStatuses } from '../../law/duty.ts'
import { say } from '../../texts/say.ts'
import { fault } from '../../values/faults.ts'
import { buyerCategory, day, deductibleShare, nip, policy, shownDay, text } from '../endpoint/fields.ts'
import { named } from '../endpoint/named.ts'

/** People are older than the days of invoices. */
const birthDate = z.iso
  .date()
  .refine((day) => day >= '1900-01-01' && day <= '2100-12-31', fault(say('field.birth-date')))

/** What the JPK file says of the taxpayer beside the name. */
const jpkDetails = named(
  'JpkDetails',
  z.strictObject({
    officeCode: z
      .string()
      .regex(/^\d{4}$/, fault(say('field.office-code')))
      .nullish(),
    email: z.email().max(255).nullish(),
    phone: text(20).nullish(),
    person: z.strictObject({ firstName: text(30), lastName: text(81), birthDate }).nullish(),
  }),
)

const mailServer = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(?=.{3,253}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/)
const mailSender = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(?=.{3,320}$)(\*|[^\s@*]+)@[a-z0-9-]+(\.[a-z0-9-]+)+$/)

/** How mails to the taxpayer are taken. */
const mailDetails = named(
  'MailDetails',
  z.strictObject({
    server: mailServer.nullable().default(null).openapi({
      description:
        'Name of the mail server, or of its domain, as it writes itself into Received headers: its topmost one tells the day of receipt. Without it a mail was received on the day on which it is sent here',
    }),
    senders: z.array(mailSender).max(1000).nullable().default(null).openapi({
      description:
        'Who may send documents: addresses, and *@domain for all of a domain. What others send is set aside until somebody releases it; null: everybody may',
    }),
  }),
)

const acceptDrafts = z.enum(['certain', 'never']).openapi({
  description:
    'certain: a draft becomes a copy by itself when all that a copy must say is proven; never: a person confirms each',
})

/** What the taxpayer sets about himself. */
export const taxpayerBody = z
  .strictObject({
    name: text(512),
    settlement: z.enum(['monthly', 'quarterly']).default('monthly'),
    cashMethod: z.boolean().default(false),
    buyerCategory: buyerCategory.default('domestic'),
    policy: policy.default({}),
    jpk: jpkDetails.nullable().default(null),
    ledgerFrom: day
      .nullable()
      .default(null)
      .openapi({ description: 'The day on which the ledger opens: originals from before it are not missed' }),
    mail: mailDetails.nullable().default(null),
    acceptDrafts: acceptDrafts.default('never'),
  })
  .openapi('TaxpayerInput')

const during = { from: day, to: day.nullish().transform((to) => to ?? null) }

export const supplierBody = z
  .strictObject({
    name: text(512)
      .nullish()
      .transform((name) => name ?? null),
    ksefDuty: z
      .array(z.strictObject({ status: z.enum(dutyStatuses), ...during }))
      .max(100)
      .default([]),
    delivery: z
      .array(
        z.strictObject({
          channel: z.enum(['ksef', 'outside-ksef']),
          agreedOn: day.nullish().transform((agreed) => agreed ?? null),
          ...during,
          note: text(1000)
            .nullish()
            .transform((note) => note ?? null),
        }),
      )
      .max(100)
      .default([]),
    defaults: z
      .strictObject({ deductibleShare: deductibleShare.optional(), fixedAsset: z.boolean().optional() })
      .default({}),
  })
  .openapi('SupplierInput')

/** Told of the example alone, so that what is answered of a firm can be sent again as it is. */
export const exampleMark = z.literal(true).optional().openapi({
  description:
    'There for NIP 9999999999 alone: the taxpayer is the example that a new user walks through, with invented documents. Programs leave it out',
})

/** What is answered has a value for whatever the input leaves to its default. */
export const taxpayer = z
  .object({
    nip,
    name: z.string(),
    settlement: z.enum(['monthly', 'quarterly']),
    cashMethod: z.boolean(),
    buyerCategory,
    policy,
    jpk: jpkDetails.nullable(),
    ledgerFrom: shownDay.nullable(),
    mail: mailDetails.nullable(),
    acceptDrafts,
    example: exampleMark,
  })
  .openapi('Taxpayer')
export const supplier = z
  .object({
    sellerId: z.string(),
    name: z.string().nullable(),
    ksefDuty: z.array(z.object({ status: z.enum(dutyStatuses), from: shownDay, to: shownDay.nullable() })),
    delivery: z.array(
      z.object({
        channel: z.enum(['ksef', 'outside-ksef']),
        agreedOn: shownDay.nullable(),
        from: shownDay,
        to: shownDay.nullable(),
        note: z.string().nullable(),
      }),
    ),
    defaults: z.object({ deductibleShare: z.string().optional(), fixedAsset: z.boolean().optional() }),
  })
  .openapi('Supplier')
