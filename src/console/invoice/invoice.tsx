import { language } from '../preferences.ts'
import { t } from '../words.ts'
import { labelOf } from './labels.ts'
import type { InvoiceField, InvoiceTable, ReadableInvoice, Section } from './model.ts'
import { QrCode } from './qr-code.tsx'
import { Value } from './value.tsx'

interface InvoiceProps {
  invoice: ReadableInvoice
  ksefNumber: string | null
  /** Where anybody can look at it in KSeF (KOD I); null for what is not there. */
  link: string | null
}

/** An invoice as people know invoices, on the screen and in print. */
export const Invoice = ({ invoice, ksefNumber, link }: InvoiceProps) => (
  <article class="invoice" aria-label={invoice.number ?? t('invoice.without-number')}>
    {ksefNumber !== null && (
      <header class="invoice-top">
        <p>
          <span class="soft">{t('invoice.ksef-number')}</span> <strong>{ksefNumber}</strong>
        </p>
        {link !== null && <QrCode link={link} label={ksefNumber} />}
      </header>
    )}
    {invoice.sections.map((section) => (
      <Part key={section.name} section={section} depth={0} />
    ))}
  </article>
)

const wordOf = ({ name, label }: { name: string; label?: string }): string =>
  label ?? labelOf(name, language.value)

/** A section with its heading; the other fields are folded, since nobody asks for them at first. */
const Part = ({ section, depth }: { section: Section; depth: number }) => {
  const local = section.name.slice(section.name.indexOf('.') + 1)
  const content = (
    <>
      <Fields fields={section.fields} />
      {section.tables.map((table) => (
        <Rows
          key={table.name}
          table={table}
          hasHeading={table.name !== section.name && section.tables.length > 1}
        />
      ))}
      {section.parts.length > 0 && (
        <div class="invoice-parts">
          {section.parts.map((part, at) => (
            <Part key={`${part.name} ${at}`} section={part} depth={depth + 1} />
          ))}
        </div>
      )}
    </>
  )
  if (local === 'other')
    return (
      <details class="invoice-part invoice-other">
        <summary>{wordOf(section)}</summary>
        {content}
      </details>
    )
  const Heading = depth === 0 ? 'h3' : 'h4'
  return (
    <section class={`invoice-part invoice-${local.toLowerCase()}`}>
      <Heading>
        <bdi>{wordOf(section)}</bdi>
      </Heading>
      {content}
    </section>
  )
}

const Fields = ({ fields }: { fields: readonly InvoiceField[] }) =>
  fields.length === 0 ? null : (
    <dl>
      {fields.map((field, at) => (
        <div key={`${field.name} ${at}`} class={field.kind === 'amount' ? 'amount-field' : undefined}>
          <dt>
            <bdi>{wordOf(field)}</bdi>
          </dt>
          <dd>
            <Value {...field} />
          </dd>
        </div>
      ))}
    </dl>
  )

const atEnd = (kind: string): string | undefined =>
  kind === 'amount' || kind === 'number' || kind === 'percent' ? 'at-end' : undefined

const Rows = ({ table, hasHeading }: { table: InvoiceTable; hasHeading: boolean }) => {
  const isCorrected = table.rows.some((row) => row.before)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a section with a name would be a landmark for each table
    <div class="invoice-rows" role="group" aria-label={wordOf(table)} tabIndex={0}>
      <table>
        <caption class={hasHeading ? undefined : 'unseen'}>{wordOf(table)}</caption>
        <thead>
          <tr>
            {isCorrected && <th scope="col">{t('invoice.state')}</th>}
            {table.columns.map((column, at) => (
              <th key={`${column.name} ${at}`} scope="col" class={atEnd(column.kind)}>
                <bdi>{wordOf(column)}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, at) => (
            <tr key={at} class={row.before ? 'before' : undefined}>
              {isCorrected && <td>{t(row.before ? 'invoice.before' : 'invoice.after')}</td>}
              {row.cells.map((cell, c) => {
                const { name = '', kind = 'text' } = table.columns[c] ?? {}
                return (
                  <td key={c} class={atEnd(kind)}>
                    {cell !== null && <Value name={name} kind={kind} value={cell} />}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
