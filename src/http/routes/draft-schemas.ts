import { z } from '@hono/zod-openapi'
import { copyChannels } from '../../ingest/evidence.ts'
import { draftStates } from '../../store/drafts.ts'
import { sentenceParams, shownDay } from '../endpoint/fields.ts'
import { named } from '../endpoint/named.ts'
import { documentReading } from './documents.ts'
import { fileRead } from './upload.ts'

/** What is known of a mail. */
export const mailBrief = z.object({
  id: z.string(),
  messageId: z.string().nullable(),
  from: z.string().nullable(),
  subject: z.string().nullable(),
  receivedOn: shownDay,
  receivedHeader: z
    .string()
    .nullable()
    .openapi({ description: 'The Received header of the taxpayer’s own mail server that tells the day' }),
})

/** A document that waits, or waited, until somebody says what it is. */
export const draft = named(
  'Draft',
  z.object({
    id: z.string(),
    state: z.enum(draftStates).openapi({
      description:
        'open: somebody has to deal with it; held: it came from somebody who is not among the senders; copy: it became one; discarded: somebody said so',
    }),
    receivedOn: shownDay,
    channel: z.enum(copyChannels).nullable(),
    externalId: z.string().nullable(),
    note: z.string().nullable(),
    file: z.object({
      name: z.string().nullable(),
      mediaType: fileRead.shape.mediaType,
      bytes: z.number().int(),
      problem: z
        .object({ code: z.string(), message: z.string(), params: sentenceParams.optional() })
        .nullable()
        .openapi({ description: 'Why nothing could be read of it: its fields have to be typed' }),
    }),
    reading: documentReading.nullable().openapi({
      description: 'What it says, with the proof of each value; null where nothing could be read',
    }),
    mails: z.array(mailBrief).openapi({ description: 'The mails that brought it, the first one first' }),
    recordedAt: z.string().openapi({ format: 'date-time' }),
    by: z.string(),
    closed: z
      .object({
        at: z.string().openapi({ format: 'date-time' }),
        by: z.string(),
        reason: z.string().nullable(),
        copyId: z.string().nullable(),
        purchaseId: z.string().nullable(),
      })
      .nullable(),
  }),
)
