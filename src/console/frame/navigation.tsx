import { useAnswer } from '../answers.ts'
import { api } from '../api.ts'
import { nipShown } from '../parts/formats.ts'
import { KeyHint } from '../parts/marks.tsx'
import { nipHere, place } from '../place.ts'
import { singleKeys } from '../preferences.ts'
import { addressOf, allRoutes } from '../routes.ts'
import { signedIn } from '../session.ts'
import { t } from '../words.ts'

type Group = 'taxpayer' | 'common'

/** The screens that can be opened from here, and the taxpayer whose they are. */
export const Navigation = () => {
  const nip = nipHere.value
  return (
    <>
      {nip !== null && (
        <nav aria-label={t('console.nav.taxpayer')}>
          <TaxpayerName nip={nip} />
          <Links group="taxpayer" nip={nip} />
        </nav>
      )}
      <nav aria-label={t('console.menu')}>
        <Links group="common" nip={nip} />
      </nav>
    </>
  )
}

/** Whether who is signed in can do anything on such a screen. */
function isShown(least: 'admin' | 'all' | undefined): boolean {
  const who = signedIn()
  if (least === undefined || who === null) return true
  return who.role === 'admin' && (least === 'admin' || who.taxpayers === '*')
}

const Links = ({ group, nip }: { group: Group; nip: string | null }) => (
  <ul class="nav">
    {allRoutes
      .filter((route) => route.nav === group && isShown(route.least))
      .map((route) => {
        const to = addressOf(route, nip)
        return (
          <li key={route.path}>
            <a href={to} aria-current={place.value.pathname === to ? 'page' : undefined}>
              <span>{t(route.title)}</span>
              {route.key !== undefined && singleKeys.value && <KeyHint of={`G ${route.key.toUpperCase()}`} />}
            </a>
          </li>
        )
      })}
  </ul>
)

function TaxpayerName({ nip }: { nip: string }) {
  const { value } = useAnswer(`taxpayer ${nip}`, (signal) => api.getTaxpayer({ nip }, { signal }))
  return (
    <p class="taxpayer">
      <a href={`/${nip}`}>{value?.name ?? nipShown(nip)}</a>
      <span class="soft">NIP {nipShown(nip)}</span>
    </p>
  )
}
