/** All months `YYYY-MM`, or quarters `YYYY-Qn`, from one to another; no more than a year of them. */
export function periodsBetween(from: string, until: string): string[] {
  const isQuarter = from.includes('Q')
  const each = isQuarter ? 4 : 12
  const numberOf = (period: string): number => {
    const [year, part = ''] = period.split('-')
    return Number(year) * each + Number(part.replace('Q', '')) - 1
  }
  const count = Math.min(numberOf(until) - numberOf(from) + 1, each)
  return Array.from({ length: Math.max(count, 1) }, (_, at) => {
    const number = numberOf(from) + at
    const part = (number % each) + 1
    return `${Math.floor(number / each)}-${isQuarter ? `Q${part}` : String(part).padStart(2, '0')}`
  })
}
