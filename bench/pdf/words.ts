import type { InvoiceKind } from '../../src/values/invoice-kind.ts'
import type { Random } from '../match/random.ts'
import type { Language } from './facts.ts'

/** How sellers name what stands on their documents. Wordings behind a bar are kept for the seeds that judge. */

type Word =
  | 'number'
  | 'issued'
  | 'supplied'
  | 'due'
  | 'seller'
  | 'buyer'
  | 'nip'
  | 'net'
  | 'vat'
  | 'gross'
  | 'total'
  | 'toPay'
  | 'paid'
  | 'left'
  | 'currency'
  | 'printed'
  | 'order'
  | 'corrected'
  | 'correctedDay'

const words: Readonly<Record<Language, Readonly<Record<Word, string>>>> = {
  pl: {
    number:
      'Numer faktury,Nr faktury,Nr dokumentu,Numer,Numer dokumentu,Faktura numer|Numer dowodu,Faktura VAT nr',
    issued:
      'Data wystawienia,Data wystawienia faktury,Wystawiono dnia,Data dokumentu,Data wyst.,Wystawiona w dniu,Data faktury|Data wystaw.,Dnia,Wystawiono',
    supplied:
      'Data sprzedaży,Data dostawy,Data wykonania usługi,Data zakończenia dostawy,Data dokonania dostawy,Data sprzedaży/dostawy,Data dostawy / wykonania usługi|Data wydania towaru,Data wykonania',
    due: 'Termin płatności,Płatność do dnia,Termin zapłaty,Zapłata do',
    seller: 'Sprzedawca,Wystawca,Dostawca,Sprzedający,Dane sprzedawcy|Dostawca towaru,Firma sprzedająca',
    buyer: 'Nabywca,Kupujący,Zamawiający,Klient,Dane nabywcy|Odbiorca faktury,Dla',
    nip: 'NIP,NIP:,NIP/VAT ID,Nr NIP,N.I.P.,NIP/VAT UE,Nr id. podatkowej,VAT ID,Nr VAT UE|Nr identyfikacji podatkowej,Identyfikator podatkowy,Nr ident. VAT',
    net: 'Wartość netto,Razem netto,Netto,Suma netto,Kwota netto,Wartość bez VAT|Podstawa opodatkowania,Ogółem netto',
    vat: 'Kwota VAT,Podatek VAT,VAT,Suma VAT,Kwota podatku,Podatek|Podatek należny,Ogółem VAT',
    gross:
      'Wartość brutto,Razem brutto,Brutto,Suma brutto,Kwota brutto,Należność ogółem,Wartość z VAT|Cena brutto razem,Ogółem brutto',
    total: 'Razem,RAZEM:,Ogółem,Suma,Łącznie,Razem do zapłaty|W sumie',
    toPay: 'Do zapłaty,Razem do zapłaty,Należność,Kwota do zapłaty,Pozostaje do zapłaty|Kwota należna',
    paid: 'Zapłacono,Wpłacono,Przedpłata,Kwota zapłacona',
    left: 'Pozostało do zapłaty,Do zapłaty pozostało,Pozostaje',
    currency: 'Waluta,Waluta dokumentu',
    printed: 'Data wydruku,Wydrukowano,Data i godzina wydruku',
    order: 'Nr zamówienia,Zamówienie,Nr WZ,Umowa nr,Dotyczy zamówienia,Dokument WZ',
    corrected: 'Dotyczy faktury,Do faktury nr,Faktura korygowana,Korekta do dokumentu,Nr faktury korygowanej',
    correctedDay: 'z dnia,wystawionej dnia',
  },
  en: {
    number: 'Invoice number,Invoice No.,Invoice #,Document number|Reference no.,Bill number',
    issued: 'Invoice date,Date of issue,Issue date,Issued on,Date',
    supplied: 'Date of supply,Delivery date,Tax point,Supply date',
    due: 'Due date,Payment due,Pay by',
    seller: 'Seller,Supplier,From,Vendor|Issuer',
    buyer: 'Buyer,Bill to,Customer,Sold to|Invoiced to',
    nip: 'VAT ID,VAT No,VAT number|VAT reg. no.,Tax ID',
    net: 'Subtotal,Net amount,Total net,Net total|Total before tax',
    vat: 'VAT,VAT amount,Tax',
    gross: 'Total,Grand total,Total amount,Gross total,Invoice total|Total with VAT',
    total: 'Total,Totals',
    toPay: 'Amount due,Balance due,Total due',
    paid: 'Paid,Amount paid,Payments received',
    left: 'Balance due,Outstanding',
    currency: 'Currency,Invoice currency',
    printed: 'Printed,Printed on',
    order: 'PO number,Order no.,Your reference',
    corrected: 'Corrects invoice,Original invoice,Credit for invoice',
    correctedDay: 'of,dated',
  },
  de: {
    number: 'Rechnungsnummer,Rechnung Nr.,Rechnungs-Nr.,Belegnummer|Beleg-Nr.',
    issued: 'Rechnungsdatum,Datum,Ausstellungsdatum,Belegdatum',
    supplied: 'Lieferdatum,Leistungsdatum,Liefer-/Leistungsdatum',
    due: 'Zahlbar bis,Fällig am,Zahlungsziel',
    seller: 'Verkäufer,Lieferant,Rechnungssteller|Auftragnehmer',
    buyer: 'Rechnungsempfänger,Kunde,Käufer|Auftraggeber',
    nip: 'USt-IdNr.,USt-ID,UID|USt-Identifikationsnummer',
    net: 'Nettobetrag,Zwischensumme,Summe netto,Gesamt netto',
    vat: 'MwSt.,Umsatzsteuer,USt.',
    gross: 'Gesamtbetrag,Rechnungsbetrag,Bruttobetrag,Gesamtsumme,Endbetrag|Gesamt brutto',
    total: 'Summe,Gesamt,Total',
    toPay: 'Zahlbetrag,Zu zahlen',
    paid: 'Bezahlt,Anzahlung',
    left: 'Offener Betrag,Restbetrag',
    currency: 'Währung,Rechnungswährung',
    printed: 'Gedruckt am,Druckdatum',
    order: 'Bestellnummer,Auftrag,Ihre Bestellung',
    corrected: 'zu Rechnung,Gutschrift zu Rechnung',
    correctedDay: 'vom,vom',
  },
  cs: {
    number: 'Faktura číslo,Číslo faktury,Číslo dokladu,Evidenční číslo|Doklad č.',
    issued: 'Datum vystavení,Vystaveno dne',
    supplied: 'Datum zdanitelného plnění,DUZP,Datum uskutečnění plnění',
    due: 'Datum splatnosti,Splatnost',
    seller: 'Dodavatel,Prodávající',
    buyer: 'Odběratel,Kupující',
    nip: 'DIČ,DIČ / VAT',
    net: 'Základ daně,Celkem bez DPH,Základ',
    vat: 'DPH,Výše DPH,Daň',
    gross: 'Celkem,Celkem s DPH,Celková částka|Celkem včetně DPH',
    total: 'Celkem,Součet',
    toPay: 'Celkem k úhradě,K úhradě,Částka k úhradě',
    paid: 'Zaplaceno,Uhrazeno',
    left: 'Zbývá uhradit,Zbývá k úhradě',
    currency: 'Měna,Měna dokladu',
    printed: 'Vytištěno,Datum tisku',
    order: 'Objednávka,Číslo objednávky',
    corrected: 'K faktuře,Opravuje doklad',
    correctedDay: 'ze dne,ze dne',
  },
}

