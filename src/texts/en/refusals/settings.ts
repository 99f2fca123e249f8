/** Settings with which no host starts; no secret is told. */
export const settingTexts = {
  'refusal.setting.too-short': ({ name, length, least }: { name: string; length: number; least: number }) =>
    `${name} has ${length} characters; it must have ${least} or more. Make one with: openssl rand -base64 32`,
  'refusal.setting.not-ascii': ({ name }: { name: string }) =>
    `${name} must have visible ASCII characters alone, without spaces. Make one with: openssl rand -base64 32`,
  'refusal.setting.no-key': ({ name }: { name: string }) =>
    `${name} must be 32 bytes in Base64, as made by: openssl rand -base64 32`,
  'refusal.setting.missing-key': ({ name }: { name: string }) =>
    `${name} is not set. Make one with openssl rand -base64 32 and set it as a secret.`,
  'refusal.setting.one-of': ({ name, choices }: { name: string; choices: readonly string[] }) =>
    `${name} must be ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}.`,
  'refusal.setting.rate': ({ name, given }: { name: string; given: string }) =>
    `${name}=${given} must be a number of requests a minute for each key, such as 600.`,
  'refusal.setting.origin': ({ name, origin }: { name: string; origin: string }) =>
    `${name}: ${origin} is no origin. Give each in full and exactly as browsers send it, without a path, such as https://erp.example; * is not taken.`,
  'refusal.setting.no-address': ({
    name,
    given,
    example,
  }: {
    name: string
    given: string
    example: string
  }) => `${name}=${given} is no address. Give one such as ${example}.`,
  'refusal.setting.unencrypted': ({ name, given }: { name: string; given: string }) =>
    `${name}=${given} would be called without encryption. Give an address that begins with https://; http is taken for this machine alone, such as http://127.0.0.1:8790.`,
  'refusal.setting.other-environment': ({ api, environment }: { api: string; environment: string }) =>
    `KSEF_API_URL is that of the environment ${api}, KSEF_QR_ENVIRONMENT is ${environment}. Invoices of one never belong to the other: set both alike.`,
}
