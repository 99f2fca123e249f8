/** What a kept answer is sealed for. */
export const answerContext = (nip: string | null, caller: string, key: string): string =>
  JSON.stringify([nip, caller, key])

/** A password is said to that server for that user alone, whatever is stored beside it. */
export const mailboxContext = (nip: string, { host, user }: { host: string; user: string }): string =>
  JSON.stringify(['mailbox', nip, host, user])

export const webhookContext = (webhookId: string): string => `webhook ${webhookId}`

/** What a sealed text belongs to. */
export const sealedFor = (nip: string, what: 'credential' | 'session' | 'export'): string =>
  `ksef ${nip} ${what}`
