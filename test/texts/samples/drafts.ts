import type { draftTexts } from '../../../src/texts/en/drafts.ts'
import type { SamplesOf } from './samples-of.ts'

const [id, by] = ['019d2f4e-7c1a-7000-8000-000000000001', 'Anna Nowak']

export const draftSamples: SamplesOf<typeof draftTexts> = {
  'draft.unknown': [{ id }],
  'draft.is-copy': [{ id, by, copyId: '019d2f4e-7c1a-7000-8000-000000000002' }],
  'draft.was-discarded': [{ id, by, reason: 'reklama' }],
  'draft.external-id-reused': [{ externalId: 'mail-4711' }],
  'draft.one-file': [{ count: 0 }, { count: 2 }],
  'mail.unknown': [{ id }],
  'hold.draft': [{ draftId: id, received: '2026-06-11' }],
}
