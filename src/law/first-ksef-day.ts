import { parseDay } from '../values/day.ts'
import { present } from '../values/present.ts'

/** The first day of KSeF 2.0. */
export const firstKsefDay = present(parseDay('2026-02-01'))
