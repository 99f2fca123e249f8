import type { ValueKind } from './model.ts'

type Kinds = readonly (readonly [kind: ValueKind, names: RegExp])[]

const common: Kinds = [
  ['moment', /^(DataWytworzeniaFa|DataGodz\w+)$/],
  ['day', /^(Data\w+|Termin)$/],
  ['amount', /^(Kwota\w*|Suma\w+|DoZaplaty|DoRozliczenia|WartoscZamowienia)$/],
  ['number', /^Kurs\w+$/],
  ['percent', /^Udzial$/],
  ['flag', /^(BrakID|RolaInna|JST|GV|NrKSeF|NrKSeFN|NrKSeFZN|FP|TP|ZwrotAkcyzy|Zaplacono)$/],
  ['flag', /^(PlatnoscInna|TransportInny|LadunekInny|PodmiotPosredniczacy|StanPrzedZ?)$/],
]

/** Names of the forms FA(2) and FA(3), and of FA_RR, whose P_ fields mean something else; of Peppol UBL. */
const kinds: Readonly<Record<string, Kinds>> = {
  fa: [
    ['day', /^P_(1|6|6_Od|6_Do|6A|6Z|22A)$/],
    ['flag', /^P_(16|17|18|18A|19|19N|22|22N|23|42_5|PMarzy\w*|12Z?_Zal_15)$/],
    ['amount', /^P_(13|14|15|11)\w*$/],
    ['number', /^P_(8B|9A|9B|10)Z?$/],
    ['percent', /^P_12Z?_XII$/],
    ...common,
  ],
  rr: [
    ['day', /^P_4(A|B|AA)$/],
    ['amount', /^P_(8|10|11|11_\w+|12_1W?)$/],
    ['number', /^P_(6B|7)$/],
    ['percent', /^P_9$/],
    ...common,
  ],
  ubl: [
    ['day', /Date$/],
    ['amount', /Amount$/],
    ['number', /(Quantity|MultiplierFactorNumeric|CalculationRate)$/],
    ['percent', /^Percent$/],
  ],
}

/** How the values of a field are written. @param form `fa`, `rr`, `ubl`; of others everything is text */
export const kindOfField = (form: string, name: string): ValueKind =>
  kinds[form]?.find(([, names]) => names.test(name))?.[0] ?? 'text'
