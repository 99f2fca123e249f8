import { readXmlCopy } from '../ingest/copy.ts'
import { readMetadataList, readPackage } from '../ingest/source.ts'
import { readBatch } from './copy-batch.ts'
import type { Services } from './endpoint/services.ts'

/** Everything that is read, read where it is asked for. */
export const sourcesHere: Services['sources'] = {
  metadata: readMetadataList,
  package: readPackage,
  copy: readXmlCopy,
  batch: readBatch,
}
