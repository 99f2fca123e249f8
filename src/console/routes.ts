import type { PlainCode } from '../texts/say.ts'
import { paramsIn } from './paths.ts'

/** What an address names: `nip`, `id`, `month`. */
export type Params = Readonly<Record<string, string>>

interface Route {
  path: string
  /** The name in the navigation. */
  title: PlainCode
  /** Where it stands in the navigation: among the screens of a taxpayer, or of what is common; else nowhere. */
  nav?: 'taxpayer' | 'common'
  /** Who sees it in the navigation: admins, or those of them that are for all taxpayers; left out: everybody. */
  least?: 'admin' | 'all'
  /** Pressed after G it opens the screen. */
  key?: string
}

/** What screens are made of, side by side: for who works on them, in no build that is shipped. */
const parts = { path: '/:nip/_styles', title: 'console.nav.styles' } as const

/** Every address, in the order of the navigation; `screens.ts` has the screen of each. */
const routes = [
  { path: '/:nip', title: 'console.nav.today', nav: 'taxpayer', key: 't' },
  { path: '/:nip/decide', title: 'console.nav.decide', nav: 'taxpayer', key: 'd' },
  { path: '/:nip/add', title: 'console.nav.add', nav: 'taxpayer', key: 'a' },
  { path: '/', title: 'console.nav.office', nav: 'common', key: 'b' },
  { path: '/:nip/purchases', title: 'console.nav.purchases', nav: 'taxpayer', key: 'z' },
  { path: '/:nip/purchases/print', title: 'purchases.print.title' },
  { path: '/:nip/purchases/:id', title: 'console.nav.purchase' },
  { path: '/:nip/awaiting', title: 'console.nav.awaiting', nav: 'taxpayer', key: 'c' },
  { path: '/:nip/month', title: 'console.nav.month', nav: 'taxpayer', key: 'm' },
  { path: '/:nip/month/:month', title: 'console.nav.month' },
  { path: '/:nip/quarantine', title: 'console.nav.quarantine', nav: 'taxpayer', key: 'o' },
  { path: '/:nip/jpk-check', title: 'console.nav.jpk-check', nav: 'taxpayer', key: 'j' },
  { path: '/:nip/settings', title: 'console.nav.settings', nav: 'taxpayer', key: 'u' },
  { path: '/:nip/suppliers/:id', title: 'console.nav.supplier' },
  { path: '/outages', title: 'console.nav.outages', nav: 'common' },
  { path: '/keys', title: 'console.nav.keys', nav: 'common', least: 'admin' },
  { path: '/audit', title: 'console.nav.audit', nav: 'common', least: 'all' },
  { path: '/help', title: 'console.nav.help', nav: 'common', key: 'h' },
  ...(process.env.CONSOLE_PARTS === 'shown' ? [parts] : []),
] as const satisfies readonly Route[]

export type Path = (typeof routes)[number]['path']

/** The same, for who asks for what only some have. */
export const allRoutes: readonly Route[] = routes

/** The path of the screen of an address, and what the address names; null where there is none. */
export function routeOf(address: string): { path: Path; params: Params } | null {
  for (const { path } of routes) {
    const params = paramsIn(path, address)
    if (params !== null) return { path, params }
  }
  return null
}

/** The address of a screen of the navigation for a taxpayer. */
export const addressOf = ({ path }: Pick<Route, 'path'>, nip: string | null): string =>
  path.replace(':nip', nip ?? '')
