import { consoleHelpTexts } from '../../texts/en/console-help.ts'
import { polishConsoleHelpTexts } from '../../texts/pl/console-help.ts'
import { LanguageSwitch } from '../frame/language-switch.tsx'
import { Choice } from '../parts/field.tsx'
import { PageFrame } from '../parts/page.tsx'
import { singleKeys, theme, themes } from '../preferences.ts'
import { allRoutes } from '../routes.ts'
import { addTexts, t } from '../words.ts'

addTexts({ en: consoleHelpTexts, pl: polishConsoleHelpTexts })

/** Keys, and what can be chosen for this browser. */
export default function Help() {
  return (
    <PageFrame title={t('console.nav.help')}>
      <section>
        <h2>{t('console.help.keys')}</h2>
        <p class="soft">{t('console.help.g')}</p>
        <dl class="keys">
          {generalKeys().map(([keys, what]) => (
            <div key={keys}>
              <dt>
                {keys.split(' ').map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <p>
          <label>
            <input
              type="checkbox"
              checked={singleKeys.value}
              onChange={(event) => {
                singleKeys.value = event.currentTarget.checked
              }}
            />{' '}
            {t('console.single-keys')}
          </label>
        </p>
        <p class="soft">{t('console.single-keys.why')}</p>
      </section>
      <section>
        <h2>{t('console.help.look')}</h2>
        <LanguageSwitch />
        <div class="fields">
          <Choice
            label={t('console.theme')}
            value={theme.value}
            options={themes.map((one) => [one, t(`console.theme.${one}`)])}
            onChoose={(value) => {
              theme.value = themes.find((one) => one === value) ?? 'system'
            }}
          />
        </div>
      </section>
    </PageFrame>
  )
}

const generalKeys = (): (readonly [string, string])[] => [
  ...allRoutes.flatMap((route) =>
    route.key === undefined ? [] : [[`G ${route.key.toUpperCase()}`, t(route.title)] as const],
  ),
  ['Z', t('console.undo')],
  ['?', t('console.nav.help')],
]
