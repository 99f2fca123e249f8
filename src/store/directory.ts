import { sql } from 'drizzle-orm'
import type { Settings } from '../ledger/settings.ts'
import { type Adoption, adopt } from '../outages/adopt.ts'
import type { OutageNotice } from '../outages/windows.ts'
import type { Db } from './database.ts'

/** The directory: what is common to all taxpayers. The truth about settings and outages; ledgers hold copies. */
export class Directory {
  readonly db: Db
  #revision: number | null = null

  constructor(db: Db) {
    this.db = db
  }

  setting(name: string): string | null {
    return this.db.get<{ value: string }>(sql`SELECT value FROM settings WHERE name = ${name}`)?.value ?? null
  }

  putSetting(name: string, value: string): void {
    this.db.run(sql`
      INSERT INTO settings (name, value) VALUES (${name}, ${value})
      ON CONFLICT (name) DO UPDATE SET value = excluded.value`)
  }

  taxpayer(nip: string): Settings | null {
    const row = this.db.get<{ profile: string }>(sql`SELECT profile FROM taxpayers WHERE nip = ${nip}`)
    return row ? (JSON.parse(row.profile) as Settings) : null
  }

  taxpayers(after: string, limit: number): { nip: string; settings: Settings }[] {
    return this.db
      .all<{ nip: string; profile: string }>(
        sql`SELECT nip, profile FROM taxpayers WHERE nip > ${after} ORDER BY nip LIMIT ${limit}`,
      )
      .map((row) => ({ nip: row.nip, settings: JSON.parse(row.profile) as Settings }))
  }

  /** Answers whether the taxpayer is new; from afar the answer takes its time. */
  putTaxpayer(nip: string, settings: Settings, at: string): boolean | Promise<boolean> {
    return this.db.transaction(() => {
      const isNew = this.db.all(sql`SELECT 1 FROM taxpayers WHERE nip = ${nip}`).length === 0
      this.db.run(sql`
        INSERT INTO taxpayers (nip, profile, created_at) VALUES (${nip}, ${JSON.stringify(settings)}, ${at})
        ON CONFLICT (nip) DO UPDATE SET profile = excluded.profile`)
      return isNew
    })
  }

  removeTaxpayer(nip: string): void {
    this.db.run(sql`DELETE FROM taxpayers WHERE nip = ${nip}`)
  }

  /** Grows with every new or changed outage: a ledger that knows this revision knows them all. */
  outagesRevision(): number {
    this.#revision ??=
      this.db.get<{ revision: number | null }>(sql`SELECT max(revision) AS revision FROM outages`)
        ?.revision ?? 0
    return this.#revision
  }

  outages(after: number, limit: number): { seq: number; notice: OutageNotice }[] {
    return this.db
      .all<{ seq: number; notice: string }>(
        sql`SELECT seq, notice FROM outages WHERE seq > ${after} ORDER BY seq LIMIT ${limit}`,
      )
      .map((row) => ({ seq: row.seq, notice: JSON.parse(row.notice) as OutageNotice }))
  }

  outage(id: string): OutageNotice | null {
    const row = this.db.get<{ notice: string }>(sql`SELECT notice FROM outages WHERE id = ${id}`)
    return row ? (JSON.parse(row.notice) as OutageNotice) : null
  }

  /** The notices that changed after a revision. */
  outagesSince(revision: number): OutageNotice[] {
    return this.db
      .all<{ notice: string }>(sql`SELECT notice FROM outages WHERE revision > ${revision} ORDER BY revision`)
      .map((row) => JSON.parse(row.notice) as OutageNotice)
  }

  putOutage(notice: OutageNotice): void {
    const revision = this.outagesRevision() + 1
    this.db.run(sql`
      INSERT INTO outages (id, revision, notice) VALUES (${notice.id}, ${revision}, ${JSON.stringify(notice)})
      ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, notice = excluded.notice`)
    this.#revision = revision
  }

  /** Takes over the notices that a restored ledger knows and this directory does not; from afar it takes its time. */
  adoptOutages(notices: readonly OutageNotice[]): Adoption | Promise<Adoption> {
    return this.db.transaction(() => {
      const here = this.outages(0, Number.MAX_SAFE_INTEGER).map((row) => row.notice)
      const adoption = adopt(notices, here)
      for (const notice of adoption.lacking) this.putOutage(notice)
      return adoption
    })
  }
}
