/** Refusals of the connection to KSeF. */
export const ksefRefusalTexts = {
  'refusal.ksef-not-connected': ({ nip }: { nip: string }) =>
    `The taxpayer ${nip} is not connected to KSeF. Connect it with PUT /v1/taxpayers/${nip}/ksef/connection.`,
  'refusal.ksef-environment': ({ environment, asked }: { environment: string; asked: string }) =>
    `This service works with KSeF's environment ${environment}, not with ${asked}. Credentials of one are unknown to the other.`,
  'refusal.credential-needed':
    'There is no connection yet, so a credential is needed: a token, or a certificate with its key.',
  'refusal.connection-paused': 'The connection is paused. Put it with "paused": false first.',
  'refusal.sync-unknown': ({ id }: { id: string }) =>
    `There is no sync ${id}. List them with GET …/ksef/syncs.`,
  'refusal.span-empty': 'The span ends before it begins, or begins after now. Give from before to.',
}
