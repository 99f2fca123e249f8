import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import { useKeys } from '../keys.ts'
import { Button } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { Toasts, undoLast } from '../parts/toast.tsx'
import { go, nipHere } from '../place.ts'
import { addressOf, allRoutes } from '../routes.ts'
import { signedIn, signOut } from '../session.ts'
import { forgetUploads } from '../uploads.ts'
import { nameIn, t } from '../words.ts'
import { DropAnywhere } from './drop.tsx'
import { ExampleBanner } from './example.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { Navigation } from './navigation.tsx'

/** What stands around every screen: where one is, where one can go, who is signed in. */
export function Frame({ children }: { children: ComponentChildren }) {
  const menu = useRef<HTMLDetailsElement>(null)
  useKeys(everywhere())
  const closeMenu = () => menu.current?.removeAttribute('open')
  return (
    <div class="frame">
      <a class="skip" href="#content">
        {t('console.to-content')}
      </a>
      <header class="side">
        <a class="brand" href="/">
          {t('console.name')}
        </a>
        <div class="side-wide">
          <Navigation />
          <Account />
        </div>
        <details ref={menu} class="side-narrow">
          <summary class="button button-quiet">
            <Icon name="menu" /> {t('console.menu')}
          </summary>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: closes behind whatever was chosen in it */}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: a link that is opened by Enter is clicked too */}
          <div class="menu" onClick={closeMenu}>
            <Navigation />
            <Account />
          </div>
        </details>
      </header>
      <main id="content" tabIndex={-1}>
        <ExampleBanner />
        {children}
      </main>
      {nipHere.value !== null && <DropAnywhere nip={nipHere.value} />}
      <Toasts />
    </div>
  )
}

const Account = () => {
  const who = signedIn()
  return (
    <div class="account">
      {who !== null && <p class="soft">{`${who.name} · ${nameIn('role', who.role)}`}</p>}
      <div class="account-row">
        <LanguageSwitch />
        <Button
          look="quiet"
          onPress={() => {
            forgetUploads()
            void signOut()
          }}
        >
          {t('console.sign-out')}
        </Button>
      </div>
    </div>
  )
}

/** Keys that do the same on every screen. */
function everywhere(): Record<string, () => void> {
  const nip = nipHere.value
  const ways = allRoutes.flatMap((route) => {
    const isThere = route.key !== undefined && (nip !== null || route.nav === 'common')
    return isThere ? [[`g ${route.key}`, () => go(addressOf(route, nip))] as const] : []
  })
  return {
    ...Object.fromEntries(ways),
    '?': () => go('/help'),
    z: () => void undoLast(),
  }
}
