import type { FunctionComponent } from 'preact'
import type { PlainCode } from '../texts/say.ts'
import { matched } from './paths.ts'

/** What an address names: `nip`, `id`, `month`. */
export type Params = Readonly<Record<string, string>>
export type Screen = FunctionComponent<{ params: Params }>

interface Route {
  path: string
  /** The name in the navigation and of the window while the screen loads. */
  title: PlainCode
  /** Where it stands in the navigation: among the screens of a taxpayer, or of what is common. */
  nav?: 'taxpayer' | 'common'
  /** Pressed after G it opens the screen. */
  key?: string
  /** Brings the screen when it is opened for the first time. */
  load: () => Promise<{ default: Screen }>
}

/** Every screen, in the order of the navigation. */
export const routes: readonly Route[] = [
  {
    path: '/',
    title: 'console.nav.office',
    nav: 'common',
    key: 'b',
    load: () => import('./screens/office.tsx'),
  },
  {
    path: '/help',
    title: 'console.nav.help',
    nav: 'common',
    key: 'h',
    load: () => import('./screens/help.tsx'),
  },
]

/** The screen of an address, and what the address names; null where there is none. */
export function routeOf(path: string): { route: Route; params: Params } | null {
  for (const route of routes) {
    const params = matched(route.path, path)
    if (params !== null) return { route, params }
  }
  return null
}

/** The address of a screen of the navigation for a taxpayer. */
export const addressOf = ({ path }: Pick<Route, 'path'>, nip: string | null): string =>
  path.replace(':nip', nip ?? '')
