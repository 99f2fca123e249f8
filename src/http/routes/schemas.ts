import { z } from '@hono/zod-openapi'
import { copyChannels } from '../../ingest/evidence.ts'
import { adjustmentFields, hasAllowedSign, signAdvice } from '../../law/jpk.ts'
import { say } from '../../texts/say.ts'
import { documentClasses } from '../../values/document-class.ts'
import { fault } from '../../values/faults.ts'
import { tableOver } from '../../values/tables.ts'
import {
  buyerCategory,
  currency,
  day,
  deductibleShare,
  findingCode,
  invoiceNumber,
  kind,
  mode,
  money,
  month,
  period,
  rate,
  sentenceParams,
  shownDay,
  text,
} from '../endpoint/fields.ts'
import { named } from '../endpoint/named.ts'
import { markers, purchaseStatuses, severities } from './law-names.ts'
import { deductionShown, paymentDuty } from './verdict-schemas.ts'

export const sellerInput = named(
  'SellerInput',
  z
    .strictObject({
      nip: z.string().max(40).optional(),
      country: z
        .string()
        .regex(/^[A-Za-z]{2}$/, fault(say('field.country')))
        .optional(),
      vatId: z
        .string()
        .trim()
        .min(1)
        .max(30)
        .regex(/[0-9A-Za-z]/, fault(say('field.vat-id')))
        .optional(),
      name: text(512).nullish(),
    })
    .refine((s) => (s.nip !== undefined) !== (s.country !== undefined && s.vatId !== undefined), {
      message: fault(say('field.seller')),
    })
    .refine((s) => s.nip === undefined || /^(PL)?[\d\s\p{Pd}\p{Cf}\u2212]{10,}$/iu.test(s.nip.trim()), {
      message: fault(say('field.nip')),
      path: ['nip'],
    }),
)

/** An invoice that a correction corrects. */
const correctedInput = named(
  'CorrectedInput',
  z.strictObject({
    number: invoiceNumber,
    issueDate: day,
    ksefNumber: z.string().max(40).nullish(),
  }),
)

export const documentClass = named('DocumentClass', z.enum(documentClasses))

/** What is told about a copy besides the invoice: the JSON properties, and the query of an XML copy. */
export const handOver = {
  receivedOn: day,
  document: documentClass,
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

/** The amounts that the law leaves to the accountant, each with the sign that its field allows. */
const adjustmentShape = tableOver(adjustmentFields, (field) => {
  const advice = signAdvice(field)
  const amount = advice === null ? money : money.refine((g) => hasAllowedSign(field, g), fault(advice))
  return amount.optional()
})
const adjustments = z.strictObject({ month: month.optional(), ...adjustmentShape }).openapi({
  description: `${adjustmentFields[0]} to ${adjustmentFields.at(-1)}, in PLN; in a row of \`month\`, else in the row of the purchase`,
})

/** What a human states of a purchase: PATCH sends it, a purchase shows it under `stated`. */
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
    deductibleShare: deductibleShare.nullish(),
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

const shownMoney = z.string().openapi({ example: '123.00' })
const shownInstant = z.string().openapi({ format: 'date-time' })
const articles = z.array(z.string())

export const seller = named(
  'Seller',
  z.object({
    nip: z.string().optional(),
    country: z.string().optional(),
    vatId: z.string().optional(),
    name: z.string().nullable(),
  }),
)

/** A posting in force. */
export const postingSchema = named(
  'Posting',
  z.object({ reference: z.string(), postedOn: shownDay, recordedAt: shownInstant, by: z.string() }),
)

/** What a person decided about a finding. */
const findingDecision = named(
  'FindingDecision',
  z.object({
    decision: z.enum(['same-invoice', 'different-invoice', 'accepted', 'dismissed']),
    note: z.string().nullable(),
    at: shownInstant,
    by: z.string(),
  }),
)

/** A finding of a purchase; closed ones tell who decided what. */
export const finding = named(
  'Finding',
  z.object({
    id: z.string(),
    code: findingCode,
    severity: z.enum(severities),
    message: z.string(),
    params: sentenceParams,
    open: z.boolean(),
    decision: findingDecision.nullable(),
  }),
)

export const copyEvidence = named(
  'CopyEvidence',
  z.object({
    id: z.string(),
    type: z.literal('copy'),
    receivedOn: shownDay,
    document: documentClass,
    channel: z.enum(copyChannels).nullable(),
    externalId: z.string().nullable(),
    file: z.string().nullable().openapi({ description: 'Media type of the document kept, when one came' }),
    recordedAt: shownInstant,
  }),
)
const ksefEvidence = named(
  'KsefEvidence',
  z.object({
    id: z.string(),
    type: z.literal('ksef'),
    ksefNumber: z.string(),
    hasXml: z.boolean(),
    recordedAt: shownInstant,
  }),
)
/** A document as a purchase shows it; `type` tells which. */
const evidence = named('Evidence', z.union([copyEvidence, ksefEvidence]))

export const purchaseStatus = named('PurchaseStatus', z.enum(purchaseStatuses))

/** The facts a verdict was taken from. */
const basis = named(
  'Basis',
  z.object({
    outages: z.array(z.string()),
    sellerDuty: z.string(),
    channel: z.string(),
    buyerCategory,
    taxPointDay: shownDay,
    taxPointFrom: z.string(),
    taxPointFromCode: z.string().optional(),
    taxPointFromParams: sentenceParams.optional(),
    confirmedMode: z.boolean(),
  }),
)

export const purchase = named(
  'Purchase',
  z.object({
    id: z.string(),
    status: purchaseStatus,
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
    modeReasonCode: z.string().optional(),
    modeReasonParams: sentenceParams.optional(),
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
      legalBasis: articles,
      explanation: z.string(),
      code: z.string(),
      params: sentenceParams,
      contested: z.boolean(),
      alternatives: z.array(z.object({ policy: z.string(), date: shownDay.nullable() })),
    }),
    paymentDuty: paymentDuty.nullable(),
    resend: z.object({ deadline: shownDay.nullable(), overdue: z.boolean(), legalBasis: articles }),
    deduction: deductionShown,
    marker: z.object({
      value: z.enum(markers).nullable(),
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
    findings: z.array(finding),
    evidence: z.array(evidence),
    stated: purchasePatch,
    basis,
    mergedIds: z.array(z.string()),
    createdAt: shownInstant,
    posting: postingSchema.nullable(),
  }),
)

export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() })
