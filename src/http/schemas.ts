import { z } from '@hono/zod-openapi'
import { copyChannels, documentClasses } from '../ingest/evidence.ts'
import { dutyStatuses } from '../law/duty.ts'
import {
  buyerCategory,
  currency,
  day,
  findingCode,
  kind,
  mode,
  money,
  month,
  period,
  policy,
  rate,
  share,
  text,
} from './fields.ts'

/** People are older than the days of invoices. */
const birthDate = z.iso
  .date()
  .refine((day) => day >= '1900-01-01' && day <= '2100-12-31', 'Give a day of birth from 1900 on.')

/** What the taxpayer sets about himself. */
export const taxpayerBody = z
  .strictObject({
    name: text(512),
    settlement: z.enum(['monthly', 'quarterly']).default('monthly'),
    cashMethod: z.boolean().default(false),
    buyerCategory: buyerCategory.default('domestic'),
    policy: policy.default({}),
    jpk: z
      .strictObject({
        officeCode: z
          .string()
          .regex(/^\d{4}$/, 'Give the four digits of the tax office.')
          .nullish(),
        email: z.email().max(255).nullish(),
        phone: text(20).nullish(),
        person: z.strictObject({ firstName: text(30), lastName: text(81), birthDate }).nullish(),
      })
      .nullable()
      .default(null),
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
      .strictObject({ deductibleShare: share.optional(), fixedAsset: z.boolean().optional() })
      .default({}),
  })
  .openapi('SupplierInput')

export const sellerInput = z
  .strictObject({
    nip: z.string().max(20).optional(),
    country: z
      .string()
      .regex(/^[A-Za-z]{2}$/, 'Give a country as two letters.')
      .optional(),
    vatId: z
      .string()
      .trim()
      .min(1)
      .max(30)
      .regex(/[0-9A-Za-z]/, 'Must hold a letter or a digit.')
      .optional(),
    name: text(512).nullish(),
  })
  .refine((s) => (s.nip !== undefined) !== (s.country !== undefined && s.vatId !== undefined), {
    message: 'Give either nip, or country and vatId (without the country prefix).',
  })
  .refine((s) => s.nip === undefined || /^(PL)?[\d\s-]{10,}$/i.test(s.nip.trim()), {
    message: 'Give a NIP of ten digits.',
    path: ['nip'],
  })

export const correctedInput = z.strictObject({
  number: text(256),
  issueDate: day,
  ksefNumber: z.string().max(40).nullish(),
})

/** What is told about a copy besides the invoice: the JSON properties, and the query of an XML copy. */
export const handOver = {
  receivedOn: day,
  document: z.enum(documentClasses),
  channel: z.enum(copyChannels).nullish(),
  ksefNumber: z.string().max(40).nullish(),
  taxPointDate: day.nullish(),
  buyerCategory: buyerCategory.nullish(),
  declaredMode: mode.nullish(),
  externalId: text(256).nullish(),
}
export const handOverFlags = {
  qrCodes: z.array(z.string().max(2000)).max(10).nullish(),
  deliveryAgreed: z.boolean().nullish(),
  selfBilling: z.boolean().nullish(),
  sellerCashMethod: z.boolean().nullish(),
}

export const copyBody = z
  .strictObject({
    seller: sellerInput,
    number: text(256),
    issueDate: day,
    kind: kind.nullish(),
    currency,
    net: money.nullish(),
    vat: money.nullish(),
    gross: money,
    vatPln: money.nullish(),
    corrects: z.array(correctedInput).max(1000).nullish(),
    ...handOver,
    ...handOverFlags,
  })
  .openapi('CopyInput')

const adjustments = z
  .strictObject({
    month: month.optional(),
    K_44: money.optional(),
    K_45: money.optional(),
    K_46: money
      .refine((g) => g <= 0, 'K_46 takes tax back (art. 89b ust. 1): give a negative amount.')
      .optional(),
    K_47: money
      .refine((g) => g >= 0, 'K_47 restores tax (art. 89b ust. 4): give a positive amount.')
      .optional(),
  })
  .openapi({ description: 'K_44 to K_47, in PLN; in a row of `month`, else in the row of the purchase' })

