import { render } from 'preact'
import { present } from '../values/present.ts'
import { Console } from './app.tsx'
import { followKeys } from './keys.ts'
import { followPlace } from './place.ts'
import { followPreferences } from './preferences.ts'
import { routeOf } from './routes.ts'
import { findSession, session } from './session.ts'

followPreferences()
followPlace((path) => routeOf(path) !== null)
followKeys()
findSession().catch(() => {
  session.value = 'none'
})
render(<Console />, present(document.getElementById('console')))
