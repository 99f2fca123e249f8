/** What a kept answer is sealed for. */
export const answerContext = (nip: string | null, caller: string, key: string): string =>
  JSON.stringify([nip, caller, key])

export const webhookContext = (webhookId: string): string => `webhook ${webhookId}`

/** What a sealed text belongs to. */
export const sealedFor = (nip: string, what: 'credential' | 'session' | 'export'): string =>
  `ksef ${nip} ${what}`
