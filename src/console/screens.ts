import type { FunctionComponent } from 'preact'
import type { Params, Path } from './routes.ts'

export type Screen = FunctionComponent<{ params: Params }>

type Loading = () => Promise<{ default: Screen }>

/** Shows the parts of which screens are made, to who works on them. */
type Shown = '/:nip/_styles'

/** The screen of each address; its module is loaded when it is opened for the first time. */
export const screens: Record<Exclude<Path, Shown>, Loading> & { readonly [Path in Shown]?: Loading } = {
  '/:nip': () => import('./screens/today/today.tsx'),
  '/:nip/decide': () => import('./screens/decide/decide.tsx'),
  '/:nip/add': () => import('./screens/add/add.tsx'),
  '/': () => import('./screens/office/office.tsx'),
  '/:nip/purchases': () => import('./screens/purchases/list.tsx'),
  '/:nip/purchases/print': () => import('./screens/purchases/print.tsx'),
  '/:nip/purchases/:id': () => import('./screens/purchases/one.tsx'),
  '/:nip/awaiting': () => import('./screens/awaiting/list.tsx'),
  '/:nip/month': () => import('./screens/month/month.tsx'),
  '/:nip/month/:month': () => import('./screens/month/month.tsx'),
  '/:nip/quarantine': () => import('./screens/quarantine/list.tsx'),
  '/:nip/jpk-check': () => import('./screens/jpk-check/page.tsx'),
  '/:nip/settings': () => import('./screens/settings/settings.tsx'),
  '/:nip/suppliers/:id': () => import('./screens/settings/supplier.tsx'),
  '/outages': () => import('./screens/service/outages.tsx'),
  '/keys': () => import('./screens/service/keys.tsx'),
  '/audit': () => import('./screens/service/audit.tsx'),
  '/help': () => import('./screens/help.tsx'),
  // Written here alone: what no build reaches, none brings.
  ...(process.env.CONSOLE_PARTS === 'shown' ? { '/:nip/_styles': () => import('./screens/styles.tsx') } : {}),
}
