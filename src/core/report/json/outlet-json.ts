import type { Outlet } from '../../../model.ts'
import { sortedByKey } from './numbers.ts'
import type { ReportJson } from './report-schema.ts'

/** Who an outlet is, in the reports of a story and of a series. */
export function whoIs(outlet: Outlet): Pick<ReportJson['outlets'][number], 'id' | 'name' | 'language' | 'country' | 'groups' | 'homepage'> {
  return {
    id: outlet.id,
    name: outlet.name,
    language: outlet.language ?? null,
    country: outlet.country ?? null,
    groups: sortedByKey(outlet.groups),
    homepage: outlet.homepage ?? null,
  }
}
