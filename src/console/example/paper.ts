import { present } from '../../values/present.ts'
import { type ExampleInvoice, type ExampleParty, exampleBuyer } from './invoice.ts'
import { PdfWriting } from './pdf-writing.ts'

/** An invoice of the example as it is printed: one page, plainly marked. Shown by the preview, and read when it is unread. */
export function examplePaper(invoice: ExampleInvoice): File {
  const { seller, number, issueDay, net, vat, gross } = invoice
  const page = new PdfWriting()
  page.write(40, 800, 10, 'PRZYKŁAD: dokument wymyślony, nie jest fakturą')
  page.write(40, 760, 18, `Faktura VAT nr ${number}`)
  page.write(40, 735, 10, `Data wystawienia: ${issueDay}`)
  page.write(300, 735, 10, `Data sprzedaży: ${issueDay}`)
  partyOn(page, 40, 'Sprzedawca', seller)
  partyOn(page, 300, 'Nabywca', exampleBuyer)
  const columns = [40, 60, 230, 280, 350, 420, 490] as const
  const row = (y: number, cells: readonly string[]) =>
    cells.forEach((cell, at) => void page.write(present(columns[at]), y, 9, cell))
  row(570, ['Lp.', 'Nazwa', 'Ilość', 'Wartość netto', 'Stawka VAT', 'Kwota VAT', 'Wartość brutto'])
  page.rule(564)
  row(550, ['1', seller.goods, '1 szt.', written(net), '23%', written(vat), written(gross)])
  page.rule(544)
  row(528, ['', 'Razem', '', written(net), '23%', written(vat), written(gross)])
  page.write(40, 480, 14, `Do zapłaty: ${written(gross)} PLN`)
  page.write(40, 460, 10, 'Sposób zapłaty: przelew, 14 dni')
  return page.file(`${number.replaceAll('/', '-')}.pdf`)
}

function partyOn(page: PdfWriting, x: number, role: string, { nip, name, street, city }: ExampleParty): void {
  page.write(x, 700, 9, `${role}:`)
  for (const [at, text] of [name, street, city, `NIP: ${nip}`].entries())
    page.write(x, 684 - at * 14, 10, text)
}

/** An amount as Polish papers have it: `1 234,56`. */
const written = (amount: string): string => {
  const [whole = '', hundredths = ''] = amount.split('.')
  return `${whole.replaceAll(/\B(?=(\d{3})+$)/g, ' ')},${hundredths.padEnd(2, '0')}`
}
