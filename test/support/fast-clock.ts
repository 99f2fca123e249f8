/** How much faster it runs than that of the world: a quarter of an hour is a second. */
const speed = 900
/** What it shows at first. */
export const firstInstant = Date.parse('2026-11-20T08:00:00Z')

/** A clock that began to run when the world's showed `startedAt`; `worldAt` tells when it will show an instant. */
export const fastClock = (startedAt: number) => ({
  now: () => Math.round(firstInstant + (Date.now() - startedAt) * speed),
  worldAt: (atMs: number) => Math.ceil(startedAt + Math.max(0, atMs - firstInstant) / speed),
})
