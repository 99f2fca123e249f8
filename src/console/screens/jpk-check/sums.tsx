import type { JpkCheck } from '../../../client/index.ts'
import { namesOf } from '../../../values/tables.ts'
import { Icon } from '../../parts/icon.tsx'
import { AmountCell } from '../../parts/marks.tsx'
import { Table } from '../../parts/table.tsx'
import { t } from '../../words.ts'

interface Line {
  name: string
  file: string | number
  register: string | number
  isAmount: boolean
}

/** The sums of the file beside those of the register; lines that are zero in both are left out. */
export const Sums = ({ check: { sums } }: { check: JpkCheck }) => {
  const { file, register } = sums
  const fields = namesOf(file).filter((name) => name !== 'rows' && name !== 'inputVat')
  const lines: Line[] = [
    { name: t('jpk.rows'), file: file.rows, register: register.rows, isAmount: false },
    { name: t('jpk.sums.input-vat'), file: file.inputVat, register: register.inputVat, isAmount: true },
    ...fields
      .map((name) => ({ name, file: file[name], register: register[name], isAmount: true }))
      .filter((line) => Number(line.file) !== 0 || Number(line.register) !== 0),
  ]
  const shown = ({ isAmount }: Line, value: string | number) =>
    isAmount ? <AmountCell amount={String(value)} /> : value
  return (
    <section class="card">
      <h2>{t('jpk.sums')}</h2>
      <Table
        caption={t('jpk.sums')}
        rows={lines}
        rowKey={({ name }) => name}
        columns={[
          { head: t('jpk.sums.what'), isName: true, cell: ({ name }) => name },
          { head: t('jpk.sums.file'), align: 'end', cell: (line) => shown(line, line.file) },
          { head: t('jpk.sums.register'), align: 'end', cell: (line) => shown(line, line.register) },
          {
            head: '',
            cell: ({ file: inFile, register: here }) =>
              Number(inFile) === Number(here) ? (
                <span class="soft">
                  <Icon name="same" /> {t('jpk.sums.same')}
                </span>
              ) : (
                <strong>
                  <Icon name="differs" /> {t('jpk.sums.differs')}
                </strong>
              ),
          },
        ]}
      />
    </section>
  )
}
