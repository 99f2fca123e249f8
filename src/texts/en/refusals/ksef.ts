/** Refusals of the connection to KSeF, and of credentials that cannot work. */
export const ksefRefusalTexts = {
  'refusal.ksef-not-connected': ({ nip }: { nip: string }) =>
    `The taxpayer ${nip} is not connected to KSeF. Connect it with PUT /v1/taxpayers/${nip}/ksef/connection.`,
  'refusal.ksef-environment': ({ environment, asked }: { environment: string; asked: string }) =>
    `This service works with KSeF's environment ${environment}, not with ${asked}. Credentials of one are unknown to the other: send one of ${environment}.`,
  'refusal.credential-needed':
    'There is no connection yet, so a credential is needed: a token, or a certificate with its key.',
  'refusal.connection-paused': 'The connection is paused. Put it with "paused": false first.',
  'refusal.sync-unknown': ({ id }: { id: string }) =>
    `There is no sync ${id}. List them with GET …/ksef/syncs.`,
  'refusal.span-empty': 'The span ends before it begins, or begins after now. Give from before to.',

  'credential.token-white-space':
    'The token contains white space, which no KSeF token has. Copy it again, without blanks and line breaks.',
  'credential.certificate-expired': ({ at }: { at: string }) =>
    `The certificate expired at ${at}. Get a new one in KSeF and send it with its key.`,
  'credential.certificate-not-yet-valid': ({ from }: { from: string }) =>
    `The certificate is not valid before ${from}. Send it again when it is.`,
  'credential.certificate-unreadable':
    'This is no certificate in PEM. Send the text from -----BEGIN CERTIFICATE----- to its END line.',
  'credential.certificate-key-weak': ({ bits }: { bits: number }) =>
    `KSeF accepts RSA keys of at least ${bits} bits and the curves P-256, P-384 and P-521; this certificate has another key.`,
  'credential.certificate-not-for-signing-in':
    'This certificate is for marking offline invoices (type Offline). Send one of the type Authentication (Uwierzytelnienie).',
  'credential.key-of-another':
    'The private key does not belong to the certificate. Send the key with which the certificate was requested.',
  'credential.key-of-another-kind': ({ kind }: { kind: 'RSA' | 'EC' }) =>
    `The private key is not ${kind === 'RSA' ? 'an RSA key' : 'a key of the same curve'} as the certificate needs. Send the key with which the certificate was requested.`,
  'credential.key-encrypted': ({ command }: { command: string }) =>
    `The private key is encrypted with a password. Send it without: ${command}`,
  'credential.key-unreadable': ({ command }: { command: string }) =>
    `This is no private key in PEM. Send the text from -----BEGIN PRIVATE KEY----- to its END line (${command} makes it of other forms).`,
}
