/**
 * The same for a question and for its counterpart on the other purchase: an answer to one answers both. Of two numbers of
 * KSeF each purchase is accepted by itself.
 */
export function pairOf(id: string): string {
  const [purchaseId = '', code = '', subject = ''] = id.split('.')
  const isAlone = subject === '' || subject.startsWith('ref-') || code === 'DOUBLE_ISSUE'
  return isAlone ? id : `${code} ${[purchaseId, subject].toSorted().join(' ')}`
}
