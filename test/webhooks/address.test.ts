import { describe, expect, it } from 'vitest'
import { isPublicAddress, whyNoWebhookUrl } from '../../src/webhooks/address.ts'

describe('public addresses', () => {
  it.each([
    ['1.1.1.1'],
    ['9.255.255.255'],
    ['11.0.0.0'],
    ['100.63.255.255'],
    ['100.128.0.0'],
    ['172.15.255.255'],
    ['172.32.0.0'],
    ['192.167.255.255'],
    ['198.17.255.255'],
    ['198.20.0.0'],
    ['223.255.255.255'],
    ['2606:4700:4700::1111'],
    ['2a00:1450:400f:80d::200e'],
    ['2001:200::1'],
    ['::ffff:1.1.1.1'],
    ['64:ff9b::101:101'],
    ['2002:101:101::1'],
  ])('%s is one', (address) => expect(isPublicAddress(address)).toBe(true))

  it.each([
    ['0.0.0.0'],
    ['0.1.2.3'],
    ['10.0.0.1'],
    ['10.255.255.255'],
    ['100.64.0.1'],
    ['100.127.255.255'],
    ['127.0.0.1'],
    ['127.255.255.254'],
    ['169.254.169.254'],
    ['172.16.0.1'],
    ['172.31.255.255'],
    ['192.0.0.8'],
    ['192.0.2.1'],
    ['192.88.99.1'],
    ['192.168.1.1'],
    ['198.18.0.1'],
    ['198.19.255.255'],
    ['198.51.100.7'],
    ['203.0.113.9'],
    ['224.0.0.1'],
    ['239.255.255.255'],
    ['240.0.0.1'],
    ['255.255.255.255'],
    ['::'],
    ['::1'],
    ['0:0:0:0:0:0:0:1'],
    ['::127.0.0.1'],
    ['::ffff:127.0.0.1'],
    ['::FFFF:7F00:1'],
    ['[::ffff:10.0.0.1]'],
    ['::ffff:169.254.169.254'],
    ['64:ff9b::7f00:1'],
    ['64:ff9b::10.0.0.1'],
    ['64:ff9b:1::1'],
    ['2002:7f00:1::'],
    ['2002:c0a8:101::1'],
    ['2001::1'],
    ['2001:db8::1'],
    ['3fff:1::1'],
    ['100::1'],
    ['fc00::1'],
    ['fdff::1'],
    ['fe80::1'],
    ['fe80::1%eth0'],
    ['febf::1'],
    ['fec0::1'],
    ['ff02::1'],
    ['5f00::1'],
    ['1.2.3'],
    ['1.2.3.256'],
    ['1.2.3.4.5'],
    ['example.com'],
    ['::1::'],
    [''],
  ])('%s is none', (address) => expect(isPublicAddress(address)).toBe(false))
})

describe('URLs of webhooks', () => {
  it.each([
    'https://erp.example/hooks?tenant=1',
    'https://ERP.Example.:8443/',
    'https://1.1.1.1/',
    'https://[2606:4700:4700::1111]:443/x',
    'https://localhost.example/',
    'https://10.example/',
  ])('%s is taken', (url) => expect(whyNoWebhookUrl(url, false)).toBeNull())

  it.each([
    'http://erp.example/',
    'ftp://erp.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://user@erp.example/',
    'https://:secret@erp.example/',
    '/hooks',
    'https://',
    'https://localhost/',
    'https://LOCALHOST./',
    'https://a.localhost/',
    'https://127.0.0.1/',
    'https://127.0.0.1./',
    'https://127.1/',
    'https://0x7f.1/',
    'https://0X7F000001/',
    'https://2130706433/',
    'https://017700000001/',
    'https://0/',
    'https://%31%32%37.0.0.1/',
    'https://①②⑦.0.0.1/',
    'https://10.0.0.1:8443/',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]/',
    'https://[0:0:0:0:0:0:0:1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::FFFF:a9fe:a9fe]/',
    'https://[fd00::1]/',
    'https://[64:ff9b::a00:1]/',
  ])('%s is refused', (url) =>
    expect(whyNoWebhookUrl(url, false)).toEqual({
      said: expect.stringMatching(/^refusal\.webhook-/),
    }),
  )

  it('leads anywhere, by http too, where private ones are allowed', () => {
    for (const url of ['http://localhost:9000/', 'https://127.0.0.1/', 'http://[::1]/'])
      expect(whyNoWebhookUrl(url, true)).toBeNull()
    for (const url of ['ftp://localhost/', 'https://user@localhost/', 'x'])
      expect(whyNoWebhookUrl(url, true)).not.toBeNull()
  })
})
