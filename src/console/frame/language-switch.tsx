import { languages } from '../../texts/language.ts'
import { chooseLanguage, language } from '../preferences.ts'
import { t } from '../words.ts'

/** Changes the language and nothing else: the place, and what was typed, stay. */
export const LanguageSwitch = () => (
  <fieldset class="languages">
    <legend class="unseen">{t('console.language')}</legend>
    {languages.toReversed().map((one) => (
      <button
        key={one}
        type="button"
        class="button button-quiet"
        lang={one}
        aria-pressed={language.value === one}
        onClick={() => chooseLanguage(one)}
      >
        {t(`console.language.${one}`)}
      </button>
    ))}
  </fieldset>
)
