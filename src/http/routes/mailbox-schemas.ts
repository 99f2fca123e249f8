import { z } from '@hono/zod-openapi'
import { afterwards, mailboxStates } from '../../store/mailbox.ts'
import { say } from '../../texts/say.ts'
import { fault } from '../../values/faults.ts'
import { day, sentenceParams, shownDay, text } from '../endpoint/fields.ts'

const host = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^(?=.{1,253}$)(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|[0-9a-f:]*:[0-9a-f:.]+)$/,
    fault(say('field.mail-host')),
  )

const port = z.number().int().min(1).max(65_535)
const settings = {
  host,
  port: port.optional().openapi({ description: '993 for tls, 143 for starttls when left out' }),
  security: z.enum(['tls', 'starttls']).default('tls').openapi({
    description:
      'TLS from the first byte, or by STARTTLS before the password is said; never without, and only with a certificate that is to be trusted',
  }),
  user: text(320),
  folder: text(255).default('INBOX'),
  everyMinutes: z.number().int().min(1).max(1440).default(5),
  afterwards: z.enum(afterwards).default('leave').openapi({
    description:
      'What becomes of a mail in the mailbox once it was taken in. leave: nothing, the folder is opened for reading alone; mark-read; delete',
  }),
  paused: z.boolean().default(false),
}

export const mailboxBody = z
  .strictObject({
    ...settings,
    password: z
      .string()
      .min(1)
      .max(1000)
      .refine((value) => !/\p{Cc}/u.test(value), fault(say('field.control-characters')))
      .optional()
      .openapi({
        description: 'Left out: the stored one stays, where server and user are those it was given for',
      }),
    from: day.optional().openapi({
      description:
        'Mails that came to the server before this day are left alone; left out: that of before, else today',
    }),
  })
  .openapi('MailboxInput')

/** Settings as an archive may bring them. */
export const storedMailbox = z.strictObject({ ...settings, port, from: day })

const instant = z.string().nullable()
const sentence = { code: z.string().optional(), params: sentenceParams.optional() }

export const mailbox = z
  .object({
    host: z.string(),
    port: z.number().int(),
    security: z.enum(['tls', 'starttls']),
    user: z.string(),
    folder: z.string(),
    from: shownDay,
    everyMinutes: z.number().int(),
    afterwards: z.enum(afterwards),
    paused: z.boolean(),
    state: z.enum(mailboxStates),
    message: z.string(),
    ...sentence,
    lookedAt: instant.openapi({ description: 'The end of the last look into it' }),
    nextLookAt: instant,
    taken: z.number().int().openapi({ description: 'Mails that were taken in and not known before' }),
    leftOut: z.number().int().openapi({ description: 'Mails that could not be taken in' }),
    lastLeftOut: z
      .array(
        z.object({
          at: z.string(),
          arrivedAt: instant,
          sender: z.string().nullable(),
          subject: z.string().nullable(),
          why: z.string(),
          whyCode: z.string().optional(),
          whyParams: sentenceParams.optional(),
        }),
      )
      .openapi({ description: 'The last of them, the newest first, and why' }),
  })
  .openapi('Mailbox')

export const mailboxTrial = z
  .object({
    works: z.boolean(),
    mails: z.number().int().nullable().openapi({ description: 'How many mails lie in the folder' }),
    message: z.string(),
    ...sentence,
  })
  .openapi('MailboxTrial')
