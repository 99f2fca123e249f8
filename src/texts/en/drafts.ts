/** Documents that wait until somebody says what they are. */
export const draftTexts = {
  'draft.unknown': ({ id }: { id: string }) =>
    `There is no draft ${id} in this ledger. List them with GET …/drafts.`,
  'draft.is-copy': ({ id, by, copyId }: { id: string; by: string; copyId: string }) =>
    `The draft ${id} is the copy ${copyId} since ${by} confirmed it. Change that purchase instead, or move the copy.`,
  'draft.was-discarded': ({ id, by, reason }: { id: string; by: string; reason: string }) =>
    `The draft ${id} was discarded by ${by} ("${reason}"). If it is an invoice after all, take that back with POST …/drafts/${id}/reopen.`,
  'draft.external-id-reused': ({ externalId }: { externalId: string }) =>
    `Another document came under the name ${externalId} before. Give each document a name of its own.`,
  'draft.one-file': ({ count }: { count: number }) =>
    count === 0
      ? 'The form has no part named file. Send the document as this part.'
      : `The form has ${count} parts named file. Send each document by itself.`,
  'mail.unknown': ({ id }: { id: string }) =>
    `There is no mail ${id} in this ledger. List them with GET …/mails.`,
  'mail.unreadable':
    'This is no mail, or one with more headers, parts or mails within mails than are read here. Send it as it came, or its documents one by one.',
  'mail.not-taken':
    'This mail was not taken: ask whom you wrote to for the right address, or send it again later in a smaller form.',
  'mail.part.other-kind': 'It is neither PDF, XML, PNG nor JPEG, so nobody has to look at it here.',
  'mail.part.too-small': 'A picture so small shows no invoice: it is a mark, or part of a signature.',
  'mail.part.too-large': 'It has more than 10 MB. Save it in a smaller form and send it by itself.',
  'mail.part.unreadable-zip':
    'It cannot be unpacked: it is damaged, too large or locked with a password. Unpack it and send its documents one by one.',
  'mail.part.too-many': 'The mail has more than 100 documents. Send this one by itself.',
  'hold.draft': ({ draftId, received }: { draftId: string; received: string }) =>
    `A document received on ${received} may be this invoice, and nobody has looked at it yet. Confirm or discard the draft ${draftId}, then ask again.`,
}