export const purchasePatch = z
  .strictObject({
    taxPointDate: day.nullish(),
    payments: z
      .array(z.strictObject({ date: day, amount: money }))
      .max(1000)
      .nullish(),
    buyerCategory: buyerCategory.nullish(),
    deliveryAgreed: z.boolean().nullish(),
    confirmedMode: mode.nullish(),
    supplyConfirmed: z.boolean().nullish(),
    corrects: z.array(correctedInput).max(1000).nullish(),
    originalDeductedIn: period.nullish(),
    deductIn: month.nullish(),
    deductibleShare: share.nullish(),
    fixedAsset: z.boolean().nullish(),
    selfAssessed: z.boolean().nullish(),
    selfAssessedVat: money.nullish(),
    exchangeRate: rate.nullish(),
    importOfGoods: z.boolean().nullish(),
    internalDocument: z.boolean().nullish(),
    marginPurchase: z.boolean().nullish(),
    adjustments: adjustments.nullish(),
  })
  .openapi('PurchasePatch')

const shownDay = z.string().openapi({ format: 'date' })
const shownMoney = z.string().openapi({ example: '123.00' })
const shownInstant = z.string().openapi({ format: 'date-time' })
const basis = z.array(z.string())

export const seller = z.object({
  nip: z.string().optional(),
  country: z.string().optional(),
  vatId: z.string().optional(),
  name: z.string().nullable(),
})

/** A posting in force. */
export const postingSchema = z
  .object({ reference: z.string(), postedOn: shownDay, recordedAt: shownInstant, by: z.string() })
  .openapi('Posting')

export const purchase = z
  .object({
    id: z.string(),
    status: z.enum(['awaiting-ksef', 'reconciled', 'ksef-only', 'outside-only', 'quarantined']),
    seller,
    number: z.string(),
    issueDate: shownDay,
    kind: kind.nullable(),
    currency: z.string(),
    net: shownMoney.nullable(),
    vat: shownMoney.nullable(),
    gross: shownMoney.nullable(),
    vatPln: shownMoney.nullable(),
    mode,
    modeReason: z.string(),
    ksef: z
      .object({
        number: z.string(),
        numberedAt: shownInstant,
        acceptedAt: shownInstant,
        storedAt: shownInstant,
        invoiceHash: z.string(),
        invoicingMode: z.enum(['Online', 'Offline']),
      })
      .nullable(),
    receipt: z.object({
      date: shownDay.nullable(),
      source: z.enum(['ksef-number', 'actual']).nullable(),
      rule: z.string(),
      legalBasis: basis,
      explanation: z.string(),
      contested: z.boolean(),
      alternatives: z.array(z.object({ policy: z.string(), date: shownDay.nullable() })),
    }),
    resend: z.object({ deadline: shownDay.nullable(), overdue: z.boolean(), legalBasis: basis }),
    deduction: z.object({
      from: z.string().nullable(),
      until: z.string().nullable(),
      legalBasis: basis,
      explanation: z.string(),
    }),
    marker: z.object({
      value: z.enum(['NrKSeF', 'OFF', 'BFK', 'DI']).nullable(),
      asOf: shownDay,
      correction: z.enum(['none', 'required', 'review']),
      correctionDue: shownDay.nullable(),
    }),
    corrects: z.array(
      z.object({
        number: z.string(),
        issueDate: shownDay,
        ksefNumber: z.string().nullable(),
        purchaseId: z.string().nullable(),
      }),
    ),
    correctedBy: z.array(
      z.object({ purchaseId: z.string(), number: z.string(), ksefNumber: z.string().nullable() }),
    ),
    findings: z.array(
      z.object({
        id: z.string(),
        code: findingCode,
        severity: z.enum(['info', 'review', 'blocking']),
        message: z.string(),
        open: z.boolean(),
      }),
    ),
    evidence: z.array(z.looseObject({ id: z.string(), type: z.enum(['copy', 'ksef']) })),
    stated: z.record(z.string(), z.unknown()).openapi({ description: 'What PATCH stated.' }),
    basis: z.record(z.string(), z.unknown()).openapi({ description: 'Facts the verdict was taken from.' }),
    mergedIds: z.array(z.string()),
    createdAt: shownInstant,
    posting: postingSchema.nullable(),
  })
  .openapi('Purchase')

export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() })
