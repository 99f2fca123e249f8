import type { recordTexts } from '../../en/refusals/records.ts'
import type { TextsLike } from '../../sentence.ts'
import { counted, dayOf, momentOf, periodInGenitive, periodNamed } from '../words.ts'

/** A day or an instant, as people give the beginning and the end of an outage. */
const timeOf = (moment: string): string => (moment.includes('T') ? momentOf(moment) : dayOf(moment))
const rows = (count: number): string => counted(count, 'wiersz', 'wiersze', 'wierszy')

export const polishRecordTexts: TextsLike<typeof recordTexts> = {
  'refusal.taxpayer-unknown': ({ nip }) => `Nie ma tu podatnika ${nip}. Dodaj go: PUT /v1/taxpayers/${nip}.`,
  'refusal.taxpayer-being-erased': ({ nip }) =>
    `Dane podatnika ${nip} są właśnie usuwane. Poczekaj na odpowiedź na DELETE /operator/taxpayers/${nip}, a potem wyślij to ponownie. Jeśli tamto żądanie zostało przerwane, najpierw je powtórz.`,
  'refusal.example-connected':
    'NIP 9999999999 to przykład, a nie firma, więc nie łączy się z KSeF. Dodaj firmę, której faktury mają być pobierane, i połącz ją.',
  'refusal.nip-checksum': ({ nip }) =>
    `NIP ${nip} ma błędną cyfrę kontrolną. Porównaj go z wykazem podatników.`,
  'refusal.supplier-unknown': ({ id }) => `O dostawcy ${id} nic nie zapisano. Zapisz jego dane (PUT).`,
  'refusal.invalid-seller-id': 'Podaj NIP dostawcy albo kod kraju i numer, np. DE123456789.',
  'refusal.key-id-unknown': ({ id }) => `Nie ma klucza ${id}. Lista: GET /v1/keys.`,
  'refusal.expires-in-past': ({ at }) =>
    `Klucz ważny do ${momentOf(at)} nigdy by nie działał. Podaj czas w przyszłości albo pomiń to pole.`,
  'refusal.outage-unknown': ({ id }) =>
    `Nie ma komunikatu o niedostępności lub awarii ${id}. Lista: GET /v1/outages.`,
  'refusal.outage-ends-before-start': ({ start, end }) =>
    `Koniec niedostępności lub awarii (${timeOf(end)}) przypada przed jej początkiem (${timeOf(start)}). Porównaj daty z komunikatem.`,
  'refusal.outage-unreadable': ({ id, why }, tell) =>
    `Zapisu komunikatu ${id} nie da się odczytać. ${tell(why)} Podaj również tę wartość razem z tym, co zmieniasz.`,
  'refusal.outage.no-json': 'Nie jest to JSON.',
  'refusal.outage.part': ({ part }) =>
    part === null ? 'Nie ma on postaci komunikatu.' : `Pole ${part} nie ma postaci wymaganej w komunikacie.`,

  'refusal.purchase-unknown': ({ id }) => `Nie ma zakupu ${id} u tego podatnika. Lista: GET …/purchases.`,
  'refusal.evidence-unknown': ({ id }) =>
    `Nie ma dokumentu ${id} u tego podatnika. Dokumenty zakupu są wymienione w jego polu evidence.`,
  'refusal.document-unknown': ({ id }) =>
    `Do dokumentu ${id} nie dołączono pliku: wpisano go ręcznie albo jest to wiersz metadanych KSeF bez pliku XML.`,
  'refusal.external-id-reused': ({ externalId }) =>
    `Pod identyfikatorem ${externalId} (externalId) przesłano już inną treść. Nadaj każdemu dokumentowi własny identyfikator.`,
  'refusal.finding-unknown': () => 'Nie ma takiej uwagi; mogła zamknąć się sama. Lista: GET …/findings.',
  'refusal.already-decided': ({ by }) =>
    `W międzyczasie inaczej rozstrzygnął to użytkownik ${by}. Obejrzyj uwagę ponownie i cofnij tamto rozstrzygnięcie, jeśli jest błędne.`,
  'refusal.quarantine-unknown': ({ id }) =>
    `Wśród odłożonych dokumentów nie ma dokumentu ${id}. Lista: GET …/ksef/quarantine.`,
  'refusal.decision-on-quarantine': ({ id }) =>
    `Zakupu, którego dotyczy ta uwaga, jeszcze nie ma. Odpowiedz przez POST …/ksef/quarantine/${id}/decision.`,
  'refusal.decision-after-move': () =>
    'Te dwa zakupy rozróżnia przeniesiony dokument; aby ponownie otworzyć tę uwagę, przenieś go z powrotem.',
  'refusal.decision-of-identity': ({ decision }, tell) =>
    `Ta uwaga nie pyta, czy dwa zakupy są jednym, więc odpowiedź „${tell({ said: `name.decision.${decision}` })}” do niej nie pasuje. Przyjmij ją albo odrzuć.`,
  'refusal.nothing-to-decide': ({ id, isKnown }) =>
    `W sprawie dokumentu ${id} nie ma czego rozstrzygać: ${isKnown ? 'faktura o jego numerze KSeF już jest' : 'z nazwy wynika, że to nie faktura'}. Dokument niczego nie wstrzymuje; pozostaw go bez zmian.`,
  'refusal.two-ksef-numbers': ({ numbers }) =>
    `KSeF nadał dwa numery (${numbers.join(' i ')}): to dwie faktury. Zaksięguj jedną z nich, a sprzedawcę poproś o skorygowanie drugiej do zera.`,
  'refusal.deduct-in-outside-window': ({ month, from, until }) =>
    `Podatku z tego zakupu nie można odliczyć za ${periodNamed(month)}: ${from === null || until === null ? 'odliczenie jeszcze nie przysługuje' : `odliczenie przysługuje w okresach od ${periodInGenitive(from)} do ${periodInGenitive(until)}`}. ${from === null ? 'Wyczyść pole: podatek zostanie ujęty w pierwszym możliwym okresie.' : 'Wybierz miesiąc z tego zakresu albo wyczyść pole, aby odliczyć w pierwszym z nich.'}`,
  'refusal.held': ({ codes, reasons }, tell) => {
    const more = codes.length - reasons.length
    const others = more > 0 ? ` Liczba dalszych przyczyn: ${more}.` : ''
    return `Zakupu nie wolno jeszcze księgować. ${reasons.map(tell).join(' ')}${others} Najpierw to wyjaśnij.`
  },
  'refusal.already-posted': ({ reference, postedOn }) =>
    `Zakup zaksięgowano ${dayOf(postedOn)} pod numerem „${reference}”. Nie księguj go drugi raz albo najpierw wycofaj tamto księgowanie.`,
  'refusal.posting-unknown': 'Zakup nie ma takiego obowiązującego księgowania; nie ma czego wycofywać.',

  'refusal.filed-before-month': ({ month, filedOn }) =>
    `Ewidencji za ${periodNamed(month)} nie można było złożyć ${dayOf(filedOn)}, przed początkiem tego miesiąca. Podaj dzień złożenia.`,
  'refusal.filing-out-of-order': ({ month, filedOn, last }) =>
    `Ewidencję za ${periodNamed(month)} złożono już ${dayOf(last)}; kolejne złożenie nie może mieć daty ${dayOf(filedOn)}. Podaj dzień tego złożenia.`,
  'refusal.filing-unknown': ({ id, month }) =>
    `Nie ma złożenia ${id} za ${periodNamed(month)}. Lista: GET …/filings.`,
  'refusal.register-held': ({ month, count, number, purchaseId }) =>
    `Nierozstrzygnięte uwagi wstrzymują ${rows(count)} ewidencji za ${periodNamed(month)}, pierwszy to ${number} (zakup ${purchaseId}). Rozstrzygnij uwagi albo wskaż, czy wstrzymane wiersze uwzględnić (held=include), czy pominąć (held=leave-out).`,
  'refusal.register-incomplete': ({ month, number, why }, tell) =>
    `Części wierszy za ${periodNamed(month)} nie można jeszcze złożyć, pierwszy z nich to ${number}: ${tell(why)} Uzupełnij je albo pomiń parametrem incomplete=leave-out.`,
  'refusal.jpk-data-missing': ({ places }, tell) =>
    `Danych podatnika nie wystarcza na plik JPK; uzupełnij je (PUT). ${places.map(({ pointer, message }) => `${pointer}: ${tell(message)}`).join(' ')}`,

  'refusal.feed-cursor': ({ last }) =>
    `Zmiany tego podatnika kończą się na ${last}: kursor nie pochodzi od niego albo przywrócono kopię zapasową. Odczytaj wszystko od nowa i kontynuuj od ${last}.`,
  'refusal.webhook-unknown': ({ id }) => `Nie ma webhooka ${id}. Lista: GET …/webhooks.`,
  'refusal.webhook-limit': ({ most }) =>
    `Podatnik może mieć najwyżej ${counted(most, 'webhook', 'webhooki', 'webhooków')}. Usuń nieużywany.`,
  'refusal.webhook-no-url': 'To nie jest adres URL. Podaj pełny adres, np. https://erp.example/hooks.',
  'refusal.webhook-no-https':
    'Przyjmowane są tylko adresy https. Podaj adres, który zaczyna się od https://.',
  'refusal.webhook-password':
    'Adres z nazwą użytkownika lub hasłem nie jest przyjmowany. Podaj go bez nich: nadawcę potwierdza podpis.',
  'refusal.webhook-not-public':
    'Ten adres nie jest publiczny. Podaj adres publiczny albo uruchom usługę z WEBHOOKS_ALLOW_PRIVATE=true.',
}
