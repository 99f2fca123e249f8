import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import { createTestApp, onEdge } from '../support/app.ts'
import { plainCopy } from '../support/copy.ts'
import { ksefDocument, nip, packageOf } from '../support/ksef.ts'
import { pdf, written } from '../support/pdf.ts'

/** What waits for people, taxpayer by taxpayer: counted when it changed, told without opening a ledger. */

const seller = { nip: nip('summary seller'), name: 'Sprzedawca S.A.' }
const [calm, busy, other, again] = ['calm', 'busy', 'other', 'again'].map((name) =>
  nip(`summary ${name}`),
) as [string, string, string, string]
const jpk = { officeCode: '1471', email: 'biuro@example.com' }

let clock = new Date('2026-07-24T12:00:00+02:00')
let stage: Awaited<ReturnType<typeof createTestApp>>
beforeAll(async () => {
  stage = await createTestApp({ now: () => clock })
  for (const taxpayer of [calm, busy, other])
    await stage.api.putTaxpayer(taxpayer, { name: `Firma ${taxpayer}`, jpk })
})
afterAll(() => stage.close())

const summary = async (query = '', api = stage.api) => {
  const answer = await api.send('GET', `/v1/summary${query}`)
  expect(answer.status).toBe(200)
  return answer.body
}
const of = async (taxpayer: string) =>
  (await summary('?limit=1000')).items.find((item: { nip: string }) => item.nip === taxpayer)

/** Of these taxpayers, the most urgent first. */
const orderOf = async (...taxpayers: string[]): Promise<string[]> =>
  (await summary('?limit=1000')).items
    .map((item: { nip: string }) => item.nip)
    .filter((one: string) => taxpayers.includes(one))

const nothing = {
  findings: { blocking: 0, review: 0 },
  questions: { blocking: 0, review: 0 },
  drafts: 0,
  quarantined: 0,
  awaiting: { due: 0, overdue: 0, nextDeadline: null },
  // 25 July 2026 is a Saturday.
  month: { month: '2026-06', state: 'ready', blockers: 0, fileBy: '2026-07-27' },
  correctionsDue: { count: 0, nextDueBy: null, month: null },
  ksef: { state: 'none', lastSyncAt: null, coveredUntil: null, credentialValidUntil: null },
  mailbox: { state: 'none', lookedAt: null },
}

