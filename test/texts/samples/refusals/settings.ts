import type { settingTexts } from '../../../../src/texts/en/refusals/settings.ts'
import type { SamplesOf } from '../samples-of.ts'

const name = 'MASTER_KEY'

export const settingSamples: SamplesOf<typeof settingTexts> = {
  'refusal.setting.too-short': [{ name: 'ADMIN_KEY', length: 3, least: 32 }],
  'refusal.setting.not-ascii': [{ name: 'ADMIN_KEY' }],
  'refusal.setting.no-key': [{ name }],
  'refusal.setting.missing-key': [{ name }],
  'refusal.setting.one-of': [{ name: 'LOG_LEVEL', choices: ['debug', 'info', 'warn', 'error'] }],
  'refusal.setting.rate': [{ name: 'RATE_LIMIT', given: '0' }],
  'refusal.setting.origin': [{ name: 'CORS_ORIGINS', origin: '*' }],
  'refusal.setting.no-address': [
    { name: 'LATARNIA_URL', given: 'x', example: 'https://api-latarnia.ksef.mf.gov.pl' },
  ],
  'refusal.setting.unencrypted': [{ name: 'LATARNIA_URL', given: 'http://example.com' }],
  'refusal.setting.other-environment': [{ api: 'test', environment: 'production' }],
}
