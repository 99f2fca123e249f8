import { z } from '@hono/zod-openapi'
import { taxFields } from '../../law/jpk.ts'
import { jpkCheckCodes } from '../../law/jpk-check.ts'
import { sentenceParams, shownDay } from '../endpoint/fields.ts'
import { named } from '../endpoint/named.ts'
import { severities } from './law-names.ts'
import { registerTotalsSchema } from './register.ts'

const count = z.number().int()
const amount = z.string().openapi({ example: '100.00' })

/** The codes of what is told of a file. */
export const jpkCheckCode = named('JpkCheckCode', z.enum(jpkCheckCodes))

/** A check of a file. */
export const jpkCheckSchema = named(
  'JpkCheck',
  z.object({
    id: z.string(),
    month: z.string(),
    settlement: z.enum(['monthly', 'quarterly']),
    variant: z.union([z.literal(2), z.literal(3)]),
    purpose: z.union([z.literal(1), z.literal(2)]).openapi({ description: '1 first file, 2 correction' }),
    createdAt: z.string(),
    by: z.string(),
    filedOn: shownDay,
    fileMadeAt: z.string().nullable().openapi({ description: 'DataWytworzeniaJPK, as written' }),
    system: z.string().nullable().openapi({ description: 'NazwaSystemu' }),
    hash: z.string().openapi({ description: 'SHA-256 of the file, hexadecimal' }),
    rows: count,
    sums: z.object({
      file: z
        .object({ rows: count, inputVat: amount, ...Object.fromEntries(taxFields.map((f) => [f, amount])) })
        .openapi('JpkFileSums'),
      register: registerTotalsSchema,
    }),
    counts: z.record(z.string(), count).openapi({ description: 'Items by code' }),
    atStake: z.record(z.string(), amount).nullable().openapi({
      description:
        'Input tax at stake in the items of each code, in PLN; null for a check of an earlier release',
    }),
    agrees: count.nullable().openapi({
      description:
        'Rows of which nothing is told but what informs or was answered; null once a later file of the month replaced this one',
    }),
    answered: count.openapi({ description: 'Items that a person called right' }),
  }),
)

/** What is told of a row, of a purchase without one, or of the file. */
export const jpkItemSchema = named(
  'JpkCheckItem',
  z.object({
    id: z.string(),
    code: jpkCheckCode,
    severity: z.enum(severities),
    row: count.nullable().openapi({ description: 'LpZakupu' }),
    purchaseId: z.string().nullable(),
    document: z
      .object({ NrDostawcy: z.string(), DowodZakupu: z.string(), DataZakupu: z.string().nullable() })
      .nullable(),
    is: z.string().nullable(),
    shouldBe: z.string().nullable(),
    message: z.string(),
    params: sentenceParams,
    whatToDo: z.string(),
    whatToDoCode: z.string(),
    legalBasis: z.array(z.string()),
    answer: z
      .object({ note: z.string().nullable(), at: z.string(), by: z.string() })
      .nullable()
      .openapi({ description: 'A person called it right, in this or an earlier file of the month' }),
  }),
)