describe('the summary', () => {
  it('of a taxpayer without documents says that nothing waits', async () => {
    expect(await of(calm)).toEqual({ nip: calm, name: `Firma ${calm}`, asOf: '2026-07-24', ...nothing })
  })

  it('counts at once what came, and what was decided', async () => {
    const offline = {
      document: 'offline-invoice',
      issueDate: '2026-06-29',
      receivedOn: '2026-06-29',
      deliveryAgreed: true,
    }
    await stage.api.postCopy(busy, plainCopy(seller, 'OFF/1', offline))
    // Offline 24: to be sent to KSeF on the next business day.
    expect((await of(busy)).awaiting).toEqual({ due: 1, overdue: 1, nextDeadline: null })
    const one = await stage.api.postCopy(busy, plainCopy(seller, 'FV/3', { gross: '200.00' }))
    const two = await stage.api.postCopy(busy, plainCopy(seller, 'FV/3', { gross: '201.00' }))
    const found = await of(busy)
    expect(found.findings.blocking + found.findings.review).toBeGreaterThan(0)
    const { items } = (await stage.api.send('GET', `/v1/taxpayers/${busy}/findings?open=true&limit=1000`))
      .body
    // A number that is late stands under those that are awaited.
    const ofSeverity = (severity: string) =>
      items.filter(
        (f: { severity: string; code: string }) => f.severity === severity && f.code !== 'SELLER_LATE',
      ).length
    expect(found.findings).toEqual({ blocking: ofSeverity('blocking'), review: ofSeverity('review') })
    const id = `${one.purchase?.id}.AMOUNT_MISMATCH.${two.purchase?.id}`
    await stage.api.json('POST', `/v1/taxpayers/${busy}/findings/${id}/decision`, {
      decision: 'different-invoice',
      note: 'x',
    })
    const after = (await of(busy)).findings
    expect(after.blocking + after.review).toBeLessThan(found.findings.blocking + found.findings.review)
  })

  it('counts what two purchases ask about each other once, as the taxpayer alone and the month do', async () => {
    const asked = nip('summary asked')
    await stage.api.putTaxpayer(asked, { name: 'Firma', jpk })
    const told = async () => {
      const home = `/v1/taxpayers/${asked}`
      const now = (await stage.api.send('GET', `${home}/summary`)).body
      const check = async (month: string) =>
        (await stage.api.send('GET', `${home}/register/${month}/check`)).body
      const [june, july] = [await check('2026-06'), await check('2026-07')]
      // The row in the list is counted by the same rule.
      expect(await of(asked)).toEqual(now)
      const { count, questions } = june.sections.findings.blocking
      expect(now.month.blockers).toBe(june.blocking - count + questions)
      const months = [questions, july.sections.findings.blocking.questions]
      return [now.findings.blocking, now.questions.blocking, ...months]
    }
    const come = (number: string, gross: string, more: object = {}) =>
      stage.api.postCopy(asked, plainCopy(seller, number, { kind: 'VAT', gross, ...more }))
    expect(await told()).toEqual([0, 0, 0, 0])
    await come('FV/3', '200.00')
    await come('FV/3', '201.00')
    expect(await told()).toEqual([2, 1, 1, 0])
    // Of the next pair one was received in June, the other in July: each month asks.
    await come('FV/O1', '500.00')
    await come('FV/01', '500.00', { receivedOn: '2026-07-02' })
    expect(await told()).toEqual([4, 2, 2, 1])
    await stage.api.send('DELETE', `/operator/taxpayers/${asked}`)
  })

  it('knows the month that is filed next, and what blocks it', async () => {
    const home = `/v1/taxpayers/${other}`
    await stage.api.putTaxpayer(other, { name: `Firma ${other}` })
    const { blocking } = (await stage.api.send('GET', `${home}/register/2026-06/check`)).body
    expect((await of(other)).month).toEqual({
      month: '2026-06',
      state: 'blocked',
      blockers: blocking,
      fileBy: '2026-07-27',
    })
    await stage.api.putTaxpayer(other, { name: `Firma ${other}`, jpk })
    expect((await of(other)).month.state).toBe('ready')
    await stage.api.json('POST', `${home}/register/2026-06/filings`, { filedOn: '2026-07-24' })
    expect((await of(other)).month).toEqual({
      month: '2026-06',
      state: 'filed',
      blockers: 0,
      fileBy: '2026-07-27',
    })
  })

  it('has the most urgent first, page by page', async () => {
    const nips = (items: { nip: string }[]) => items.map((item) => item.nip)
    const { items } = await summary()
    // Something is open in one; of the others one has filed, the other not.
    expect(nips(items)).toEqual([busy, calm, other])
    const first = await summary('?limit=2')
    const second = await summary(`?limit=2&cursor=${encodeURIComponent(first.next)}`)
    expect([...nips(first.items), ...nips(second.items)]).toEqual([busy, calm, other])
    expect(second.next).toBeNull()
  })

  it('has who has a question to look at before who has only a month to file, and tells questions by their grade', async () => {
    const [asked, idle] = ['looking', 'idle'].map((name) => nip(`summary ${name}`)) as [string, string]
    for (const taxpayer of [asked, idle]) await stage.api.putTaxpayer(taxpayer, { name: 'Firma', jpk })
    const early = { issueDate: '2026-07-10', receivedOn: '2026-07-09' }
    await stage.api.postCopy(asked, plainCopy(seller, 'EARLY/1', early))
    await stage.api.json('POST', `/v1/taxpayers/${asked}/register/2026-06/filings`, { filedOn: '2026-07-24' })
    const found = await of(asked)
    expect([found.findings, found.questions]).toEqual([
      { blocking: 0, review: 1 },
      { blocking: 0, review: 1 },
    ])
    // The other has a month that is due; nothing is to be decided of it.
    expect(await orderOf(asked, idle)).toEqual([asked, idle])
    for (const taxpayer of [asked, idle]) await stage.api.json('DELETE', `/v1/taxpayers/${taxpayer}`)
  })

  it.each(['review', 'drafts', 'quarantined'])('among equals has first who has more of %s', async (what) => {
    const [less, more] = ['less', 'more'].map((name) => nip(`summary ${name} ${what}`)) as [string, string]
    const add = async (taxpayer: string, nth: number) => {
      const at = `/v1/taxpayers/${taxpayer}`
      if (what === 'review')
        await stage.api.postCopy(
          taxpayer,
          plainCopy(seller, `EARLY/${nth}`, { issueDate: '2026-07-10', receivedOn: '2026-07-09' }),
        )
      if (what === 'drafts') {
        const form = new FormData()
        form.append('file', new Blob([pdf([{ content: written(`Umowa ${nth}`) }])]), 'umowa.pdf')
        expect((await stage.api.send('POST', `${at}/drafts`, form)).status).toBe(201)
      }
      if (what === 'quarantined') {
        const { metadata, xml } = ksefDocument({
          seller,
          buyer: { nip: taxpayer },
          number: `Q/${nth}`,
          issueDay: '2026-06-29',
          numberedAt: '2026-06-29T10:00:00+02:00',
        })
        const cut = packageOf([{ metadata, xml: xml.slice(0, -20) }])
        expect(await stage.api.importPackage(taxpayer, cut)).toMatchObject({ quarantined: 1 })
      }
    }
    for (const taxpayer of [less, more]) {
      await stage.api.putTaxpayer(taxpayer, { name: 'Firma', jpk })
      await add(taxpayer, 1)
    }
    await add(more, 2)
    const { findings, drafts, quarantined, month } = await of(more)
    expect({ review: findings.review, drafts, quarantined }).toMatchObject({ [what]: 2 })
    expect((await of(less)).month.state).toBe(month.state)
    expect(await orderOf(less, more)).toEqual([more, less])
    for (const taxpayer of [less, more]) await stage.api.json('DELETE', `/v1/taxpayers/${taxpayer}`)
  })

  it('has who is soon cut off from KSeF before who has something to look at', async () => {
    const [ending, asked] = ['ending', 'asked too'].map((name) => nip(`summary ${name}`)) as [string, string]
    for (const taxpayer of [ending, asked]) await stage.api.putTaxpayer(taxpayer, { name: 'Firma', jpk })
    await stage.api.postCopy(
      asked,
      plainCopy(seller, 'EARLY/3', { issueDate: '2026-07-10', receivedOn: '2026-07-09' }),
    )
    const order = async (credentialValidUntil: string) => {
      const credential = {
        type: 'token',
        token: '20260701-EC-1234567890-1234567890-12|nip-9376032788|secret',
      }
      const path = `/v1/taxpayers/${ending}/ksef/connection`
      expect((await stage.api.json('PUT', path, { credential, credentialValidUntil })).status).toBeLessThan(
        300,
      )
      return orderOf(ending, asked)
    }
    expect(await order('2027-07-01')).toEqual([asked, ending])
    expect(await order('2026-08-01')).toEqual([ending, asked])
    for (const taxpayer of [ending, asked]) await stage.api.json('DELETE', `/v1/taxpayers/${taxpayer}`)
  })

  it('has him first whose earliest day comes first, whatever comes to him later', async () => {
    const [sooner, later] = ['sooner', 'later'].map((name) => nip(`summary ${name}`)) as [string, string]
    for (const taxpayer of [sooner, later]) await stage.api.putTaxpayer(taxpayer, { name: 'Firma', jpk })
    const offline = (issued: string) =>
      plainCopy(seller, `OFF/${issued}`, {
        document: 'offline-invoice',
        deliveryAgreed: true,
        issueDate: issued,
        receivedOn: issued,
      })
    // Awaited today; and a correction that is due on 7 August.
    const { purchase } = await stage.api.postCopy(sooner, plainCopy(seller, 'FV/11'))
    await stage.api.json('POST', `/v1/taxpayers/${sooner}/register/2026-06/filings`, {
      filedOn: '2026-07-24',
    })
    await stage.api.patchPurchase(sooner, purchase?.id as string, { fixedAsset: true })
    await stage.api.postCopy(sooner, offline('2026-07-23'))
    // Awaited on Monday, when June is due too; and something to look at.
    await stage.api.postCopy(later, offline('2026-07-24'))
    await stage.api.postCopy(
      later,
      plainCopy(seller, 'EARLY/2', { issueDate: '2026-07-10', receivedOn: '2026-07-09' }),
    )
    expect((await of(sooner)).awaiting.nextDeadline).toBe('2026-07-24')
    expect((await of(later)).awaiting.nextDeadline).toBe('2026-07-27')
    expect(await orderOf(sooner, later)).toEqual([sooner, later])
    for (const taxpayer of [sooner, later]) await stage.api.json('DELETE', `/v1/taxpayers/${taxpayer}`)
  })

  it('takes a month for late from the day behind that by which it is filed', async () => {
    const [late, held] = ['late', 'held'].map((name) => nip(`summary ${name}`)) as [string, string]
    for (const taxpayer of [late, held]) await stage.api.putTaxpayer(taxpayer, { name: 'Firma', jpk })
    await stage.api.json('POST', `/v1/taxpayers/${held}/register/2026-06/filings`, { filedOn: '2026-07-24' })
    for (const gross of ['200.00', '201.00'])
      await stage.api.postCopy(held, plainCopy(seller, 'FV/9', { issueDate: '2026-07-02', gross }))
    const order = async () => {
      for (const taxpayer of [late, held]) await stage.api.putTaxpayer(taxpayer, { name: `${clock}`, jpk })
      return orderOf(late, held)
    }
    clock = new Date('2026-07-27T12:00:00+02:00')
    expect(await order()).toEqual([held, late])
    clock = new Date('2026-07-28T00:30:00+02:00')
    expect(await order()).toEqual([late, held])
    clock = new Date('2026-07-24T12:00:00+02:00')
    for (const taxpayer of [late, held]) await stage.api.json('DELETE', `/v1/taxpayers/${taxpayer}`)
  })

  it('takes a correction for late from the day behind that on which it is due', async () => {
    const [due, blocked] = ['due', 'blocked'].map((name) => nip(`summary ${name}`)) as [string, string]
    for (const taxpayer of [due, blocked]) await stage.api.putTaxpayer(taxpayer, { name: 'Firma', jpk })
    const { purchase } = await stage.api.postCopy(due, plainCopy(seller, 'FV/10'))
    for (const taxpayer of [due, blocked])
      await stage.api.json('POST', `/v1/taxpayers/${taxpayer}/register/2026-06/filings`, {
        filedOn: '2026-07-24',
      })
    for (const gross of ['200.00', '201.00'])
      await stage.api.postCopy(blocked, plainCopy(seller, 'FV/9', { issueDate: '2026-07-02', gross }))
    // Other amounts than those filed: to be filed within fourteen days from when that is known.
    await stage.api.patchPurchase(due, purchase?.id as string, { fixedAsset: true })
    const order = async () => {
      for (const taxpayer of [due, blocked]) await stage.api.putTaxpayer(taxpayer, { name: `${clock}`, jpk })
      return orderOf(due, blocked)
    }
    expect((await of(due)).correctionsDue).toEqual({ count: 1, nextDueBy: '2026-08-07', month: '2026-06' })
    clock = new Date('2026-08-07T12:00:00+02:00')
    expect(await order()).toEqual([blocked, due])
    clock = new Date('2026-08-08T00:30:00+02:00')
    expect(await order()).toEqual([due, blocked])
    clock = new Date('2026-07-24T12:00:00+02:00')
    for (const taxpayer of [due, blocked]) await stage.api.json('DELETE', `/v1/taxpayers/${taxpayer}`)
  })

  it('tells a key of its own taxpayers alone', async () => {
    const made = await stage.api.json('POST', '/v1/keys', {
      name: 'A',
      role: 'viewer',
      taxpayers: [other, calm],
    })
    const { items } = await summary('', stage.api.as(made.body.key))
    expect(items.map((item: { nip: string }) => item.nip)).toEqual([calm, other])
  })

  it('goes with the day', async () => {
    clock = new Date('2026-07-28T12:00:00+02:00')
    // The first who asks hears what was counted yesterday, with its day; meanwhile it is counted anew.
    await summary()
    await stage.idle()
    if (onEdge) await stage.api.putTaxpayer(other, { name: 'Inna', jpk })
    const found = await of(other)
    expect(found).toMatchObject({
      asOf: '2026-07-28',
      month: { month: '2026-07', state: 'open', fileBy: '2026-08-25' },
    })
    if (onEdge) return
    // June was due on 27 July, and nobody filed it: it is late, and comes before all.
    expect((await summary()).items[0]).toMatchObject({ month: { month: '2026-06', fileBy: '2026-07-27' } })
    expect((await of(calm)).month.month).toBe('2026-06')
  })

  it('has nobody who was erased', async () => {
    await stage.api.send('DELETE', `/operator/taxpayers/${busy}`)
    expect(await of(busy)).toBeUndefined()
  })

  it('has who was erased and came again, also where nothing waits as before', async () => {
    await stage.api.putTaxpayer(again, { name: 'Firma', jpk })
    const before = await of(again)
    await stage.api.send('DELETE', `/operator/taxpayers/${again}`)
    await stage.api.putTaxpayer(again, { name: 'Firma', jpk })
    expect(await of(again)).toEqual(before)
  })

  // What a synchronisation reached is written as it leaves it: none goes on without a network.
  it.skipIf(onEdge)(
    'has all of KSeF until where the type of documents ends that reaches least far',
    async () => {
      const reaching = nip('summary reaching')
      await stage.api.putTaxpayer(reaching, { name: 'Firma', jpk })
      const connect = (...subjects: string[]) =>
        stage.api.json('PUT', `/v1/taxpayers/${reaching}/ksef/connection`, {
          credential: { type: 'token', token: '20260701-EC-1234567890-1234567890-12|nip-9376032788|secret' },
          ...{ subjects, from: '2026-07-01T00:00:00Z' },
        })
      await connect('Subject2', 'Subject3')
      const reach = async (ends: Record<string, string>) => {
        const ledger = openSqlite(join(stage.dataDir, 'ledgers', `${reaching}.sqlite`))
        ledger.exec('DELETE FROM ksef_reaches')
        for (const [subject, end] of Object.entries(ends))
          ledger.prepare('INSERT INTO ksef_reaches VALUES (?, ?, ?)').run(subject, end, '[]')
        ledger.close()
        await stage.api.putTaxpayer(reaching, { name: `Firma ${JSON.stringify(ends)}`, jpk })
        return (await of(reaching)).ksef.coveredUntil
      }
      const [sooner, later] = ['2026-07-20T10:00:00.0000000Z', '2026-07-20T10:00:00.0000001Z']
      expect(await reach({ Subject2: sooner, Subject3: later })).toBe(sooner)
      expect(await reach({ Subject2: later, Subject3: sooner })).toBe(sooner)
      // Of one nothing came yet: nothing is known to be all.
      expect(await reach({ Subject2: later })).toBeNull()
      expect(await reach({ Subject3: later })).toBeNull()
      // What is wanted no more keeps nothing back.
      await connect('Subject3')
      expect(await reach({ Subject2: sooner, Subject3: later })).toBe(later)
      await stage.api.json('DELETE', `/v1/taxpayers/${reaching}`)
    },
  )

  it('says when a token ends, as whoever gave it stated', async () => {
    const connection = {
      credential: { type: 'token', token: '20260701-EC-1234567890-1234567890-12|nip-9376032788|secret' },
      credentialValidUntil: '2026-08-10',
    }
    expect((await stage.api.json('PUT', `/v1/taxpayers/${calm}/ksef/connection`, connection)).status).toBe(
      201,
    )
    expect((await of(calm)).ksef.credentialValidUntil).toBe('2026-08-09T22:00:00Z')
  })
})
