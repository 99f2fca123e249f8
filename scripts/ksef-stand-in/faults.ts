/** What KSeF may do to a caller, on demand or by chance. */

export const operations = [
  'keys',
  'challenge',
  'sign-in',
  'sign-in-status',
  'redeem',
  'refresh',
  'sign-out',
  'export',
  'export-status',
  'part',
  'metadata',
  'latarnia',
] as const
export type Operation = (typeof operations)[number]

export type Fault =
  /** 429 with Retry-After. */
  | { kind: 'limit'; seconds: number }
  | { kind: 'status'; status: number; body?: 'html' | 'empty' }
  /** 200 with a page for people instead of JSON. */
  | { kind: 'html' }
  /** The connection breaks before the call was understood, or after it was carried out. */
  | { kind: 'cut' | 'lost' }
  /** The caller dies before the answer: it never comes. */
  | { kind: 'dies-before' | 'dies-after' }
  | { kind: 'slow'; ms: number }
  /** The operation asked about ended with this code. */
  | { kind: 'outcome'; code: number; details?: string[] }
  /** A part arrives with one byte changed, or its link is refused. */
  | { kind: 'corrupt' | 'expired-link' }
  /** 403 of KSeF although nothing is wrong with the permissions. */
  | { kind: 'forbidden'; reason: string }
  /** The export never ends. */
  | { kind: 'never' }
  /** The package is not what was announced. */
  | { kind: PackageFault }

/**
 * What may be wrong with a package whose parts arrive whole: its list cut off in the middle, or without one of its rows;
 * an XML left out, or damaged; cut off by the limit without saying so.
 */
export const packageFaults = [
  'list-cut',
  'list-short',
  'xml-missing',
  'xml-damaged',
  'silently-truncated',
] as const
export type PackageFault = (typeof packageFaults)[number]

export class Faults {
  readonly #planned: { on: Operation; fault: Fault; times: number }[] = []
  /** Decides about faults by chance; answers null for none. */
  chance: (on: Operation) => Fault | null = () => null
  readonly happened = new Map<string, number>()

  /** The next `times` calls of an operation fail so. */
  plan(on: Operation, fault: Fault, times = 1): void {
    this.#planned.push({ on, fault, times })
  }

  next(on: Operation): Fault | null {
    const index = this.#planned.findIndex((plan) => plan.on === on && plan.times > 0)
    const plan = this.#planned[index]
    const fault = plan?.fault ?? this.chance(on)
    if (plan !== undefined && --plan.times === 0) this.#planned.splice(index, 1)
    if (fault !== null) {
      const name = `${on}: ${fault.kind === 'status' || fault.kind === 'outcome' ? Object.values(fault).slice(0, 2).join(' ') : fault.kind}`
      this.happened.set(name, (this.happened.get(name) ?? 0) + 1)
    }
    return fault
  }
}

/** Seeded chance: the same numbers in the same order, always (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Faults of every kind, each call failing with the given likelihood. */
export function randomFaults(random: () => number, likelihood: number): (on: Operation) => Fault | null {
  const anywhere: Fault[] = [
    { kind: 'limit', seconds: 1 + Math.floor(random() * 90) },
    { kind: 'status', status: 500 },
    { kind: 'status', status: 502, body: 'html' },
    { kind: 'status', status: 503, body: 'empty' },
    { kind: 'html' },
    { kind: 'cut' },
    { kind: 'lost' },
  ]
  const special: Partial<Record<Operation, Fault[]>> = {
    'sign-in-status': [
      { kind: 'outcome', code: 500 },
      { kind: 'outcome', code: 550 },
    ],
    'export-status': [500, 550, 210, 415].map((code) => ({ kind: 'outcome', code })),
    part: [{ kind: 'corrupt' }, { kind: 'expired-link' }],
  }
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  return (on) => {
    if (random() >= likelihood) return null
    const own = special[on]
    if (own !== undefined && random() < 0.5) return pick(own)
    const fault = pick(anywhere)
    return fault.kind === 'limit' && on === 'part' ? { kind: 'status', status: 503 } : fault
  }
}