const english: Readonly<Partial<Record<Word, string>>> = {
  number: 'Invoice no.',
  issued: 'Issue date',
  supplied: 'Date of supply',
  due: 'Due date',
  seller: 'Seller',
  buyer: 'Buyer',
  net: 'Net value',
  vat: 'VAT amount',
  gross: 'Gross value',
  total: 'Total',
  toPay: 'Amount due',
  paid: 'Paid',
  currency: 'Currency',
}

const titles: Readonly<Record<Language, Partial<Record<InvoiceKind, string>>>> = {
  pl: {
    VAT: 'Faktura VAT,Faktura,FAKTURA VAT,e-Faktura,Faktura sprzedaży,FAKTURA Oryginał|Faktura VAT sprzedaży,FAKTURA VAT ORYGINAŁ',
    KOR: 'Faktura korygująca,FAKTURA KORYGUJĄCA,Korekta faktury,Faktura VAT korygująca',
    ZAL: 'Faktura zaliczkowa,FAKTURA ZALICZKOWA,Faktura VAT zaliczkowa',
    ROZ: 'Faktura końcowa,Faktura rozliczeniowa,Faktura VAT końcowa',
  },
  en: { VAT: 'Invoice,INVOICE,Tax Invoice,VAT Invoice,Sales invoice', KOR: 'Credit note,Credit memo' },
  de: { VAT: 'Rechnung,RECHNUNG,Ausgangsrechnung', KOR: 'Gutschrift,Rechnungskorrektur' },
  cs: { VAT: 'Faktura - daňový doklad,FAKTURA,Faktura', KOR: 'Opravný daňový doklad,Dobropis' },
}

/** Titles of documents that are no invoices. */
export const otherTitles =
  'Faktura pro forma,PRO FORMA,Zamówienie,Nota odsetkowa,Nota obciążeniowa,Wezwanie do zapłaty,Potwierdzenie przelewu,Wydanie zewnętrzne WZ,Oferta handlowa,Potwierdzenie sald,Proforma invoice,Zestawienie faktur,Nota księgowa,Przypomnienie o płatności,Order confirmation,Zamówienie zakupu,Faktura proforma,Delivery note,Wyciąg z konta|Potwierdzenie wpłaty,Pro-forma'

/** Chooses among wordings: for seeds that judge among all, for others among those before the bar. */
export function worded(random: Random, list: string, judging: boolean): string {
  const [known = '', kept = ''] = list.split('|')
  return random.pick([...known.split(','), ...(judging && kept ? kept.split(',') : [])])
}

/** The words of one document: each means one thing on all of it. */
export class Wording {
  readonly #random: Random
  readonly #language: Language
  readonly #judging: boolean
  readonly #both: boolean
  readonly #chosen = new Map<Word, string>()

  constructor(random: Random, language: Language, judging: boolean, both: boolean) {
    this.#random = random
    this.#language = language
    this.#judging = judging
    this.#both = both && language === 'pl'
  }

  of(word: Word): string {
    const known = this.#chosen.get(word)
    if (known !== undefined) return known
    const own = worded(this.#random, words[this.#language][word], this.#judging)
    const other = this.#both ? english[word] : undefined
    const text = other ? `${own} / ${other}` : own
    this.#chosen.set(word, text)
    return text
  }

  title(kind: InvoiceKind): string {
    const own = worded(this.#random, titles[this.#language][kind] ?? titles.pl.VAT ?? '', this.#judging)
    return this.#both ? `${own} / ${kind === 'KOR' ? 'Corrective invoice' : 'Invoice'}` : own
  }
}
