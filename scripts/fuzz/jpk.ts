import { addRow, controlItems, emptySums } from '../../src/jpk-check/controls.ts'
import { decoderOf } from '../../src/jpk-check/encoding.ts'
import { keysOfRow, probesOf } from '../../src/jpk-check/match.ts'
import { JpkFileReader } from '../../src/jpk-check/read-file.ts'
import { unmatchedItems } from '../../src/jpk-check/unmatched.ts'
import { jpkForms } from '../../src/law/jpk-forms.ts'
import { ksefNumber, nip } from '../../test/support/ksef.ts'
import type { Chance } from './chance.ts'
import type { Kind } from './kinds.ts'
import { type Bytes, changedBytes, changedText } from './mutations.ts'

/** Files of accounting programs: rows of all kinds, in the forms and encodings that are read. */

const [us, seller] = [nip('fuzz jpk buyer'), nip('fuzz jpk seller')]
const row = (lp: number, more: string): string => `<ZakupWiersz><LpZakupu>${lp}</LpZakupu>
<NrDostawcy>${seller}</NrDostawcy><NazwaDostawcy>Łódź &amp; Syn</NazwaDostawcy><DowodZakupu>FV/${lp}</DowodZakupu>
<DataZakupu>2026-06-10</DataZakupu><DataWplywu>2026-06-11Z</DataWplywu>${more}</ZakupWiersz>`
const rows = [
  `<NrKSeF>${ksefNumber(seller, '2026-06-10', 'fuzz')}</NrKSeF><K_42>100.00</K_42><K_43>23.00</K_43>`,
  '<OFF>1</OFF><K_40>-100.00</K_40><K_41>-23.00</K_41>',
  '<BFK>1</BFK><DokumentZakupu>MK</DokumentZakupu><K_42>90071992547409.91</K_42><K_43>0.01</K_43>',
  '<DI>1</DI><DokumentZakupu>WEW</DokumentZakupu><IMP>1</IMP><K_46>-1.00</K_46><ZakupVAT_Marza>5</ZakupVAT_Marza>',
].map((more, i) => row(i + 1, more))
const sound = (namespace: string, encoding: string): string => `<?xml version="1.0" encoding="${encoding}"?>
<JPK xmlns="${namespace}"><Naglowek><CelZlozenia poz="P_7">1</CelZlozenia><Rok>2026</Rok><Miesiac>6</Miesiac></Naglowek>
<Podmiot1><OsobaNiefizyczna><NIP>${us}</NIP></OsobaNiefizyczna></Podmiot1>
<Deklaracja><PozycjeSzczegolowe><P_41>23</P_41></PozycjeSzczegolowe></Deklaracja>
<Ewidencja>${rows.join('')}<ZakupCtrl><LiczbaWierszyZakupow>4</LiczbaWierszyZakupow>
<PodatekNaliczony>0.01</PodatekNaliczony></ZakupCtrl></Ewidencja></JPK>`
const encodings = ['UTF-8', 'windows-1250', 'ISO-8859-2', 'UTF-16', 'EBCDIC']

function made(chance: Chance): Bytes {
  const text = sound(chance.one(jpkForms).namespace, chance.one(encodings))
  const changed = chance.once(3)
    ? text
    : changedText(text, chance.once(2) ? /(?=<)/ : /(?<=>)|(?=<\/)/, chance)
  const bytes = chance.once(6)
    ? Uint8Array.from(Buffer.from(`\ufeff${changed}`, 'utf16le'))
    : new TextEncoder().encode(changed)
  return chance.once(3) ? changedBytes(bytes, chance) : bytes
}

/** Reads a file in pieces, as it comes, and says of its rows and sums all that can be said without a ledger. */
function read(bytes: Uint8Array): void {
  const [decoder, reader, sums] = [decoderOf(bytes), new JpkFileReader(us), emptySums()]
  for (let at = 0; at < bytes.length; at += 700) reader.write(decoder.text(bytes.subarray(at, at + 700)))
  reader.write(decoder.end())
  const { header, sums: stated, rows: count } = reader.end()
  const origin = { obliged: true, uncovered: false }
  for (const found of reader.takeRows()) {
    addRow(sums, found)
    keysOfRow(found)
    probesOf(found)
    unmatchedItems(found, [], origin, header)
  }
  controlItems(header, stated, count, sums)
}

/** `refuses`: whether what was thrown is a refusal in words. */
export const jpkKind = (refuses: Kind['refuses']): Kind => ({
  ...{ name: 'jpk', share: 60_000, make: made, read, refuses },
})
