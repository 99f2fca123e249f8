import { z } from '@hono/zod-openapi'
import { buyerTable } from '../../law/buyer.ts'
import { minusTable, newTotalsRule } from '../../law/corrections.ts'
import {
  afterWindowTable,
  conditionTable,
  contestedWindows,
  memberStateTable,
  windowTable,
} from '../../law/deduction.ts'
import { documentTable, receiptAsInvoice } from '../../law/documents.ts'
import { breachGuidance, dutyTable } from '../../law/duty.ts'
import { findingTable } from '../../law/findings.ts'
import { jpkCheckTable, madeOtherwise, roundingGrosze, withoutReceiptDay } from '../../law/jpk-check.ts'
import { jpkForms } from '../../law/jpk-forms.ts'
import { modeTable } from '../../law/modes.ts'
import { paymentExemption, paymentTable } from '../../law/payments.ts'
import { penaltyTable } from '../../law/penalties.ts'
import { policyNames, policyOptions, policyTable } from '../../law/policy.ts'
import { rateTable, standardRate } from '../../law/rates.ts'
import { receiptRules } from '../../law/receipt-rules.ts'
import { numberTable, recordCorrectionTable } from '../../law/record-corrections.ts'
import { reverseChargeSigns, reverseChargeTable } from '../../law/reverse-charge.ts'
import { advances, taxPointTable } from '../../law/tax-point.ts'
import { nearRules } from '../../match/near.ts'
import { tableOver } from '../../values/tables.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import { shownDay } from '../endpoint/fields.ts'
import { respond } from '../endpoint/speaking.ts'
import { lawNames } from './law-names.ts'

/** The rule tables as they are decided from: nothing here is written twice. */
const tables = {
  modes: modeTable,
  receiptRules,
  documents: documentTable,
  receiptAsInvoice,
  buyers: buyerTable,
  duty: dutyTable,
  breachGuidance,
  taxPoints: { advances, order: taxPointTable },
  deduction: {
    conditions: conditionTable,
    windows: windowTable,
    contested: contestedWindows,
    afterWindow: afterWindowTable,
    memberStates: memberStateTable,
  },
  corrections: minusTable,
  newTotals: newTotalsRule,
  reverseCharge: reverseChargeTable,
  reverseChargeSigns,
  payments: { rules: paymentTable, exemption: paymentExemption },
  recordCorrections: { reasons: recordCorrectionTable, numbers: numberTable },
  rates: rateTable,
  standardRate,
  penalties: penaltyTable,
  policies: tableOver(policyNames, (name) => ({ ...policyTable[name], default: policyOptions(name)[0] })),
  findings: findingTable,
  jpkChecks: { cases: jpkCheckTable, madeOtherwise, withoutReceiptDay, roundingGrosze, forms: jpkForms },
  nearRules: nearRules.map(({ rule }) => rule),
  names: lawNames,
}

const rule = { legalBasis: z.array(z.string()), confidence: z.enum(['H', 'M', 'L']) }
const law = z
  .looseObject({
    names: z
      .record(z.string(), z.array(z.object({ value: z.string(), name: z.string(), nameCode: z.string() })))
      .openapi({
        description:
          'What people see as words where answers hold a name: modes, statuses, markers and others',
      }),
    policies: z
      .object(
        tableOver(policyNames, (name) =>
          z.object({
            question: z.string(),
            questionCode: z.string(),
            options: z.record(z.string(), z.string()),
            default: z.enum(policyOptions(name)),
            ...rule,
          }),
        ),
      )
      .openapi({
        description:
          'Where the law is disputed or silent: the answers of each question, the default, and beside the words of each answer its code',
      }),
    taxPoints: z
      .object({
        advances: z.object({ kinds: z.array(z.string()), ...rule }),
        order: z.array(
          z.object({
            source: z.string(),
            of: z.enum(['every', 'advances', 'others', 'ordinary']),
            what: z.string(),
            whatCode: z.string(),
            told: z.string(),
            toldCode: z.string(),
            from: shownDay,
            to: shownDay.nullable(),
            ...rule,
          }),
        ),
      })
      .openapi({ description: 'Where the tax point is read from: the first row that tells a day counts' }),
  })
  .openapi('Law')

export function lawEndpoints(app: App): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/law',
      id: 'getLaw',
      role: 'viewer',
      reach: 'everybody',
      tag: 'Law',
      summary:
        'The rule tables that decisions are taken from, with citations, dates in force and confidence (H, M, L)',
      answers: { 200: { description: 'The tables', schema: law } },
    },
    ({ c }) => respond(c, tables),
  )
}
