import { z } from '@hono/zod-openapi'
import type { CopyDesk } from '../ingest/copy.ts'
import type { CopyEvidence } from '../ingest/evidence.ts'
import { Refusal } from '../values/refusal.ts'
import { bodyLimits, parseJson, valuesIn } from './endpoint/body.ts'
import { validated } from './endpoint/validated.ts'
import { copyOf } from './routes/copy-input.ts'
import { copyBody } from './routes/schemas.ts'

const batchBody = z.strictObject({
  items: z.array(z.unknown()).max(1000),
})
/** Read between two pauses. */
const atOnce = 50

/** Reads a batch here. @throws Refusal 400, 413 for the whole of it, at the first step */
export function* readBatch(bytes: Uint8Array, desk: CopyDesk): Generator<(CopyEvidence | Refusal)[]> {
  const { items } = validated(batchBody, parseJson(bytes, 'body', valuesIn(bodyLimits.other)), 'body')
  for (let from = 0; from < items.length; from += atOnce)
    yield items.slice(from, from + atOnce).map((item) => evidenceOf(item, desk))
}

function evidenceOf(item: unknown, desk: CopyDesk): CopyEvidence | Refusal {
  try {
    return copyOf(validated(copyBody, item, 'body'), desk)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}
